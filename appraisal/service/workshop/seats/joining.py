"""Coming in: from a code, by way of the waiting room or a seat code, to a seat's own secret."""

from __future__ import annotations

import datetime as dt
import secrets

from appraisal.model.workshop import MOST_SEATS
from appraisal.service.by import By
from appraisal.service.workshop.access import codes, guess_limits
from appraisal.service.workshop.access.addresses import address_hash, device_hash
from appraisal.service.workshop.access.callers import (
    confirm,
    utc_ms,
    who,
)
from appraisal.service.workshop.access.rights import writing
from appraisal.service.workshop.refusals import (
    LabelNeeded,
    NotAllowed,
    UnknownCode,
    WorkshopFull,
)
from appraisal.service.workshop.seats.new_seat import (
    Joined,
    Phone,
    add_seat_token,
    add_waiting_token,
    clean_line,
    new_seat,
    too_many,
)
from appraisal.service.workshop.seats.seat_codes import take_seat
from appraisal.store import Store, seats, workshops
from appraisal.store.transaction import Transaction
from appraisal.store.workshops import Workshop


def join(
    store: Store,
    *,
    code: str,
    label: str = "",
    seat_code: str = "",
    device: str = "",
    address: str = "",
    token: str | None = None,
    now: dt.datetime,
) -> Joined:
    """Return a place in the waiting room, or a seat where a seat code was given.

    Parameters
    ----------
    code : str
        The join code as typed, or the longer code of the link.
    label : str
        What to call this person, where the workshop asks.
    seat_code : str
        Single use; lets its bearer in at once.
    device : str
        Random id from the browser's own cookie.
    address : str
        Where the request came from.
    token : str, optional
        The secret the browser has already: whoever is in stays in, whatever limits are reached.

    Raises
    ------
    UnknownCode, WrongSeatCode, LabelNeeded, TooManyTries, WorkshopFull
    """
    given = codes.tidy(code)
    already = _already(store, token, given, now)
    if already:
        return already
    phone = Phone(device_hash(store, device), address_hash(store, address))
    place = _found(store, given, phone, utc_ms(now))
    if seat_code.strip():
        return take_seat(store, place, seat_code, phone, now)
    return _wait(store, place, _label(place, label), phone, now)


def _already(store: Store, token: str | None, given: str | None, now: dt.datetime) -> Joined | None:
    caller = who(store, token, now)
    if caller.workshop is None or caller.seat is None or given is None:
        return None
    place = store.read(lambda t: workshops.get(t, str(caller.workshop)))
    seat = store.read(lambda t: seats.get(t, str(caller.seat)))
    if place is None or seat is None or given[: codes.CODE] != place.code:
        return None
    if caller.role == "waiting":
        return enter(store, token, now)
    return Joined("in", place.id, seat.id, seat.role, None)


def _found(store: Store, given: str | None, phone: Phone, now_ms: int) -> Workshop:
    """Return the workshop that a code opens, every wrong try counted."""
    if given is None or len(given) not in (codes.CODE, codes.CODE + codes.KEY):
        raise UnknownCode(_LOOK_AGAIN)  # no guess: nothing of this shape could be right
    wait, place = store.write(lambda t: _tried(t, given, phone, now_ms))
    if wait:
        raise too_many(wait)
    if place is None:
        raise UnknownCode(_LOOK_AGAIN)
    return place


_LOOK_AGAIN = (
    "That code opens no workshop. Look at it again: it has 8 letters and digits, and is on the big "
    "screen."
)


def _tried(
    transaction: Transaction, given: str, phone: Phone, now_ms: int
) -> tuple[int, Workshop | None]:
    """Return how long to wait, or what the code opens. A wrong try is counted, a right one not."""
    if len(given) > codes.CODE:
        place = workshops.by_code(transaction, given[: codes.CODE])
        if place and secrets.compare_digest(place.link_key, given[codes.CODE :]):
            return 0, place
    own = f"device {phone.device}"
    if phone.device and (
        wait := guess_limits.wait_ms(transaction, own, guess_limits.DEVICE, now_ms)
    ):
        return wait, None
    wait, place = _by_address(transaction, given, phone, now_ms)
    if place is None and not wait and phone.device:
        guess_limits.count(transaction, own, guess_limits.DEVICE, now_ms)
    return wait, place


