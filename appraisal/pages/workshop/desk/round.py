"""At the desk: where the workshop stands, what is asked next, the timer, and the next step."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from appraisal.analysis.wording.questions import words_of
from appraisal.analysis.wording.round_time import round_time, words_of_round_time
from appraisal.errors import AppraisalError
from appraisal.model import Appraisal
from appraisal.model.workshop import STEP_WORDS, Question, Step, in_order, questions_of
from appraisal.pages.session import refresh, state, workshop_calls
from appraisal.pages.session.workshop_calls import At
from appraisal.pages.widgets import fields
from appraisal.service import workshop
from appraisal.service.acting import By
from appraisal.service.workshop import Desk, Figures
from appraisal.service.workshop.rounds.open_and_lock import proposals_of
from appraisal.store import Store

EVERY_SWING, EVERY_CELL, SOME_CELLS, DIVIDED = "swings", "cells", "some", "divided"
KINDS = {
    EVERY_SWING: "The swings: how much each improvement is worth",
    EVERY_CELL: "Every score: each option on each criterion",
    SOME_CELLS: "Some scores, which I choose",
    DIVIDED: "What the room was furthest apart on in the last round",
}
CLOSING = "desk:closing"  # the round that is to be closed though somebody has not finished
_USUAL = [EVERY_CELL]  # a quarter of an hour; the swings, which rest on it, are the next round


def where_we_are(desk: Desk) -> None:
    """Say the step and the round."""
    round = f"Round {desk.round}: " if desk.round else ""
    st.info(f"{round}{STEP_WORDS[desk.step]}.", icon=":material/flag:")


def next_step(desk: Desk, appraisal: Appraisal) -> None:
    """Show what can be done next, with the usual one first."""
    if desk.step == "set_up":
        _choose(desk, appraisal)
    elif desk.step == "open":
        _while_open(desk)
    elif desk.step == "locked":
        st.markdown("Nobody can answer any more. The group's spread can now be shown to the room.")
        _press("Show the group's answers", "reveal", workshop.reveal_round, desk, first=True)
        _call_off(desk)
    else:
        _after(desk)


def _press(
    label: str, key: str, act: Callable[[Store, By, str], None], desk: Desk, *, first: bool = False
) -> None:
    st.button(
        label, key=f"desk:{key}", type="primary" if first else "secondary", width="stretch",
        on_click=At("desk").press(act, desk.workshop),
    )  # fmt: skip


def _while_open(desk: Desk) -> None:
    _timer(desk.workshop)
    st.markdown("Nobody is shown anybody's answers, and you are not either.")
    _close(desk)
    _call_off(desk)


def _late(desk: Desk) -> tuple[int, int]:
    """How many members have not answered everything, and how many members there are."""
    members = [seat for seat in desk.seats if seat.role == "member"]
    return sum(seat.answered < seat.asked for seat in members), len(members)


def _close(desk: Desk) -> None:
    """Close the round; where somebody has not finished, only once that was said."""
    late, members = _late(desk)
    if not late or state.value(CLOSING) != desk.round:
        st.button("Close the round", key="desk:lock:first", type="primary", width="stretch",
                  on_click=_close_or_ask, args=(desk,))  # fmt: skip
        return
    have = "has" if late == 1 else "have"
    st.warning(
        f"{late} of {members} {have} not answered everything. What they saved counts; what "
        "they have not sent yet does not. Nobody can answer once the round is closed.",
        icon=":material/hourglass:",
    )
    with st.container(horizontal=True):
        st.button("Wait for them", key="desk:lock:wait", type="primary",
                  on_click=state.put, args=(CLOSING, 0))  # fmt: skip
        st.button("Close it all the same", key="desk:lock",
                  on_click=At("desk").press(workshop.lock_round, desk.workshop))  # fmt: skip


def _close_or_ask(seen: Desk) -> None:
    """Close the round, or ask first where somebody has not finished."""
    closed = At("desk").do(_close_if_finished, seen.workshop)
    if closed.is_done and not closed.value:
        state.put(CLOSING, seen.round)


def _close_if_finished(store: Store, by: By, workshop_id: str) -> bool:
    """Close it if everybody has finished now, which this desk may not have been drawn with yet."""
    late, _ = _late(workshop.desk(store, by.caller, workshop_id))
    if not late:
        workshop.lock_round(store, by, workshop_id)
    return not late


def _timer(workshop_id: str) -> None:
    try:
        left = workshop_calls.read(
            workshop.time_left, workshop_id, now=state.now(), monotonic=refresh.monotonic()
        )
    except AppraisalError:
        return
    if left is not None:
        st.metric("Time left", f"{int(left) // 60}:{int(left) % 60:02d}")
        if not left:
            st.caption("The time is up. Nothing closes by itself: you close the round.")


def _call_off(desk: Desk) -> None:
    with st.expander("Call this round off", key="desk:call_off"):
        st.markdown("Its answers are then kept but never shown, and do not count.")
        fields.text("Why?", fields.unsaved("desk:call_off:why"))
        st.button("Call it off", key="desk:call_off:go", on_click=_called_off, args=(desk,))


def _called_off(desk: Desk) -> None:
    why = fields.held("desk:call_off:why") or ""
    At("desk").do(workshop.call_off_round, desk.workshop, why=why)


def _after(desk: Desk) -> None:
    words: dict[Step, str] = {
        "discussing": "Discuss", "agreeing": "Agree", "set_up": "Another round"
    }  # fmt: skip
    with st.container(horizontal=True):
        following = [step for step in desk.next_steps if step in words]
        first = None if desk.step == "agreeing" else following[0]  # agreeing has its own, below
        for step in following:
            st.button(
                    words[step], key=f"desk:to:{step}",
                    type="primary" if step == first else "secondary",
                    on_click=At("desk").press(workshop.go_to, desk.workshop, step),
                )  # fmt: skip


def _choose(desk: Desk, appraisal: Appraisal) -> None:
    st.subheader(f"Open round {desk.round + 1}", anchor=False)
    kinds = [kind for kind in KINDS if kind != DIVIDED or desk.round]
    asked_for = fields.several(
        "What is asked?", kinds, fields.unsaved("desk:ask", _USUAL), words=KINDS.__getitem__
    )
    if SOME_CELLS in asked_for:
        _some_cells(appraisal)
    fields.stepper("Minutes on the timer (0 for none)", fields.unsaved("desk:minutes", 0),
                   low=0, high=240, step=1)  # fmt: skip
    asked = _asked(desk, appraisal)
    _propose(appraisal, asked)
    st.caption(f"{len(asked)} questions for each member.")
    if asked:
        st.caption(words_of_round_time(round_time(appraisal, asked)))
    _threshold(desk)
    st.button(
        f"Open round {desk.round + 1}", key="desk:open", type="primary", width="stretch",
        disabled=not asked, on_click=_opened, args=(desk, asked),
    )  # fmt: skip


def _propose(appraisal: Appraisal, asked: tuple[Question, ...]) -> None:
    proposed = proposals_of(appraisal, asked)
    if not proposed:
        return
    scores = sum(question.option is not None for question in asked)
    fields.tick(
        f"Propose the scores that stand now ({len(proposed)} of {scores})",
        fields.unsaved("desk:propose", False),
        help="Each phone shows the score with “Agree”, and its box to differ. Quicker, and only "
        "where people differ is talked about. But what is proposed draws answers towards it.",
    )


def _some_cells(appraisal: Appraisal) -> None:
    every = questions_of(appraisal, cells="all")
    names = {question.key: words_of(appraisal, question).name for question in every}
    fields.several("Which scores?", list(names), fields.unsaved("desk:cells"),
                   words=names.__getitem__)  # fmt: skip


def _asked(desk: Desk, appraisal: Appraisal) -> tuple[Question, ...]:
    kinds = fields.held("desk:ask", _USUAL) or []
    questions = set(
        questions_of(
            appraisal, swings=EVERY_SWING in kinds, cells="all" if EVERY_CELL in kinds else ()
        )
    )
    if SOME_CELLS in kinds:
        questions |= {Question.from_key(key) for key in fields.held("desk:cells") or []}
    if DIVIDED in kinds and desk.round:
        questions |= set(_divided(desk))
    return in_order(questions, appraisal)


def _divided(desk: Desk) -> list[Question]:
    try:
        return [each.question for each in workshop_calls.read(workshop.dividing, desk.workshop)]
    except AppraisalError:
        return []


def _opened(desk: Desk, asked: tuple[Question, ...]) -> None:
    minutes = int(fields.held("desk:minutes") or 0)
    At("desk").do(workshop.open_round, desk.workshop, asked, seconds=minutes * 60 or None,
                  propose=bool(fields.held("desk:propose", False)))  # fmt: skip


def _threshold(desk: Desk) -> None:
    st.caption(f"Group figures need {desk.threshold} answers.")
    with st.expander("Change how many answers a group figure needs", key="desk:threshold"):
        st.markdown("A change holds for the rounds opened after it, and is on the record.")
        fields.stepper("Answers needed", fields.unsaved("desk:threshold:new", desk.threshold),
                       low=3, high=100, step=1)  # fmt: skip
        fields.text("Why?", fields.unsaved("desk:threshold:why"))
        st.button("Change it", key="desk:threshold:go", on_click=_set_threshold, args=(desk,))


def _set_threshold(desk: Desk) -> None:
    answers = int(fields.held("desk:threshold:new", desk.threshold))
    why = fields.held("desk:threshold:why") or ""
    At("desk").do(workshop.set_threshold, desk.workshop, answers, why=why)


def last_figures(desk: Desk) -> Figures | None:
    """Return the figures of the last round that was shown; None if none was."""
    try:
        figures = workshop_calls.read(workshop.figures, desk.workshop)
    except AppraisalError:
        return None
    return figures
