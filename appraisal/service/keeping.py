"""What pages call to keep an appraisal: one function an act, one event a change."""

from __future__ import annotations

import datetime as dt
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
from appraisal.service.history import told_since
from appraisal.service.loading import Kept, caught_up, head_shown, load, not_deleted, version
from appraisal.store import Store, Turn


def start(
    store: Store,
    appraisal: Appraisal,
    *,
    actor: str,
    now: dt.datetime,
    client_id: str,
    why: str = "",
    via: str = "screen",
) -> Kept:
    """Return a new saved appraisal, made from a criteria set, an example or a file.

    Sent twice with one ``client_id`` it is made once, and the same comes back.
    """
    return begun(store, appraisal, "made", {"why": why}, drafts.by(actor, now, client_id, via))


def begun(
    store: Store, appraisal: Appraisal, kind: str, extra: dict[str, Any], by: drafts.By
) -> Kept:
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


def save(
    store: Store,
    kept: Kept,
    after: Appraisal,
    *,
    kind: str,
    why: str = "",
    actor: str,
    now: dt.datetime,
    client_id: str,
    via: str = "screen",
    round: int | None = None,
) -> Kept:
    """Return the appraisal saved with its changes, as one event; the same one if nothing differs.

    Parameters
    ----------
    kept : Kept
        What the change was made on.
    after : Appraisal
        What it is to be.
    kind : str
        One of ``record.kinds.CHANGES``, for example ``scores``.
    actor : str
        Seat or role, never a personal name.
    client_id : str
        Made afresh by the caller for each act (``uuid4().hex``).

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
    by = drafts.by(actor, now, client_id, via, round)
    return _changed(store, kept, after, edits, kind, {"why": why}, by)


def _changed(
    store: Store,
    kept: Kept,
    after: Appraisal,
    edits: tuple[Edit, ...],
    kind: str,
    extra: dict[str, Any],
    by: drafts.By,
) -> Kept:
    draft = _drafted(kept, after, edits, kind, extra, by)
    event = _appended(store, kept, draft, after, base=kept.revision)
    if event.seq != kept.revision + 1:  # sent before: the same receipt comes back
        return version(store, kept.id, event.seq)
    return cache.keep(store, step(kept, event, after))


def _expect_change(kind: str) -> None:
    if kind not in CHANGES or kind in ("undo", "redo"):
        raise ValueError(f"{kind!r} is not a kind of change")


def _drafted(
    kept: Kept,
    after: Appraisal,
    edits: tuple[Edit, ...],
    kind: str,
    extra: dict[str, Any],
    by: drafts.By,
) -> Event:
    if kept.frozen:
        raise AppraisalFrozen(
            "This appraisal is agreed, so it cannot be changed. Re-open it as a new version."
        )
    not_deleted(kept)
    said = {key: value for key, value in extra.items() if value or key == "of"}
    payload = recorded({"edits": [edit.document() for edit in edits], **said})
    return drafts.draft(kept.id, kind, payload, after, by)


def _appended(
    store: Store, kept: Kept, draft: Event, after: Appraisal, *, base: int | None
) -> Event:
    head = head_shown(kept.id, after, kept)
    try:
        return store.append(draft, head, base=base)
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
    id: str,
    change: Callable[[Appraisal], Appraisal],
    *,
    kind: str,
    why: str = "",
    actor: str,
    now: dt.datetime,
    client_id: str,
    via: str = "screen",
    round: int | None = None,
    check: Callable[[Kept], None] | None = None,
) -> Kept:
    """Return the appraisal with a change that holds whatever others did meanwhile.

    ``change`` is given the latest appraisal, and no one else can save until its change is kept: it
    should be quick, and touch only what is its caller's own, for example one member's level.
    ``check`` is given the latest state first and may refuse, for example because a round is closed.
    """
    _expect_change(kind)
    by = drafts.by(actor, now, client_id, via, round)

    def act(turn: Turn) -> tuple[Kept | None, int]:
        sent = turn.sent(client_id)
        if sent:
            return None, sent.seq
        kept = caught_up(store, turn, turn.head)
        if check:
            check(kept)
        after = change(kept.appraisal)
        edits = edits_between(kept.appraisal, after)
        if not edits:
            return kept, kept.revision
        draft = _drafted(kept, after, edits, kind, {"why": why}, by)
        event = turn.append(draft, head_shown(id, after, kept))
        return step(kept, event, after), event.seq

    kept, seq = store.turn(id, act)
    return cache.keep(store, kept) if kept else version(store, id, seq)


def undo(store: Store, kept: Kept, *, actor: str, now: dt.datetime, client_id: str) -> Kept:
    """Return the appraisal with the last change taken back, by a new event.

    Raises
    ------
    AppraisalError
        If there is nothing to take back.
    """
    return _stepped(store, kept, "undo", kept.undo, drafts.by(actor, now, client_id))


def redo(store: Store, kept: Kept, *, actor: str, now: dt.datetime, client_id: str) -> Kept:
    """Return the appraisal with the last undone change made again, by a new event."""
    return _stepped(store, kept, "redo", kept.redo, drafts.by(actor, now, client_id))


def _stepped(store: Store, kept: Kept, kind: str, of: tuple[int, ...], by: drafts.By) -> Kept:
    sent = store.sent(kept.id, by.client_id)
    if sent:
        return version(store, kept.id, sent.seq)
    if not of:
        raise AppraisalError(f"There is nothing to {kind}.")
    edits = edits_of(store.events(kept.id, after=of[-1] - 1)[0])
    edits = inverse_of(edits) if kind == "undo" else edits
    after = apply_edits(kept.appraisal, edits)
    return _changed(store, kept, after, edits, kind, {"of": of[-1]}, by)
