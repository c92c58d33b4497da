"""Each person counts once: seats that were taken out, and two seats of one person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from appraisal.service.acting import By
from appraisal.service.workshop.access.callers import utc_ms
from appraisal.service.workshop.access.rights import require
from appraisal.service.workshop.acts import WorkshopAct, do, held, place_of
from appraisal.service.workshop.refusals import ReasonNeeded, WrongStep
from appraisal.service.workshop.seats.interests import left_out
from appraisal.service.workshop.seats.seat_codes import seat_in
from appraisal.store import Store, seats, workshops
from appraisal.store.seats import Interest
from appraisal.store.transaction import Transaction


@dataclass(frozen=True)
class WhoCounts:
    """Whose answers count as whose.

    Attributes
    ----------
    out : set of (seat, criterion id or "")
        What a seat is left out of.
    counts_as : mapping of seat to seat
        Of two seats of one person, the earlier to the one that is kept.
    gone : frozenset of seat
        Seats that were taken out.
    """

    out: frozenset[tuple[str, str]]
    counts_as: Mapping[str, str]
    gone: frozenset[str]

    def person(self, seat: str) -> str | None:
        """Return the seat that an answer counts for; None if it counts for none."""
        while seat in self.counts_as:
            seat = self.counts_as[seat]
        return None if seat in self.gone else seat

    def earlier_seats(self, seat: str) -> tuple[str, ...]:
        """Return the other seats whose answers count for this one."""
        return tuple(sorted(each for each in self.counts_as if self.person(each) == seat))


def who_counts(transaction: Transaction, workshop: str) -> WhoCounts:
    """Return whose answers count as whose in a workshop now."""
    return who_counts_of(transaction, workshop, seats.of_workshop(transaction, workshop))


def who_counts_of(transaction: Transaction, workshop: str, rows: list[seats.Seat]) -> WhoCounts:
    """Return the same where the workshop's seats were read already."""
    return WhoCounts(
        frozenset(left_out(seats.interests(transaction, workshop))),
        {row.id: row.counts_as for row in rows if row.counts_as},
        frozenset(row.id for row in rows if row.state == "out" and not row.counts_as),
    )


def take_out(store: Store, by: By, workshop: str, seat: str, why: str) -> None:
    """Take a seat out: its phone is out at once, and its answers count in no round shown later.

    Raises
    ------
    ReasonNeeded
        If nobody says why: it stands in the record.
    """
    require(by.caller, "take_out", workshop, seat)
    if not why.strip():
        raise ReasonNeeded("Say in a few words why this seat is taken out.")

    def out(transaction: Transaction) -> None:
        _end(transaction, workshop, seat, utc_ms(by.now))

    act = WorkshopAct("unseated", {"seat": seat, "why": why.strip()}, out)
    do(store, place_of(store, workshop).appraisal, workshop, act, by)


def count_as(store: Store, by: By, workshop: str, seat: str, into: str) -> None:
    """Count two seats as one person's: the first is ended, and its answers count for the second.

    Of two answers to one question the last that was given counts. What the person had declared of
    an interest on the first seat holds for the second. Its answers stay hidden on the second one's
    phone: whoever has it need not be who gave them.
    """
    require(by.caller, "count_as", workshop, seat)

    def join(transaction: Transaction) -> None:
        seat_in(transaction, workshop, seat)
        if seat == into:
            raise WrongStep("Choose another seat than this one.")
        kept = seat_in(transaction, workshop, into)
        if kept.state != "in" or kept.role != "member":
            raise WrongStep("Choose a member's seat that is in.")
        _end(transaction, workshop, seat, utc_ms(by.now))
        seats.change(transaction, seat, counts_as=into)
        for declared in seats.interests(transaction, workshop):
            if declared.seat == seat and declared.excluded:
                seats.set_interest(transaction, Interest(workshop, into, declared.about, True))

    act = WorkshopAct("merged", {"seat": seat, "into": into}, join)
    do(store, place_of(store, workshop).appraisal, workshop, act, by)


def _end(transaction: Transaction, workshop: str, seat: str, now_ms: int) -> None:
    held(transaction, workshop)
    row = seat_in(transaction, workshop, seat)
    if row.role != "member" or row.state != "in":
        raise WrongStep("Only a member's seat that is in can be taken out.")
    seats.end_tokens(transaction, now_ms, seat_id=seat)
    seats.end_codes(transaction, now_ms, workshop, seat)
    seats.change(transaction, seat, state="out", label="", device="", address="")
    workshops.move(transaction, workshop)
