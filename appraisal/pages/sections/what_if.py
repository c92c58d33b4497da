"""A what-if: one swing or one level changed, kept apart from the record and from every report."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from appraisal.analysis.results import Results
from appraisal.analysis.wording.figures import points, signed_points
from appraisal.model import Appraisal
from appraisal.pages.escaping import plain
from appraisal.pages.session import state
from appraisal.pages.widgets import display, fields
from appraisal.service import Kept


@st.fragment
def drawer(current: Kept, place: str) -> None:
    """Show sliders for the swings and what the ranking would be; nothing here is saved."""
    appraisal = current.appraisal
    st.markdown(
        "Try other swings here. **Nothing you do here is saved**, and none of it is in the report."
    )
    names = {c.id: c.name for c in appraisal.benefit_criteria() if c.id in appraisal.swings}
    chosen = fields.choice(
        "Which swing?",
        list(names),
        fields.view(f"{place}:which", next(iter(names))),
        words=names.__getitem__,
    )
    if chosen not in names:
        chosen = next(iter(names))
    fields.slider(
        f"Swing of {plain(names[chosen])} in this what-if",
        range(101),
        _swing_box(appraisal, chosen, place),
        help=f"In the record it is {appraisal.swings[chosen]:g}.",
    )
    tried = {id: v for id, v in (state.value(state.WHAT_IF) or {}).items() if id in names}
    st.button("Put everything back", key=f"{place}:reset", on_click=_reset, disabled=not tried)
    if not tried:
        st.caption("Nothing is changed: this is the result on record.")
    _show(state.plain_results(current), appraisal, tried)


@dataclass(frozen=True)
class _Tried:
    """A swing of the what-if: kept with the others that are tried, never on record."""

    criterion: str
    on_record: int

    def stored(self) -> int:
        tried: dict[str, int] = state.value(state.WHAT_IF) or {}
        return tried.get(self.criterion, self.on_record)

    def keep(self, value: int, seen: int) -> str:
        tried: dict[str, int] = state.value(state.WHAT_IF) or {}
        state.put(state.WHAT_IF, {**tried, self.criterion: value})
        return ""


def _swing_box(appraisal: Appraisal, criterion: str, place: str) -> fields.Box:
    target = _Tried(criterion, round(appraisal.swings[criterion]))
    return fields.Box(f"unsaved:{place}:swing:{criterion}", target.stored(), target)


def _reset() -> None:
    state.forget(state.WHAT_IF)


def _show(record: Results, appraisal: Appraisal, tried: dict[str, float]) -> None:
    swings = {**appraisal.swings, **tried}
    if not any(swings.get(c.id, 0) for c in appraisal.benefit_criteria()):
        st.warning("Every swing is 0, so nothing could be weighed.")
        return
    results = state.results_of(appraisal.changed(swings=swings)) if tried else record
    rows = []
    for id in results.by_overall_value():
        now, before = results.scores.overall[id], record.scores.overall[id]
        moved = None if now is None or before is None else now - before
        rows.append(
            {
                "Rank": "none" if results.rank[id] is None else f"{results.rank[id]}",
                "Option": appraisal.option(id).name,
                "Overall value": "not known" if now is None else points(now),
                "Change": "" if moved is None else signed_points(moved),
            }
        )
    leader, before_leader = results.recommendation.option, record.recommendation.option
    if leader == before_leader:
        st.markdown(f"**{plain(display.option_name(results, leader))} still leads.**")
    else:
        st.markdown(
            f"**In this what-if {plain(display.option_name(results, leader))} leads, not "
            f"{plain(display.option_name(results, before_leader))}.**"
        )
    display.table(pd.DataFrame(rows))
