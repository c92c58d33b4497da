"""Deleting, which erases nothing: an appraisal is moved to Deleted, and can be taken back."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.errors import AppraisalError
from appraisal.service.acting import By
from appraisal.service.loading import Kept, load
from appraisal.service.notes import note
from appraisal.store import Store, names, seats, workshops
from appraisal.store.seats import Seat
from appraisal.store.transaction import Transaction


@dataclass(frozen=True)
class Going:
    """What goes with an appraisal when it is deleted, and what stands in the way.

    Attributes
    ----------
    changes : int
        Entries in its record after the first.
    names : int
        Personal names kept apart from the record.
    workshops, seats : int
        Its workshops, open or ended, and the people in the one that is open.
    is_open, held : bool
        Whether a workshop is open on it, and whether a legal hold is on: neither is deleted.
    """

    changes: int
    names: int
    workshops: int
    seats: int
    is_open: bool
    held: bool


def going(store: Store, id: str) -> Going:
    """Return what goes with an appraisal, to be said before it is deleted."""
    kept = load(store, id)
    its_workshops = store.read(lambda t: workshops.all_of(t, appraisal=id))
    under_way = [each for each in its_workshops if each.ended_ms is None]
    taken = [seat for each in under_way for seat in _people_in(store, each.id)]
    return Going(
        changes=kept.revision,
        names=len(names.people(store, id)),
        workshops=len(its_workshops),
        seats=len(taken),
        is_open=bool(under_way),
        held=kept.held,
    )


def delete(store: Store, by: By, kept: Kept) -> Kept:
    """Move an appraisal to Deleted, by a note in its record.

    Raises
    ------
    AppraisalError
        If a workshop is open on it, whose people would be left before a closed door, or a legal
        hold is on. Nothing is changed.
    """
    return note(store, by, kept, "deleted", first=_may_go)


def undelete(store: Store, by: By, kept: Kept) -> Kept:
    """Take an appraisal back from Deleted, to where it was before."""
    return note(store, by, kept, "undeleted")


def _people_in(store: Store, workshop: str) -> list[Seat]:
    all_seats = store.read(lambda transaction: seats.of_workshop(transaction, workshop))
    return [seat for seat in all_seats if seat.state == "in"]


def _may_go(transaction: Transaction, latest: Kept) -> None:
    _not_held(latest)
    if any(each.ended_ms is None for each in workshops.all_of(transaction, appraisal=latest.id)):
        raise AppraisalError(
            "A workshop is open on this appraisal, so it was not deleted. End the workshop first."
        )


def _not_held(kept: Kept) -> None:
    if kept.held:
        raise AppraisalError(
            "A legal hold is on, so this appraisal cannot be deleted. Lift it first, or archive "
            "the appraisal instead."
        )
