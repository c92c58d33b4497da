"""What is said about an appraisal without changing it: put away, re-opened, held, reported."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from appraisal.record.form import recorded
from appraisal.record.kinds import NOTES
from appraisal.record.replay import step
from appraisal.service import cache, drafts
from appraisal.service.acting import By
from appraisal.service.loading import Kept, caught_up, head_shown, version
from appraisal.service.saving import begun
from appraisal.store import Store, Turn
from appraisal.store.transaction import Transaction


def note(
    store: Store,
    by: By,
    kept: Kept,
    kind: str,
    payload: dict[str, Any] | None = None,
    *,
    first: Callable[[Transaction, Kept], None] | None = None,
) -> Kept:
    """Return the appraisal after an event that changes none of it (``record.kinds.NOTES``).

    It rests on no revision, so it is added at the end whatever others did meanwhile. ``first`` is
    given the transaction and the latest state, which is still the latest when the event is kept:
    it may refuse, and write more that is kept with it.
    """
    if kind not in NOTES:
        raise ValueError(f"{kind!r} is not a kind of note")

    def act(turn: Turn) -> tuple[Kept | None, int]:
        sent = turn.sent(by.client_id)
        if sent:
            return None, sent.seq
        now = caught_up(store, turn, turn.head)
        if first:
            first(turn.connection, now)
        draft = drafts.draft(now.id, kind, recorded(payload or {}), now.appraisal, by)
        head = head_shown(now.id, now.appraisal, step(now, draft, now.appraisal))
        event = turn.append(draft, head)
        return step(now, event, now.appraisal), event.seq

    done, seq = store.turn(kept.id, act)
    return cache.keep(store, done) if done else version(store, kept.id, seq)


def archive(store: Store, by: By, kept: Kept) -> Kept:
    """Put an appraisal away: it leaves the list of recent work, and nothing of it is deleted."""
    return note(store, by, kept, "archived")


def unarchive(store: Store, by: By, kept: Kept) -> Kept:
    """Take an appraisal out again."""
    return note(store, by, kept, "unarchived")


def reopen(store: Store, by: By, kept: Kept, *, why: str) -> Kept:
    """Return a new version of an agreed appraisal: a new record that names its parent."""
    parent = {"id": kept.id, "revision": kept.revision, "head": kept.head}
    again = kept.appraisal.changed(status="scoring")
    child = begun(store, by, again, "reopened", {"why": why, "parent": parent})
    payload = {"child": child.id, "why": why}
    note(store, by, kept, "continued", payload)
    return child
