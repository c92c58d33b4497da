"""Keeping an open page at the present step, without a tap.

A hidden button carries the mark of what the page was drawn from. Our own script asks a plain route
for the present mark every two seconds, and presses the button when the two differ, or when a lost
line is back. That is cheaper than a fragment that runs every two seconds, it outlives a restart of
the server, and it cannot cross another fragment's run: two fragments at once were seen to leave
old and new questions on the page side by side.
"""

from __future__ import annotations

import time

import streamlit as st

from appraisal.pages.session import state, visitor
from appraisal.service import Kept
from appraisal.service.workshop import Caller
from appraisal.service.workshop.views.change_marks import mark

EVERY = "2s"


def watch(
    workshop: str | None = None, *, ticks: bool = False, caller: Caller | None = None
) -> None:
    """Have the page drawn again as soon as what it shows, or who its visitor is, has changed.

    Parameters
    ----------
    workshop : str, optional
        Of the officer's pages; a seat's own is known by its cookie.
    ticks : bool
        Draw it every two seconds in any case, for a clock.
    caller : Caller, optional
        Who was found to be visiting in this same run.
    """
    caller = caller or visitor.caller()
    mark_text = mark(state.store(), caller, workshop or caller.workshop)
    with st.container(key="again_ticks" if ticks else "again_quiet"):
        st.button(f"{mark_text} | {f'w={workshop}' if workshop else ''}", key="again")


def watch_record(current: Kept) -> None:
    """Have an officer's page drawn again as soon as somebody else has saved something."""
    with st.container(key="again_quiet"):
        st.button(f"director {current.revision} | a={current.id}", key="again")


def monotonic() -> float:
    """Return a clock that only goes forward, for a round's timer."""
    return time.monotonic()
