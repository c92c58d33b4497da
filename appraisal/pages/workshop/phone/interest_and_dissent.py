"""What a member can do beside answering: declare an interest, dissent, sign out."""

from __future__ import annotations

import streamlit as st

from appraisal.model import Appraisal
from appraisal.model.workshop import SHOWN
from appraisal.pages.session import workshop_calls
from appraisal.pages.session.workshop_calls import At
from appraisal.pages.widgets import fields
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
    workshop_calls.show_outcome("aside")


def _names(appraisal: Appraisal) -> dict[str, str]:
    every = {EVERYTHING: "The whole decision"}
    return every | {c.id: c.name for c in appraisal.benefit_criteria()}


def _interest(me: Caller, appraisal: Appraisal) -> None:
    st.markdown("You are then not asked about it, and the record says so.")
    names = _names(appraisal)
    fields.choice("What is it about?", list(names),
                  fields.unsaved("aside:interest:about", EVERYTHING),
                  words=names.__getitem__)  # fmt: skip
    fields.text("What is the interest?", fields.unsaved("aside:interest:why"))
    st.button("Declare it", key="aside:interest:go", on_click=_declare, args=(me,))


def _declare(me: Caller) -> None:
    done = At("aside", "Your interest is recorded.").do(
        workshop.declare_interest, *me.place,
        fields.held("aside:interest:about", EVERYTHING), fields.held("aside:interest:why") or "",
    )  # fmt: skip
    if done.is_done:
        fields.clear(["aside:interest:about", "aside:interest:why"])


def _dissent(me: Caller, appraisal: Appraisal) -> None:
    st.markdown("It is printed in the report in your words, under a number and not your name.")
    names = _names(appraisal)
    fields.choice("What is it about?", list(names),
                  fields.unsaved("aside:dissent:about", EVERYTHING),
                  words=names.__getitem__)  # fmt: skip
    fields.text("Your view", fields.unsaved("aside:dissent:text"), tall=True, max_chars=2_000)
    st.button("Record it", key="aside:dissent:go", on_click=_record, args=(me,))


def _record(me: Caller) -> None:
    done = At("aside", "Your view is recorded.").do(
        workshop.record_dissent, me.place[0],
        fields.held("aside:dissent:about") or "the whole decision",
        fields.held("aside:dissent:text") or "",
    )  # fmt: skip
    if done.is_done:
        fields.clear(["aside:dissent:about", "aside:dissent:text"])


def _sign_out(me: Caller) -> None:
    At("aside").do(workshop.sign_out, me.place[0])
