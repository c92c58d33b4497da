"""Names kept apart from the record, legal hold, and erasure once a person has said how long."""

from __future__ import annotations

import datetime as dt

from appraisal.errors import AppraisalError
from appraisal.service.acting import By
from appraisal.service.loading import Kept, load
from appraisal.service.notes import note
from appraisal.store import Store, names
from appraisal.store.names import Person
from appraisal.store.transaction import Transaction

_RETENTION = "names are kept for"


def name_seat(store: Store, by: By, kept: Kept, seat: str, name: str) -> Kept:
    """Return the appraisal after a name was given to a seat: the record holds a salted hash."""
    who = names.new_person(kept.id, seat, name)
    payload = {"seat": seat, "name_hash": who.hash}

    def write(transaction: Transaction, _: Kept) -> None:
        names.write_person(transaction, who)

    return note(store, by, kept, "named", payload, first=write)


def people(store: Store, id: str) -> dict[str, str]:
    """Return the names still kept for an appraisal, by seat."""
    persons: list[Person] = names.people(store, id)
    return {person.seat: person.name for person in persons}


def hold(store: Store, by: By, kept: Kept, *, why: str) -> Kept:
    """Set a legal hold: until it is lifted no name can be purged."""
    return note(store, by, kept, "held", {"why": why})


def release(store: Store, by: By, kept: Kept, *, why: str) -> Kept:
    """Lift a legal hold."""
    return note(store, by, kept, "released", {"why": why})


def choose_retention(store: Store, by: By, days: int) -> None:
    """Keep the choice of how many days after the last change names are kept; a person makes it."""
    if days < 0:
        raise AppraisalError(f"Names are kept for 0 days or more, not {days}.")
    names.choose(store, _RETENTION, str(days), by=by.actor, at=by.at_utc)


def retention(store: Store) -> int | None:
    """Return the days for which names are kept, or None where no one has chosen."""
    days = names.chosen(store, _RETENTION)
    return None if days is None else int(days)


def purge_names(store: Store, by: By, kept: Kept) -> Kept:
    """Erase the names of an appraisal for good, from the store's files and the backups beside it.

    Where there are none, only the files are swept again: so a purge that was cut short is ended.

    Raises
    ------
    AppraisalError
        If a legal hold is on, no one has chosen how long names are kept, it is too early, or
        traces may be left in a file; it then says what would mend it.
    """
    kept = load(store, kept.id)
    _not_held(kept)
    days = _chosen(store)
    seats = sorted(people(store, kept.id))
    if not seats:
        names.sweep(store, kept.id)
        return kept
    due = dt.datetime.fromisoformat(kept.saved_at) + dt.timedelta(days=days)
    if by.now < due:
        raise AppraisalError(f"Names are kept until {due:%Y-%m-%d}, so none is purged yet.")
    done = note(store, by, kept, "purged", {"seats": seats}, first=_erased)
    names.sweep(store, kept.id)
    return done


def _erased(transaction: Transaction, latest: Kept) -> None:
    _not_held(latest)
    names.delete_people(transaction, latest.id)


def names_out_of_reach(store: Store) -> str:
    """Return in words where purged names may still be, out of this tool's reach."""
    return names.out_of_reach(store)


def _chosen(store: Store) -> int:
    days = retention(store)
    if days is None:
        raise AppraisalError(
            "No one has chosen yet how long names are kept, so none is purged. "
            "Choose it with `python -m appraisal retention DAYS`."
        )
    return days


def _not_held(kept: Kept) -> None:
    if kept.held:
        raise AppraisalError("A legal hold is on, so no name can be purged. Lift it first.")
