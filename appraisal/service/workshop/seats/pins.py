"""A member's PIN: it opens what was answered from a seat before the seat was given again.

A seat that is given again shows nothing of what was answered from it: whoever holds it now, or gave
it to themselves, did not give those answers. They stay sealed, and count, until they are given anew
or opened with the PIN that their giver had set.
"""

from __future__ import annotations

import secrets

from appraisal.errors import AppraisalError
from appraisal.service.acting import By
from appraisal.service.workshop.access import codes, guess_limits
from appraisal.service.workshop.access.callers import utc_ms
from appraisal.service.workshop.access.rights import require, writing
from appraisal.service.workshop.acts import held, place_of
from appraisal.service.workshop.seats.new_seat import too_many_pins
from appraisal.service.workshop.seats.seat_codes import seat_in
from appraisal.store import Store, seats, workshops
from appraisal.store.transaction import Transaction

DIGITS = 4


class WrongPin(AppraisalError):
    """The PIN is not four digits, or not the one that was set."""


def set_pin(store: Store, by: By, workshop: str, seat: str, pin: str) -> None:
    """Keep a PIN for one's own seat, in place of any earlier one.

    What is sealed when a PIN is set stays sealed for good: a new PIN opens only what is answered
    from now on.
    """
    require(by.caller, "set_pin", workshop, seat)
    hash = _hash(store, workshop, seat, _checked(pin))

    def keep(transaction: Transaction) -> None:
        held(transaction, workshop)
        row = seat_in(transaction, workshop, seat)
        seats.change(transaction, seat, pin=hash, pin_from=row.sealed)
        workshops.move(transaction, workshop)

    writing(store, by, "set_pin", workshop, keep, seat=seat)


def unseal(store: Store, by: By, workshop: str, seat: str, pin: str) -> None:
    """Open what was answered from one's own seat before it was given again.

    Raises
    ------
    WrongPin
        If it is not the PIN that was set, or none was.
    TooManyTries
        After five wrong ones, for ten minutes.
    """
    require(by.caller, "unseal", workshop, seat)
    hash, now_ms, key = _hash(store, workshop, seat, _checked(pin)), utc_ms(by.now), f"pin {seat}"

    def tried(transaction: Transaction) -> tuple[int, bool]:
        held(transaction, workshop)
        row = seat_in(transaction, workshop, seat)
        wait = guess_limits.wait_ms(transaction, key, guess_limits.PINS, now_ms)
        if wait:
            return wait, False
        if not row.pin or not secrets.compare_digest(row.pin, hash):
            guess_limits.count(transaction, key, guess_limits.PINS, now_ms)
            return 0, False
        seats.change(transaction, seat, sealed=row.pin_from)
        workshops.move(transaction, workshop)
        return 0, True

    wait, is_right = writing(store, by, "unseal", workshop, tried, seat=seat)
    if wait:
        raise too_many_pins(wait)
    if not is_right:
        raise WrongPin("That is not the PIN that was set for this seat.")


def _checked(pin: str) -> str:
    clean = pin.strip()
    if len(clean) != DIGITS or not (clean.isascii() and clean.isdigit()):
        raise WrongPin(f"A PIN is {DIGITS} digits, such as 2580.")
    return clean


def _hash(store: Store, workshop: str, seat: str, pin: str) -> str:
    """Return the slow hash of a PIN, different for every seat; never made inside a transaction."""
    return codes.seat_code_hash(f"{seat} {pin}", place_of(store, workshop).salt)
