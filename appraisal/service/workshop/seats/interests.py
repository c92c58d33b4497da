"""Declared interests: who does not judge what, of which kind, and why, on the record."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass, replace

from appraisal.model import Appraisal, DeclaredInterest
from appraisal.model.meetings import InterestKind
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
WHOLE = "The whole decision"
SOMEBODY = "A member"


@dataclass(frozen=True)
class NewInterest:
    """An interest as it is declared.

    Attributes
    ----------
    about : str
        A criterion's id, or :data:`EVERYTHING`.
    why : str
        The interest in the person's own words.
    kind : InterestKind
        One of the kinds of the Local Government Association's model code of conduct (2020).
    name : str
        Whose it is, as the report and the minutes name them; empty for "A member".
    """

    about: str
    why: str
    kind: InterestKind
    name: str = ""


Change = Callable[[Appraisal], Appraisal]


def declare_interest(store: Store, by: By, workshop: str, seat: str, new: NewInterest) -> None:
    """Record an interest, and leave the seat out of what it is about from now on.

    Raises
    ------
    ReasonNeeded
        If it does not say what the interest is.
    NotAsked
        If there is no such criterion.
    """
    if not new.why.strip():
        require(by.caller, "declare_interest", workshop, seat)
        raise ReasonNeeded("Say in a few words what the interest is.")
    name = new.name.strip() or SOMEBODY
    row = Interest(workshop, seat, new.about, True, name)
    declared = DeclaredInterest(
        by=name, kind=new.kind, about=new.about or WHOLE, text=new.why.strip()
    )  # fmt: skip
    _keep(store, by, "declare_interest", row, new.why,
          lambda now: now.changed(interests=[*now.interests, declared]))  # fmt: skip


def lift_interest(store: Store, by: By, workshop: str, seat: str, about: str, why: str) -> None:
    """Let a seat take part again under a dispensation, with who gave it and why on the record."""
    require(by.caller, "lift_interest", workshop, seat)
    if not why.strip():
        raise ReasonNeeded("Say in a few words who gave the dispensation, and why.")
    before = store.read(lambda t: seats.interests(t, workshop))
    name = next((i.name for i in before if (i.seat, i.about) == (seat, about)), "")
    row = Interest(workshop, seat, about, False, name)
    _keep(store, by, "lift_interest", row, why,
          lambda now: _under_dispensation(now, name, about or WHOLE, why.strip()))  # fmt: skip


def _under_dispensation(now: Appraisal, name: str, about: str, why: str) -> Appraisal:
    """Return the appraisal with the last such interest marked; as it is if it holds none."""
    rows = list(now.interests)
    for index in reversed(range(len(rows))):
        each = rows[index]
        if (each.by, each.about, each.outcome) == (name, about, "left_out"):
            text = f"{each.text} Dispensation: {why}"
            changed = {**each.document(), "text": text, "outcome": "dispensation"}
            rows[index] = DeclaredInterest.model_validate(changed)
            return now.changed(interests=rows)
    return now


def _keep(
    store: Store, by: By, name: str, interest: Interest, why: str, change: Change
) -> None:  # fmt: skip
    require(by.caller, name, interest.workshop, interest.seat)
    workshop_row = place_of(store, interest.workshop)
    kept = load(store, workshop_row.appraisal)
    known = {criterion.id for criterion in kept.appraisal.criteria}
    if interest.about not in known | {EVERYTHING}:
        raise NotAsked(f"There is no criterion {interest.about!r} in this appraisal.")

    def keep(transaction: Transaction) -> None:
        held(transaction, interest.workshop)
        seat_in(transaction, interest.workshop, interest.seat)
        seats.set_interest(transaction, interest)
        workshops.move(transaction, interest.workshop)

    outcome = "excluded" if interest.excluded else "dispensation"
    payload = {"about": interest.about or "everything", "outcome": outcome}
    if kept.frozen:  # what is agreed stays as it is; that it was declared is on the record
        act = WorkshopAct("interest", {**payload, "why": why.strip()}, keep)
    else:
        act = WorkshopAct("declared", payload, keep, change)
    # With the seat in it the event would say whose seat a name has.
    unseated = replace(by, under=SOMEBODY.lower()) if by.caller.role == "member" else by
    do(store, workshop_row.appraisal, interest.workshop, act, unseated)


def left_out(declared: list[Interest]) -> set[tuple[str, str]]:
    """Return (seat, criterion id or "") for whatever a seat is left out of now."""
    return {(each.seat, each.about) for each in declared if each.excluded}


def takes_part(out: Set[tuple[str, str]], seat: str, criterion: str) -> bool:
    """Return whether a seat judges a criterion."""
    return (seat, EVERYTHING) not in out and (seat, criterion) not in out
