"""The headings of a table: which column each one is."""

from __future__ import annotations

from difflib import get_close_matches

from appraisal.errors import Fault, InvalidAppraisal
from appraisal.files.tables.cells import as_text
from appraisal.files.tables.columns import TableColumn, TableForm, key_of
from appraisal.files.tables.grid import CellGrid, is_blank
from appraisal.files.texts import refused
from appraisal.model.faults import shown


def columns_of(grid: CellGrid, table: TableForm) -> list[TableColumn | None]:
    """Return the column under each heading; None where there is no heading and no cell.

    Raises
    ------
    InvalidAppraisal
        If a heading is not known, stands twice or is missing, or cells stand under no heading.
    """
    if not grid.rows:
        raise refused(grid.name, "the table holds no rows, not even headings.")
    number, headings = grid.rows[0]
    faults: list[Fault] = []
    columns: list[TableColumn | None] = []
    for index, heading in enumerate(headings):
        column = table.column(as_text(heading))
        if column is None:
            blank = is_blank(heading)
            if not blank or _holds_something(grid, index):
                faults.append(
                    _unknown(grid, table, number, index, "" if blank else as_text(heading))
                )
        elif column in columns:
            problem = f"the heading {column.key} stands twice. Keep one."
            faults.append(Fault((f"row {number}",), problem, file=grid.name))
        columns.append(column)
    missing = [c.key for c in table.columns if c.required and c not in columns]
    if missing:
        problem = f"the headings lack {', '.join(missing)}. Known: {_known(table)}."
        faults.append(Fault((f"row {number}",), problem, file=grid.name))
    if faults:
        raise InvalidAppraisal(faults)
    return columns


def _holds_something(grid: CellGrid, index: int) -> bool:
    return any(index < len(cells) and not is_blank(cells[index]) for _, cells in grid.rows)


def _unknown(grid: CellGrid, table: TableForm, number: int, index: int, heading: str) -> Fault:
    known = [column.key for column in table.columns]
    if heading:
        close = get_close_matches(key_of(heading)[:60], known, n=1, cutoff=0.7)
        advice = f"Did you mean {close[0]}?" if close else f"Known: {_known(table)}."
        problem = f"the heading {shown(heading)} is not known. {advice}"
    else:
        problem = f"column {index + 1} holds something but has no heading."
    return Fault((f"row {number}",), problem, file=grid.name)


def _known(table: TableForm) -> str:
    years = ["a column for each year, such as 2026"] if table.years else []
    return ", ".join([*(column.key for column in table.columns), *years])
