"""One saved appraisal on Start: what it is, how far it is, Open, and the rarer acts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from appraisal import service
from appraisal.errors import AppraisalError
from appraisal.pages.escaping import plain
from appraisal.pages.sections.start import actions, before_deleting, names
from appraisal.pages.session import state
from appraisal.pages.steps import BY_KEY
from appraisal.store import Head

STATUS = {"draft": "Draft", "scoring": "Being scored", "agreed": "Agreed"}
DUPLICATE, ARCHIVE, UNARCHIVE, DELETE = "Duplicate", "Archive", "Take out of the archive", "Delete"
PUT_BACK = "Put the example back as it was"
SHORT: dict[str, Any] = {"wrap": False, "width": 100}


@dataclass(frozen=True)
class SavedRow:
    """One line of the list.

    Attributes
    ----------
    head : Head
        The appraisal.
    name : str
        What its controls call it.
    example : str or None
        Which worked example it is, if it is one.
    place : int
        Its place on the page, from 0.
    """

    head: Head
    name: str
    example: str | None
    place: int


def show(row: SavedRow) -> None:
    """Show one appraisal, and under it the question whether to delete it, once that is asked."""
    head = row.head
    with st.container(border=True, key=f"start_row:{head.id}", gap="small"):
        words, acts = st.columns([1.8, 1], vertical_alignment="center")
        words.markdown(_words(head, twin=row.name != names.spoken(head.title)))
        with acts, st.container(horizontal=True, horizontal_alignment="right", gap="small"):
            _buttons(row)
        if state.value(actions.ASKED) == head.id:
            before_deleting.ask(
                head.id, named("Delete", row.name), named("Keep", row.name), row.place
            )


def named(verb: str, name: str) -> str:
    """Return a control's label: the verb for the eye, and after it, for the ear, of what.

    Our style sheet shows the first line only; a screen reader says both.
    """
    return f"{verb}  \n{name}"


def _words(head: Head, twin: bool) -> str:
    place = service.place_of(head)
    last = "last saved" if place == "saved" else "last entry"
    saved = f"{last} {names.when(head.saved_at)}".replace(" ", "\N{NO-BREAK SPACE}")
    facts = [STATUS.get(head.status, head.status), _progress(head), saved]
    lines = [f"**{plain(head.title)}**"]
    if head.authority:
        lines.append(plain(head.authority.splitlines()[0]))
    lines.append(f":small[:gray[{' · '.join(facts)}]]")
    if twin:
        lines.append(f":small[:gray[Begun {names.when(head.created, seconds=True)}]]")
    return "  \n".join(lines)


def _progress(head: Head) -> str:
    try:
        done, of = service.how_far(state.store(), head)
    except AppraisalError:
        return "its record does not verify"
    return f"{done} of {of} pages filled in"


def _buttons(row: SavedRow) -> None:
    head, name = row.head, row.name
    if head.deleted:
        st.button(named("Restore", name), key=f"start_restore:{head.id}", type="primary",
                  on_click=actions.at, args=(row.place, actions.undelete, head.id),
                  **SHORT)  # fmt: skip
        return
    if st.button(named("Open", name), key=f"start_open:{head.id}", type="primary", **SHORT):
        go_on(head.id)
    acts = [DUPLICATE, UNARCHIVE if head.archived else ARCHIVE, DELETE]
    if row.example:
        acts.insert(0, PUT_BACK)
    st.menu_button(named("More", f"for {name}"), acts, key=f"start_more:{head.id}",
                   on_click=actions.at, args=(row.place, _chosen, row), **SHORT)  # fmt: skip


def _chosen(row: SavedRow) -> None:
    chosen, id = state.value(f"start_more:{row.head.id}"), row.head.id
    if chosen == PUT_BACK and row.example:
        actions.put_back(id, row.example)
        return
    acts = {
        DUPLICATE: actions.duplicate,
        ARCHIVE: actions.archive,
        UNARCHIVE: actions.unarchive,
        DELETE: actions.ask,
    }
    if chosen in acts:
        acts[chosen](id)


def go_on(id: str) -> None:
    """Open an appraisal where there is most to see: its result, if it has one."""
    actions.forget_notice()
    state.open_appraisal(id)
    current = state.kept()
    if current is not None:
        complete = not any(gap.stops for gap in state.results(current).gaps)
        state.go_to(BY_KEY["result" if complete else "decision"].file)
