"""Seat codes: each lets one person in, once, without waiting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import uuid4

from appraisal.model.workshop import MOST_SEATS, Role
from appraisal.service.acting import By
from appraisal.service.workshop.access import codes, guess_limits
from appraisal.service.workshop.access.callers import Caller, utc_ms
from appraisal.service.workshop.access.rights import require, writing
from appraisal.service.workshop.acts import WorkshopAct, do, held, place_of
from appraisal.service.workshop.refusals import NotAllowed, WorkshopFull, WrongSeatCode
from appraisal.service.workshop.seats.new_seat import (
    Joined,
    Phone,
    add_seat_token,
    new_seat,
    too_many,
)
from appraisal.store import Store, seats, workshops
from appraisal.store.seats import SeatCode
from appraisal.store.transaction import Transaction
from appraisal.store.workshops import Workshop


def seat_codes(store: Store, by: By, workshop: str, roles: Sequence[Role]) -> list[str]:
    """Return new seat codes, one for each role; they are shown this once and kept only hashed.

    Raises
    ------
    NotAllowed
        If a facilitator's seat is asked for by anybody but the officer.
    """
    require(by.caller, "seat_codes", workshop)
    if "facilitator" in roles:
        require(by.caller, "grant_facilitator", workshop)
    if len(roles) > MOST_SEATS:
        raise WorkshopFull(f"A workshop has {MOST_SEATS} seats at most.")
    salt = place_of(store, workshop).salt
    fresh = [codes.new_code(codes.SEAT_CODE) for _ in roles]
    hashes = [codes.seat_code_hash(code, salt) for code in fresh]

    def add(transaction: Transaction) -> None:
        held(transaction, workshop)
        for hash, role in zip(hashes, roles, strict=True):
            seats.add_code(transaction, SeatCode(hash, workshop, role, None, None))

    writing(store, by, "seat_codes", workshop, add)
    return [codes.shown(code) for code in fresh]


def reissue(store: Store, by: By, workshop: str, seat: str) -> str:
    """Return a code that opens this seat on another phone; the phone it had is out at once."""
    require(by.caller, "reissue", workshop, seat)
    now_ms, workshop_row = utc_ms(by.now), place_of(store, workshop)
    fresh = codes.new_code(codes.SEAT_CODE)
    hash = codes.seat_code_hash(fresh, workshop_row.salt)

    def again(transaction: Transaction) -> None:
        held(transaction, workshop)
        seat_row = seat_in(transaction, workshop, seat)
        if seat_row.role == "facilitator":
            require(by.caller, "grant_facilitator", workshop)
        seats.end_tokens(transaction, now_ms, seat_id=seat)
        seats.end_codes(transaction, now_ms, workshop, seat)
        seats.add_code(transaction, SeatCode(hash, workshop, seat_row.role, seat, None))
        # A seat that is in stands for itself: no two seats can count as each other.
        seats.change(transaction, seat, state="in", paper=False, counts_as="")
        workshops.move(transaction, workshop)

    act = WorkshopAct("reseated", {"seat": seat}, again)
    do(store, workshop_row.appraisal, workshop, act, by)
    return codes.shown(fresh)


def seat_in(transaction: Transaction, workshop: str, seat: str) -> seats.Seat:
    """Return a seat of this workshop; NotAllowed if it is of another, or of none."""
    seat_row = seats.get(transaction, seat)
    if seat_row is None or seat_row.workshop != workshop:
        raise NotAllowed("There is no such seat in this workshop.")
    return seat_row


def take_seat(
    store: Store, workshop: Workshop, typed: str, phone: Phone, now: dt.datetime
) -> Joined:
    """Return a seat, and its secret, for a seat code; a wrong one is counted."""
    now_ms, code = utc_ms(now), codes.tidy(typed) or ""
    own, shared = f"device {phone.device}", f"seats {workshop.id}"
    wait = store.write(lambda t: _wait(t, own if phone.device else "", shared, now_ms))
    if wait:
        raise too_many(wait)
    # Slow on purpose, so never inside a transaction.
    hash = codes.seat_code_hash(code, workshop.salt)
    seat_code = store.read(lambda t: seats.code_of(t, workshop.id, hash))
    if seat_code is None or seat_code.used_ms is not None:
        store.write(lambda t: _count(t, own if phone.device else "", shared, now_ms))
        raise WrongSeatCode(
            "That seat code is wrong, or was used before. Look at it again; or leave it empty and "
            "wait for the facilitator to let you in."
        )
    return _seated(store, workshop, seat_code, phone, now)


def _wait(transaction: Transaction, own: str, shared: str, now_ms: int) -> int:
    waits = [guess_limits.wait_ms(transaction, shared, guess_limits.SEAT_CODES, now_ms)]
    if own:
        waits.append(guess_limits.wait_ms(transaction, own, guess_limits.DEVICE, now_ms))
    return max(waits)


def _count(transaction: Transaction, own: str, shared: str, now_ms: int) -> None:
    guess_limits.count(transaction, shared, guess_limits.SEAT_CODES, now_ms)
    if own:
        guess_limits.count(transaction, own, guess_limits.DEVICE, now_ms)


def _seated(
    store: Store, workshop: Workshop, code: SeatCode, phone: Phone, now: dt.datetime
) -> Joined:
    now_ms, token = utc_ms(now), codes.new_token()
    seat = new_seat(workshop.id, code.role, "", "in", phone, now_ms)
    id = code.seat or seat.id

    def sit(transaction: Transaction) -> None:
        latest = held(transaction, workshop.id)
        if not seats.use_code(transaction, code.hash, now_ms):
            raise WrongSeatCode("That seat code was used before. Ask the facilitator for another.")
        if code.seat is None:
            seats.add(transaction, seat)
        else:
            seats.change(transaction, id, device=phone.device, address=phone.address,
                         sealed=latest.data)  # fmt: skip
        add_seat_token(transaction, latest, id, token, now_ms)
        workshops.move(transaction, workshop.id)

    kind = "seated" if code.seat is None else "reseated"
    act = WorkshopAct(kind, {"seat": id, "role": code.role, "by": "seat code"}, sit)
    by = By(Caller(code.role, workshop.id, id), now, uuid4().hex)
    do(store, workshop.appraisal, workshop.id, act, by, already_known=False)
    return Joined("in", workshop.id, id, code.role, token)
