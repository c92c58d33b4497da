"""At the desk: the code and its picture, and who waits to be let in."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from appraisal.errors import AppraisalError
from appraisal.pages.escaping import plain
from appraisal.pages.session import state, visitor, workshop_calls
from appraisal.pages.session.workshop_calls import At
from appraisal.pages.widgets import fields
from appraisal.pages.widgets.qr import qr_svg
from appraisal.service import workshop
from appraisal.service.workshop import Desk

CODES = "desk:seat_codes"  # shown this once, then only their hashes are anywhere


def address_of_join() -> str:
    """Return the address of the join page, as this browser reaches the tool."""
    shown = st.get_option("browser.serverAddress")  # by which others reach this machine
    return join_address(st.context.url or "", shown or "localhost")


def join_address(address: str, shown: str) -> str:
    """Return the address of the join page for phones.

    The officer's own browser stands at the laptop under ``localhost``, which no phone can reach:
    phones then need the address that the tool was started under.
    """
    url = urlsplit(address)
    host = url.hostname or "localhost"
    if host in _LOOPBACK and shown not in _LOOPBACK:
        host = shown
    port = f":{url.port}" if url.port else ""
    return f"{url.scheme or 'http'}://{host}{port}/j"


_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def waiting(desk: Desk) -> None:
    """Show who waits to be let in, each with a button."""
    if not desk.waiting:
        return
    with st.container(border=True, key="desk_waiting"):
        st.subheader(f"Waiting to be let in: {len(desk.waiting)}", anchor=False)
        if len(desk.waiting) > 1:
            st.button("Let all in", key="desk:all_in", type="primary", on_click=_all_in,
                      args=(desk,))  # fmt: skip
        for number, person in enumerate(desk.waiting, start=1):
            name = plain(person.label) or f"Phone {number}"
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"**{name}**")
                _buttons(name, desk.workshop, person.id)


def _buttons(name: str, id: str, seat: str) -> None:
    at_desk = At("desk")
    st.button(f"Let {name} in", key=f"desk:in:{seat}", type="primary",
              on_click=at_desk.press(workshop.admit, id, seat, "member"))  # fmt: skip
    st.button("As observer", key=f"desk:observer:{seat}",
              on_click=at_desk.press(workshop.admit, id, seat, "observer"))  # fmt: skip
    st.button("Turn away", key=f"desk:away:{seat}",
              on_click=at_desk.press(workshop.turn_away, id, seat))  # fmt: skip


def _all_in(desk: Desk) -> None:
    tries = [workshop_calls.tried(workshop.admit, desk.workshop, p.id) for p in desk.waiting]
    workshop_calls.tell(
        "desk", refused=next((tried.refused for tried in tries if not tried.is_done), "")
    )


def how_to_join(desk: Desk) -> None:
    """Show the code, how it is said aloud, the QR code and the seat codes.

    From the first round on it is folded away: then few people come, and the desk is for the round.
    """
    try:
        invitation = workshop_calls.read(workshop.invitation, desk.workshop)
    except AppraisalError as error:
        st.info(plain(str(error)))
        return
    join = address_of_join()
    if desk.round:
        with st.expander(f"How to join: {invitation.code}", key="desk:join"):
            _code_and_picture(desk, invitation, join)
    else:
        st.subheader("How to join", anchor=False)
        _code_and_picture(desk, invitation, join)
    _seat_codes(desk)


def _code_and_picture(desk: Desk, invitation: workshop.Invitation, join: str) -> None:
    st.markdown(f"On a phone, open **{plain(join)}** and type")
    st.title(invitation.code, anchor=False)
    st.caption(f"Said aloud: {plain(invitation.spoken)}")
    st.image(
        qr_svg(f"{join}#{invitation.link_code}"),
        alt="QR code that leads to the join page",
        width=220,
    )
    if visitor.caller().role == "director":
        st.link_button("Open the big screen", f"/big_screen?a={desk.appraisal}")
    else:
        st.caption("For the big screen, join on its machine and let it in as an observer.")
    _is_this_machine_only(join)


def _is_this_machine_only(join: str) -> None:
    if urlsplit(join).hostname in _LOOPBACK:
        st.warning(
            "This address works on this machine alone. So that phones reach it, start the tool "
            "with: python -m appraisal serve --host 0.0.0.0. Or pass the laptop round.",
            icon=":material/warning:",
        )


def _seat_codes(desk: Desk) -> None:
    with st.expander("Seat codes: let people in without waiting", key="desk:codes"):
        st.markdown(
            "Each code lets one person in, once. Hand them out on slips. They are shown now, and "
            "cannot be shown again."
        )
        fields.stepper("How many?", fields.unsaved("desk:codes:many", 6), low=1, high=100, step=1)
        fields.choice("For", ["member", "observer", "facilitator"],
                      fields.unsaved("desk:codes:role", "member"))  # fmt: skip
        st.button("Make seat codes", key="desk:codes:make", on_click=_make_codes, args=(desk,))
        workshop_calls.show_outcome("codes")
        for fresh in state.value(CODES) or []:
            st.code(fresh, language=None)


def _make_codes(desk: Desk) -> None:
    role, many = fields.held("desk:codes:role", "member"), fields.held("desk:codes:many", 6)
    roles = [role] * int(many)
    state.put(
        CODES,
        At("codes").do(workshop.seat_codes, desk.workshop, roles).value or [],
    )
