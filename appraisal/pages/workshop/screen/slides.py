"""What the big screen can show after a reveal: the answers page by page, agreed, the ranking."""

from __future__ import annotations

import streamlit as st

from appraisal.analysis.results import Results, analyse
from appraisal.analysis.wording.figures import points, share
from appraisal.analysis.wording.meetings import (
    counts_words,
    last_vote_on,
    named_votes,
    outcome_words,
)
from appraisal.analysis.wording.questions import words_of
from appraisal.charts.spread import SpreadRow, in_words, picture
from appraisal.errors import AppraisalError
from appraisal.model import Appraisal
from appraisal.model.workshop import Question
from appraisal.pages.escaping import plain
from appraisal.pages.session import state, workshop_calls
from appraisal.service import workshop
from appraisal.service.workshop import Figures, Screen
from appraisal.service.workshop.views.steering import ON_A_PAGE

_WIDTH, _FONT = 1800, 34


def answers(id: str, appraisal: Appraisal, page: int) -> None:
    """Show one page of the last shown round's answers, the furthest apart first."""
    try:
        shown = workshop_calls.read(workshop.figures, id)
    except AppraisalError as error:
        st.title(plain(str(error)), anchor=False)
        return
    every = _rows(id, appraisal, shown)
    pages = max(1, -(-len(every) // ON_A_PAGE))
    part = every[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    of = f", {page} of {pages}" if pages > 1 else ""
    st.title(f"Round {shown.round}: the group's answers{of}", anchor=False)
    figures = [row for row in part if row.spread is not None]
    if figures:
        st.image(picture(figures, width=_WIDTH, font=_FONT), width="stretch",
                 alt=" ".join(f"{row.words.name}: {in_words(row)}" for row in figures))  # fmt: skip
        st.header(_legend(figures), anchor=False)
    _held_back(part)


def agreed(appraisal: Appraisal, now: Screen) -> None:
    """Show what the group has agreed in this round."""
    st.title(f"Round {now.round}: agreed", anchor=False)
    lines = [
        f"{words.name}: {words.said(now.agreed[question.key])}"
        for question in now.questions
        if question.key in now.agreed
        for words in (words_of(appraisal, question),)
    ]
    for line in lines:
        st.header(plain(line), anchor=False)
    if not lines:
        st.header("Nothing is agreed yet.", anchor=False)
    st.header(f"{len(lines)} of {len(now.questions)}", anchor=False)


def vote(appraisal: Appraisal, now: Screen) -> None:
    """Show the vote that is open and how many have voted; else what came of the last."""
    if now.vote is not None:
        st.title("Please vote on your phone", anchor=False)
        st.header(plain(now.vote.words), anchor=False)
        with st.container(key="big_count"):
            st.title(f"{now.vote.voted} of {now.vote.may_vote}", anchor=False)
        st.header("have voted", anchor=False)
    elif last := last_vote_on(appraisal, now.voted_on):
        st.title(f"The vote: {outcome_words(last)}", anchor=False)
        st.header(plain(last.words), anchor=False)
        st.title(plain(counts_words(last)), anchor=False)
        st.header(plain(named_votes(last).strip()), anchor=False)
    else:
        st.title("There was no vote", anchor=False)


def ranking(id: str, appraisal: Appraisal, now: Screen) -> None:
    """Show where the appraisal stands, which the desk asked for."""
    settings = state.settings()
    results = _analysed(id, now.revision, settings.draws, settings.seed, appraisal)
    if not results.tied_first:
        st.title("The appraisal is not complete yet, so there is no ranking", anchor=False)
        return
    _ranking(results)


def _legend(rows: list[SpreadRow]) -> str:
    if all(row.spread and row.spread.is_band for row in rows):
        return "Box: the fifth of the scale that the middle answer lies in. Apart comes first."
    return "Box: the middle half of the answers. Thick line: the middle answer. Apart comes first."


def _held_back(every: list[SpreadRow]) -> None:
    """Say of how many questions nothing can be shown, and why."""
    reasons = [row.why for row in every if row.spread is None]
    for why in dict.fromkeys(reasons):
        st.header(f"{reasons.count(why)} of {len(every)} not shown. {plain(why)}", anchor=False)


def _rows(id: str, appraisal: Appraisal, shown: Figures) -> list[SpreadRow]:
    """Return the rows in the order of the desk, those that could change the leader first."""
    divided = workshop_calls.read(workshop.dividing, id, most=len(shown.by_question))
    first = [each.question.key for each in divided]
    order = [*first, *(key for key in shown.by_question if key not in first)]
    return [
        SpreadRow(words_of(appraisal, Question.from_key(key)), figure.spread, figure.why)
        for key in order
        for figure in (shown.by_question[key],)
    ]


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
