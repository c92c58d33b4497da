"""An effects table as CSV and Excel: its columns, its rows, and what it cannot hold."""

from __future__ import annotations

import csv
import io
from typing import Any, NamedTuple, cast

from appraisal.errors import AppraisalError
from appraisal.files.tables.columns import TableColumn, TableForm, TableName
from appraisal.files.tables.excel_writer import Sheet, workbook
from appraisal.files.tables.guards import guarded_for_csv, guarded_for_excel
from appraisal.files.tables.writer import Ending
from appraisal.model import Appraisal

_SHEET = "effects"
OF_CELL = ("level", "low", "high")

TABLE = TableForm(
    cast(TableName, _SHEET),
    ("performances",),
    "Performance",
    (
        TableColumn("option", required=True, words="The option's id: small letters, digits and _."),
        TableColumn("option_name", words="The option's name; where it is blank, its id."),
        TableColumn("criterion", required=True, words="The criterion's id."),
        TableColumn("criterion_name", words="The criterion's name; where it is blank, its id."),
        TableColumn("group", words="The group that the criterion belongs to."),
        TableColumn("unit", words="The unit of its levels; blank is a judged scale, 0 to 100."),
        TableColumn(
            "worst", "number", words="The level worth 0, above best where lower is better."
        ),
        TableColumn("best", "number", words="The level worth 100."),
        TableColumn(
            "swing", "number", words="How much worst to best matters: 100 for the greatest."
        ),
        TableColumn(
            "level", "number", required=True, words="The level; blank where there is none."
        ),
        TableColumn("low", "number", words="The lowest level it could be."),
        TableColumn("high", "number", words="The highest level it could be."),
    ),
)
Row = dict[str, Any]


class WrittenTable(NamedTuple):
    """A table as bytes, and in sentences what it cannot hold."""

    data: bytes
    left_out: tuple[str, ...]


def write_effects_table(appraisal: Appraisal, ending: Ending) -> WrittenTable:
    """Return the options by the criteria that count, as ``csv`` or ``xlsx``.

    Text that a spreadsheet could take for a formula is guarded; the figures read back the same.
    """
    if ending not in ("csv", "xlsx"):
        raise AppraisalError(f"An effects table ends in .csv or .xlsx; .{ending} was found.")
    cells = appraisal.cells()
    rows: list[Row] = []
    for criterion in appraisal.benefit_criteria():
        scale = criterion.scale
        facts = {
            "criterion": criterion.id, "criterion_name": criterion.name, "group": criterion.group,
            "unit": scale.unit, "worst": scale.worst, "best": scale.best,
            "swing": appraisal.swings.get(criterion.id),
        }  # fmt: skip
        for option in appraisal.options:
            cell = cells.get((option.id, criterion.id))
            figures = {
                key: getattr(cell, key) for key in OF_CELL if cell and cell.level is not None
            }
            rows.append({"option": option.id, "option_name": option.name, **facts, **figures})
    return WrittenTable(_csv(rows) if ending == "csv" else _excel(rows), _left_out(appraisal))


def _csv(rows: list[Row]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    keys = [column.key for column in TABLE.columns]
    writer.writerow(keys)
    writer.writerows([guarded_for_csv(row.get(key)) for key in keys] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _excel(rows: list[Row]) -> bytes:
    columns = TABLE.columns
    cells = [[guarded_for_excel(row.get(column.key)) for column in columns] for row in rows]
    words = {column.key: TABLE.words(column) for column in columns}
    texts = {column.key for column in columns if column.kind != "number"}
    return workbook(Sheet(_SHEET, words, cells, {}, texts))


def _left_out(appraisal: Appraisal) -> tuple[str, ...]:
    """Return in sentences what of the result a plain table does not hold."""
    counted = appraisal.benefit_criteria()
    curved = [criterion.id for criterion in counted if criterion.scale.shape == "points"]
    extended = [criterion.id for criterion in counted if criterion.scale.outside == "extend"]
    drawn = [c for c in appraisal.performances if c.distribution not in (None, "triangular")]
    guessed = [c for c in appraisal.performances if c.low is None and c.strength is not None]
    blank = [c for c in appraisal.performances if c.level is None]
    left_out = {
        "value functions that are no straight line": curved,
        "values beyond the ends of a scale (outside: extend)": extended,
        "distributions other than triangular": [f"{c.option} on {c.criterion}" for c in drawn],
        "ranges that come from the strength of evidence": [
            f"{c.option} on {c.criterion}" for c in guessed
        ],
        "cells that are drawn without a level": [f"{c.option} on {c.criterion}" for c in blank],
        "costs": ["the cost axis and lines"]
        if appraisal.cost_criterion() is not None or appraisal.costs.lines
        else [],
    }
    return tuple(
        f"Left out: {words} ({', '.join(which[:12])}{' ...' if len(which) > 12 else ''})."
        for words, which in left_out.items()
        if which
    )
