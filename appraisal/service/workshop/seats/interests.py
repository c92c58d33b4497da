"""Declared interests: who does not judge what, and why, on the record."""

from __future__ import annotations

from collections.abc import Set

from appraisal.service.acting import By
from appraisal.service.loading import load
from appraisal.service.workshop.access.rights import require
from appraisal.service.workshop.acts import WorkshopAct, do, held, place_of
from appraisal.service.workshop.refusals import NotAsked, ReasonNeeded
from appraisal.service.workshop.seats.seat_codes import seat_in
from appraisal.store import Store, seats, workshops
from appraisal.store.seats import Interest
from appraisal.store.transaction import Transaction

EVERYTHING = ""  # what an interest is about when it is about the whole decision


def declare_interest(store: Store, by: By, workshop: str, seat: str, about: str, why: str) -> None:
    """Record an interest, and leave the seat out of what it is about from now on.

    Parameters
    ----------
    about : str
        A criterion's id, or :data:`EVERYTHING`.
    why : str
        The interest in the person's own words.
    """
    _keep(store, by, "declare_interest", Interest(workshop, seat, about, True), why)


def lift_interest(store: Store, by: By, workshop: str, seat: str, about: str, why: str) -> None:
    """Let a seat take part again under a dispensation, with who gave it and why on the record."""
    _keep(store, by, "lift_interest", Interest(workshop, seat, about, False), why)


def _keep(store: Store, by: By, name: str, interest: Interest, why: str) -> None:
    require(by.caller, name, interest.workshop, interest.seat)
    if not why.strip():
        is_lifted = name == "lift_interest"
        raise ReasonNeeded(
            "Say in a few words "
            + ("who gave the dispensation, and why." if is_lifted else "what the interest is.")
        )
    workshop_row = place_of(store, interest.workshop)
    known = {criterion.id for criterion in load(store, workshop_row.appraisal).appraisal.criteria}
    if interest.about not in known | {EVERYTHING}:
        raise NotAsked(f"There is no criterion {interest.about!r} in this appraisal.")

    def keep(transaction: Transaction) -> None:
        held(transaction, interest.workshop)
        seat_in(transaction, interest.workshop, interest.seat)
        seats.set_interest(transaction, interest)
        workshops.move(transaction, interest.workshop)

    payload = {"seat": interest.seat, "about": interest.about or "everything", "why": why.strip(),
               "outcome": "excluded" if interest.excluded else "dispensation"}  # fmt: skip
    do(store, workshop_row.appraisal, interest.workshop, WorkshopAct("interest", payload, keep),
       by)  # fmt: skip


def left_out(declared: list[Interest]) -> set[tuple[str, str]]:
    """Return (seat, criterion id or "") for whatever a seat is left out of now."""
    return {(each.seat, each.about) for each in declared if each.excluded}


def takes_part(out: Set[tuple[str, str]], seat: str, criterion: str) -> bool:
    """Return whether a seat judges a criterion."""
    return (seat, EVERYTHING) not in out and (seat, criterion) not in out
