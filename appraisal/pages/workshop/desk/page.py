"""The facilitator's desk: who is in, who has answered, the rounds, and what the group agrees."""

from __future__ import annotations

import streamlit as st

from appraisal import service
from appraisal.analysis.wording.promises import what_is_kept
from appraisal.errors import AppraisalError
from appraisal.model import Appraisal
from appraisal.model.workshop import DEFAULT_THRESHOLD, LEAST_THRESHOLD, SHOWN
from appraisal.pages.escaping import plain, short
from appraisal.pages.session import refresh, state, visitor, workshop_calls
from appraisal.pages.session.workshop_calls import At
from appraisal.pages.widgets import fields, frame
from appraisal.pages.workshop.desk import (
    agreeing,
    attendance,
    joining,
    paper,
    people,
    round,
    steering,
    voting,
)
from appraisal.service import workshop
from appraisal.service.workshop import Desk


def page() -> None:
    """Show the desk of the open appraisal's workshop, or offer to open one."""
    me = visitor.caller()
    st.set_page_config(layout="wide")
    st.title("Workshop", anchor=False)
    frame.tell_late()
    id = me.workshop if me.role == "facilitator" else _of_open_appraisal()
    if id is None:
        _open_one()
        return
    try:
        desk = workshop_calls.read(workshop.desk, id)
    except AppraisalError as error:
        st.info(plain(str(error)), icon=":material/info:")
        return
    refresh.watch(id, ticks=desk.step == "open" and desk.seconds is not None)
    if desk.step == "ended":
        st.info(
            "This workshop has ended. Everything it agreed is kept. The officer makes its "
            "minutes on the Report page.",
            icon=":material/info:",
        )
        return
    _desk(desk, service.load(state.store(), desk.appraisal).appraisal)


def _desk(desk: Desk, appraisal: Appraisal) -> None:
    st.caption(plain(short(appraisal.title)))
    round.where_we_are(desk)
    for sentence in desk.advice:
        st.warning(plain(sentence), icon=":material/warning:")
    workshop_calls.show_outcome("desk")
    to_do, who = st.columns([3, 2], gap="medium")
    with to_do:  # what to do now, with one first press at every step
        joining.waiting(desk)
        _time_is_over(desk)
        voting.under_way(desk)
        if desk.vote is None:
            round.next_step(desk, appraisal)
        steering.steering(desk)
        if desk.step in SHOWN:
            agreeing.divides(desk, appraisal)
        elif desk.step == "set_up":
            agreeing.shown_before(desk, appraisal)
        voting.voting(desk, appraisal)
    with who:
        people.people(desk, appraisal)
        joining.how_to_join(desk)
        attendance.attendance(desk, appraisal)
        paper.paper(desk, appraisal)
        _ending(desk)


def _time_is_over(desk: Desk) -> None:
    """Say that the workshop's time is over, and offer more of it."""
    if state.now().timestamp() * 1000 <= desk.ends_ms:
        return
    st.warning(
        "The time of this workshop is over, so no phone works. Seats and answers are kept.",
        icon=":material/schedule:",
    )
    st.button(
        "Go on until the end of tomorrow", key="desk:longer", type="primary",
        on_click=At("desk").press(workshop.make_longer, desk.workshop),
    )  # fmt: skip


def _of_open_appraisal() -> str | None:
    """Return the workshop under way on the appraisal that is open here; None if there is none."""
    current = frame.open_or_start()
    lines = workshop_calls.read(workshop.workshops_of, current.id)
    return next((line.id for line in lines if not line.ended), None)


def _open_one() -> None:
    current = frame.open_or_start()
    st.caption(plain(short(current.appraisal.title)))
    st.markdown(
        "Members join on their own phones with a code. They weigh and score in private, see the "
        "group's figures, discuss, and go again. Nobody, you included, is shown anybody's answers."
    )
    workshop_calls.show_outcome("open")
    with st.container(border=True):
        fields.stepper(
            "Show a group figure only from this many answers on",
            fields.unsaved("workshop:threshold", DEFAULT_THRESHOLD),
            low=LEAST_THRESHOLD,
            high=100,
            step=1,
            help="5 is usual. In a cabinet of six, a smaller number shows more and hides less. "
            "Below 3, members could work out each other's answers.",
        )
        fields.tick(
            "Ask each person what to call them, so that I know whom I let in",
            fields.unsaved("workshop:labels", True),
            help="Only this page shows it, and it is forgotten when the workshop ends.",
        )
        _what_is_kept(len(current.appraisal.members))
        st.button(
            "Open the workshop", key="workshop:open", type="primary", on_click=_opened,
            args=(current.id,),
        )  # fmt: skip
    ended = [line for line in workshop_calls.read(workshop.workshops_of, current.id) if line.ended]
    if ended:
        st.caption(f"Workshops held on this appraisal so far: {len(ended)}.")
        with st.expander("Take the last workshop up again", key="workshop:again"):
            st.markdown(
                "The seats stay, so that nobody counts twice. Give each person a code to their "
                "seat: what was answered from it stays hidden until they open it with their PIN."
            )
            st.button("Take it up again", key="workshop:resume",
                      on_click=At("open").press(workshop.resume, ended[0].id))  # fmt: skip


def _what_is_kept(aside: int) -> None:
    """Ask what is kept of the answers; say what becomes of the ``aside`` members that are there."""
    keep = fields.tick(
        "Keep each person's answers under a number, for exempt papers",
        fields.unsaved("workshop:keep_rows", False),
        help="Without it the appraisal has figures of the group alone. Members are told which "
        "it is before they answer, and it cannot be changed later.",
    )
    st.caption(f"Members are told: “{what_is_kept(keep)[0]}”")
    if aside:
        st.caption(
            f"The judgements of {aside} {'member' if aside == 1 else 'members'} in this "
            "appraisal are set aside as the workshop opens, so that they never count together "
            "with those given here. History keeps them."
        )


def _opened(appraisal: str) -> None:
    terms = workshop.Terms(
        threshold=int(fields.held("workshop:threshold", DEFAULT_THRESHOLD)),
        ask_label=bool(fields.held("workshop:labels", True)),
        keep_rows=bool(fields.held("workshop:keep_rows", False)),
    )
    At("open").do(workshop.open_workshop, appraisal, terms, address=visitor.address())


def _ending(desk: Desk) -> None:
    with st.expander("Signing out, a new code, and ending the workshop", key="desk:end"):
        st.markdown("**A new code** opens the door for those who come later. Who is in stays in.")
        renewed = At("desk", "There is a new code.")
        st.button("Make a new code", on_click=renewed.press(workshop.new_code, desk.workshop))
        st.markdown("**Sign out all**: every phone has to be let in again. Answers are kept.")
        emptied = At("desk", "Everybody is signed out.")
        st.button("Sign out all", on_click=emptied.press(workshop.sign_out_all, desk.workshop))
        st.markdown("**End the workshop**: nobody can join or answer any more.")
        sure = fields.tick("I want to end it", fields.unsaved("desk:sure"))
        st.button("End the workshop", disabled=not sure,
                  on_click=At("desk").press(workshop.end_workshop, desk.workshop))  # fmt: skip


if __name__ == "__main__":
    page()
