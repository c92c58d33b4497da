"""A copy of an appraisal: a record of its own, which says what it is a copy of."""

from __future__ import annotations

import re

from appraisal.service.acting import By
from appraisal.service.loading import Kept
from appraisal.service.saving import begun
from appraisal.store import Store

_LONGEST = 300  # signs in a title
_COPY = re.compile(r" \(copy(?: \d+)?\)$")


def duplicate(store: Store, by: By, kept: Kept) -> Kept:
    """Return a new appraisal that is the same but for its title; one that was agreed is open again.

    Its record begins with the copy, and names the record, revision and hash that it was made from.
    Names of people stay with the first.
    """
    taken = {head.title for head in store.all_heads()}
    status = "scoring" if kept.frozen else kept.appraisal.status
    copy = kept.appraisal.changed(title=copy_title(kept.appraisal.title, taken), status=status)
    source = {"id": kept.id, "revision": kept.revision, "head": kept.head}
    return begun(store, by, copy, "made", {"copy_of": source})


def copy_title(title: str, taken: set[str]) -> str:
    """Return a title that says it is a copy and that no other appraisal has."""
    base, turn = _COPY.sub("", title), 1
    while True:
        mark = " (copy)" if turn == 1 else f" (copy {turn})"
        candidate = base[: _LONGEST - len(mark)].rstrip() + mark
        if candidate not in taken:
            return candidate
        turn += 1
