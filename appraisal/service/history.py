"""Who did what, when, before and after, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from appraisal.record.changes import Edit, inverse_of
from appraisal.record.events import Event
from appraisal.record.kinds import BEGINNINGS, CHANGES
from appraisal.record.replay import State, edits_of
from appraisal.record.telling.acts import (
    edits_words,
    event_parts,
    event_rows,
    event_words,
)
from appraisal.record.telling.changed_rows import Row
from appraisal.record.telling.names import NO_NAMES, Names
from appraisal.record.telling.notes import UNTOLD_REASONS
from appraisal.record.telling.who import who
from appraisal.store import Store

_TOLD_AT_MOST = 5


@dataclass(frozen=True)
class Act:
    """One line of the history, told under the names of its own time.

    Attributes
    ----------
    event : Event
        As the record keeps it.
    before, after : Names
        What things were called before and after it.
    """

    event: Event
    before: Names
    after: Names

    @property
    def revision(self) -> int:
        """``seq`` of the event; the version that it made."""
        return self.event.seq

    @property
    def at(self) -> str:
        """When, in UTC."""
        return self.event.at_utc

    @property
    def kind(self) -> str:
        """One word, from ``record.kinds``."""
        return self.event.kind

    @property
    def is_change(self) -> bool:
        """Whether it made a version of the appraisal, and did not only note something."""
        return self.kind in CHANGES or self.kind in BEGINNINGS

    @property
    def hash(self) -> str:
        """Fingerprint of the record up to here."""
        return self.event.hash

    @property
    def who(self) -> str:
        """Who did it, in words; never a seat."""
        return who(self.event.actor, self.event.via)

    @property
    def why(self) -> str:
        """The reason given; not where it would say which member is meant."""
        if self.kind in UNTOLD_REASONS:
            return ""
        return str(self.event.payload.get("why", ""))

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """Each entry with what it was before and is after."""
        return edits_of(self.event)

    @cached_property
    def words(self) -> str:
        """What was done, in one line."""
        return event_words(self.event, self.before, self.after)

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The parts of the appraisal that it is about."""
        return event_parts(self.event)

    @cached_property
    def rows(self) -> list[Row]:
        """What was changed, before and after in words, a row each field."""
        return event_rows(self.event, self.before, self.after)


def history(store: Store, id: str, *, after: int = -1) -> list[Act]:
    """Return what was done to an appraisal, in order; only what came after a revision if given."""
    acts = acts_of(store.events(id), NO_NAMES)
    return [act for act in acts if act.revision > after]


def acts_of(events: Iterable[Event], names: Names) -> Iterator[Act]:
    """Yield events as lines of the history; ``names`` are those before the first of them."""
    for event in events:
        later = names.after(event)
        yield Act(event, names, later)
        names = later


def told_since(store: Store, kept: State) -> list[str]:
    """Return what others did since a revision, a sentence each, the last few of them."""
    names = Names.of(kept.appraisal)
    acts = list(acts_of(store.events(kept.id, after=kept.revision), names))
    lines = [f"{act.who} at {act.at[11:16]} UTC: {act.words}." for act in acts[-_TOLD_AT_MOST:]]
    more = len(acts) - len(lines)
    return [f"{more} earlier changes.", *lines] if more else lines


def undo_words(store: Store, kept: State) -> str | None:
    """Return what undo would take back, in one line; None where there is nothing. One read."""
    if not kept.can_undo:
        return None
    edits = edits_of(store.event(kept.id, kept.undo[-1]))
    after = Names.of(kept.appraisal)
    return edits_words(edits, after.edited(inverse_of(edits)), after)


def redo_words(store: Store, kept: State) -> str | None:
    """Return what redo would make again, in one line; None where there is nothing. One read."""
    if not kept.can_redo:
        return None
    edits = edits_of(store.event(kept.id, kept.redo[-1]))
    before = Names.of(kept.appraisal)
    return edits_words(edits, before, before.edited(edits))
