"""Who is visiting: looked up in the store on every run, from the cookies that came with it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from appraisal.pages.session import state
from appraisal.service import workshop
from appraisal.service.workshop import Caller
from appraisal.service.workshop.access.callers import shows
from appraisal.service.workshop.access.cookies import OFFICER, SEAT, secret_in


def cookies() -> Mapping[str, str]:
    """Return what the browser showed when this page's line was opened."""
    return {name: text for name, text in st.context.cookies.items() if isinstance(text, str)}


def address() -> str:
    """Return where the visitor is; empty for this machine itself."""
    found = st.context.ip_address
    return found if isinstance(found, str) else ""


def caller() -> Caller:
    """Return who is visiting, looked up now: a seat that was signed out is nobody at once."""
    shown = cookies()
    return workshop.caller_of(
        state.store(),
        seat=secret_in(shown, SEAT),
        officer=secret_in(shown, OFFICER),
        access=state.settings().access,
        address=address(),
        now=state.now(),
    )


def still(found: Caller) -> Caller:
    """Return who was found to be visiting as the page was drawn, if this browser shows that secret.

    The services look the secret up again in the same transaction as whatever they read or do, so
    that a seat that was signed out meanwhile is refused in any case.
    """
    return found if shows(found, secret_in(cookies(), SEAT)) else caller()
