"""A member's phone: one question at a time while a round is open, the group's answers after it."""

from __future__ import annotations

import streamlit as st

from appraisal.errors import AppraisalError
from appraisal.model import Appraisal
from appraisal.pages.escaping import plain
from appraisal.pages.session import refresh, visitor, workshop_calls
from appraisal.pages.workshop.phone import interest_and_dissent, question, revealed
from appraisal.service import workshop
from appraisal.service.workshop import Caller, Mine


def page() -> None:
    """Show where the workshop stands and what this member can do now."""
    me = visitor.caller()
    refresh.watch(caller=me)
    if me.role != "member":
        st.info(plain(me.why), icon=":material/info:")
        st.link_button("Join again", "/j", type="primary")
        return
    try:
        mine = workshop_calls.read_as(me, workshop.mine, *me.place)
        appraisal = workshop_calls.read_as(me, workshop.room_appraisal, me.place[0])
    except AppraisalError as error:
        st.info(plain(str(error)), icon=":material/info:")
        return
    interest_and_dissent.sealed(me, mine)
    _step(me, mine, appraisal)
    interest_and_dissent.aside(me, mine, appraisal)


def _step(me: Caller, mine: Mine, appraisal: Appraisal) -> None:
    if mine.step == "open" and not mine.questions:
        _wait("You are asked nothing in this round", "You have declared an interest in it.")
    elif mine.step == "open":
        question.questions(me, appraisal, mine.round)
    elif mine.step == "locked":
        _wait("Answers are closed", "The facilitator will show the group's answers next.")
        st.markdown(f"You answered **{mine.answered} of {len(mine.questions)}** questions.")
    elif mine.step in ("revealed", "discussing", "agreeing"):
        revealed.revealed(appraisal, mine)
    else:
        _welcome(mine, appraisal)


def _welcome(mine: Mine, appraisal: Appraisal) -> None:
    _wait(
        "You are in. Please wait" if mine.round == 0 else "Please wait for the next round",
        "The facilitator opens the questions for everybody at the same moment. "
        "This page goes on by itself, also after your phone has slept.",
    )
    st.markdown(f"**What is to be decided:** {plain(appraisal.question or appraisal.title)}")
    st.markdown("\n".join(f"- {plain(option.name)}" for option in appraisal.options))
    interest_and_dissent.promise(mine)


def _wait(title: str, words: str) -> None:
    st.title(title, anchor=False)
    st.markdown(words)


if __name__ == "__main__":
    page()
