"""Scores from a CSV or Excel file, and into one."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from appraisal.analysis.wording.figures import counted, level
from appraisal.files.tables.filling import with_performances
from appraisal.files.tables.reader import read_performances
from appraisal.model import Appraisal, Performance
from appraisal.pages.escaping import short
from appraisal.pages.sections.score_waiting import KIND
from appraisal.pages.session import state
from appraisal.pages.widgets.table_import import TableRows, in_place_of


def said(appraisal: Appraisal, read: Sequence[Performance], _: bool = False) -> str:
    """Return what saving the scores would do, as Markdown: how many, with what, in place of what.

    A cell that the file leaves blank stays as it is.
    """
    levels = sum(row.level is not None for row in read)
    strengths = sum(row.strength is not None for row in read)
    reasons = sum(bool(row.reason) for row in read)
    cells = len(appraisal.options) * len(appraisal.benefit_criteria())
    keys = [(row.option, row.criterion) for row in read]
    return (
        f"{counted(len(read), 'score')}: {levels} with a level, {strengths} with a strength, "
        f"{reasons} with a reason." + in_place_of(keys, appraisal.cells(), cells, "score")
    )


def preview(appraisal: Appraisal, read: Sequence[Performance]) -> pd.DataFrame:
    """Return the scores as they were read."""
    rows = []
    for row in read:
        criterion = appraisal.criterion(row.criterion)
        level_text = "no level" if row.level is None else level(row.level, criterion.scale.unit)
        rows.append(
            [
                f"{appraisal.option(row.option).name}\n{criterion.name}",
                f"{level_text}\nstrength: {row.strength or 'not said'}",
                short(row.reason, 160) or "no reason",
            ]
        )
    return pd.DataFrame(rows, columns=["Score of", "Level", "Why"])


ROWS = TableRows(
    key="scores",
    noun="score",
    kind=KIND,
    read=lambda data, name, appraisal: read_performances(data, name, appraisal, state.settings()),
    keep=lambda appraisal, read, _: with_performances(appraisal, read),
    said=said,
    preview=preview,
)
