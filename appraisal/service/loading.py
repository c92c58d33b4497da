"""An appraisal out of the store: replayed from its record, checked, as it stands or stood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from appraisal.errors import AppraisalError, RecordDamaged
from appraisal.model import Appraisal
from appraisal.record.events import Event
from appraisal.record.replay import CannotReplay, State, replay
from appraisal.record.verify import chain_finding
from appraisal.service import cache
from appraisal.store import Head, Store
from appraisal.store.locked_record import Sight
from appraisal.store.transaction import Transaction

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


def load(store: Store, id: str) -> Kept:
    """Return an appraisal as it stands, replayed and checked; from memory if it has not moved.

    Raises
    ------
    AppraisalError
        If there is no such appraisal.
    RecordDamaged
        If its record does not verify, naming the first bad event.
    """
    return cache.keep(store, caught_up(store, store, store.head(id)))


def load_within(store: Store, transaction: Transaction, id: str) -> Kept:
    """Return an appraisal as :func:`load` does, as a transaction on something else sees it."""
    seen = Sight(transaction, id)
    return cache.keep(store, caught_up(store, seen, seen.head))


def caught_up(store: Store, source: Store | Sight, head: Head) -> Kept:
    """Return the state at a head, from memory as far as that goes, the rest from ``source``."""
    id, known = head.id, cache.latest(store, head.id)
    if known and (known.revision, known.head) == (head.revision, head.head):
        return known
    if known and known.revision < head.revision:
        newer = source.events(id, after=known.revision)
        if newer and newer[0].prev == known.head:
            return _replayed(store, id, newer, known)
    return _replayed(store, id, source.events(id), None)


def _replayed(store: Store, id: str, events: list[Event], known: Kept | None) -> Kept:
    after = {"seq": known.revision + 1, "prev": known.head} if known else {}
    finding = chain_finding(id, events, **after)  # type: ignore[arg-type]
    if finding:
        raise RecordDamaged(_damaged(store, str(finding)))
    try:
        return replay(events, after=known)
    except CannotReplay as error:
        raise RecordDamaged(_damaged(store, f"{id}, {error}")) from error


def _damaged(store: Store, finding: str) -> str:
    return (
        f"{store.place}: this record does not verify ({finding}). Keep a copy of it as it is, and "
        "restore the last good backup with `python -m appraisal restore`."
    )


def recent(
    store: Store, limit: int | None = 20, *, archived: bool = False, deleted: bool = False
) -> list[Summary]:
    """Return the appraisals last saved, the newest first."""
    return [
        Summary(head.id, head.title, head.saved_at, head.revision, head.status, head.archived)
        for head in store.heads(limit=limit, archived=archived, deleted=deleted)
    ]


def not_deleted(kept: Kept) -> None:
    """Refuse a change to what lies among the deleted, where nobody would find it again."""
    if kept.deleted:
        raise AppraisalError(
            "This appraisal was deleted, so it cannot be changed. On Start, choose Deleted and "
            "take it back first."
        )


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


def head_shown(
    id: str,
    appraisal: Appraisal,
    marks: Kept | None = None,
    *,
    parent: dict[str, Any] | None = None,
) -> Head:
    """Return what the store is to show of an appraisal, but for its place in the record.

    ``marks`` is the state whose marks it bears: put away, held, deleted; none of them if left out.
    """
    parent = parent or {}
    return Head(
        id=id,
        title=_shown(appraisal.title),
        authority=_shown(appraisal.authority),
        status=appraisal.status,
        created="",
        saved_at="",
        revision=0,
        head="",
        archived=marks is not None and marks.archived,
        held=marks is not None and marks.held,
        deleted=marks is not None and marks.deleted,
        parent=parent.get("id"),
        parent_head=parent.get("head"),
    )


def _shown(text: str) -> str:
    """Return text as a list shows it; PostgreSQL knows no NUL character."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")
