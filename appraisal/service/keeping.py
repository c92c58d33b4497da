"""What pages call to keep an appraisal: one function an act, one event a change."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from appraisal.errors import AppraisalError, AppraisalFrozen, RecordDamaged, StaleRevision
from appraisal.model import Appraisal
from appraisal.record.changes import Edit, apply_edits, edits_between, inverse_of
from appraisal.record.events import Event
from appraisal.record.form import plain, recorded
from appraisal.record.kinds import CHANGES, NOTES
from appraisal.record.replay import CannotReplay, State, beginning, edits_of, replay, step
from appraisal.record.verify import chain_finding
from appraisal.service import cache, drafts
from appraisal.service.history import told_since
from appraisal.store import Head, Store

Kept = State


@dataclass(frozen=True)
class Summary:
    """One line in a list of appraisals."""

    id: str
    title: str
    saved_at: str
    revision: int
    status: str
    archived: bool = False


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
    return _begun(store, appraisal, "made", {"why": why}, drafts.by(actor, now, client_id, via))


def _begun(
    store: Store, appraisal: Appraisal, kind: str, extra: dict[str, Any], by: drafts.By
) -> Kept:
    payload = recorded({"document": appraisal.document(), **{k: v for k, v in extra.items() if v}})
    clean = Appraisal.from_document(plain(payload["document"]))  # as replay will give it
    id = "a" + hashlib.sha256(f"appraisal {by.client_id}".encode()).hexdigest()[:19]
    draft = drafts.draft(id, kind, payload, clean, by)
    parent = extra.get("parent") or {}
    event = store.begin(draft, _head(id, clean, parent=parent))
    return cache.keep(store, beginning(event)) if event.seq == 0 else load(store, id)


def load(store: Store, id: str) -> Kept:
    """Return an appraisal as it stands, replayed and checked; from memory if it has not moved.

    Raises
    ------
    AppraisalError
        If there is no such appraisal.
    RecordDamaged
        If its record does not verify, naming the first bad event.
    """
    head = store.head(id)
    known = cache.latest(store, id)
    if known and (known.revision, known.head) == (head.revision, head.head):
        return known
    if known and known.revision < head.revision:
        newer = store.events(id, after=known.revision)
        if newer and newer[0].prev == known.head:
            return cache.keep(store, _replayed(store, id, newer, known))
    return cache.keep(store, _replayed(store, id, store.events(id), None))


def _replayed(store: Store, id: str, events: list[Event], known: Kept | None) -> Kept:
    after = {"seq": known.revision + 1, "prev": known.head} if known else {}
    finding = chain_finding(id, events, **after)  # type: ignore[arg-type]
    if finding:
        raise RecordDamaged(_damaged(store, str(finding)))
    try:
        return replay(events, after=known)
    except CannotReplay as error:
        raise RecordDamaged(_damaged(store, f"{id}, {error}")) from error


def _damaged(store: Store, found: str) -> str:
    return (
        f"{store.place}: this record does not verify ({found}). Keep a copy of it as it is, and "
        "restore the last good backup with `python -m appraisal restore`."
    )


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
    if kind not in CHANGES or kind in ("undo", "redo"):
        raise ValueError(f"{kind!r} is not a kind of change")
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
    if kept.frozen:
        raise AppraisalFrozen(
            "This appraisal is agreed, so it cannot be changed. Re-open it as a new version."
        )
    said = {key: value for key, value in extra.items() if value or key == "of"}
    payload = recorded({"edits": [edit.document() for edit in edits], **said})
    draft = drafts.draft(kept.id, kind, payload, after, by)
    event = _appended(store, kept, draft, after, base=kept.revision)
    if event.seq != kept.revision + 1:  # sent before: the same receipt comes back
        return version(store, kept.id, event.seq)
    return cache.keep(store, step(kept, event, after))


def _appended(
    store: Store, kept: Kept, draft: Event, after: Appraisal, *, base: int | None
) -> Event:
    head = _head(kept.id, after, archived=kept.archived, held=kept.held)
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
    tries: int = 20,
) -> Kept:
    """Return the appraisal with a change that holds whatever others did meanwhile.

    ``change`` is given the latest appraisal and may be called again if someone else was quicker:
    it should touch only what is its caller's own, for example one member's level for one cell.
    """
    by = {"why": why, "actor": actor, "now": now, "client_id": client_id}
    for turn in range(tries):
        kept = load(store, id)
        if turn == 0 and (sent := store.sent(id, client_id)):
            return version(store, id, sent.seq)
        try:
            after = change(kept.appraisal)
            return save(store, kept, after, kind=kind, via=via, round=round, **by)  # type: ignore[arg-type]
        except StaleRevision:
            continue
    raise StaleRevision("Not saved: too many others were saving at the same moment. Try again.")


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


def note(
    store: Store,
    kept: Kept,
    kind: str,
    said: dict[str, Any] | None = None,
    *,
    actor: str,
    now: dt.datetime,
    client_id: str,
    via: str = "screen",
    round: int | None = None,
) -> Kept:
    """Return the appraisal after an event that changes none of it (``record.kinds.NOTES``)."""
    if kind not in NOTES:
        raise ValueError(f"{kind!r} is not a kind of note")
    by = drafts.by(actor, now, client_id, via, round)
    kept = load(store, kept.id)
    draft = drafts.draft(kept.id, kind, recorded(said or {}), kept.appraisal, by)
    marked = step(kept, draft, kept.appraisal)
    store.append(draft, _head(kept.id, kept.appraisal, marked.archived, marked.held), base=None)
    return load(store, kept.id)


def archive(store: Store, kept: Kept, *, actor: str, now: dt.datetime, client_id: str) -> Kept:
    """Put an appraisal away: it leaves the list of recent work, and nothing of it is deleted."""
    return note(store, kept, "archived", actor=actor, now=now, client_id=client_id)


def unarchive(store: Store, kept: Kept, *, actor: str, now: dt.datetime, client_id: str) -> Kept:
    """Take an appraisal out again."""
    return note(store, kept, "unarchived", actor=actor, now=now, client_id=client_id)


def reopen(
    store: Store, kept: Kept, *, why: str, actor: str, now: dt.datetime, client_id: str
) -> Kept:
    """Return a new version of an agreed appraisal: a new record that names its parent."""
    parent = {"id": kept.id, "revision": kept.revision, "head": kept.head}
    again = kept.appraisal.changed(status="scoring")
    by = drafts.by(actor, now, client_id)
    made = _begun(store, again, "reopened", {"why": why, "parent": parent}, by)
    said = {"child": made.id, "why": why}
    note(store, kept, "continued", said, actor=actor, now=now, client_id=client_id)
    return made


def recent(store: Store, limit: int = 20, *, archived: bool = False) -> list[Summary]:
    """Return the appraisals last saved, the newest first."""
    return [
        Summary(head.id, head.title, head.saved_at, head.revision, head.status, head.archived)
        for head in store.heads(limit=limit, archived=archived)
    ]


def version(store: Store, id: str, revision: int) -> Kept:
    """Return an appraisal as it stood at a revision.

    Raises
    ------
    AppraisalError
        If it has no such revision.
    """
    known = cache.latest(store, id)
    if known and known.revision == revision:
        return known
    events = [event for event in store.events(id) if event.seq <= revision]
    if not events or events[-1].seq != revision:
        raise AppraisalError(f"{id} has no revision {revision}.")
    return _replayed(store, id, events, None)


def version_at(store: Store, id: str, revision: int) -> Appraisal:
    """Return the appraisal as it stood at a revision, to read or to compare."""
    return version(store, id, revision).appraisal


def _head(
    id: str,
    appraisal: Appraisal,
    archived: bool = False,
    held: bool = False,
    parent: dict[str, Any] | None = None,
) -> Head:
    parent = parent or {}
    title = appraisal.title.replace("\0", "\N{REPLACEMENT CHARACTER}")
    return Head(
        id=id,
        title=title,
        status=appraisal.status,
        created="",
        saved_at="",
        revision=0,
        head="",
        archived=archived,
        held=held,
        parent=parent.get("id"),
        parent_head=parent.get("head"),
    )
