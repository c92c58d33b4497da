"""A plain effects table: a row for each option on each criterion, in and out as CSV and Excel.

What belongs to the criterion (its name, group, unit, worst, best and swing) may stand on each of
its rows or on one; where it stands twice, it must be the same. Nothing is filled in: a row without
a level is a missing cell, a criterion without a swing has none yet.
"""

from __future__ import annotations

from typing import Any

from appraisal.errors import Fault, InvalidAppraisal
from appraisal.files.effects.writer import (
    OF_CELL,
    TABLE,
    WrittenTable,
    write_effects_table,
)
from appraisal.files.tables.cells import as_text, number
from appraisal.files.tables.columns import TableColumn
from appraisal.files.tables.csv_table import read_csv
from appraisal.files.tables.excel_table import is_workbook, read_sheet
from appraisal.files.tables.grid import Cell, CellGrid, Strange, is_blank
from appraisal.files.tables.headings import columns_of
from appraisal.model import FORMAT, Appraisal
from appraisal.settings import Settings

__all__ = ["WrittenTable", "read_effects_table", "write_effects_table"]

_OF_SCALE = ("unit", "worst", "best")
_OF_CRITERION = ("criterion_name", "group", *_OF_SCALE, "swing")

Row = dict[str, Any]


def read_effects_table(
    data: bytes, name: str, *, title: str, baseline: str, settings: Settings | None = None
) -> Appraisal:
    """Return the appraisal that an effects table describes.

    Parameters
    ----------
    data : bytes
        CSV or an Excel workbook; which shows from its first bytes.
    name : str
        What to call it in messages.
    title, baseline : str
        What a table does not say: the title, and the id of the option the others are compared with.

    Raises
    ------
    InvalidAppraisal
        With every fault, each with its row and column.
    """
    settings = settings or Settings()
    if is_workbook(data):
        grid = read_sheet(data, name, (TABLE.name,), settings)
    else:
        grid = read_csv(data, name, lambda heading: TABLE.column(heading) is not None, settings)
    columns = columns_of(grid, TABLE)
    faults: list[Fault] = []
    rows = [(n, _row(grid, n, columns, cells, faults)) for n, cells in grid.rows[1:]]
    made = _Made(grid, faults)
    for row_number, row in rows:
        made.take(row_number, row)
    return made.appraisal(title, baseline)


def _row(
    grid: CellGrid,
    row_number: int,
    columns: list[TableColumn | None],
    cells: tuple[Cell, ...],
    faults: list[Fault],
) -> Row:
    """Return the filled cells of a row by their headings, the faulty ones told and left out."""
    row: Row = {}
    for column_number, (column, cell) in enumerate(zip(columns, cells, strict=False), start=1):
        if column is None or is_blank(cell):
            continue
        try:
            if isinstance(cell, Strange):
                raise ValueError(f"the cell holds {cell.words}.")
            if (row_number, column_number) in grid.per_cent and column.kind == "number":
                raise ValueError(
                    "Excel shows this cell in per cent and holds a share of 1, so it is not known "
                    "which is meant. Give it a number format without % and type it again."
                )
            row[column.key] = number(cell) if column.kind == "number" else as_text(cell).strip()
        except ValueError as error:
            faults.append(_fault(grid, row_number, column.key, str(error)))
            row.setdefault("", []).append(column.key)  # faulty: not to be told again
    faults += [
        _fault(grid, row_number, key, "the cell is blank. It needs an id.")
        for key in ("option", "criterion")
        if key not in row and key not in row.get("", [])
    ]
    return row


