"""What would change it: how firm the result is, in figures and plain words, and a what-if."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd
import streamlit as st

from appraisal.analysis.group_figures import LEAST, GroupFigures, group_figures
from appraisal.analysis.results import Results
from appraisal.analysis.wording.figures import level, points, weight
from appraisal.analysis.wording.group import TOGETHER, middle_words
from appraisal.analysis.wording.robustness import FIRMNESS, RobustnessWords
from appraisal.pages.escaping import plain
from appraisal.pages.sections import what_if
from appraisal.pages.session import state
from appraisal.pages.widgets import display, forms, frame


def page() -> None:
    """Show what would change the result; nothing is filled in here."""
    current = frame.begin("robustness")
    results = state.results(current)
    words = results.words
    if words is None or results.acceptability is None:
        st.info(
            "There is nothing to test yet: the result needs every swing rated, and every score "
            "given or left open."
        )
        frame.end("robustness")
        return
    _how_firm(results, words)
    _weights(results, words)
    _scores(results, words)
    _members(results, words)
    _money(words)
    _how_it_was_drawn(results)
    st.subheader("Try a what-if", anchor=False)
    what_if.drawer(current, "robustness")
    frame.end("robustness")


def _how_firm(results: Results, words: RobustnessWords) -> None:
    st.subheader("How firm is it?", anchor=False)
    recommendation = results.recommendation
    st.markdown(f"**{FIRMNESS[recommendation.firmness]}.** {plain(words.gap or '')}")
    display.picture_of(results, "rank_acceptability")
    part, is_open = forms.fold("How far each overall value could lie", "robustness:spread")
    if is_open:
        with part:
            display.picture_of(results, "overall_spread")


def _weights(results: Results, words: RobustnessWords) -> None:
    st.subheader("What if we weighed things differently?", anchor=False)
    _sentences(words.groups.values())
    display.picture_of(results, "group_switching_points")
    part, is_open = forms.fold("Criterion by criterion", "robustness:criteria")
    if is_open:
        with part:
            _sentences(words.criteria.values())
            display.picture_of(results, "switching_points")
            _switching_table(results)
    part, is_open = forms.fold("Two criteria at once: who leads where", "robustness:map")
    if is_open:
        with part:
            display.picture_of(results, "lead_map")


def _switching_table(results: Results) -> None:
    rows = [
        {
            "If the weight of": _name(results, point.kind, point.of),
            "goes from": weight(point.now, 1),
            "to": weight(point.at, 1),
            "then this leads": ", ".join(results.appraisal.option(id).name for id in point.to),
        }
        for point in results.switching_points or ()
    ]
    if rows:
        display.table(pd.DataFrame(rows))
    else:
        st.caption("No weight of any one criterion or group changes the leader.")


def _name(results: Results, kind: str, of: str) -> str:
    return f"{of} (group)" if kind == "group" else results.appraisal.criterion(of).name


def _scores(results: Results, words: RobustnessWords) -> None:
    st.subheader("What if a score is wrong?", anchor=False)
    _sentences(words.overturn)
    if words.tornado:
        st.markdown(plain(words.tornado))
    display.picture_of(results, "tornado")
    if words.break_even:
        with st.expander("Scores that could change the leader within their own range"):
            _sentences(words.break_even)
    part, is_open = forms.fold("Every break-even score", "robustness:break_even")
    if is_open:
        with part:
            display.picture_of(results, "break_even")
            _break_even_table(results)


def _break_even_table(results: Results) -> None:
    rows = []
    for point in results.break_even or ():
        criterion = results.appraisal.criterion(point.criterion)
        reach = "within its range" if point.within_range else "within the scale"
        rows.append(
            {
                "Option": results.appraisal.option(point.option).name,
                "Criterion": criterion.name,
                "Now": level(point.level_now, criterion.scale.unit),
                "Changes the leader at": level(point.level_at, criterion.scale.unit),
                "Can it get there?": reach if point.reachable else "no: beyond the scale",
            }
        )
    if rows:
        display.table(pd.DataFrame(rows))


def _members(results: Results, words: RobustnessWords) -> None:
    group = results.group
    if group is None or not group.by_member:
        return
    st.subheader("Where do members differ?", anchor=False)
    _sentences(words.group)
    st.caption("Figures of the group alone: nobody's own answers are shown here or in the report.")
    figures = group_figures(results.appraisal, group)
    if figures.ranks is not None:
        st.markdown(f"Where each option ranks under the weights of {figures.full} members:")
        display.table(pd.DataFrame(_rank_rows(results, figures.ranks)))
    part, is_open = forms.fold("How the members' swings lie", "robustness:members")
    if is_open:
        with part:
            display.table(pd.DataFrame(_swing_rows(results, figures)))


def _rank_rows(results: Results, ranks: Mapping[str, tuple[int, ...]]) -> list[dict[str, str]]:
    return [
        {"Option": results.appraisal.option(id).name}
        | {f"Rank {place}": str(count) for place, count in enumerate(ranks[id], start=1)}
        for id in results.by_overall_value()
    ]


def _swing_rows(results: Results, figures: GroupFigures) -> list[dict[str, str]]:
    """Return a row for each criterion; of few members the middle is a fifth of the scale."""
    rows = []
    for id, spread in figures.swings.items():
        row = {"Criterion": results.appraisal.criterion(id).name}
        if spread is None:
            rows.append({**row, "Members": f"fewer than {LEAST}", "Middle": "–", "Together": "–"})
            continue
        shown = {"Middle": middle_words(spread), "Together": TOGETHER[spread.together]}
        rows.append({**row, "Members": str(spread.count), **shown})
    return rows


def _money(words: RobustnessWords) -> None:
    if words.money:
        st.subheader("Is the money well spent?", anchor=False)
        _sentences(words.money)


def _sentences(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        st.markdown(f"- {plain(sentence)}")


def _how_it_was_drawn(results: Results) -> None:
    drawn = results.acceptability
    assert drawn is not None
    st.caption(
        f"From {results.draws:,} draws of weights and scores within their ranges, started from "
        f"the number {results.seed}, so that anyone can repeat them. A share may be out by about "
        f"{points(drawn.error * 196)} percentage points either way."
    )


if __name__ == "__main__":
    page()
