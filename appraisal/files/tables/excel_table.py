"""A sheet of an Excel workbook as rows of cells."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from appraisal.files.tables.grid import Cell, CellGrid, DateCell, Strange, is_blank
from appraisal.files.texts import check_size, refused
from appraisal.settings import Settings

_CHILD = Path(__file__).with_name("excel_child.py")
_SECONDS = 20  # by the clock, on a busy machine; the child stops itself after 10 of its own
_OLD = b"\xd0\xcf\x11\xe0"
_NEVER_WORKED_OUT = (
    "a formula that was never worked out. Open the workbook in Excel, save it and try again"
)


def is_workbook(data: bytes) -> bool:
    """Return whether a file begins as an Excel workbook does, new or old."""
    return data.startswith((b"PK\x03\x04", _OLD))


def read_sheet(data: bytes, name: str, sheets: tuple[str, ...], settings: Settings) -> CellGrid:
    """Return the first sheet with one of these names, or else the first sheet.

    Parameters
    ----------
    data : bytes
        The workbook (.xlsx), read in a child process with limits on time and memory.
    name : str
        What to call the file in messages.
    sheets : tuple of str
        The names of sheets to look for.
    settings : Settings
        The limits: ``table_bytes``, ``table_rows`` and ``table_columns``.

    Raises
    ------
    UnreadableFile
        If the file is too large, locked with a password, holds macros, or is no workbook.
    """
    check_size(data, name, settings.table_bytes)
    if data.startswith(_OLD):
        problem = "this is an old workbook (.xls), or one locked with a password. "
        raise refused(name, f"{problem}Save it as .xlsx without a password.")
    limits = (str(settings.table_rows), str(settings.table_columns))
    answer = _in_a_child(data, name, (*limits, *sheets))
    if "refused" in answer:
        raise refused(name, answer["refused"])
    return _grid(answer, name)


def _in_a_child(data: bytes, name: str, arguments: tuple[str, ...]) -> dict[str, Any]:
    command = [sys.executable, "-I", "-X", "utf8", str(_CHILD), *arguments]
    try:
        run = subprocess.run(
            command, input=data, capture_output=True, timeout=_SECONDS, check=False
        )
        answer: dict[str, Any] = json.loads(run.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        problem = "the workbook takes too much time or memory to read. Copy the table alone into a "
        raise refused(name, f"{problem}new workbook, or save it as CSV.") from None
    return answer


def _grid(answer: dict[str, Any], name: str) -> CellGrid:
    strange = {tuple(place): "an error value" for place in answer["marks"]["error"]}
    strange |= {tuple(place): _NEVER_WORKED_OUT for place in answer["marks"]["formula"]}
    rows: list[tuple[int, tuple[Cell, ...]]] = []
    for number, row in enumerate(answer["rows"], start=1):
        cells = tuple(
            Strange(strange[number, column]) if (number, column) in strange else _cell(cell)
            for column, cell in enumerate(row, start=1)
        )
        if not all(map(is_blank, cells)):
            rows.append((number, cells))
    per_cent = frozenset((row, column) for row, column in answer["marks"]["per_cent"])
    return CellGrid(f"{name}, sheet {answer['sheet']}", tuple(rows), per_cent)


def _cell(value: Any) -> Cell:
    if isinstance(value, dict):
        return DateCell(value["date"]) if "date" in value else Strange(f"the time {value['time']}")
    return value
