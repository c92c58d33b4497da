"""What every page has: its heading, the way on and back, the progress list, what was saved."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from appraisal import service
from appraisal.analysis.checks.progress import StepProgress, progress
from appraisal.pages.escaping import plain, short
from appraisal.pages.session import refresh, state
from appraisal.pages.steps import BY_KEY, STEPS, WORKSHOP, Step, neighbours
from appraisal.pages.widgets import notices
from appraisal.service import Kept

MARKS = {"done": "✓", "started": "◐", "to do": "○"}


def mark(done: int, of: int) -> str:
    """Return the shape that says how far something has come."""
    return MARKS["done" if done >= of else "started" if done else "to do"]


def open_or_start() -> Kept:
    """Return the open appraisal; without one, lead back to Start."""
    current = state.kept()
    if current is None:
        st.switch_page(BY_KEY["start"].file)
    return current


def begin(key: str) -> Kept:
    """Show the head of a page and return the open appraisal; without one, lead back to Start."""
    current = open_or_start()
    refresh.watch_record(current)
    step = BY_KEY[key]
    number = STEPS.index(step)
    st.title(step.title, anchor=False)
    st.caption(f"Step {number} of {len(STEPS) - 1} · {step.lead}")
    state.show_notes()
    tell_late()
    if current.deleted:
        st.warning(
            "This appraisal was deleted, so nothing of it can be changed. Restore it on Start, "
            "under Deleted.",
            icon=":material/delete:",
        )
    if current.appraisal.illustrative:
        st.info(plain(current.appraisal.illustrative), icon=":material/info:")
    if current.appraisal.status == "agreed":
        st.info(
            "This appraisal is agreed and frozen. To change it, open it again as a new version "
            "on the History page.",
            icon=":material/lock:",
        )
    return current


def tell_late() -> None:
    """Say what was not saved on the page before, if there was no time to say it there."""
    for name, words in notices.told_late():
        which = f"{name}: " if name else ""
        st.warning(f"Not saved as you went on: {which}{plain(words)}", icon=":material/warning:")


def end(key: str) -> None:
    """Show the way to the step before and the step after."""
    before, after = neighbours(key)
    st.divider()
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        if before:
            _button(before, f"Back: {before.title}", "secondary")
        if after:
            _button(after, f"Next: {after.title}", "primary")


def _button(step: Step, label: str, kind: Literal["primary", "secondary"]) -> None:
    # As a callback: a press that is looked at in the middle of a page can be cut off.
    st.button(
        label, key=f"go:{step.key}:{kind}", type=kind, on_click=state.go_to, args=(step.file,)
    )


def sidebar(current: Kept | None, *, at_start: bool) -> None:
    """Show the progress list: what is done, what is missing, and undo.

    Start is about all appraisals: there, an Undo beside "Deleted" would seem to bring that back,
    and would take back the last change of the one that happens to be open.
    """
    with st.sidebar:
        st.markdown("**Options appraisal**")
        if current is None:
            st.page_link(BY_KEY["start"].file, label="Start")
            return
        st.caption(plain(short(current.appraisal.title)))
        by_step = progress(current.appraisal)
        address = state.address()
        for step in STEPS:
            label = _progress_label(step, by_step.get(step.key))
            st.page_link(step.file, label=label, query_params=address)
        st.page_link(WORKSHOP.file, label=WORKSHOP.title, query_params=address)
        if not at_start:
            st.divider()
            _undo(current)
            state.show_saved()


def _undo(current: Kept) -> None:
    """Show what can be taken back, and in what words the record knows it."""
    with st.container(horizontal=True):
        for label, key, act, what in (
            ("Undo", "undo", state.undo, service.undo_words),
            ("Redo", "redo", state.redo, service.redo_words),
        ):
            words = None if current.frozen else state.once(what, current)
            help = f"{label}: {plain(words)}" if words else None
            st.button(label, key=key, on_click=act, disabled=words is None, help=help)


def _progress_label(step: Step, step_progress: StepProgress | None) -> str:
    if step_progress is None:
        return step.title
    return f"{MARKS[step_progress.state]} {step.title} ({step_progress.words()})"