class _Made:
    """The appraisal as it is put together, row by row."""

    def __init__(self, grid: CellGrid, faults: list[Fault]) -> None:
        self._grid = grid
        self._faults = faults
        self._options: dict[str, Row] = {}
        self._criteria: dict[str, Row] = {}
        self._first: dict[tuple[str, str, str], int] = {}  # (kind, id, key) -> its row
        self._cells: list[tuple[int, Row]] = []

    def take(self, row_number: int, row: Row) -> None:
        """Take in one row."""
        option, criterion = row.get("option"), row.get("criterion")
        if option is not None:
            self._facts("option", self._options, option, row_number, row, ("option_name",))
        if criterion is not None:
            self._facts("criterion", self._criteria, criterion, row_number, row, _OF_CRITERION)
        cell = {key: row[key] for key in OF_CELL if key in row}
        if cell and option is not None and criterion is not None and not row.get(""):
            self._cells.append((row_number, {"option": option, "criterion": criterion, **cell}))

    def _facts(
        self,
        kind: str,
        known: dict[str, Row],
        id: str,
        number: int,
        row: Row,
        keys: tuple[str, ...],
    ) -> None:
        facts = known.setdefault(id, {"": number})
        for key in keys:
            if key not in row:
                continue
            if facts.setdefault(key, row[key]) != row[key]:
                before = self._first[kind, id, key]
                problem = (
                    f"found {as_text(row[key])}, but row {before} says {as_text(facts[key])} for "
                    f"{id}. Make them agree, or leave one blank."
                )
                self._faults.append(_fault(self._grid, number, key, problem))
            self._first.setdefault((kind, id, key), number)

    def appraisal(self, title: str, baseline: str) -> Appraisal:
        """Return the appraisal, or every fault by its row and column."""
        self._refuse_half_a_scale()
        try:
            appraisal = Appraisal.from_document(self._document(title, baseline))
        except InvalidAppraisal as error:
            faulty = {fault.path for fault in self._faults}
            faults = [self._placed(fault) for fault in error.faults]
            self._faults += [fault for fault in faults if fault.path not in faulty]
        if self._faults:
            raise InvalidAppraisal(dict.fromkeys(self._faults))
        return appraisal

    def _refuse_half_a_scale(self) -> None:
        """Refuse a unit without both anchors: anything put in would be a figure nobody gave."""
        for id, facts in self._criteria.items():
            if "unit" in facts and not {"worst", "best"} <= set(facts):
                row = self._first["criterion", id, "worst" if "worst" in facts else "unit"]
                problem = f"{id} has a unit, so it needs both worst and best. Give both."
                self._faults.append(_fault(self._grid, row, "worst", problem))

    def _document(self, title: str, baseline: str) -> Row:
        return {
            "format": FORMAT,
            "title": title,
            "baseline": baseline,
            "options": [
                {"id": id, "name": facts.get("option_name", id)}
                for id, facts in self._options.items()
            ],
            "criteria": [_criterion(id, facts) for id, facts in self._criteria.items()],
            "swings": {id: f["swing"] for id, f in self._criteria.items() if "swing" in f},
            "performances": [cell for _, cell in self._cells],
        }

    def _placed(self, fault: Fault) -> Fault:
        """Return a fault of the model by the row and column it came from."""
        section, *steps = fault.path or ("",)
        grid = self._grid
        if section == "performances" and steps and isinstance(steps[0], int):
            key = str(steps[1]) if len(steps) > 1 else "level"
            return _fault(grid, self._cells[steps[0]][0], key, fault.problem)
        if section == "swings" and steps:
            row = self._first.get(("criterion", str(steps[0]), "swing"), 1)
            return _fault(grid, row, "swing", fault.problem)
        if section in ("options", "criteria") and steps and isinstance(steps[0], int):
            kind, known = {
                "options": ("option", self._options),
                "criteria": ("criterion", self._criteria),
            }[str(section)]
            id, facts = list(known.items())[steps[0]]
            inner = [str(step) for step in steps[1:] if step not in ("scale", "id")]
            key = {"name": f"{kind}_name"}.get(inner[0], inner[0]) if inner else kind
            key = "worst" if steps[1:] == ["scale"] else key
            return _fault(grid, self._first.get((kind, id, key), facts[""]), key, fault.problem)
        return fault.at(file=grid.name)


def _criterion(id: str, facts: Row) -> Row:
    scale = {key: facts[key] for key in _OF_SCALE if key in facts}
    group = {"group": facts["group"]} if "group" in facts else {}
    return {"id": id, "name": facts.get("criterion_name", id), **group, "scale": scale}


def _fault(grid: CellGrid, row_number: int, key: str, problem: str) -> Fault:
    return Fault((f"row {row_number}, column {key}",), problem, file=grid.name)
