"""At the desk: who is in, how much each has answered, and what can be done about a seat."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from appraisal.analysis.wording.meetings import INTERESTS
from appraisal.model import Appraisal
from appraisal.pages.escaping import plain
from appraisal.pages.session import state, workshop_calls
from appraisal.pages.session.workshop_calls import At, Outcome
from appraisal.pages.widgets import display, fields
from appraisal.service import workshop
from appraisal.service.workshop import EVERYTHING, Desk, SeatLine

_SEAT = "desk:seat"
_QUIET_MS = 150_000  # a phone is heard of once a minute; twice missed, it is asleep or away


def people(desk: Desk, appraisal: Appraisal) -> None:
    """Show the seats, kept up to date as answers come in."""
    _table(desk)
    if not desk.seats:
        return
    with st.expander("Do something about a seat", key="desk:seats"):
        names = seat_names(desk.seats)
        chosen = fields.choice("Seat", list(names), fields.view(_SEAT, desk.seats[0].id),
                               words=names.__getitem__)  # fmt: skip
        seat = next((s for s in desk.seats if s.id == chosen), desk.seats[0])
        _give_again(desk, seat)
        _interest(desk, seat, appraisal)
        _counts_once(desk, seat, names)
        workshop_calls.show_outcome("seat")


def _table(desk: Desk) -> None:
    members = [seat for seat in desk.seats if seat.role == "member"]
    st.subheader(f"Who is in: {len(members)} members", anchor=False)
    if not desk.seats:
        st.caption("Nobody yet.")
        return
    if desk.step == "open" and members:
        sent = sum(seat.answered for seat in members)
        asked = sum(seat.asked for seat in members) or 1
        done = sum(seat.answered >= seat.asked for seat in members)
        st.progress(
            sent / asked,
            text=f"**{sent} of {asked}** answers are in; {done} of {len(members)} have finished",
        )
    names = seat_names(desk.seats)
    display.table(pd.DataFrame([_line(seat, names[seat.id], desk) for seat in desk.seats]))


def seat_names(seats: tuple[SeatLine, ...]) -> dict[str, str]:
    """Return seat id -> what the desk calls it, each different."""
    names: dict[str, str] = {}
    for number, seat in enumerate(seats, start=1):
        label = seat.label or f"Seat {number}"
        names[seat.id] = label if label not in names.values() else f"{label} ({number})"
    return names


def _line(seat: SeatLine, name: str, desk: Desk) -> dict[str, str]:
    asleep = seat.heard_ms is None or state.now().timestamp() * 1000 - seat.heard_ms > _QUIET_MS
    heard = "on paper" if seat.paper else "asleep or away" if asleep else "here"
    if seat.heard_ms is None and not seat.paper:
        heard = "let in"  # its phone has not said anything yet since this desk was drawn
    answered = (
        "–" if seat.role != "member" or not seat.asked else f"{seat.answered} of {seat.asked}"
    )
    return {
        "Who": f"{name}{_as_what(seat)}",
        "Answered": answered if desk.round else "–",
        "Phone": heard,
    }


def _as_what(seat: SeatLine) -> str:
    """Return what else is to be known of a seat, in brackets; mostly nothing."""
    role = "" if seat.role == "member" else seat.role
    interest = "declared an interest" if seat.left_out_of else ""
    known = ", ".join(each for each in (role, interest) if each)
    return f" ({known})" if known else ""


def _give_again(desk: Desk, seat: SeatLine) -> None:
    st.markdown("**A lost phone, or another one:** a new code opens this seat; the old one is out.")
    with st.container(horizontal=True):
        st.button("Give this seat a new code", key="desk:reissue", on_click=_reissue,
                  args=(desk, seat))  # fmt: skip
        out = At("seat", "Signed out.").press(workshop.sign_out_seat, desk.workshop, seat.id)
        st.button("Sign this seat out", key="desk:out", on_click=out)
    fresh = state.value("desk:reissued")
    if fresh and fresh[0] == seat.id:
        st.code(fresh[1], language=None)


def _reissue(desk: Desk, seat: SeatLine) -> None:
    fresh = At("seat").do(workshop.reissue, desk.workshop, seat.id).value
    state.put("desk:reissued", (seat.id, fresh) if fresh else None)


def _counts_once(desk: Desk, seat: SeatLine, names: dict[str, str]) -> None:
    """Take a seat out, or count two seats of one person as one."""
    if seat.role != "member":
        return
    st.markdown("**This seat should not count:** its phone is out, and its answers count no more.")
    fields.text("Why?", fields.unsaved("desk:take_out:why"))
    st.button("Take this seat out", key="desk:take_out", on_click=_take_out, args=(desk, seat))
    others = {
        each.id: names[each.id]
        for each in desk.seats
        if each.role == "member" and each.id != seat.id
    }
    if not others:
        return
    st.markdown(
        "**The same person has another seat:** this one ends, its answers count for the other. Of "
        "two answers to one question the last counts."
    )
    other = fields.choice("Their other seat", list(others), fields.unsaved("desk:count_as"),
                          words=others.__getitem__)  # fmt: skip
    st.button("Count both as one person", key="desk:count_as:go", disabled=other not in others,
              on_click=At("seat", "Counted as one.").press(
                  workshop.count_as, desk.workshop, seat.id, str(other)))  # fmt: skip


def _take_out(desk: Desk, seat: SeatLine) -> None:
    why = fields.held("desk:take_out:why") or ""
    done = At("seat", "The seat is out.").do(workshop.take_out, desk.workshop, seat.id, why)
    if done.is_done:
        fields.clear(["desk:take_out:why"])


def _interest(desk: Desk, seat: SeatLine, appraisal: Appraisal) -> None:
    if seat.role != "member":
        return
    names = {EVERYTHING: "The whole decision"} | {
        c.id: c.name for c in appraisal.benefit_criteria()
    }
    for about in seat.left_out_of:
        st.markdown(f"Left out of: **{plain(names.get(about, about))}**")
    st.markdown(
        "**An interest declared:** the seat is not asked about it. The report and the minutes "
        "print the interest and the name."
    )
    fields.choice("About", list(names), fields.unsaved("desk:interest:about", EVERYTHING),
                  words=names.__getitem__)  # fmt: skip
    fields.choice("Kind", ["", *INTERESTS], fields.unsaved("desk:interest:kind", ""),
                  words=_kind_words)  # fmt: skip
    fields.text("The interest, or the dispensation and who gave it",
                fields.unsaved("desk:interest:why"))  # fmt: skip
    fields.text("Whose, as the minutes are to name them", fields.unsaved("desk:interest:whose"),
                max_chars=100)  # fmt: skip
    with st.container(horizontal=True):
        st.button("Leave the seat out", key="desk:interest:out", on_click=_declared,
                  args=(desk, seat))  # fmt: skip
        st.button("Let it take part again", key="desk:interest:in", on_click=_lifted,
                  args=(desk, seat))  # fmt: skip


def _kind_words(kind: str) -> str:
    return next((INTERESTS[each] for each in INTERESTS if each == kind), "Choose")


def _declared(desk: Desk, seat: SeatLine) -> None:
    chosen = fields.held("desk:interest:kind")
    kind = next((each for each in INTERESTS if each == chosen), None)
    if kind is None:
        workshop_calls.tell("seat", refused="Choose which kind of interest it is.")
        return
    new = workshop.NewInterest(
        fields.held("desk:interest:about", EVERYTHING), fields.held("desk:interest:why") or "",
        kind, fields.held("desk:interest:whose") or "",
    )  # fmt: skip
    _and_clear(At("seat", "Recorded.").do(
        workshop.declare_interest, desk.workshop, seat.id, new))  # fmt: skip


def _lifted(desk: Desk, seat: SeatLine) -> None:
    _and_clear(At("seat", "Recorded.").do(
        workshop.lift_interest, desk.workshop, seat.id,
        fields.held("desk:interest:about", EVERYTHING), fields.held("desk:interest:why") or "",
    ))  # fmt: skip


def _and_clear(outcome: Outcome[None]) -> None:
    if outcome.is_done:
        fields.clear([f"desk:interest:{name}" for name in ("about", "kind", "why", "whose")])
