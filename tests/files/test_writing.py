"""A file is written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from appraisal.errors import AppraisalError
from appraisal.files.writing import write_atomically


def test_a_file_is_written_whole_with_the_usual_rights(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    (tmp_path / "usual").touch()

    write_atomically(path, b"new")

    assert path.read_bytes() == b"new"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["report.pdf", "usual"]
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE((tmp_path / "usual").stat().st_mode)


def test_a_write_that_fails_leaves_the_old_file_and_no_rubbish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(AppraisalError, match=r"was not written \(No space left on device\)"):
        write_atomically(path, b"new")

    assert [entry.read_bytes() for entry in tmp_path.iterdir()] == [b"old"]


@pytest.mark.parametrize("name", ["no folder/report.pdf", "nul\0.pdf"])
def test_a_path_that_cannot_be_is_a_plain_message(name: str, tmp_path: Path) -> None:
    with pytest.raises(AppraisalError, match="was not written"):
        write_atomically(tmp_path / name, b"new")
