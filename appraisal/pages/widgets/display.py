"""What several pages show: a chart with its table, a scale in words, evidence beside a score."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd
import streamlit as st

from appraisal import charts
from appraisal.analysis.results import Results
from appraisal.analysis.wording.evidence import DIRECTIONS as WAYS
from appraisal.analysis.wording.evidence import STRENGTHS, source_words
from appraisal.analysis.wording.figures import listed
from appraisal.analysis.wording.scales import place_in_words
from appraisal.charts.picture import Picture
from appraisal.model import Criterion, Evidence, Option
from appraisal.pages.escaping import plain
from appraisal.pages.session import state
from appraisal.pages.widgets import forms

_MARKS = {"+": "▲", "-": "▼", "±": "◆", "0": "●"}
DIRECTIONS = {way: f"{_MARKS[way]} {words}" for way, words in WAYS.items()}
HOLDERS = {
    "council": "the council",
    "secretary_of_state": "the Secretary of State",
    "partner": "the partner council",
}


def picture(
    results: Results,
    draw: Callable[[Results], Picture | None],
    key: str,
    *,
    follows_slider: bool = False,
) -> None:
    """Show a chart: its finding as heading, the picture with its alt text, then its table.

    A chart that ``follows_slider`` is told by how to read it, since its finding is the heading, its
    bars have names of their own and a new alt text would make the browser build it anew.
    """
    chart = draw(results)
    if chart is None:
        return
    st.markdown(f"**{plain(chart.title)}**")
    # The ready spec, not the chart: building and checking it again would cost more than drawing it.
    alt = f"{chart.caption} The figures are in the table below." if follows_slider else chart.alt
    st.vega_lite_chart(
        spec=chart.untitled_spec, width="stretch", theme=None, key=f"chart:{key}", alt=alt
    )
    for words in (chart.caption, chart.note):
        if words:
            st.caption(plain(words))
    part, is_open = forms.fold("The same figures as a table", f"table:{key}")
    if is_open:
        with part:
            table(chart.table)


def picture_of(results: Results, name: str) -> None:
    """Show the chart of this name from the list of all charts."""
    picture(results, charts.ALL[name], name)


def table(frame: pd.DataFrame) -> None:
    """Show a table that a screen reader can read; user text stays text, in headings too."""
    shown = frame.map(lambda cell: plain(cell) if isinstance(cell, str) else cell)
    st.table(shown.set_axis([plain(str(name)) for name in frame.columns], axis=1), hide_index=True)


def scale(criterion: Criterion) -> None:
    """Show a scale from worst to best, every descriptor with its value score."""
    rows = [
        {"Value": f"{score:g}", "What it means": place_in_words(criterion, score)}
        for score in sorted({0.0, 100.0, *criterion.scale.levels})
    ]
    table(pd.DataFrame(rows))


def evidence(findings: Iterable[Evidence], empty: str = "No evidence found.") -> None:
    """Show findings as cards: what, from whom, which way, how strong."""
    shown = list(findings)
    if not shown:
        st.caption(empty)
    for item in shown:
        st.markdown(
            f"**{plain(item.id)}** {DIRECTIONS[item.direction]}, {STRENGTHS[item.strength]}. "
            f"{plain(item.finding)}"
        )
        st.caption(f"Source: {plain(source_words(item))}. {plain(item.interest)}")


def consents(option: Option) -> str:
    """Return in words whose consent an option takes."""
    holders = [HOLDERS.get(holder, holder) for holder in option.in_gift_of]
    return listed(holders) or "not said"


def option_name(results: Results, id: str | None) -> str:
    """Return an option's name for a sentence."""
    return "No option" if id is None else results.appraisal.option(id).name


def saved_note() -> None:
    """Show in a fragment whether its last change was saved."""
    state.show_notes()
