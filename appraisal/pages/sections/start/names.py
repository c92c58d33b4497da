"""What saved appraisals are called on Start: for the eye, for the ear, and twins told apart."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence

from appraisal.pages.escaping import plain
from appraisal.pages.session import state
from appraisal.store import Head

_SIGNS = re.compile(r"[^\w\s,?’]|_")  # whatever Markdown could read, and what no ear needs


def spoken(title: str) -> str:
    """Return a title for a control's name: its words, without a sign that Markdown could read.

    Escaping would not do: Streamlit hands a menu's label to screen readers as it was written,
    backslashes and all.
    """
    return " ".join(_SIGNS.sub(" ", title.replace("'", "’")).split())


def alike(one: Head, other: Head) -> bool:
    """Return whether two appraisals have the same title to the eye and ear."""
    return spoken(one.title).casefold() == spoken(other.title).casefold()


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


def when(text: str, *, seconds: bool = False) -> str:
    """Return a time of the record as the visitor's clock shows it."""
    try:
        at = state.visitor_time(dt.datetime.fromisoformat(text))
    except ValueError:
        return plain(text)
    return f"{at.day} {at:%B %Y} at {at:%H:%M:%S}" if seconds else f"{at.day} {at:%b %Y, %H:%M}"
