"""A workshop's end, and how it goes on for longer or is taken up again."""

from __future__ import annotations

from dataclasses import replace

from appraisal.model.workshop import may_follow
from appraisal.service.acting import By
from appraisal.service.loading import load
from appraisal.service.workshop.access.callers import utc_ms
from appraisal.service.workshop.access.rights import require, writing
from appraisal.service.workshop.acts import WorkshopAct, do, held, place_of, refuse_open_vote
from appraisal.service.workshop.opening import (
    end_of_next_day,
    new_codes,
    refuse_a_second,
    set_members_aside,
)
from appraisal.service.workshop.refusals import WrongStep
from appraisal.service.workshop.rounds.member_rows import as_saved, drawn_by_lot, with_members
from appraisal.store import Store, seats, workshops
from appraisal.store.transaction import Transaction


def end_workshop(store: Store, by: By, workshop: str) -> None:
    """End a workshop: everybody is signed out, no code opens it, and labels are forgotten.

    Where it was opened so, each member's answers enter the appraisal under a number drawn by lot;
    not where the appraisal was agreed meanwhile, which nothing may change.
    """
    require(by.caller, "end_workshop", workshop)
    now_ms = utc_ms(by.now)
    workshop_row = place_of(store, workshop)

    def end(transaction: Transaction) -> None:
        latest = held(transaction, workshop)
        if not may_follow(latest.step, "ended"):
            raise WrongStep(
                f"Round {latest.round} is not shown yet. Reveal it, or call it off, and then end."
            )
        refuse_open_vote(transaction, workshop)
        seats.end_tokens(transaction, now_ms, workshop_id=workshop)
        seats.end_codes(transaction, now_ms, workshop, None)
        seats.forget_labels(transaction, workshop)
        workshops.move(transaction, workshop, step="ended", code=None, ended_ms=now_ms, home="")

    act = WorkshopAct("ended", {"rounds": workshop_row.round}, end)
    if workshop_row.keep_rows and not load(store, workshop_row.appraisal).frozen:
        act = _with_members(store, workshop, act)
    do(store, workshop_row.appraisal, workshop, act, by)


def _with_members(store: Store, workshop: str, act: WorkshopAct) -> WorkshopAct:
    """Return the ending with which the members' answers enter the appraisal: both or neither."""
    by_round = store.read(lambda t: drawn_by_lot(t, workshop))
    if not by_round:
        return act
    return replace(
        act, kind="members", said={**act.said, **as_saved(by_round)},
        change=lambda now: with_members(now, by_round),
    )  # fmt: skip


def make_longer(store: Store, by: By, workshop: str) -> None:
    """Have a workshop last until the end of tomorrow; whoever has a seat goes on with it."""

    def longer(transaction: Transaction) -> None:
        held(transaction, workshop)
        workshops.move(transaction, workshop, ends_ms=end_of_next_day(by.now))

    writing(store, by, "make_longer", workshop, longer)


def resume(store: Store, by: By, workshop: str) -> None:
    """Take a workshop up again until the end of tomorrow, with new codes.

    The seats stay, so that nobody counts twice; each is given again with
    :func:`~appraisal.service.workshop.seats.seat_codes.reissue`. Members' answers that entered the
    appraisal as it ended are set aside again.
    """
    require(by.caller, "resume", workshop)
    workshop_row = place_of(store, workshop)
    kept = load(store, workshop_row.appraisal)
    if workshop_row.ended_ms is not None and kept.appraisal.members and not kept.frozen:
        set_members_aside(store, by, workshop_row)

    def again(transaction: Transaction) -> None:
        latest = workshops.get(transaction, workshop, lock=True)
        assert latest is not None
        fresh = {"step": "set_up"} if latest.ended_ms is not None else {}
        if latest.ended_ms is not None:
            refuse_a_second(transaction, latest.appraisal)
        ends = end_of_next_day(by.now)
        workshops.move(transaction, workshop, ended_ms=None, ends_ms=ends, **fresh, **new_codes())

    do(store, workshop_row.appraisal, workshop, WorkshopAct("resumed", {}, again), by)
