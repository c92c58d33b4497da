"""The question before deleting: what goes with an appraisal, and what stands in the way."""

from __future__ import annotations

import streamlit as st

from appraisal import service
from appraisal.errors import AppraisalError
from appraisal.pages.escaping import plain
from appraisal.pages.sections.start import actions
from appraisal.pages.session import state
from appraisal.pages.steps import WORKSHOP


def ask(id: str, delete: str, keep: str, place: int) -> None:
    """Ask whether to delete an appraisal, with buttons of these labels, or say why that waits."""
    try:
        going = service.going(state.store(), id)
    except AppraisalError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    stopped = why_not(going)
    if stopped:
        st.warning(stopped, icon=":material/block:")
    else:
        st.warning(what_goes(going), icon=":material/delete:")
    with st.container(horizontal=True):
        if not stopped:
            st.button(delete, key=f"start_delete:{id}", type="primary", wrap=False, width=100,
                      on_click=actions.at, args=(place, actions.delete, id))  # fmt: skip
        elif going.is_open and st.button("Go to the workshop", key="start_workshop"):
            state.open_appraisal(id)
            state.go_to(WORKSHOP.file)
        st.button(keep, key=f"start_keep:{id}", on_click=actions.keep, wrap=False, width=100)


def what_goes(going: service.Going) -> str:
    """Return the question before deleting: what goes with it, and that nothing is erased."""
    parts = [_count(going.changes, "change")] if going.changes else []
    if going.workshops:
        parts.append(f"{_count(going.workshops, 'workshop')} held on it")
    if going.names:
        parts.append(f"{_count(going.names, 'name')} kept apart from its record")
    listed = " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    goes = f"With it go {listed}." if parts else "Nothing has been changed since it was made."
    return (
        f"Delete this appraisal? {goes} Nothing is erased: it moves to Deleted, and can be "
        "restored from there."
    )


def why_not(going: service.Going) -> str:
    """Return why it cannot be deleted now; empty if it can."""
    if going.is_open:
        people = "1 person in it" if going.seats == 1 else f"{going.seats or 'no'} people in it"
        return (
            f"A workshop is open on this appraisal, with {people}. "
            "End the workshop first; then the appraisal can be deleted."
        )
    if going.held:
        return "A legal hold is on, so it cannot be deleted. It can be archived instead."
    return ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
