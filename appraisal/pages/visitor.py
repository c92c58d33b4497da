"""Who is visiting: looked up in the store on every run, from the cookies that came with it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from appraisal.pages import state
from appraisal.service import workshop
from appraisal.service.workshop import Caller
from appraisal.service.workshop.cookies import OFFICER, SEAT, secret_in


def cookies() -> Mapping[str, str]:
    """Return what the browser showed when this page's line was opened."""
    return {name: text for name, text in st.context.cookies.items() if isinstance(text, str)}


def address() -> str:
    """Return where the visitor is; empty for this machine itself."""
    found = st.context.ip_address
    return found if isinstance(found, str) else ""


def caller() -> Caller:
    """Return who is visiting, never from memory: a seat that was signed out is nobody at once.

    Somebody with a seat is that seat and nothing more, even at the officer's own laptop.
    """
    shown = cookies()
    token = secret_in(shown, SEAT)
    seat = workshop.who(state.store(), token, state.now())
    if seat.role not in ("nobody", "waiting"):
        return seat
    officer = workshop.officer(
        state.store(),
        secret_in(shown, OFFICER),
        access=state.settings().access,
        address=address(),
        now=state.now(),
    )
    if officer.role == "director":
        return officer
    return seat if token else Caller("nobody", why="")
