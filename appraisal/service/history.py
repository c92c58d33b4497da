"""Who did what, when, before and after, and why."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.record.changes import Edit
from appraisal.record.events import Event
from appraisal.record.replay import State, edits_of
from appraisal.record.words import said
from appraisal.store import Store

_TOLD_AT_MOST = 5


@dataclass(frozen=True)
class Act:
    """One line of the history.

    Attributes
    ----------
    revision : int
        ``seq`` of the event; the version that it made.
    at, actor, via, kind, why : str
        When (UTC), who, by what way, what kind, and the reason given.
    words : str
        What was done, in plain words.
    edits : tuple of Edit
        Each entry with what it was before and is after.
    hash : str
        Of the event.
    """

    revision: int
    at: str
    actor: str
    via: str
    kind: str
    why: str
    words: str
    edits: tuple[Edit, ...]
    hash: str
    round: int | None = None


def history(store: Store, id: str, *, after: int = -1) -> list[Act]:
    """Return what was done to an appraisal, in order; only what came after a revision if given."""
    return [act_of(event) for event in store.events(id, after=after)]


def act_of(event: Event) -> Act:
    """Return an event as a line of the history."""
    return Act(
        revision=event.seq,
        at=event.at_utc,
        actor=event.actor,
        via=event.via,
        kind=event.kind,
        why=str(event.payload.get("why", "")),
        words=said(event),
        edits=edits_of(event),
        hash=event.hash,
        round=event.round,
    )


def told_since(store: Store, kept: State) -> list[str]:
    """Return what others did since a revision, a sentence each, the last few of them."""
    acts = history(store, kept.id, after=kept.revision)
    lines = [f"{act.actor} at {act.at[11:16]} UTC: {act.words}." for act in acts[-_TOLD_AT_MOST:]]
    more = len(acts) - len(lines)
    return [f"{more} earlier changes.", *lines] if more else lines
