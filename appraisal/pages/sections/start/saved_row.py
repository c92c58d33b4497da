"""One saved appraisal on Start: what it is, how far it is, Open, and the rarer acts."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from appraisal import service
from appraisal.errors import AppraisalError
from appraisal.pages.escaping import plain
from appraisal.pages.sections.start import actions, before_deleting
from appraisal.pages.session import state
from appraisal.pages.steps import BY_KEY
from appraisal.store import Head

STATUS = {"draft": "Draft", "scoring": "Being scored", "agreed": "Agreed"}
DUPLICATE, ARCHIVE, UNARCHIVE, DELETE = "Duplicate", "Archive", "Take out of the archive", "Delete"
PUT_BACK = "Put the example back as it was"
SHORT: dict[str, Any] = {"wrap": False, "width": 100}
_SIGNS = re.compile(r"[^\w\s,?’]|_")  # whatever Markdown could read, and what no ear needs


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
        words.markdown(_words(head, twin=row.name != spoken(head.title)))
        with acts, st.container(horizontal=True, horizontal_alignment="right", gap="small"):
            _buttons(row)
        if state.value(actions.ASKED) == head.id:
            before_deleting.ask(
                head.id, named("Delete", row.name), named("Keep", row.name), row.place
            )


def spoken(title: str) -> str:
    """Return a title for a control's name: its words, without a sign that Markdown could read.

    Escaping would not do: Streamlit hands a menu's label to screen readers as it was written,
    backslashes and all.
    """
    return " ".join(_SIGNS.sub(" ", title.replace("'", "’")).split())


def names_of(heads: Sequence[Head]) -> dict[str, str]:
    """Return what to call each appraisal, by id: its title, and of twins what tells them apart."""
    names = {head.id: spoken(head.title) for head in heads}
    begun = {head.id: f", begun {when(head.created, seconds=True)}" for head in heads}
    for more in (begun, {head.id: f", record {head.id[:6]}" for head in heads}):
        count = Counter(name.casefold() for name in names.values())
        names = {
            id: name + more[id] if count[name.casefold()] > 1 else name
            for id, name in names.items()
        }
    return names


def named(verb: str, name: str) -> str:
    """Return a control's label: the verb for the eye, and after it, for the ear, of what.

    Our style sheet shows the first line only; a screen reader says both.
    """
    return f"{verb}  \n{name}"


def when(text: str, *, seconds: bool = False) -> str:
    """Return a time of the record as the visitor's clock shows it."""
    try:
        at = state.visitor_time(dt.datetime.fromisoformat(text))
    except ValueError:
        return plain(text)
    return f"{at.day} {at:%B %Y} at {at:%H:%M:%S}" if seconds else f"{at.day} {at:%b %Y, %H:%M}"


def _words(head: Head, twin: bool) -> str:
    place = service.place_of(head)
    last = "last saved" if place == "saved" else "last entry"
    saved = f"{last} {when(head.saved_at)}".replace(" ", "\N{NO-BREAK SPACE}")
    facts = [STATUS.get(head.status, head.status), _progress(head), saved]
    lines = [f"**{plain(head.title)}**"]
    if head.authority:
        lines.append(plain(head.authority.splitlines()[0]))
    lines.append(f":small[:gray[{' · '.join(facts)}]]")
    if twin:
        lines.append(f":small[:gray[Begun {when(head.created, seconds=True)}]]")
    return "  \n".join(lines)


def _progress(head: Head) -> str:
    try:
        done, of = service.how_far(state.store(), head)
    except AppraisalError:
        return "its record does not verify"
    return f"{done} of {of} steps done"


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
