"""What pages call to keep an appraisal: one function an act, one event a change."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from appraisal.errors import AppraisalError, AppraisalFrozen, StaleRevision
from appraisal.model import Appraisal
from appraisal.record.changes import Edit, apply_edits, edits_between, inverse_of
from appraisal.record.events import Event
from appraisal.record.form import plain, recorded
from appraisal.record.kinds import CHANGES
from appraisal.record.replay import beginning, edits_of, step
from appraisal.service import cache, drafts
from appraisal.service.acting import By
from appraisal.service.history import told_since
from appraisal.service.loading import Kept, caught_up, head_shown, load, not_deleted, version
from appraisal.service.workshop.remembered import moved
from appraisal.service.workshop.rounds.agreed_values import (
    set_agreed,
    values_before,
    values_of,
)
from appraisal.service.workshop.rounds.asked_structure import refuse_another_structure
from appraisal.store import Store, Turn
from appraisal.store.locked_record import Also

Made = tuple[Appraisal, tuple[Edit, ...]]  # what a change makes of an appraisal, and the change


def start(store: Store, by: By, appraisal: Appraisal, *, why: str = "") -> Kept:
    """Return a new saved appraisal, made from a criteria set, an example or a file.

    Sent twice with one ``client_id`` it is made once, and the same comes back.
    """
    return begun(store, by, appraisal, "made", {"why": why})


def begun(store: Store, by: By, appraisal: Appraisal, kind: str, extra: dict[str, Any]) -> Kept:
    """Return a new record, begun with the whole appraisal."""
    payload = recorded({"document": appraisal.document(), **{k: v for k, v in extra.items() if v}})
    clean = Appraisal.from_document(plain(payload["document"]))  # as replay will give it
    id = id_for(by.client_id)
    draft = drafts.draft(id, kind, payload, clean, by)
    parent = extra.get("parent") or {}
    event = store.begin(draft, head_shown(id, clean, parent=parent))
    return cache.keep(store, beginning(event)) if event.seq == 0 else load(store, id)


def id_for(client_id: str) -> str:
    """Return the id of the record that a client's id begins: sent twice, it is the same one."""
    return "a" + hashlib.sha256(f"appraisal {client_id}".encode()).hexdigest()[:19]


def save(store: Store, by: By, kept: Kept, after: Appraisal, *, kind: str, why: str = "") -> Kept:
    """Return the appraisal saved with its changes, as one event; the same one if nothing differs.

    Parameters
    ----------
    kept : Kept
        What the change was made on.
    after : Appraisal
        What it is to be.
    kind : str
        One of ``record.kinds.CHANGES``, for example ``scores``.

    Raises
    ------
    StaleRevision
        If someone else saved meanwhile; it says who and what. Nothing is overwritten.
    AppraisalFrozen
        If it is agreed.
    NotSaved
        If the store could not keep it.
    """
    _expect_change(kind)
    edits = edits_between(kept.appraisal, after)
    if not edits:
        return kept
    draft = _drafted(by, kept, (after, edits), kind, {"why": why})
    return _changed(store, kept, draft, after)


def _changed(
    store: Store, kept: Kept, draft: Event, after: Appraisal, also: Also | None = None
) -> Kept:
    event = _appended(store, kept, draft, after, also)
    if event.seq != kept.revision + 1:  # sent before: the same receipt comes back
        return version(store, kept.id, event.seq)
    return cache.keep(store, step(kept, event, after))


def _expect_change(kind: str) -> None:
    if kind not in CHANGES or kind in ("undo", "redo"):
        raise ValueError(f"{kind!r} is not a kind of change")


def _drafted(by: By, kept: Kept, change: Made, kind: str, extra: dict[str, Any]) -> Event:
    after, edits = change
    if kept.frozen:
        raise AppraisalFrozen(
            "This appraisal is agreed, so it cannot be changed. Re-open it as a new version."
        )
    not_deleted(kept)
    details = {key: value for key, value in extra.items() if value or key == "of"}
    payload = recorded({"edits": [edit.document() for edit in edits], **details})
    return drafts.draft(kept.id, kind, payload, after, by)


def _appended(store: Store, kept: Kept, draft: Event, after: Appraisal, also: Also | None) -> Event:
    head = head_shown(kept.id, after, kept)

    def act(turn: Turn) -> Event:
        event = turn.append(draft, head, base=kept.revision, also=also)
        refuse_another_structure(turn.connection, kept.id, kept.appraisal, after)
        return event

    try:
        return store.turn(kept.id, act)
    except StaleRevision as error:
        changes = told_since(store, kept)
        raise StaleRevision(
            "Not saved: someone else changed this appraisal meanwhile. "
            + " ".join(changes)
            + " Look at what changed, then make your change again.",
            revision=error.revision,
            changes=changes,
        ) from error


def amend(
    store: Store,
    by: By,
    id: str,
    change: Callable[[Kept], Appraisal],
    *,
    kind: str,
    why: str = "",
) -> Kept:
    """Return the appraisal with a change that holds whatever others did meanwhile.

    ``change`` is given the latest state, and no one else can save until its change is kept: it
    should be quick, and touch only what is its caller's own, for example one member's level. It may
    refuse by an ``AppraisalError``, for example because a round is closed.
    """
    _expect_change(kind)

    def act(turn: Turn) -> tuple[Kept | None, int]:
        sent = turn.sent(by.client_id)
        if sent:
            return None, sent.seq
        kept = caught_up(store, turn, turn.head)
        after = change(kept)
        edits = edits_between(kept.appraisal, after)
        if not edits:
            return kept, kept.revision
        refuse_another_structure(turn.connection, id, kept.appraisal, after)
        draft = _drafted(by, kept, (after, edits), kind, {"why": why})
        event = turn.append(draft, head_shown(id, after, kept))
        return step(kept, event, after), event.seq

    kept, seq = store.turn(id, act)
    return cache.keep(store, kept) if kept else version(store, id, seq)


def undo(store: Store, by: By, kept: Kept) -> Kept:
    """Return the appraisal with the last change taken back, by a new event.

    Raises
    ------
    AppraisalError
        If there is nothing to take back.
    """
    return _stepped(store, by, kept, "undo", kept.undo)


def redo(store: Store, by: By, kept: Kept) -> Kept:
    """Return the appraisal with the last undone change made again, by a new event."""
    return _stepped(store, by, kept, "redo", kept.redo)


def _stepped(store: Store, by: By, kept: Kept, kind: str, of: tuple[int, ...]) -> Kept:
    sent = store.sent(kept.id, by.client_id)
    if sent:
        return version(store, kept.id, sent.seq)
    if not of:
        raise AppraisalError(f"There is nothing to {kind}.")
    event = store.events(kept.id, after=of[-1] - 1)[0]
    edits = inverse_of(edits_of(event)) if kind == "undo" else edits_of(event)
    after = apply_edits(kept.appraisal, edits)
    draft = _drafted(by, kept, (after, edits), kind, {"of": of[-1]})
    agreed = values_of(event)
    if not agreed:
        return _changed(store, kept, draft, after)
    earlier = [store.event(kept.id, seq) for seq in reversed(kept.undo[:-1])]
    values = agreed if kind == "redo" else values_before(event, earlier)
    done = _changed(store, kept, draft, after, lambda t: set_agreed(t, event, values))
    moved(store, event.payload["workshop"])
    return done
