"""The four tables as CSV and Excel, filled or as templates."""

from __future__ import annotations

import csv
import io
from typing import Any, Literal

from appraisal.errors import AppraisalError
from appraisal.files.tables.cells import share_text
from appraisal.files.tables.columns import (
    OUTCOMES,
    TABLES,
    TableColumn,
    TableForm,
    TableName,
    shown_cells,
)
from appraisal.files.tables.excel_writer import Sheet, workbook
from appraisal.files.tables.guards import guarded_for_csv, guarded_for_excel
from appraisal.model import Appraisal
from appraisal.model.costs import CostLine

Ending = Literal["csv", "xlsx"]
ENDINGS: tuple[Ending, ...] = ("csv", "xlsx")
_CELL_IDS = 50  # options or criteria named in a list to choose from

Rows = list[dict[str, Any]]


def write_table(name: TableName, appraisal: Appraisal, ending: Ending) -> bytes:
    """Return one of an appraisal's tables; what is written reads back the same.

    Parameters
    ----------
    name : str
        ``must_haves``, ``evidence``, ``scores`` or ``costs``.
    appraisal : Appraisal
        Where the rows come from.
    ending : str
        ``csv`` (UTF-8 with a mark, for Excel's sake) or ``xlsx``. Text that a spreadsheet could
        take for a formula is guarded, and the same appraisal gives the same bytes.
    """
    table = TABLES[name]
    document = appraisal.document()
    section: Any = document
    for step in table.section:
        section = section.get(step, {}) if isinstance(section, dict) else {}
    # what the form leaves out
    defaults = {"result": "unknown"} if name == "must_haves" else {}
    rows = [_spread(defaults | row, table, appraisal) for row in section or []]
    return _written(table, rows, appraisal, ending)


def template(name: TableName, appraisal: Appraisal, ending: Ending) -> bytes:
    """Return a table to be filled in: its headings, and a row for each score or result missing."""
    table = TABLES[name]
    rows: Rows = []
    if name == "must_haves":
        answered = {(result.option, result.gate) for result in appraisal.gate_results}
        rows = [
            _spread({"option": option.id, "gate": must_have.id}, table, appraisal)
            for must_have in appraisal.gates
            for option in appraisal.options
            if (option.id, must_have.id) not in answered
        ]
    if name == "scores":
        filled = appraisal.cells()
        rows = [
            _spread({"option": option.id, "criterion": criterion.id}, table, appraisal)
            for criterion in appraisal.benefit_criteria()
            for option in appraisal.options
            if (option.id, criterion.id) not in filled
        ]
    return _written(table, rows, appraisal, ending)


def _spread(row: dict[str, Any], table: TableForm, appraisal: Appraisal) -> dict[str, Any]:
    """Return a row of the document as cells, with the columns that are only shown."""
    cells: dict[str, Any] = {}
    for key, value in row.items():
        if key == "amounts":
            cells |= {str(year): amount for year, amount in value.items()}
        elif key == "distribution" and isinstance(value, dict):
            (kind, shape) = next(iter(value.items()))
            cells[key] = f"{kind} {shape[0]!r} {shape[1]!r}"
        elif isinstance(value, list):
            cells[key] = " ".join(value)
        elif isinstance(value, bool):
            cells[key] = "yes" if value else "no"
        else:
            cells[key] = value
    if cells.get("result") == "unknown":
        cells["result"] = OUTCOMES[-1]
    named = {table.heading(field): value for field, value in cells.items()}
    return named | shown_cells(row, table, appraisal)


def _written(table: TableForm, rows: Rows, appraisal: Appraisal, ending: Ending) -> bytes:
    if ending not in ENDINGS:
        raise AppraisalError(f"A table ends in .csv or .xlsx; .{ending} was found.")
    columns = _columns(table, rows, appraisal)
    if ending == "csv":
        return _csv(columns, rows)
    cells = [[guarded_for_excel(row.get(c.key)) for c in columns] for row in rows]
    words = {column.key: table.words(column) for column in columns}
    choices = {c.key: allowed for c in columns if (allowed := _choices(c, appraisal))}
    texts = {c.key for c in columns if c.kind not in ("number", "year", "shown")}
    shares = {column.key for column in columns if column.per_cent}
    return workbook(Sheet(table.name, words, cells, choices, texts, shares))


def _columns(table: TableForm, rows: Rows, appraisal: Appraisal) -> list[TableColumn]:
    """Return the table's columns; the years stand before the multipliers, in order."""
    if not table.years:
        return list(table.columns)
    years = {str(year) for year in appraisal.costs.years()}
    years |= {key for row in rows for key in row if key.isdecimal()}
    year_columns = [column for year in sorted(years) if (column := table.column(year))]
    index = next(n for n, column in enumerate(table.columns) if column.key == "low")
    return [*table.columns[:index], *year_columns, *table.columns[index:]]


def _choices(column: TableColumn, appraisal: Appraisal) -> list[str]:
    """Return what a cell may hold where it is one of a few words."""
    if column.kind == "option":
        return [option.id for option in appraisal.options][:_CELL_IDS]
    if column.kind == "criterion":
        return [criterion.id for criterion in appraisal.criteria][:_CELL_IDS]
    if column.kind == "must_have":
        return [must_have.id for must_have in appraisal.gates][:_CELL_IDS]
    if column.kind == "direction":
        return ["+", "-", "±", "0"]
    if column.kind == "yes_no":
        return ["yes", "no"]
    if column.key == "kind":
        return list(CostLine.model_json_schema()["properties"]["kind"]["enum"])
    return list(column.choices) if column.kind in ("choice", "outcome") else []


def _csv(columns: list[TableColumn], rows: Rows) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([column.key for column in columns])
    for row in rows:
        cells = [_share(row.get(c.key)) if c.per_cent else row.get(c.key) for c in columns]
        writer.writerow([guarded_for_csv(cell) for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def _share(value: float | None) -> str | None:
    return None if value is None else share_text(value)
