"""An appraisal with one of its tables taken from a spreadsheet."""

from __future__ import annotations

from typing import Any

from appraisal.files.columns import TableName
from appraisal.files.tables import read_cost_lines, read_evidence, read_performances
from appraisal.model import Appraisal
from appraisal.settings import Settings


def filled(
    appraisal: Appraisal, name: TableName, data: bytes, file: str, settings: Settings | None = None
) -> Appraisal:
    """Return the appraisal with its evidence or costs replaced, or its scores filled in.

    The table is the whole ledger of evidence, or all the cost lines. Scores are put in cell by
    cell: a cell that the table does not have stays as it was.

    Raises
    ------
    InvalidAppraisal
        With every fault, each with its row and column; or if something that stays as it was cites
        evidence that the table leaves out.
    """
    if name == "evidence":
        return appraisal.changed(evidence=read_evidence(data, file, appraisal, settings))
    if name == "costs":
        costs = appraisal.document().get("costs", {})
        lines = [line.document() for line in read_cost_lines(data, file, appraisal, settings)]
        return appraisal.changed(costs={**costs, "lines": lines})
    cells: dict[tuple[str, str], Any] = dict(appraisal.cells())
    for row in read_performances(data, file, appraisal, settings):
        cells[row.option, row.criterion] = row
    return appraisal.changed(performances=list(cells.values()))
