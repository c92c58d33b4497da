"""Keeping an open page at the present step: two small counters, looked at every two seconds."""

from __future__ import annotations

import time

import streamlit as st

from appraisal.errors import AppraisalError
from appraisal.pages import state, visitor
from appraisal.service import workshop
from appraisal.service.workshop import Caller, Pulse

EVERY = "2s"  # good to 200 open pages (tests/bench/bench_workshop.py)
_SHOWN = "live:shown"


def again() -> None:
    """Put in the hidden button that our own script presses once a lost line is back.

    Streamlit opens the line again by itself, but shows the old step until something is pressed.
    """
    st.button("Show the present step", key="again")


def pulse(caller: Caller, workshop_id: str | None) -> Pulse | None:
    """Return the two counters; None for somebody who is in no workshop (any more)."""
    if workshop_id is None:
        return None
    try:
        return workshop.pulse(state.store(), caller, workshop_id)
    except AppraisalError:
        return None


def showing(caller: Caller, found: Pulse | None) -> None:
    """Note what the page that is being drawn shows, for ``watch`` to compare with."""
    state.put(_SHOWN, (caller.role, caller.why, found.revision if found else None))


def watch(caller: Caller, workshop_id: str | None = None) -> None:
    """Draw the whole page again as soon as the step, or what this visitor may see, has changed."""
    workshop_id = workshop_id or caller.workshop
    showing(caller, pulse(caller, workshop_id))
    _look(workshop_id)


@st.fragment(run_every=EVERY)
def _look(workshop_id: str | None) -> None:
    now = visitor.caller()
    found = pulse(now, workshop_id)
    if state.value(_SHOWN) != (now.role, now.why, found.revision if found else None):
        st.rerun()


def monotonic() -> float:
    """Return a clock that only goes forward, for a round's timer."""
    return time.monotonic()
