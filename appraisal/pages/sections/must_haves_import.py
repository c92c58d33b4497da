"""Results on the must-haves from a CSV or Excel file, and into one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from appraisal.analysis.wording.figures import counted
from appraisal.files.tables.filling import with_must_have_results
from appraisal.files.tables.reader import read_must_have_results
from appraisal.model import Appraisal, MustHaveResult
from appraisal.pages.escaping import short
from appraisal.pages.sections.must_haves_table import KIND, WORDS
from appraisal.pages.session import state
from appraisal.pages.widgets.table_import import TableRows, in_place_of


def said(appraisal: Appraisal, read: Sequence[MustHaveResult], _: bool = False) -> str:
    """Return what saving the results would do, as Markdown: how many of each, in place of what.

    A result that the file leaves blank stays as it is.
    """
    keys = {(result.option, result.gate) for result in appraisal.gate_results}
    counts: Counter[str] = Counter(row.result for row in read)
    of_each = ", ".join(f"{counts[result]} {word}" for result, word in WORDS.items())
    reasons = sum(bool(row.reason) for row in read)
    cells = len(appraisal.options) * len(appraisal.gates)
    return f"{counted(len(read), 'result')}: {of_each}; {reasons} with a reason." + in_place_of(
        [(row.option, row.gate) for row in read], keys, cells, "result"
    )


def preview(appraisal: Appraisal, read: Sequence[MustHaveResult]) -> pd.DataFrame:
    """Return the results as they were read."""
    gates = {must_have.id: must_have.name for must_have in appraisal.gates}
    rows = [
        [
            f"{appraisal.option(row.option).name}\n{gates[row.gate]}",
            WORDS[row.result],
            short(row.reason, 160) or "no reason",
        ]
        for row in read
    ]
    return pd.DataFrame(rows, columns=["Option and must-have", "Result", "Why"])


ROWS = TableRows(
    key="must_haves",
    noun="result",
    kind=KIND,
    read=lambda data, name, appraisal: read_must_have_results(
        data, name, appraisal, state.settings()
    ),
    keep=lambda appraisal, read, _: with_must_have_results(appraisal, read),
    said=said,
    preview=preview,
)
