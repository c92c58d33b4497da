"""Scores: level, range and reason for each option on one criterion, with its evidence beside it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from appraisal import charts
from appraisal.analysis.ranges import value_range
from appraisal.analysis.value_functions import is_clipped, value_score
from appraisal.analysis.wording import points
from appraisal.model import Appraisal, Criterion, Evidence, Option, Performance
from appraisal.pages import fields, frame, show, state
from appraisal.pages.edits import Row, row_setting, set_row, without_row
from appraisal.pages.text import plain, short

KIND = "scores"
CHOSEN = "scores:criterion"
STRENGTH_WORDS = {
    "strong": "Strong: give or take 5 points",
    "moderate": "Moderate: give or take 10 points",
    "weak": "Weak: give or take 20 points",
    "none": "No evidence: anywhere on the scale",
}


def page() -> None:
    """Ask for the scores of one criterion at a time, or show them all."""
    current = frame.begin("scores")
    appraisal = current.appraisal
    view = st.segmented_control(
        "What to show",
        ["Score one criterion at a time", "See every score"],
        default="Score one criterion at a time",
        required=True,
        key="scores:view",
    )
    if view == "See every score":
        show.picture(state.plain_results(current), charts.score_matrix, "scores")
    else:
        _one_criterion(appraisal)
    frame.end("scores")


def _one_criterion(appraisal: Appraisal) -> None:
    criteria = list(appraisal.benefit_criteria())
    ids = [criterion.id for criterion in criteria]
    if state.value(CHOSEN) not in ids:
        state.put(CHOSEN, _first_unscored(appraisal, ids))
    labels = {c.id: _label(appraisal, c) for c in criteria}
    chosen = st.selectbox("Criterion", ids, format_func=lambda id: labels[id], key=CHOSEN)
    st.caption(f"{_scored(appraisal, chosen)} of {len(appraisal.options)} options scored on it")
    _show_criterion(appraisal.criterion(chosen))
    cost = appraisal.cost_criterion()
    locked = appraisal.status == "agreed"
    for option in appraisal.options:
        _cell(appraisal, option, appraisal.criterion(chosen), locked)
    if cost:
        st.caption(f"{plain(cost.name)} is not scored here: it comes from the Money page.")
    place = ids.index(chosen)
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        _turn("Criterion before", ids, place - 1)
        _turn("Next criterion", ids, place + 1)


def _turn(label: str, ids: list[str], place: int) -> None:
    there = 0 <= place < len(ids)
    st.button(
        label,
        disabled=not there,
        on_click=state.put,
        args=(CHOSEN, ids[place] if there else ids[0]),
    )


def _first_unscored(appraisal: Appraisal, ids: list[str]) -> str:
    unscored = (id for id in ids if _scored(appraisal, id) < len(appraisal.options))
    return next(unscored, ids[0])


def _scored(appraisal: Appraisal, criterion: str) -> int:
    return sum(cell.criterion == criterion for cell in appraisal.performances)


def _label(appraisal: Appraisal, criterion: Criterion) -> str:
    done, of = _scored(appraisal, criterion.id), len(appraisal.options)
    mark = frame.MARKS["done" if done == of else "started" if done else "to do"]
    return f"{mark} {criterion.group}: {criterion.name} ({done} of {of} scored)"


def _show_criterion(criterion: Criterion) -> None:
    if criterion.question:
        st.markdown(f"**{plain(criterion.question)}**")
    worst, best = show.ends_of_scale(criterion)
    st.markdown(f"**0** is {plain(worst)}  \n**100** is {plain(best)}")
    with st.expander("The whole scale, and what does not count here"):
        show.scale(criterion)
        if criterion.judged_at:
            st.caption(f"Judged at: {plain(criterion.judged_at)}")
        if criterion.not_counted:
            st.caption(f"Not counted here: {plain(criterion.not_counted)}")


def _cell(appraisal: Appraisal, option: Option, criterion: Criterion, locked: bool) -> None:
    cell = appraisal.performance(option.id, criterion.id)
    key: Row = {"option": option.id, "criterion": criterion.id}
    name = f"score:{criterion.id}:{option.id}"
    with st.container(border=True, key=name.replace(":", "_")):
        st.subheader(plain(option.name), anchor=False)
        _level(criterion, cell, key, name, locked, option)
        if cell is None:
            _accept_no_evidence(key, name, locked)
        else:
            _meaning(criterion, cell)
            _strength(cell, key, name, locked)
            _range(criterion, cell, key, name, locked)
            _reason(appraisal, cell, key, name, locked)
        _evidence_beside(appraisal, option, criterion)


def _level(
    criterion: Criterion,
    cell: Performance | None,
    key: Row,
    name: str,
    locked: bool,
    option: Option,
) -> None:
    judged = criterion.scale.unit is None
    unit = "points, 0 to 100" if judged else criterion.scale.unit
    span = abs(criterion.scale.best - criterion.scale.worst)
    fields.number(
        f"Level for {plain(option.name)} ({plain(str(unit))})",
        cell.level if cell else None,
        lambda appraisal, level: _with_level(appraisal, key, level),
        key=f"{name}:level",
        kind=KIND,
        low=0 if judged else None,
        high=100 if judged else None,
        step=5 if judged or span > 50 else 1 if span > 10 else 0.1,
        placeholder="Not scored yet",
        disabled=locked,
    )


def _with_level(appraisal: Appraisal, key: Row, level: float | None) -> Appraisal:
    """Return the appraisal with this level; a range that no longer holds it is let go."""
    if level is None:
        return without_row(appraisal, "performances", key)
    cell = appraisal.performance(str(key["option"]), str(key["criterion"]))
    edits: Row = {"level": level}
    ends = (cell.low, cell.high) if cell else (None, None)
    if ends[0] is not None and ends[1] is not None and not ends[0] <= level <= ends[1]:
        edits |= {"low": None, "high": None}
    return set_row(appraisal, "performances", key, edits)


def _accept_no_evidence(key: Row, name: str, locked: bool) -> None:
    st.button(
        "We cannot say: leave the whole scale open",
        key=f"{name}:none",
        disabled=locked,
        help="The option then has no single overall value, but a range, and it is drawn from "
        "the whole scale.",
        on_click=_leave_open,
        args=(key,),
    )


def _leave_open(key: Row) -> None:
    state.change(KIND, lambda a: set_row(a, "performances", key, {"strength": "none"}))


def _meaning(criterion: Criterion, cell: Performance) -> None:
    low, high = value_range(criterion.scale, cell)
    spread = f"range {points(low, 0)} to {points(high, 0)}" if low != high else "no range"
    if cell.level is None:
        st.caption(f"No level: {spread}.")
        return
    value = value_score(criterion.scale, cell.level)
    st.caption(f"Value score {points(value)} of 100, {spread}.")
    if is_clipped(criterion.scale, cell.level):
        st.warning(
            "This level is beyond the end of the scale, so its value score stops at "
            f"{points(value, 0)}.",
            icon=":material/warning:",
        )


def _strength(cell: Performance, key: Row, name: str, locked: bool) -> None:
    fields.choice(
        "How strong is the evidence?",
        list(STRENGTH_WORDS),
        cell.strength,
        row_setting("performances", key, "strength"),
        key=f"{name}:strength",
        kind=KIND,
        words=lambda strength: STRENGTH_WORDS[strength],
        help="Thin evidence widens the range of the score. It never lowers the score itself.",
        disabled=locked,
    )


def _range(criterion: Criterion, cell: Performance, key: Row, name: str, locked: bool) -> None:
    with st.expander("Give the range yourself"):
        unit = criterion.scale.unit or "points"
        ends: dict[str, Any] = {"low": cell.low, "high": cell.high}
        for end, words in (("low", "Lowest"), ("high", "Highest")):
            held = state.bound(f"{name}:{end}", ends[end])
            st.number_input(
                f"{words} it could be ({plain(unit)})",
                key=held,
                value=None,
                format="%g",
                disabled=locked,
                on_change=_save_range,
                args=(name, key),
            )
        given = [state.value(f"{name}:{end}") for end in ends]
        if (given[0] is None) != (given[1] is None):
            st.caption("Not saved yet: give both ends of the range.")
        else:
            st.caption("Empty: the range follows from the strength of the evidence.")


def _save_range(name: str, key: Row) -> None:
    low, high = state.value(f"{name}:low"), state.value(f"{name}:high")
    if (low is None) == (high is None):
        state.change(KIND, lambda a: set_row(a, "performances", key, {"low": low, "high": high}))


def _reason(appraisal: Appraisal, cell: Performance, key: Row, name: str, locked: bool) -> None:
    fields.text(
        "Why this level?",
        cell.reason,
        row_setting("performances", key, "reason"),
        key=f"{name}:reason",
        kind=KIND,
        tall=True,
        placeholder="A sentence that a member of the public would follow",
        help="Write nothing about the health or beliefs of any person.",
        disabled=locked,
    )
    ledger = {item.id: item for item in appraisal.evidence}
    first = [i for i in ledger if _bears_on(ledger[i], cell.option, cell.criterion)]
    fields.several(
        "Evidence it rests on",
        [*first, *(id for id in ledger if id not in first)],
        cell.evidence,
        row_setting("performances", key, "evidence"),
        key=f"{name}:evidence",
        kind=KIND,
        words=lambda id: f"{id}: {short(ledger[id].finding, 60)}",
        disabled=locked,
    )


def _bears_on(item: Evidence, option: str, criterion: str) -> bool:
    return item.option == option and item.criterion == criterion


def _evidence_beside(appraisal: Appraisal, option: Option, criterion: Criterion) -> None:
    found = [e for e in appraisal.evidence if _bears_on(e, option.id, criterion.id)]
    many = f"{len(found)} finding{'s' if len(found) != 1 else ''}" if found else "none found"
    with st.expander(f"Evidence: {many}"):
        show.evidence(found, "No evidence was found for this option on this criterion.")


if __name__ == "__main__":
    page()
