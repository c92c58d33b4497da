"""An appraisal with one of its tables taken from a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from appraisal.files.tables.columns import TableName
from appraisal.files.tables.reader import (
    read_cost_lines,
    read_evidence,
    read_must_have_results,
    read_performances,
)
from appraisal.model import Appraisal, MustHaveResult, Performance
from appraisal.settings import Settings


def filled(
    appraisal: Appraisal, name: TableName, data: bytes, file: str, settings: Settings | None = None
) -> Appraisal:
    """Return the appraisal with its evidence or costs replaced, or scores or results filled in.

    The table is the whole ledger of evidence, or all the cost lines. Scores and results on
    must-haves are put in cell by cell: what the table does not have stays as it was.

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
    if name == "must_haves":
        return with_must_have_results(
            appraisal, read_must_have_results(data, file, appraisal, settings)
        )
    return with_performances(appraisal, read_performances(data, file, appraisal, settings))


def with_performances(appraisal: Appraisal, read: Iterable[Performance]) -> Appraisal:
    """Return the appraisal with scores put in cell by cell; what is not read stays as it was."""
    cells = appraisal.cells() | {(row.option, row.criterion): row for row in read}
    return appraisal.changed(performances=list(cells.values()))


def with_must_have_results(appraisal: Appraisal, read: Iterable[MustHaveResult]) -> Appraisal:
    """Return the appraisal with results on must-haves put in; what is not read stays as it was."""
    before = {(result.option, result.gate): result for result in appraisal.gate_results}
    results = before | {(row.option, row.gate): row for row in read}
    return appraisal.changed(gate_results=list(results.values()))
