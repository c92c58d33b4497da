"""What a member can do beside answering: declare an interest, dissent, sign out."""

from __future__ import annotations

import streamlit as st

from appraisal.model import Appraisal
from appraisal.model.workshop import SHOWN
from appraisal.pages import acts, state
from appraisal.service import workshop
from appraisal.service.workshop import EVERYTHING, Caller, Mine


def aside(me: Caller, mine: Mine, appraisal: Appraisal) -> None:
    """Show the parts that open at the foot of the page."""
    st.divider()
    if mine.step in SHOWN:
        with st.expander("I do not share the group's view", key="aside:dissent"):
            _dissent(me, appraisal)
    if mine.step != "ended":
        with st.expander("I have an interest to declare", key="aside:interest"):
            _interest(me, appraisal)
    with st.expander("About this page, and signing out", key="aside:about"):
        st.markdown(
            "Others in the room see only group figures. The council keeps the record and may have "
            "to release it by law."
        )
        st.caption(f"No group figure is shown with fewer than {mine.threshold} answers.")
        st.button("Sign out on this phone", key="aside:out", on_click=_sign_out, args=(me,))
    acts.show_outcome("aside")


def _names(appraisal: Appraisal) -> dict[str, str]:
    every = {EVERYTHING: "The whole decision"}
    return every | {c.id: c.name for c in appraisal.benefit_criteria()}


def _interest(me: Caller, appraisal: Appraisal) -> None:
    st.markdown("You are then not asked about it, and the record says so.")
    names = _names(appraisal)
    with st.form("aside:interest:form", border=False):
        st.selectbox("What is it about?", list(names), format_func=names.__getitem__,
                     key="aside:interest:about")  # fmt: skip
        st.text_input("What is the interest?", key="aside:interest:why", max_chars=300)
        st.form_submit_button("Declare it", on_click=_declare, args=(me,))


def _declare(me: Caller) -> None:
    acts.do(
        workshop.declare_interest, me.workshop, me.seat, state.value("aside:interest:about"),
        state.value("aside:interest:why"), at="aside", said="Your interest is recorded.",
    )  # fmt: skip


def _dissent(me: Caller, appraisal: Appraisal) -> None:
    st.markdown("It is printed in the report in your words, under a number and not your name.")
    names = _names(appraisal)
    with st.form("aside:dissent:form", border=False, clear_on_submit=False):
        st.selectbox("What is it about?", list(names), format_func=names.__getitem__,
                     key="aside:dissent:about")  # fmt: skip
        st.text_area("Your view", key="aside:dissent:text", max_chars=2_000)
        st.form_submit_button("Record it", on_click=_record, args=(me,))


def _record(me: Caller) -> None:
    acts.do(
        workshop.record_dissent, me.workshop,
        state.value("aside:dissent:about") or "the whole decision",
        state.value("aside:dissent:text") or "", seat=me.seat, at="aside",
        said="Your view is recorded.",
    )  # fmt: skip


def _sign_out(me: Caller) -> None:
    acts.do(workshop.sign_out, me.workshop, at="aside", once=False)
