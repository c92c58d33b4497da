"""From events back to the appraisal they made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from appraisal.errors import InvalidAppraisal
from appraisal.model import Appraisal
from appraisal.record.changes import DoesNotFit, Edit, apply_to_entries
from appraisal.record.entries import document_of, entries_of
from appraisal.record.events import Event
from appraisal.record.form import plain
from appraisal.record.kinds import BEGINNINGS, CHANGES, NOT_TO_UNDO, VERSION_NAMED

Stack = tuple[int, ...]


class CannotReplay(ValueError):
    """An event that does not follow from those before it; ``seq`` says which."""

    def __init__(self, seq: int, why: str) -> None:
        self.seq, self.why = seq, why
        super().__init__(f"event {seq}: {why}")


@dataclass(frozen=True)
class State:
    """An appraisal as kept: its value, and where in its record that value stands.

    Attributes
    ----------
    id : str
        The appraisal's id in the store.
    revision : int
        ``seq`` of the last event.
    head : str
        Hash of the last event.
    appraisal : Appraisal
        What the events up to here have made.
    saved_at : str
        UTC time of the last event.
    undo, redo : tuple of int
        ``seq`` of the events that can be undone, and made again, the next one last.
    archived, held, deleted : bool
        Whether it was put away, a legal hold is on, and it lies among the deleted.
    """

    id: str
    revision: int
    head: str
    appraisal: Appraisal
    saved_at: str
    undo: Stack = ()
    redo: Stack = ()
    archived: bool = False
    held: bool = False
    deleted: bool = False

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self.undo) and not self.frozen

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone change to make again."""
        return bool(self.redo) and not self.frozen

    @property
    def frozen(self) -> bool:
        """Whether it is agreed, so that only a new version can differ."""
        return self.appraisal.status == "agreed"


def replay(events: Iterable[Event], *, after: State | None = None) -> State:
    """Return what the events make, from the beginning or carrying on from an earlier state.

    Raises
    ------
    CannotReplay
        At the first event that does not follow from those before it.
    """
    state, entries = after, entries_of(after.appraisal) if after else {}
    seq, status = (after.revision, after.appraisal.status) if after else (0, "draft")
    for event in events:
        seq = event.seq
        try:
            if state is None:
                state = beginning(event)
                entries, status = entries_of(state.appraisal), state.appraisal.status
                continue
            edits = edits_of(event)
            if edits and status == "agreed":
                raise CannotReplay(seq, "it changes an appraisal that was agreed, so frozen")
            _see_that_its_version_is_there(event)
            apply_to_entries(entries, edits)
            status = entries["appraisal"].get(("status",), "draft")
            state = step(state, event, state.appraisal)
        except (DoesNotFit, KeyError, TypeError, AttributeError, ValueError) as error:
            if isinstance(error, CannotReplay):
                raise
            raise CannotReplay(seq, f"it cannot be read: {error}") from error
    if state is None:
        raise CannotReplay(0, "there are no events")
    return _checked(state, entries)


def _see_that_its_version_is_there(event: Event) -> None:
    if event.kind == VERSION_NAMED and not 0 <= event.payload["revision"] < event.seq:
        raise CannotReplay(event.seq, "it names a version that was not there yet")


def _checked(state: State, entries: dict[str, Any]) -> State:
    try:
        return replace(state, appraisal=Appraisal.from_document(document_of(entries)))
    except InvalidAppraisal as error:
        raise CannotReplay(state.revision, f"what it makes breaks a rule: {error}") from error


def beginning(event: Event) -> State:
    """Return the state after the first event of a record."""
    if event.kind not in BEGINNINGS:
        raise CannotReplay(event.seq, f"a record cannot begin with {event.kind!r}")
    try:
        appraisal = Appraisal.from_document(plain(event.payload["document"]))
    except InvalidAppraisal as error:
        raise CannotReplay(event.seq, f"it holds no sound appraisal: {error}") from error
    return State(event.appraisal, event.seq, event.hash, appraisal, event.at_utc)


def edits_of(event: Event) -> tuple[Edit, ...]:
    """Return the edits an event made; none for an event that only notes something."""
    if event.kind not in CHANGES:
        return ()
    return tuple(Edit.from_document(edit) for edit in plain(event.payload["edits"]))


def step(state: State, event: Event, appraisal: Appraisal) -> State:
    """Return the state one event later, where ``appraisal`` is known to be what it makes."""
    undo, redo = _stacks(state, event)
    return replace(
        state,
        revision=event.seq,
        head=event.hash,
        appraisal=appraisal,
        saved_at=event.at_utc,
        undo=undo,
        redo=redo,
        archived=_switched(state.archived, event.kind, "archived", "unarchived"),
        held=_switched(state.held, event.kind, "held", "released"),
        deleted=_switched(state.deleted, event.kind, "deleted", "undeleted"),
    )


def _stacks(state: State, event: Event) -> tuple[Stack, Stack]:
    if event.kind == "undo":
        _expect(state.undo, event)
        return state.undo[:-1], (*state.redo, state.undo[-1])
    if event.kind == "redo":
        _expect(state.redo, event)
        return (*state.undo, state.redo[-1]), state.redo[:-1]
    if event.kind in CHANGES and event.kind not in NOT_TO_UNDO:
        return (*state.undo, event.seq), ()
    return state.undo, state.redo


def _expect(stack: Stack, event: Event) -> None:
    if not stack or event.payload.get("of") != stack[-1]:
        raise CannotReplay(event.seq, f"it cannot {event.kind} event {event.payload.get('of')}")


def _switched(now: bool, kind: str, on: str, off: str) -> bool:
    return kind == on or (now and kind != off)
