"""What a button is for, done as one event; and beside it, why it was not done."""

from __future__ import annotations

import streamlit as st

from appraisal.pages.escaping import plain
from appraisal.pages.session import state
from appraisal.pages.widgets import notices

_DID = "button:did"  # the last button that was pressed with success, and the revision after it


def press(key: str, kind: str, make: state.Change) -> None:
    """Do what a button is for, as its ``on_click``."""
    keep(key, kind, make)


def keep(key: str, kind: str, make: state.Change, why: str = "") -> bool:
    """Do what a button is for, as one event; a refusal is told where ``show_fault`` has its key."""
    refused = state.refusal_of(kind, make, why)
    state.put(_DID, None)
    if refused:
        notices.refuse(key, refused)
    else:
        notices.forget(key)
    return not refused


def show_fault(key: str) -> None:
    """Say beside a button why what it is for was not done."""
    notice = notices.of(key)
    if notice and notice.refused:
        notices.was_seen(key)
        st.error(f"Not done. {plain(notice.refused)}", icon=":material/error:")
    if state.value(_DID) == (key, _revision()):  # until anything else is changed
        st.success("Done, and saved.", icon=":material/check:")


def did(key: str) -> None:
    """Have the page say beside a button that what it is for was done."""
    state.put(_DID, (key, _revision()))


def _revision() -> int | None:
    current = state.kept()
    return current.revision if current else None
