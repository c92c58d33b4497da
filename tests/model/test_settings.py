"""Settings come from the environment, and a slip in one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from appraisal.errors import AppraisalError
from appraisal.settings import Settings, read_settings


def test_without_an_environment_the_defaults_hold() -> None:
    assert read_settings({"PATH": "/bin"}) == Settings()


def test_a_setting_is_read_as_what_it_is() -> None:
    found = read_settings(
        {"APPRAISAL_DATA": "/tmp/kept", "APPRAISAL_DRAWS": " 500 ", "DATABASE_URL": "postgresql://x"}
    )  # fmt: skip

    assert (found.data, found.draws, found.database_url) == (
        Path("/tmp/kept"),
        500,
        "postgresql://x",
    )


def test_every_slip_is_told_at_once() -> None:
    with pytest.raises(AppraisalError) as refusal:
        read_settings({"APPRAISAL_DRAWS": "many", "APPRAISAL_SEAD": "1"})

    assert "APPRAISAL_DRAWS: found 'many'. Right would be a whole number." in str(refusal.value)
    assert "APPRAISAL_SEAD: no such setting. Known: " in str(refusal.value)
