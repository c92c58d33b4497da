"""What the big screen turns through after a reveal: spreads, ranking, how firm it is."""

from __future__ import annotations

import streamlit as st

from appraisal.analysis.results import Results, analyse
from appraisal.analysis.wording.figures import points, share
from appraisal.analysis.wording.questions import words_of
from appraisal.charts.spread import SpreadRow, in_words, picture
from appraisal.errors import AppraisalError
from appraisal.model import Appraisal
from appraisal.model.workshop import Question
from appraisal.pages.escaping import plain
from appraisal.pages.session import refresh, state, workshop_calls
from appraisal.service import workshop
from appraisal.service.workshop import Figures, Screen

_ROWS = 4  # spreads on one slide
_MOST = 4  # slides of spreads: the questions on which the room is furthest apart
_SECONDS = 12  # a slide stays; nobody has to press anything
_WIDTH, _FONT = 1800, 34


def slides(id: str, appraisal: Appraisal, now: Screen) -> None:
    """Show the slide whose turn it is."""
    try:
        shown = workshop_calls.read(workshop.figures, id)
    except AppraisalError as error:
        st.title(plain(str(error)), anchor=False)
        return
    every = _rows(appraisal, shown)
    rows = [row for row in every if row.spread is not None][: _ROWS * _MOST]
    many = max(1, -(-len(rows) // _ROWS))
    results = _analysed(id, now.revision, state.settings().draws, state.settings().seed, appraisal)
    ranked = bool(results.tied_first)
    turn = int(refresh.monotonic() / _SECONDS) % (many + ranked)
    if turn < many:
        st.title(f"Round {shown.round}: the group's answers", anchor=False)
        part = rows[turn * _ROWS : (turn + 1) * _ROWS]
        if not part:
            _held_back(every)
            return
        st.image(picture(part, width=_WIDTH, font=_FONT), width="stretch",
                 alt=" ".join(f"{row.words.name}: {in_words(row)}" for row in part))  # fmt: skip
        st.header(f"{_legend(part)} {turn + 1} of {many + ranked}.", anchor=False)
        _held_back(every)
    else:
        _ranking(results)


def _legend(rows: list[SpreadRow]) -> str:
    if all(row.spread and row.spread.is_band for row in rows):
        return "Box: the fifth of the scale that the middle answer lies in. Apart comes first;"
    return "Box: the middle half of the answers. Thick line: the middle answer. Widest apart first;"


def _held_back(every: list[SpreadRow]) -> None:
    """Say of how many questions nothing can be shown, and why."""
    reasons = [row.why for row in every if row.spread is None]
    for why in dict.fromkeys(reasons):
        st.header(f"{reasons.count(why)} of {len(every)} not shown: {plain(why)}", anchor=False)


def _rows(appraisal: Appraisal, shown: Figures) -> list[SpreadRow]:
    rows = [
        SpreadRow(words_of(appraisal, Question.from_key(key)), figure.spread, figure.why)
        for key, figure in shown.by_question.items()
    ]
    return sorted(rows, key=_apart, reverse=True)


def _apart(row: SpreadRow) -> float:
    if row.spread is None:
        return -1.0
    span = abs(row.words.best - row.words.worst)
    low, high = row.spread.quartiles or row.spread.middle
    return (row.spread.together == "apart") + (high - low) / span


# What the room may see is the same for every screen of a workshop, and holds no member's answers.
@st.cache_resource(max_entries=8, show_spinner=False)
def _analysed(id: str, revision: int, draws: int, seed: int, _appraisal: Appraisal) -> Results:
    return analyse(_appraisal, draws=draws, seed=seed)


def _ranking(results: Results) -> None:
    st.title("Where the appraisal stands now", anchor=False)
    drawn = results.acceptability
    for id in results.by_overall_value():
        value, rank = results.scores.overall[id], results.rank[id]
        place = "Ruled out" if rank is None else f"{rank}."
        overall = "not known yet" if value is None else points(value)
        firm = ""
        if drawn is not None and rank is not None and id in drawn.ranks:
            firm = f"; first in {share(drawn.ranks[id][0])} of the draws"
        name = plain(results.appraisal.option(id).name)
        st.header(f"{place} {name}: {plain(overall)}{plain(firm)}", anchor=False)
    if results.words and results.words.gap:
        st.header(plain(results.words.gap), anchor=False)
    st.header("This supports the decision. It does not make it.", anchor=False)
