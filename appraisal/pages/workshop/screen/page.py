"""The big screen: readable from the back of a committee room, and with nothing to press."""

from __future__ import annotations

import streamlit as st

from appraisal.analysis.wording.promises import NOBODY
from appraisal.analysis.wording.questions import words_of
from appraisal.errors import AppraisalError
from appraisal.model import Appraisal
from appraisal.model.workshop import Question
from appraisal.pages.escaping import plain
from appraisal.pages.session import refresh, state, visitor, workshop_calls
from appraisal.pages.widgets.qr import qr_svg
from appraisal.pages.workshop.desk.joining import address_of_join
from appraisal.pages.workshop.screen import slides
from appraisal.service import workshop
from appraisal.service.workshop import Invitation, Screen
from appraisal.service.workshop.views import steering

LAST_MINUTE = 60  # seconds before the end from which the room is warned
_NAMED = 3  # questions that are named on the screen; of more only their number


def page() -> None:
    """Show where the workshop stands, kept up to date by itself."""
    st.set_page_config(layout="wide", initial_sidebar_state="collapsed")
    me = visitor.caller()
    id = me.workshop if me.role == "observer" else _of_open_appraisal()
    refresh.watch(id)
    if id is None:
        st.title("No workshop is open", anchor=False)
        return
    with st.container(key="big_screen"):
        _showing(id)


def _of_open_appraisal() -> str | None:
    current = state.kept()
    if current is None:
        return None
    lines = workshop_calls.read(workshop.workshops_of, current.id)
    return next((line.id for line in lines if not line.ended), None)


@st.fragment(run_every=refresh.EVERY)
def _showing(id: str) -> None:
    try:
        now = workshop_calls.read(workshop.screen, id)
        invitation = workshop_calls.read(workshop.invitation, id)
    except AppraisalError as error:
        st.title(plain(str(error)), anchor=False)
        return
    _shown(id, now, invitation)


def _shown(id: str, now: Screen, invitation: Invitation) -> None:
    """Show what the desk chose, or what goes with the step."""
    kind, page = now.shows
    if kind == steering.BLANK:
        return
    if kind == steering.THANKS:
        st.title("The workshop has ended. Thank you", anchor=False)
    elif kind == steering.JOIN:
        _join(invitation, now)
    else:
        appraisal = workshop_calls.read(workshop.room_appraisal, id)
        if kind == steering.QUESTION:
            _answering(invitation, now, id, appraisal)
        elif kind == steering.ANSWERS:
            slides.answers(id, appraisal, page)
        elif kind == steering.VOTE:
            slides.vote(appraisal, now)
        elif kind == steering.AGREED:
            slides.agreed(appraisal, now)
        else:
            slides.ranking(id, appraisal, now)


def _join(invitation: Invitation, now: Screen) -> None:
    words, picture = st.columns([3, 2], vertical_alignment="center")
    with words:
        st.title("Join on your phone", anchor=False)
        st.header(plain(_short_address()), anchor=False)
        with st.container(key="big_code"):
            st.title(invitation.code, anchor=False)
        st.header(plain(invitation.spoken), anchor=False)
    with picture:
        st.image(_qr(invitation), alt="QR code that leads to the join page", width="stretch")
    in_now = f"{now.members} {'member is' if now.members == 1 else 'members are'} in"
    st.title(in_now if now.members else "Nobody is in yet", anchor=False)


def _answering(invitation: Invitation, now: Screen, id: str, appraisal: Appraisal) -> None:
    words, join = st.columns([7, 3], vertical_alignment="top")
    with words:
        if now.step == "locked":
            st.title(f"Round {now.round}: answers are closed", anchor=False)
            st.header("The group's answers come next.", anchor=False)
        else:
            st.title(f"Round {now.round}: please answer on your phone", anchor=False)
            _left(id)
        st.header(plain(_asked(appraisal, now.questions)), anchor=False)
        with st.container(key="big_count"):
            st.title(f"{now.finished} of {now.members}", anchor=False)
        people = "person has" if now.members == 1 else "people have"
        st.header(f"{people} finished; {now.answered} of {now.asked} answers are in", anchor=False)
        st.progress(now.answered / now.asked if now.asked else 0.0)
        st.header(NOBODY, anchor=False)
    with join:
        st.header("Came late? Join with", anchor=False)
        st.title(invitation.code, anchor=False)
        st.image(_qr(invitation), alt="QR code that leads to the join page", width="stretch")


def _asked(appraisal: Appraisal, questions: tuple[Question, ...]) -> str:
    """Return what is asked in one line: each question where they are few, else their kinds."""
    if len(questions) <= _NAMED:
        return "; ".join(words_of(appraisal, question).name for question in questions)
    swings = sum(question.option is None for question in questions)
    kinds = [
        f"how much each of {swings} improvements is worth" if swings else "",
        f"{len(questions) - swings} scores" if len(questions) > swings else "",
    ]
    return " and ".join(kind for kind in kinds if kind).capitalize()


def _left(id: str) -> None:
    left = workshop_calls.read(
        workshop.time_left, id, now=state.now(), monotonic=refresh.monotonic()
    )
    if left is not None:
        words = f"{int(left) // 60}:{int(left) % 60:02d} left" if left else "The time is up"
        last = " · the last minute" if 0 < left <= LAST_MINUTE else ""
        st.header(f"{words}{last}", anchor=False)


def _qr(invitation: Invitation) -> str:
    return qr_svg(f"{address_of_join()}#{invitation.link_code}")


def _short_address() -> str:
    return address_of_join().partition("://")[2]


if __name__ == "__main__":
    page()
