"""Two versions side by side: what changed in words, and what it did to the result."""

from __future__ import annotations

from itertools import groupby

import pandas as pd
import streamlit as st

from appraisal import service
from appraisal.analysis.comparison import Comparison, Moved
from appraisal.analysis.wording.figures import counted, points, signed_points, weight
from appraisal.errors import AppraisalError
from appraisal.model import Appraisal
from appraisal.pages.escaping import plain
from appraisal.pages.sections.history.acts import MOST_ROWS, rows_table
from appraisal.pages.sections.history.versions import (
    AFTER,
    AGREED,
    BEFORE,
    labels,
    picker,
)
from appraisal.pages.session import state
from appraisal.pages.widgets import display
from appraisal.record.telling.parts import PARTS
from appraisal.service import Act, Compared, Kept, Origin

OF_AGREED = "The agreed version it was opened from"


def view(current: Kept, acts: list[Act], origin: Origin | None) -> None:
    """Ask for two versions, and show what changed between them."""
    own = labels(acts)
    newest, oldest = next(iter(own)), list(own)[-1]
    choices = own
    first: int | str = oldest
    if origin and origin.is_here:
        first, choices = AGREED, {AGREED: OF_AGREED, **choices}
    one = picker("The version before", BEFORE, choices, first)
    other = picker("The version after", AFTER, choices, newest)
    try:
        before, after = (_version(current, origin, each) for each in (one, other))
    except AppraisalError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    compared = service.compare(before, after)
    st.markdown(f"**{plain(compared.result.words)}**")
    _result(compared.result, before, after)
    _changes(compared)


def _version(current: Kept, origin: Origin | None, chosen: int | str) -> Appraisal:
    if chosen == AGREED and origin is not None:
        return service.agreed_version(state.store(), origin).appraisal
    return service.version(state.store(), current.id, int(chosen)).appraisal


def _result(comparison: Comparison, before: Appraisal, after: Appraisal) -> None:
    names = {o.id: o.name for one in (before, after) for o in one.options}
    rows = [
        (names[id], _placed(moved.before, rank.before), _placed(moved.after, rank.after),
         _change(moved))
        for id, moved in comparison.overall.items()
        for rank in [comparison.rank[id]]
    ]  # fmt: skip
    st.markdown("Overall value, of 100, and rank")
    display.table(pd.DataFrame(rows, columns=["Option", "Before", "After", "Change"]))
    criteria = {c.id: c.name for one in (before, after) for c in one.criteria}
    weights = [
        (criteria[id], _weight(moved.before), _weight(moved.after))
        for id, moved in comparison.weights.items()
    ]
    shifted = [row for row in weights if row[1] != row[2]]
    if shifted:
        st.markdown("Weights that moved")
        display.table(pd.DataFrame(shifted, columns=["Criterion", "Before", "After"]))


def _placed(value: float | None, rank: float | None) -> str:
    if value is None:
        return "not known"
    return f"{points(value)}, no rank" if rank is None else f"{points(value)}, rank {rank:.0f}"


def _change(moved: Moved) -> str:
    change = moved.change()
    return "" if change is None else signed_points(change)


def _weight(value: float | None) -> str:
    return "none" if value is None else weight(value, 1)


def _changes(compared: Compared) -> None:
    if not compared.edits:
        st.markdown("Nothing differs between the two.")
        return
    st.markdown(f"**{counted(len(compared.edits), 'thing')} changed between the two**")
    rows = sorted(compared.rows[:MOST_ROWS], key=lambda row: PARTS.index(row.part))
    for part, of_part in groupby(rows, key=lambda row: row.part):
        st.markdown(f"**{part}**")
        rows_table(list(of_part))
    if len(compared.rows) > MOST_ROWS:
        st.caption(f"And {len(compared.rows) - MOST_ROWS} more.")
