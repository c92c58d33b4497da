"""Whether a record is whole: every hash, every link, every step from first event to last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from appraisal.record.events import SCHEMA, START, Event
from appraisal.record.kinds import KINDS, VERSION_NAMED
from appraisal.record.replay import CannotReplay, State, replay


@dataclass(frozen=True)
class Finding:
    """What is wrong with a record: the first bad event, and why."""

    appraisal: str
    seq: int | None
    why: str

    def __str__(self) -> str:
        where = f", event {self.seq}" if self.seq is not None else ""
        return f"{self.appraisal}{where}: {self.why}"


def verify(
    appraisal: str, events: Sequence[Event], *, revision: int | None = None, head: str | None = None
) -> Finding | State:
    """Return the state that the record makes, or the first thing wrong with it.

    Parameters
    ----------
    appraisal : str
        Whose record it should be.
    events : sequence of Event
        In the order in which they are kept.
    revision, head : optional
        What some other place (the store's own row, a printed report) says the last event is.
    """
    finding = chain_finding(appraisal, events)
    if finding:
        return finding
    misnamed = _misnamed(events)
    if misnamed is not None:
        return Finding(
            appraisal, misnamed, "the version that it names is not there, or another one"
        )
    try:
        state = replay(events)
    except CannotReplay as error:
        return Finding(appraisal, error.seq, error.why)
    if head is not None and head != state.head:
        return Finding(appraisal, state.revision, _other_end(state, revision, head))
    if revision is not None and revision != state.revision:
        return Finding(appraisal, state.revision, _other_end(state, revision, head))
    return state


def chain_finding(
    appraisal: str, events: Iterable[Event], *, seq: int = 0, prev: str = START
) -> Finding | None:
    """Return the first event that breaks the chain, or None; ``seq`` and ``prev`` say its start."""
    for event in events:
        why = _wrong(event, appraisal, seq, prev)
        if why:
            return Finding(appraisal, seq, why)
        seq, prev = seq + 1, event.hash
    return None if seq else Finding(appraisal, 0, "it has no events")


def _wrong(event: Event, appraisal: str, seq: int, prev: str) -> str | None:
    if event.seq != seq:
        return f"event {seq} is missing; event {event.seq} stands in its place"
    if event.appraisal != appraisal:
        return f"it belongs to the record of {event.appraisal}"
    if event.schema != SCHEMA:
        return f"its layout is {event.schema!r}, and this version knows {SCHEMA}"
    try:
        hash = event.computed_hash()
    except (ValueError, TypeError) as error:
        return f"it cannot be read: {error}"
    if event.hash != hash:
        return "its contents were changed after it was recorded (its hash does not match)"
    if event.prev != prev:
        return "it does not follow from the event before it (the link does not match)"
    return None if event.kind in KINDS else f"its kind {event.kind!r} is not known"


def _misnamed(events: Sequence[Event]) -> int | None:
    """Return the event that names a version under another fingerprint than the version has."""
    for event in events:
        if event.kind == VERSION_NAMED:
            revision, head = event.payload.get("revision"), event.payload.get("head")
            if type(revision) is not int or not 0 <= revision < event.seq:
                return event.seq
            if events[revision].hash != head or not isinstance(event.payload.get("name"), str):
                return event.seq
    return None


def _other_end(state: State, revision: int | None, head: str | None) -> str:
    return (
        f"the record ends at event {state.revision} ({state.head[:12]}), but it should end at "
        f"event {revision} ({(head or '')[:12]}). Events were removed, added or replaced"
    )
