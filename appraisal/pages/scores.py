"""Scores: level, range and reason for each option on one criterion, with its evidence beside it."""

from __future__ import annotations

import streamlit as st

from appraisal import charts
from appraisal.analysis.wording.scales import ends_of_scale
from appraisal.model import Appraisal, Criterion
from appraisal.pages.escaping import plain
from appraisal.pages.sections import scores_import, scores_table
from appraisal.pages.sections.score_card import cell
from appraisal.pages.session import state
from appraisal.pages.widgets import display, fields, frame, notices
from appraisal.pages.widgets.table_import import panel

ONE, TABLE, PICTURE = "One criterion at a time", "All in one table", "A picture of all"


def page() -> None:
    """Ask for the scores of one criterion at a time, or of all in a table, or show them all."""
    current = frame.begin("scores")
    appraisal = current.appraisal
    chosen = fields.views("How to work", [ONE, TABLE, PICTURE], fields.view("scores:show", ONE))
    if chosen == PICTURE:
        display.picture(state.plain_results(current), charts.score_matrix, "scores")
    elif chosen == TABLE:
        scores_table.table(appraisal, current.frozen)
    else:
        _one_criterion(appraisal, current.frozen)
    if chosen != PICTURE and appraisal.benefit_criteria():
        panel(appraisal, scores_import.ROWS, current.frozen)
    frame.end("scores")


def _one_criterion(appraisal: Appraisal, frozen: bool) -> None:
    criteria = {criterion.id: criterion for criterion in appraisal.benefit_criteria()}
    if not criteria:
        st.info("There is no criterion to score yet. Add one on the Criteria page.")
        return
    ids = list(criteria)
    box = fields.view("scores:criterion", _first_unscored(appraisal, ids), notices.turn_page)
    chosen = fields.choice(
        "Criterion",
        ids,
        box,
        words=lambda id: f"{criteria[id].group}: {criteria[id].name}",
    )
    if chosen not in criteria:
        chosen = _first_unscored(appraisal, ids)
    fields.show(box, chosen)  # held from now on: scoring the last option must not turn the page
    done, of = scored(appraisal, chosen), len(appraisal.options)
    left_open = sum(row.criterion == chosen and row.level is None for row in appraisal.performances)
    still_open = f", {left_open} of them left open" if left_open else ""
    st.caption(
        f"{frame.mark(done, of)} {done} of {of} options scored on this criterion{still_open}."
    )
    _show_criterion(criteria[chosen])
    st.caption(
        "Thin evidence widens the range of a score and never lowers the score itself. Write "
        "nothing about the health or beliefs of any person."
    )
    for option in appraisal.options:
        cell(appraisal, option, criteria[chosen], frozen)
    cost = appraisal.cost_criterion()
    if cost:
        st.caption(f"{plain(cost.name)} is not scored here: it comes from the Money page.")
    index = ids.index(chosen)
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        _turn("Criterion before", box, ids, index - 1)
        _turn("Next criterion", box, ids, index + 1)


def _turn(label: str, box: fields.Box, ids: list[str], index: int) -> None:
    there = 0 <= index < len(ids)
    st.button(
        label,
        key=f"scores:{label}",
        disabled=not there,
        on_click=_turned,
        args=(box, ids[index] if there else ids[0]),
    )


def _turned(box: fields.Box, id: str) -> None:
    fields.show(box, id)
    notices.turn_page()  # what was refused on the criterion that is left is told, and then over


def _first_unscored(appraisal: Appraisal, ids: list[str]) -> str:
    unscored = (id for id in ids if scored(appraisal, id) < len(appraisal.options))
    return next(unscored, ids[0])


def scored(appraisal: Appraisal, criterion: str) -> int:
    """Return how many options have a score on a criterion."""
    return sum(cell.criterion == criterion for cell in appraisal.performances)


def _show_criterion(criterion: Criterion) -> None:
    with st.container(key="page_part"):  # where the page begins anew as the criterion changes
        st.subheader(plain(criterion.name), anchor=False)
    if criterion.question:
        st.markdown(f"**{plain(criterion.question)}**")
    worst, best = ends_of_scale(criterion)
    st.markdown(f"**0** means: {plain(worst)}  \n**100** means: {plain(best)}")
    with st.expander("The whole scale, and what does not count here"):
        display.scale(criterion)
        if criterion.judged_at:
            st.caption(f"Judged at: {plain(criterion.judged_at)}")
        if criterion.not_counted:
            st.caption(f"Not counted here: {plain(criterion.not_counted)}")


if __name__ == "__main__":
    page()
