"""Must-haves, evidence, scores and cost lines from CSV and Excel, and back into them.

Every fault names its row and column. What comes in is checked with the rest of the appraisal, so
that an unknown option or a level beyond its scale is told here, before anything is saved.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from appraisal.errors import DocumentPath, Fault, InvalidAppraisal, path_text
from appraisal.files.tables.cells import as_text, number, share_text, value_of
from appraisal.files.tables.columns import (
    COSTS,
    EVIDENCE,
    MUST_HAVES,
    SCORES,
    TableColumn,
    TableForm,
    TableName,
    shown_cells,
)
from appraisal.files.tables.csv_table import read_csv
from appraisal.files.tables.excel_table import is_workbook, read_sheet
from appraisal.files.tables.grid import Cell, CellGrid, Strange, is_blank
from appraisal.files.tables.headings import columns_of
from appraisal.files.tables.writer import template, write_table
from appraisal.model import Appraisal, CostLine, Evidence, MustHaveResult, Performance
from appraisal.model.faults import shown
from appraisal.settings import Settings

__all__ = [
    "TableName",
    "read_cost_lines",
    "read_evidence",
    "read_must_have_results",
    "read_performances",
    "template",
    "write_table",
]

Row = dict[str, Any]


def read_evidence(
    data: bytes, name: str, appraisal: Appraisal, settings: Settings | None = None
) -> list[Evidence]:
    """Return the evidence ledger in a CSV file or an Excel workbook.

    Parameters
    ----------
    data : bytes
        The file; what it is shows from its first bytes, not from its name.
    name : str
        What to call it in messages.
    appraisal : Appraisal
        The options and criteria that its rows may name, by id or by name.

    Raises
    ------
    InvalidAppraisal
        With every fault, each with its row and column.
    """
    rows = _read(data, name, EVIDENCE, appraisal, settings)
    return [Evidence.model_validate(row) for row in rows]


def read_performances(
    data: bytes, name: str, appraisal: Appraisal, settings: Settings | None = None
) -> list[Performance]:
    """Return the scores in a CSV file or an Excel workbook; as :func:`read_evidence`.

    Levels are in each criterion's own unit. A row with nothing filled in is a missing cell.
    """
    rows = _read(data, name, SCORES, appraisal, settings)
    return [Performance.model_validate(row) for row in rows]


def read_must_have_results(
    data: bytes, name: str, appraisal: Appraisal, settings: Settings | None = None
) -> list[MustHaveResult]:
    """Return the results on the must-haves in a CSV file or an Excel workbook.

    Parameters and errors are those of :func:`read_evidence`. A row with nothing filled in is a
    result that nobody has given.
    """
    rows = _read(data, name, MUST_HAVES, appraisal, settings)
    return [MustHaveResult.model_validate(row) for row in rows]


def read_cost_lines(
    data: bytes, name: str, appraisal: Appraisal, settings: Settings | None = None
) -> list[CostLine]:
    """Return the cost lines in a CSV file or an Excel workbook; as :func:`read_evidence`.

    Each year has a column, headed by the year; amounts are in GBP million.
    """
    rows = _read(data, name, COSTS, appraisal, settings)
    return [CostLine.model_validate(row) for row in rows]


def _read(
    data: bytes, name: str, table: TableForm, appraisal: Appraisal, settings: Settings | None
) -> list[Row]:
    settings = settings or Settings()
    if is_workbook(data):
        grid = read_sheet(data, name, (table.name, table.section[-1]), settings)
    else:
        grid = read_csv(data, name, lambda heading: table.column(heading) is not None, settings)
    columns = columns_of(grid, table)
    faults: list[Fault] = []
    numbers: list[int] = []
    rows: list[Row] = []
    for row_number, cells in grid.rows[1:]:
        named = list(zip(columns, cells, strict=False))
        row = _row(grid, row_number, named, table, appraisal, faults)
        if not table.filled or any(key in row for key in table.filled):
            numbers.append(row_number)
            rows.append(row)
    faults += _model_faults(grid, table, rows, numbers, appraisal, {f.path for f in faults})
    if faults:
        raise InvalidAppraisal(sorted(set(faults), key=_by_row_and_column(columns)))
    return rows


def _row(
    grid: CellGrid,
    row_number: int,
    cells: list[tuple[TableColumn | None, Cell]],
    table: TableForm,
    appraisal: Appraisal,
    faults: list[Fault],
) -> Row:
    """Return one row as the document holds it, adding what is wrong with it to the faults."""
    row: Row = {}
    seen: list[tuple[TableColumn, Cell]] = []
    for column_number, (column, cell) in enumerate(cells, start=1):
        if column is None or is_blank(cell):
            continue
        if column.kind == "shown":
            seen.append((column, cell))
            continue
        try:
            is_share = (row_number, column_number) in grid.per_cent
            meant = _in_per_cent(cell, column) if is_share else cell
            value = value_of(meant, column, appraisal)
        except ValueError as error:
            faults.append(_fault(grid, row_number, column.key, str(error)))
            value = _unread(cell)
        _put(row, column, value)
    faults += [
        _fault(grid, row_number, column.key, problem)
        for column, cell in seen
        if (problem := _disagreement(column, cell, row, table, appraisal))
    ]
    return row


def _in_per_cent(cell: Cell, column: TableColumn) -> Cell:
    """Return a cell that Excel shows in per cent as it is meant, or refuse it."""
    if column.per_cent:
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return share_text(cell)
        return cell
    if column.kind in ("number", "year", "text") and isinstance(cell, int | float):
        raise ValueError(
            f"Excel shows this cell as {cell * 100:g}% and holds {cell:g}, so it is not known "
            "which is meant. Give the cell a number format without % and type the number again."
        )
    return cell


def _unread(cell: Cell) -> Any:
    return cell if isinstance(cell, str | float) else None


def _put(row: Row, column: TableColumn, value: Any) -> None:
    if column.kind == "year":
        row.setdefault("amounts", {})[int(column.key)] = value
    else:
        row[column.fills] = value


def _disagreement(
    column: TableColumn, cell: Cell, row: Row, table: TableForm, appraisal: Appraisal
) -> str:
    """Return what a column that is only shown says otherwise than the appraisal, or nothing."""
    try:
        true = shown_cells(row, table, appraisal)[column.key]
    except KeyError:
        return ""  # told at its own column
    if isinstance(cell, Strange) or not _says(cell, true):
        known = as_text(true) or "blank"
        return (
            f"found {shown(as_text(cell))}, but in this appraisal it is {known}. The table may "
            "have been made for another one. Correct it, or leave the column out."
        )
    return ""


def _says(cell: Cell, true: str | float) -> bool:
    if isinstance(true, str):
        return _plain(as_text(cell)) == _plain(true)
    try:
        return number(cell) == true
    except ValueError:
        return False


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _model_faults(
    grid: CellGrid,
    table: TableForm,
    rows: list[Row],
    numbers: list[int],
    appraisal: Appraisal,
    faulty: set[DocumentPath],
) -> Iterator[Fault]:
    """Yield what the model finds wrong in the rows, each by its row and column."""
    document = appraisal.document()
    holder = document
    for step in table.section[:-1]:
        holder = holder.setdefault(step, {})
    holder[table.section[-1]] = rows
    depth = len(table.section)
    try:
        Appraisal.from_document(document)
    except InvalidAppraisal as error:
        for fault in error.faults:
            # Faults elsewhere are not the table's: a citation of evidence that it leaves out, say.
            if fault.path[:depth] == table.section and len(fault.path) > depth:
                index, *steps = fault.path[depth:]
                assert isinstance(index, int)
                field = str(steps[-1] if steps[:1] == ["amounts"] else steps[0]) if steps else ""
                key = table.heading(field)
                placed = _fault(grid, numbers[index], key, _in_rows(fault.problem, table, numbers))
                if placed.path not in faulty:
                    yield placed


def _in_rows(problem: str, table: TableForm, numbers: list[int]) -> str:
    """Return a message with the rows of the document named by their numbers in the table."""
    pattern = re.compile(re.escape(path_text(table.section)) + r"\[(\d+)\]")
    return pattern.sub(lambda match: f"row {numbers[int(match.group(1))]}", problem)


def _fault(grid: CellGrid, row_number: int, key: str, problem: str) -> Fault:
    place = f"row {row_number}, column {key}" if key else f"row {row_number}"
    return Fault((place,), problem, file=grid.name)


def _by_row_and_column(
    columns: list[TableColumn | None],
) -> Callable[[Fault], tuple[int, int, str]]:
    places = {column.key: index for index, column in enumerate(columns) if column}

    def place(fault: Fault) -> tuple[int, int, str]:
        _, row, *column = str(fault.path[0]).replace(",", "").split()
        return int(row), places.get(column[-1] if column else "", -1), fault.problem

    return place
