"""Who is visiting, once the line that told it is lost in the middle of a run."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from appraisal.pages.session import visitor
from tests.pages.walk import MAIN


@pytest.fixture
def lost(monkeypatch):
    """Call it, and no line to a browser is there any more."""
    return lambda: monkeypatch.setattr(visitor, "line_now", lambda: None)


def test_nobody_is_taken_for_the_officer_because_no_address_is_known(small, lost):
    lost()

    at = AppTest.from_file(str(MAIN), default_timeout=30).run()

    assert [each.value for each in at.title] == ["Join the workshop"]
    assert "The line to this page was lost" in at.info[0].value


def test_who_was_found_stays_who_it_is_while_the_line_is_lost(small, lost):
    small.to("options")
    before = [each.value for each in small.at.title]
    lost()

    small.at.run()

    assert [each.value for each in small.at.title] == before
