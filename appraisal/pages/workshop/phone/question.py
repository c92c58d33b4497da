"""The questions of an open round, one at a time, with both ends of the scale in words."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from appraisal.analysis.wording.questions import Words, evidence_for, words_of
from appraisal.analysis.wording.scales import ends_of_scale
from appraisal.model import Appraisal
from appraisal.pages.escaping import plain
from appraisal.pages.session import refresh, state, visitor, workshop_calls
from appraisal.pages.widgets import display, forms
from appraisal.pages.workshop.phone import answer
from appraisal.service import workshop
from appraisal.service.workshop import Asked, Caller, Mine

PLACE = "member:place"  # (round, key of the question that is shown, or END)
END = "end"
TOP = "question_place"  # where access.js has the page begin as its words change


@st.fragment
def questions(caller: Caller, appraisal: Appraisal, round: int) -> None:
    """Ask one question; only this part is drawn again as its answer is set."""
    me = visitor.still(caller)
    mine = answer.still_open(me, round)
    keys = [asked.question.key for asked in mine.questions]
    shown = state.value(PLACE)
    if shown is None or shown[0] != round or shown[1] not in [*keys, END]:
        state.put(PLACE, (round, _first_open(mine)))
    place = state.value(PLACE)[1]
    if place == END:
        _end(appraisal, mine)
        return
    at = keys.index(place)
    _place(me, mine, at)
    asked = mine.questions[at]
    words = words_of(appraisal, asked.question)
    _question(appraisal, asked, words)
    answer.answer(caller, asked.question, words, round)
    _turn([(round, key) for key in [*keys, END]], at)
    _beside(appraisal, mine, asked)


def _first_open(mine: Mine) -> str:
    open_ones = (asked.question.key for asked in mine.questions if not asked.is_answered)
    return next(open_ones, END)


def _place(me: Caller, mine: Mine, at: int) -> None:
    """Say which of the questions this is; what a save moves is said beside the answer."""
    total = len(mine.questions)
    with st.container(key=TOP):
        st.progress(at / total, text=f"Round {mine.round}: question **{at + 1} of {total}**")
    if not mine.seconds:
        return
    now = state.now()
    left = workshop_calls.read_as(
        me, workshop.time_left, me.place[0], monotonic=refresh.monotonic(), now=now
    )
    if left is not None:  # a time of day, since this is not drawn again while an answer is set
        ends = state.visitor_time(now + dt.timedelta(seconds=left))
        st.caption(f"Time until about {ends:%H:%M}." if left else "The time is up.")


def _question(appraisal: Appraisal, asked: Asked, words: Words) -> None:
    criterion = appraisal.criterion(asked.question.criterion)
    st.header(plain(words.title), anchor=False)
    if asked.question.option is not None and criterion.question:
        st.markdown(plain(criterion.question))
    if asked.question.option is None:
        worst, best = ends_of_scale(criterion)
        st.markdown(f"From the worst end: **{plain(worst)}**  \nto the best end: **{plain(best)}**")
    st.markdown(
        f"**{plain(words.said(words.worst))}** means: {plain(words.at_worst)}  \n"
        f"**{plain(words.said(words.best))}** means: {plain(words.at_best)}"
    )


def _turn(places: list[tuple[int, str]], at: int) -> None:
    with st.container(horizontal=True, key="member_turn"):
        st.button(
            "Back", key="member:back", disabled=at == 0, width="stretch",
            on_click=state.put, args=(PLACE, places[max(0, at - 1)]),
        )  # fmt: skip
        st.button(
            "Next" if at + 2 < len(places) else "Finish", key="member:next", type="primary",
            width="stretch", on_click=state.put, args=(PLACE, places[at + 1]),
        )  # fmt: skip


def _beside(appraisal: Appraisal, mine: Mine, asked: Asked) -> None:
    """Show what is one tap away; each part is made only once it is open."""
    question = asked.question
    criterion = appraisal.criterion(question.criterion)
    evidence = evidence_for(appraisal, question)
    part, is_open = forms.fold(f"Evidence ({len(evidence)})", f"evidence:{question.key}")
    if is_open:
        with part:
            display.evidence(evidence, "No evidence was found for this. A blank is not a bad mark.")
    part, is_open = forms.fold("The whole scale", f"scale:{question.key}")
    if is_open:
        with part:
            display.scale(criterion)
            if criterion.not_counted:
                st.caption(f"Not counted here: {plain(criterion.not_counted)}")
    if question.option is not None:
        part, is_open = forms.fold("About this option", f"about:{question.key}")
        if is_open:
            words = appraisal.option(question.option).description
            part.markdown(plain(words) or "Nothing is written about it.")
    elif others := _other_swings(mine, asked):
        part, is_open = forms.fold("Compare with your other answers", "compare")
        if is_open:
            with part:
                _compare(appraisal, others)


def _other_swings(mine: Mine, asked: Asked) -> list[tuple[str, float]]:
    """Return the criteria of one's other swings, and those; this one moves while it is seen."""
    others = (each for each in mine.questions if each is not asked and not each.question.option)
    return [
        (each.question.criterion, each.own.value)
        for each in others
        if each.own and each.own.value is not None
    ]


def _compare(appraisal: Appraisal, others: list[tuple[str, float]]) -> None:
    for criterion, swing in others:
        st.markdown(f"**{swing:g}** {plain(appraisal.criterion(criterion).name)}")


def _end(appraisal: Appraisal, mine: Mine) -> None:
    total = len(mine.questions)
    progress = f"Round {mine.round}: **{mine.answered} of {total}** answered"
    with st.container(key=TOP):
        st.progress(mine.answered / total, text=progress)
    missing = [asked for asked in mine.questions if not asked.is_answered]
    if missing:
        st.header(f"{len(missing)} still without an answer", anchor=False)
        st.button(
            "Go to the next one without an answer", type="primary", width="stretch",
            key="member:missing", on_click=state.put,
            args=(PLACE, (mine.round, missing[0].question.key)),
        )  # fmt: skip
    else:
        st.header("All answered. Thank you", anchor=False)
    st.markdown("You can change any answer until the facilitator closes the round.")
    _hint_on_swings(mine)
    for asked in mine.questions:
        words = words_of(appraisal, asked.question)
        answered = _answered(asked, words)
        st.button(
            f"{'✓' if asked.is_answered else '○'} {plain(words.name)}: **{plain(answered)}**",
            key=f"goto:{asked.question.key}", type="tertiary",
            on_click=state.put, args=(PLACE, (mine.round, asked.question.key)),
        )  # fmt: skip


def _answered(asked: Asked, words: Words) -> str:
    if asked.sealed:
        return "answered before, not shown"
    if asked.own is None:
        return "not answered"
    return "no view" if asked.own.value is None else words.said(asked.own.value)


def _hint_on_swings(mine: Mine) -> None:
    swings = [a for a in mine.questions if a.question.option is None]
    given = [a.own.value for a in swings if a.own and a.own.value is not None]
    if swings and len(given) == len(swings) and max(given) < 100:
        st.info(
            "None of your improvements is at 100. The one you would buy first counts as 100, and "
            "the others are rated against it. You may leave it so.",
            icon=":material/info:",
        )
