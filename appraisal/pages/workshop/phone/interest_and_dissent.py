"""What a member can do beside answering: declare an interest, dissent, sign out."""

from __future__ import annotations

import streamlit as st

from appraisal.analysis.wording.promises import (
    GROUP_ONLY,
    NOBODY,
    what_is_kept,
    what_is_shown,
)
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
    if mine.step != "ended":
        with st.expander("Keep a PIN for this seat", key="aside:pin"):
            _pin(me, mine)
    with st.expander("About this page, and signing out", key="aside:about"):
        promise(mine)
        st.button("Sign out on this phone", key="aside:out", on_click=_sign_out, args=(me,))
    workshop_calls.show_outcome("aside")


def promise(mine: Mine) -> None:
    """Say what is shown to others and what the council keeps."""
    st.markdown(f"**{NOBODY}** {GROUP_ONLY}")
    words = (*what_is_shown(mine.threshold), *what_is_kept(mine.keep_rows))
    st.markdown("\n".join(f"- {sentence}" for sentence in words))


def _pin(me: Caller, mine: Mine) -> None:
    """Ask for a PIN, which opens one's answers should the seat be given again."""
    st.markdown(
        "Should your phone fail, the facilitator can let you in on another one. Your answers are "
        "then hidden, since it could be somebody else who was let in; they still count. With a PIN "
        "that only you know you can look at them and change them."
    )
    st.caption("A PIN is set for this seat." if mine.has_pin else "No PIN is set for this seat.")
    fields.text("A PIN of four digits", fields.unsaved("aside:pin:new"), max_chars=4)
    st.button("Keep this PIN", key="aside:pin:go", on_click=_keep_pin, args=(me,))


def _keep_pin(me: Caller) -> None:
    done = At("aside", "Your PIN is kept.").do(
        workshop.set_pin, *me.place, fields.held("aside:pin:new") or ""
    )
    if done.is_done:
        fields.clear(["aside:pin:new"])


def sealed(me: Caller, mine: Mine) -> None:
    """Say that answers of this seat are hidden, and ask for the PIN that opens them."""
    hidden = sum(asked.sealed for asked in mine.questions)
    if not hidden:
        return
    many = f"{hidden} answers were" if hidden != 1 else "1 answer was"
    anew = " Answer anew to replace what they say." if mine.step == "open" else ""
    st.info(
        f"{many} given from this seat before it was given again. What was given counts, and is not "
        f"shown.{anew}",
        icon=":material/lock:",
    )
    if mine.has_pin:
        with st.expander("I set a PIN: show my answers", key="sealed:pin"):
            fields.text("Your PIN", fields.unsaved("sealed:pin:text"), max_chars=4)
            st.button("Show them", key="sealed:pin:go", on_click=_unseal, args=(me,))
    workshop_calls.show_outcome("sealed")


def _unseal(me: Caller) -> None:
    done = At("sealed").do(workshop.unseal, *me.place, fields.held("sealed:pin:text") or "")
    if done.is_done:
        fields.clear(["sealed:pin:text"])


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
    st.markdown("It is printed in the report in your words; without your name unless you give it.")
    names = _names(appraisal)
    fields.choice("What is it about?", list(names),
                  fields.unsaved("aside:dissent:about", EVERYTHING),
                  words=names.__getitem__)  # fmt: skip
    fields.text("Your view", fields.unsaved("aside:dissent:text"), tall=True, max_chars=2_000)
    fields.text("Your name, if it is to stand beside it", fields.unsaved("aside:dissent:by"),
                max_chars=100)  # fmt: skip
    st.button("Record it", key="aside:dissent:go", on_click=_record, args=(me,))


def _record(me: Caller) -> None:
    done = At("aside", "Your view is recorded.").do(
        workshop.record_dissent, me.place[0],
        fields.held("aside:dissent:about") or "the whole decision",
        fields.held("aside:dissent:text") or "", who=fields.held("aside:dissent:by") or "",
    )  # fmt: skip
    if done.is_done:
        fields.clear([f"aside:dissent:{name}" for name in ("about", "text", "by")])


def _sign_out(me: Caller) -> None:
    At("aside").do(workshop.sign_out, me.place[0])
