"""A what-if: one swing or one level changed, kept apart from the record and from every report."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from appraisal.analysis.results import Results
from appraisal.analysis.wording import points, signed_points
from appraisal.model import Appraisal
from appraisal.pages import show, state
from appraisal.pages.text import plain
from appraisal.service import Kept


@st.fragment
def drawer(current: Kept, place: str) -> None:
    """Show sliders for the swings and what the ranking would be; nothing here is saved."""
    appraisal = current.appraisal
    st.markdown(
        "Try other swings here. **Nothing you do here is saved**, and none of it is in the report."
    )
    names = {c.id: c.name for c in appraisal.benefit_criteria() if c.id in appraisal.swings}
    tried: dict[str, float] = state.value(state.WHAT_IF) or {}
    chosen = st.selectbox(
        "Which swing?", list(names), format_func=lambda id: names[id], key=f"{place}:which"
    )
    key = f"{place}:swing:{chosen}"
    state.bound(key, round(tried.get(chosen, appraisal.swings[chosen])))
    st.slider(
        f"Swing of {plain(names[chosen])} in this what-if",
        0,
        100,
        key=key,
        help=f"In the record it is {appraisal.swings[chosen]:g}.",
        on_change=_try_swing,
        args=(chosen, key),
    )
    tried = {id: v for id, v in (state.value(state.WHAT_IF) or {}).items() if id in names}
    st.button("Put everything back", key=f"{place}:reset", on_click=_reset, disabled=not tried)
    if not tried:
        st.caption("Nothing is changed: this is the result on record.")
    _show(state.plain_results(current), appraisal, tried)


def _try_swing(criterion: str, key: str) -> None:
    state.put(state.WHAT_IF, {**(state.value(state.WHAT_IF) or {}), criterion: state.value(key)})


def _reset() -> None:
    state.forget(state.WHAT_IF)
    state.forget_widgets()


def _show(record: Results, appraisal: Appraisal, tried: dict[str, float]) -> None:
    swings = {**appraisal.swings, **tried}
    if not any(swings.get(c.id, 0) for c in appraisal.benefit_criteria()):
        st.warning("Every swing is 0, so nothing could be weighed.")
        return
    found = state.results_of(appraisal.changed(swings=swings)) if tried else record
    rows = []
    for id in found.by_overall_value():
        now, before = found.scores.overall[id], record.scores.overall[id]
        moved = None if now is None or before is None else now - before
        rows.append(
            {
                "Rank": "none" if found.rank[id] is None else f"{found.rank[id]}",
                "Option": appraisal.option(id).name,
                "Overall value": "not known" if now is None else points(now),
                "Change": "" if moved is None else signed_points(moved),
            }
        )
    leader, before_leader = found.recommendation.option, record.recommendation.option
    if leader == before_leader:
        st.markdown(f"**{plain(show.option_name(found, leader))} still leads.**")
    else:
        st.markdown(
            f"**In this what-if {plain(show.option_name(found, leader))} leads, not "
            f"{plain(show.option_name(found, before_leader))}.**"
        )
    show.table(pd.DataFrame(rows))