def _by_address(
    transaction: Transaction, given: str, phone: Phone, now_ms: int
) -> tuple[int, Workshop | None]:
    key, short = f"address {phone.address}", given if len(given) == codes.CODE else ""
    wait = guess_limits.wait_ms(transaction, key, guess_limits.ADDRESS, now_ms)
    if not wait:
        place = workshops.by_code(transaction, short) if short else None
        if place is None:
            guess_limits.count(transaction, key, guess_limits.ADDRESS, now_ms)
        return 0, place
    if guess_limits.wait_ms(transaction, _PART, guess_limits.PART_IN, now_ms):
        return wait, None
    # Only the workshops this address has a part in are looked at, so that no other can be guessed.
    for id in seats.standing(transaction, phone.address):
        place = workshops.get(transaction, id)
        if place and place.ended_ms is None and place.code == short:
            return 0, place
    guess_limits.count(transaction, _PART, guess_limits.PART_IN, now_ms)
    return wait, None


_PART = "part in"


def _label(place: Workshop, label: str) -> str:
    """Return what to call a person, in one short line; nothing is kept that was not asked for."""
    if not place.ask_label:
        return ""
    clean = clean_line(label)
    if not clean:
        raise LabelNeeded("Say what the facilitator should call you, so that they can let you in.")
    return clean


def _wait(store: Store, place: Workshop, label: str, phone: Phone, now: dt.datetime) -> Joined:
    now_ms, token = utc_ms(now), codes.new_token()

    def come(transaction: Transaction) -> str:
        here = seats.of_workshop(transaction, place.id)
        waiting = [seat for seat in here if seat.state == "waiting"]
        again = next((s for s in waiting if phone.device and s.device == phone.device), None)
        still = [seat for seat in waiting if now_ms - seat.asked_ms < guess_limits.WAITING_MS]
        if again is None and (
            len(still) >= guess_limits.MOST_WAITING or len(here) >= 2 * MOST_SEATS
        ):
            raise WorkshopFull("Too many people are waiting. Tell the facilitator, and try again.")
        seat = again or new_seat(place.id, "member", label, "waiting", phone, now_ms)
        if again:
            seats.change(transaction, seat.id, label=label)
            seats.end_tokens(transaction, now_ms, seat_id=seat.id)
        else:
            seats.add(transaction, seat)
        add_waiting_token(transaction, seat.id, token, now_ms)
        workshops.move(transaction, place.id)
        return seat.id

    return Joined("waiting", place.id, store.write(come), "member", token)


def enter(store: Store, token: str | None, now: dt.datetime) -> Joined:
    """Return whether the facilitator has let this phone in; if so, with a new secret for its seat.

    An answer that got lost on its way can be asked for again until the new secret is first used.

    Raises
    ------
    NotAllowed
        If the secret is none, or the phone was turned away.
    """
    caller = who(store, token, now)
    id = caller.seat
    seat = store.read(lambda t: seats.get(t, id)) if id else None
    if seat is None:
        raise NotAllowed(caller.why)
    if seat.state != "in":
        return Joined("waiting", seat.workshop, seat.id, seat.role, None)
    if caller.role != "waiting":
        return Joined("in", seat.workshop, seat.id, seat.role, None)
    fresh = codes.new_token()

    def give(transaction: Transaction) -> None:
        confirm(transaction, caller, now)
        place = workshops.get(transaction, seat.workshop)
        assert place is not None
        add_seat_token(transaction, place, seat.id, fresh, utc_ms(now))

    store.write(give)
    return Joined("in", seat.workshop, seat.id, seat.role, fresh)


def sign_out(store: Store, by: By, workshop: str) -> None:
    """End the caller's own secret. The seat and its answers stay."""

    def end(transaction: Transaction) -> None:
        seats.end_tokens(transaction, utc_ms(by.now), hash=by.caller.proof)
        workshops.move(transaction, workshop)

    writing(store, by, "sign_out", workshop, end, seat=by.caller.seat)
