"""What Start lists: every appraisal of the store, found, in order, a page at a time."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from appraisal.analysis.checks.progress import progress
from appraisal.service.examples import examples_among
from appraisal.service.loading import load
from appraisal.service.remembered import Remembered
from appraisal.store import Head, Store

Place = Literal["saved", "archived", "deleted"]
Sort = Literal["saved", "title"]
PAGE_SIZE = 10  # rows on a page


@dataclass(frozen=True)
class Shelf:
    """One page of a list of appraisals.

    Attributes
    ----------
    rows : tuple of Head
        Those on this page.
    found, page, pages : int
        How many there are on all pages, which page this is (from 1), and how many there are.
    counts : dict
        How many appraisals lie in each place, whatever was searched for.
    examples : dict
        Which of all appraisals are the worked example opened from the button: its name by id.
    """

    rows: tuple[Head, ...]
    found: int
    page: int
    pages: int
    counts: Mapping[Place, int]
    examples: Mapping[str, str]


def shelf(
    store: Store,
    *,
    place: Place = "saved",
    words: str = "",
    sort: Sort = "saved",
    page: int = 1,
    size: int = PAGE_SIZE,
) -> Shelf:
    """Return one page of the appraisals in a place whose title or authority has all the words.

    No record is replayed: only the heads are read. A page past the last gives the last.
    """
    heads = store.all_heads()
    counts: dict[Place, int] = {"saved": 0, "archived": 0, "deleted": 0}
    for head in heads:
        counts[place_of(head)] += 1
    matching = [head for head in heads if place_of(head) == place and _has(head, words)]
    if sort == "title":
        matching.sort(key=lambda head: (folded(head.title), head.created, head.id))
    pages = max(1, -(-len(matching) // size))
    page = min(max(1, page), pages)
    rows = tuple(matching[(page - 1) * size : page * size])
    return Shelf(rows, len(matching), page, pages, counts, examples_among(store, heads))


def place_of(head: Head) -> Place:
    """Return where an appraisal is listed."""
    if head.deleted:
        return "deleted"
    return "archived" if head.archived else "saved"


def _has(head: Head, words: str) -> bool:
    if not words.strip():
        return True
    text = folded(f"{head.title} {head.authority}")
    return all(word in text for word in folded(words).split())


def folded(text: str) -> str:
    """Return text as a search compares it: no capitals, and no accents."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def how_far(store: Store, head: Head) -> tuple[int, int]:
    """Return how many of its steps are done, and of how many; worked out once for each state.

    Raises
    ------
    RecordDamaged
        If its record does not verify.
    """
    known = _known.get(head.head)
    if known is not None:
        return known
    kept = load(store, head.id)
    steps = progress(kept.appraisal).values()
    counts = sum(step.state == "done" for step in steps), len(steps)
    return _known.put(kept.head, counts)  # the hash of a state, so that it is never another's


_known: Remembered[tuple[int, int]] = Remembered(10_000)  # states; one is a hash and two numbers
