"""A record out of the store and into it, checked, compared, backed up and restored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from appraisal.errors import AppraisalError, RecordDamaged
from appraisal.record.copies import verify_diff
from appraisal.record.events import Event
from appraisal.record.replay import State
from appraisal.record.verify import Finding, verify
from appraisal.service import cache, package
from appraisal.service.acting import By
from appraisal.service.loading import head_shown, load
from appraisal.service.notes import note
from appraisal.service.signing import Key
from appraisal.settings import Settings
from appraisal.store import Head, Store, backup, names


def export_record(store: Store, id: str, *, draws: int, seed: int, key: Key | None = None) -> bytes:
    """Return the zip file of a record (:mod:`appraisal.service.package`), verified first.

    Raises
    ------
    RecordDamaged
        If the record does not verify: nothing is exported that could not be trusted.
    """
    outcome = verify_record(store, id)
    if isinstance(outcome, Finding):
        raise RecordDamaged(f"{store.place}: nothing was exported: {outcome}.")
    events = store.events(id)[: outcome.revision + 1]
    return package.packed(events, outcome, draws=draws, seed=seed, key=key)


def import_record(store: Store, data: bytes, name: str) -> State:
    """Return a record taken into the store from its zip file, events as they are.

    A record that is there already is carried on if the zip file holds more of the same story.

    Raises
    ------
    AppraisalError
        If the store's own copy tells another story; nothing is changed.
    RecordDamaged, UnreadableFile
        If the zip file is not whole.
    """
    taken = package.unpacked(data, name)
    id = taken.state.id
    mine = store.events(id) if any(head.id == id for head in store.all_heads()) else []
    difference = verify_diff(mine, taken.events)
    if difference.relation == "changed":
        raise AppraisalError(
            f"{name}: this store has another record of {id}: {difference.words}. Nothing was "
            "changed. Keep both, and find out which one is right."
        )
    newer = taken.events[len(mine) :]
    if newer:
        store.take_in(newer, head_of(taken.state, taken.events[0]))
    return load(store, id)


def head_of(state: State, first: Event) -> Head:
    """Return the head that the store should hold for a state; ``first`` is its first event."""
    shown = head_shown(state.id, state.appraisal, state, parent=first.payload.get("parent"))
    return replace(
        shown,
        created=first.at_utc,
        saved_at=state.saved_at,
        revision=state.revision,
        head=state.head,
    )


def verify_record(store: Store, id: str) -> State | Finding:
    """Return the state a record makes, or the first thing wrong: chain, steps, head row, names."""
    head = store.head(id)
    try:
        events = store.all_events(id)
    except RecordDamaged as error:
        cause = error.__cause__
        return Finding(id, getattr(cause, "seq", None), getattr(cause, "why", str(error)))
    outcome = verify(id, events, revision=head.revision, head=head.head)
    if isinstance(outcome, Finding):
        return outcome
    if head != head_of(outcome, events[0]):
        return Finding(id, None, "the list of appraisals was altered: it does not match the record")
    return _names_finding(store, outcome, events) or outcome


def _names_finding(store: Store, state: State, events: list[Event]) -> Finding | None:
    name_hashes = {
        event.payload.get("seat"): event.payload.get("name_hash")
        for event in events
        if event.kind == "named"
    }
    for person in names.people(store, state.id):
        if not person.is_whole() or name_hashes.get(person.seat) != person.hash:
            return Finding(state.id, None, f"the name in seat {person.seat} was altered")
    return None


def verify_all(store: Store) -> list[State | Finding]:
    """Return for every record its state, or the first thing wrong; first what ails the file."""
    broken = [Finding(store.place, None, f"its file is damaged: {w}") for w in store.own_check()]
    return [*broken, *(verify_record(store, head.id) for head in store.all_heads())]


def reproduce(data: bytes, name: str) -> list[str]:
    """Return what comes out otherwise when a record's zip file is computed again; none if equal."""
    return package.differences(package.unpacked(data, name), name)


@dataclass(frozen=True)
class Restored:
    """What a restore did: how many records came back, and where the former store was kept."""

    records: int
    aside: Path | None


def back_up(store: Store, to: Path) -> int:
    """Write a backup of the store in use, verify every record in it, and return how many."""
    backup.back_up(store, to)
    with backup.opened_backup(to) as opened:
        return _all_sound(opened)


def restore(by: By, path: Path, settings: Settings) -> Restored:
    """Put a backup in the place of the store, after verifying it; say so in every record.

    Each record gets an event with its hash in the backup and what it was in the store before, so
    that what a restore threw away can be seen from the record itself.

    Raises
    ------
    RecordDamaged
        If a record in the backup does not verify; the store is left as it was.
    """
    with backup.opened_backup(path) as opened:
        count = _all_sound(opened)
    before = _heads_now(settings)
    aside = backup.put_back(path, settings)
    cache.forget()
    store = Store.open(settings)
    try:
        for head in store.all_heads():
            kept = load(store, head.id)
            payload = {"backup_head": head.head, "replaced_head": before.get(head.id, "")}
            note(store, replace(by, client_id=uuid4().hex), kept, "recovered", payload)
    finally:
        store.close()
    return Restored(count, aside)


def _all_sound(store: Store) -> int:
    outcomes = verify_all(store)
    for one in outcomes:
        if isinstance(one, Finding):
            raise RecordDamaged(f"{store.place}: a record in it does not verify: {one}.")
    return len(outcomes)


def _heads_now(settings: Settings) -> dict[str, str]:
    """Return the heads in the store that is about to be replaced, as far as it can be read."""
    try:
        store = Store.open(settings)
    except AppraisalError:
        return {}
    try:
        return {head.id: head.head for head in store.all_heads()}
    except AppraisalError:
        return {}
    finally:
        store.close()
