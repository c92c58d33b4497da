"""Cost lines from a CSV or Excel file, and into one."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from appraisal.analysis.wording.figures import counted, million
from appraisal.edits.costs import with_read_lines
from appraisal.files.tables.reader import read_cost_lines
from appraisal.model import Appraisal, CostLine
from appraisal.pages.escaping import names_said
from appraisal.pages.session import state
from appraisal.pages.widgets.table_import import TableRows


def said(appraisal: Appraisal, read: Sequence[CostLine], replace: bool) -> str:
    """Return what saving the lines would do, as Markdown."""
    words = f"{counted(len(read), 'cost line')}."
    lines = appraisal.costs.lines
    if replace:
        return f"{words} They take the place of the {len(lines)} here."
    known = {(line.option, line.item, line.kind) for line in lines}
    again = [line.item for line in read if (line.option, line.item, line.kind) in known]
    if again:
        words += (
            f" **{counted(len(again), 'line')} with the same option, item and kind "
            f"{'is' if len(again) == 1 else 'are'} here already and would count twice:** "
            f"{names_said(again)}."
        )
    return words


def preview(appraisal: Appraisal, read: Sequence[CostLine]) -> pd.DataFrame:
    """Return the lines as they were read: option, what it is for, and all its amounts."""
    rows = [
        [
            appraisal.option(line.option).name,
            f"{line.item}\n{line.kind}, {line.funded_by or 'the council'} pays",
            amounts(line),
        ]
        for line in read
    ]
    return pd.DataFrame(rows, columns=["Option", "What it is for", "Amounts"])


def amounts(line: CostLine) -> str:
    """Return a line's amounts, year by year, and what they make together before any uplift."""
    years = [f"{year}: {million(amount, 2)}" for year, amount in sorted(line.amounts.items())]
    return "\n".join([*years, f"in all {million(math.fsum(line.amounts.values()), 2)}"])


ROWS = TableRows(
    key="costs",
    noun="cost line",
    kind="costs",
    read=lambda data, name, appraisal: read_cost_lines(data, name, appraisal, state.settings()),
    keep=lambda appraisal, read, replace: with_read_lines(appraisal, read, replace=replace),
    said=said,
    preview=preview,
    may_replace=True,
)
