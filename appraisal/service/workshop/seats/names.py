"""A name, if a person wishes: kept apart from the record, which holds only a salted hash of it."""

from __future__ import annotations

from appraisal.service.acting import By
from appraisal.service.workshop.access.rights import require
from appraisal.service.workshop.acts import WorkshopAct, do, held, place_of
from appraisal.service.workshop.refusals import ReasonNeeded
from appraisal.service.workshop.seats.new_seat import clean_line
from appraisal.service.workshop.seats.seat_codes import seat_in
from appraisal.store import Store, names
from appraisal.store.transaction import Transaction


def give_name(store: Store, by: By, workshop: str, seat: str, name: str, *, consents: bool) -> None:
    """Keep one's own name for the council's record; nobody in the room is shown it.

    It is erased with :func:`appraisal.service.people.purge_names`.

    Raises
    ------
    ReasonNeeded
        If there is no name, or the person did not consent to its being kept.
    """
    require(by.caller, "give_name", workshop, seat)
    clean = clean_line(name)
    if not clean:
        raise ReasonNeeded("Write your name, or leave it out: you need not give one.")
    if not consents:
        raise ReasonNeeded("Your name is kept only if you agree to it. Tick the box, or leave it.")
    workshop_row = place_of(store, workshop)
    person = names.new_person(workshop_row.appraisal, seat, clean)

    def keep(transaction: Transaction) -> None:
        held(transaction, workshop)
        seat_in(transaction, workshop, seat)
        names.write_person(transaction, person)

    act = WorkshopAct("named", {"seat": seat, "name_hash": person.hash}, keep)
    do(store, workshop_row.appraisal, workshop, act, by)
