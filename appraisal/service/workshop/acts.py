"""One act of a workshop: its event and what it moves, kept in one transaction or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from appraisal.errors import AppraisalFrozen
from appraisal.model import Appraisal
from appraisal.record.changes import edits_between
from appraisal.record.events import Event
from appraisal.record.form import recorded
from appraisal.record.replay import step
from appraisal.service import cache, drafts
from appraisal.service.acting import By
from appraisal.service.loading import Kept, caught_up, head_shown, not_deleted
from appraisal.service.workshop.access.callers import confirm
from appraisal.service.workshop.refusals import NotAllowed, WrongStep
from appraisal.service.workshop.remembered import moved
from appraisal.store import Store, Turn, votes, workshops
from appraisal.store.transaction import Transaction
from appraisal.store.workshops import Workshop


@dataclass(frozen=True)
class WorkshopAct:
    """What is to be done: the event's kind and words, and what to move with it.

    Attributes
    ----------
    kind : str
        Kind of event: one of ``record.kinds``.
    said : dict
        What the event says besides the change itself.
    move : callable
        Given the transaction: sees that the step allows the act, and writes. What it raises leaves
        nothing behind.
    change : callable, optional
        What it makes of the appraisal.
    round : int, optional
        The round it belongs to.
    """

    kind: str
    said: dict[str, Any]
    move: Callable[[Transaction], None]
    change: Callable[[Appraisal], Appraisal] | None = None
    round: int | None = None


def do(
    store: Store,
    appraisal: str,
    workshop: str,
    act: WorkshopAct,
    by: By,
    *,
    already_known: bool = True,
) -> Event:
    """Return the event of an act, once it is kept with all that goes with it.

    The same ``client_id`` again gives the same event back and moves nothing. ``already_known`` is
    False only while somebody comes in, who has no secret yet that could be seen to.

    Raises
    ------
    AppraisalFrozen
        If it would change an appraisal that is agreed.
    WrongStep, NotAllowed
        From ``act.move``, or because the caller was signed out meanwhile.
    """

    def within(turn: Turn) -> tuple[Event, Kept | None]:
        sent = turn.sent(by.client_id)
        if sent is not None:
            return sent, None
        kept = caught_up(store, turn, turn.head)
        after = act.change(kept.appraisal) if act.change else kept.appraisal
        draft = _drafted(kept, after, workshop, act, by)

        def also(transaction: Transaction) -> None:
            if already_known:
                confirm(transaction, by.caller, by.now)
            act.move(transaction)

        event = turn.append(draft, head_shown(kept.id, after, kept), also=also)
        return event, step(kept, event, after)

    event, kept = store.turn(appraisal, within)
    if kept is not None:
        cache.keep(store, kept)
        moved(store, workshop)
    return event


def _drafted(kept: Kept, after: Appraisal, workshop: str, act: WorkshopAct, by: By) -> Event:
    if act.change and kept.frozen:
        raise AppraisalFrozen("This appraisal is agreed, so it cannot be changed.")
    not_deleted(kept)
    payload = {"workshop": workshop, **act.said}
    if act.change:
        edits = edits_between(kept.appraisal, after)
        payload = {"edits": [edit.document() for edit in edits], **payload}
    return drafts.draft(kept.id, act.kind, recorded(payload), after, replace(by, round=act.round))


def held(transaction: Transaction, id: str) -> Workshop:
    """Return a workshop with its row held until the transaction ends."""
    workshop = workshops.get(transaction, id, lock=True)
    if workshop is None:
        raise NotAllowed("You cannot do this here. Ask the facilitator.")
    if workshop.ended_ms is not None:
        raise WrongStep("This workshop has ended.")
    return workshop


def place_of(store: Store, id: str) -> Workshop:
    """Return a workshop that is known to the caller; NotAllowed if there is none."""
    workshop = store.read(lambda t: workshops.get(t, id))
    if workshop is None:
        raise NotAllowed("You cannot do this here. Ask the facilitator.")
    return workshop


def refuse_open_vote(transaction: Transaction, workshop: str) -> None:
    """Refuse an act that may not come while members vote: WrongStep."""
    row = votes.last(transaction, workshop)
    if row is not None and row.state == "open":
        raise WrongStep("A vote is open. Close it, or call it off, first.")
