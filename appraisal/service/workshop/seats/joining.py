"""Coming in: from a code, by way of the waiting room or a seat code, to a seat's own secret."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass

from appraisal.model.workshop import MOST_SEATS
from appraisal.service.acting import By
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
    SeatedElsewhere,
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


@dataclass(frozen=True)
class Joining:
    """What a browser sends to come in.

    Attributes
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
    leaves : bool
        Whether to give up a seat in another workshop, which was asked.
    """

    code: str
    label: str = ""
    seat_code: str = ""
    device: str = ""
    address: str = ""
    leaves: bool = False


def join(store: Store, joining: Joining, *, token: str | None = None, now: dt.datetime) -> Joined:
    """Return a place in the waiting room, or a seat where a seat code was given.

    Parameters
    ----------
    token : str, optional
        The secret the browser has already: whoever is in stays in, whatever limits are reached.

    Raises
    ------
    UnknownCode, WrongSeatCode, LabelNeeded, TooManyTries, WorkshopFull
    SeatedElsewhere
        If the browser has a seat in another workshop, and nobody said to give it up.
    """
    tidy_code = codes.tidy(joining.code)
    already = _already(store, token, tidy_code, now)
    if already:
        return already
    if not joining.leaves and is_seated(store, token, now):
        raise SeatedElsewhere(
            "This phone has a seat in another workshop. Stay there, or leave it and join this one."
        )
    phone = Phone(device_hash(store, joining.device), address_hash(store, joining.address))
    workshop = _found(store, tidy_code, phone, utc_ms(now))
    if joining.seat_code.strip():
        return take_seat(store, workshop, joining.seat_code, phone, now)
    return _wait(store, workshop, _label(workshop, joining.label), phone, now)


def _already(store: Store, token: str | None, code: str | None, now: dt.datetime) -> Joined | None:
    caller = who(store, token, now)
    if caller.workshop is None or caller.seat is None or code is None:
        return None
    workshop = store.read(lambda t: workshops.get(t, str(caller.workshop)))
    seat = store.read(lambda t: seats.get(t, str(caller.seat)))
    if workshop is None or seat is None or code[: codes.CODE] != workshop.code:
        return None
    if caller.role == "waiting":
        return enter(store, token, now)
    return Joined("in", workshop.id, seat.id, seat.role, None)


def is_seated(store: Store, token: str | None, now: dt.datetime) -> bool:
    """Return whether a secret belongs to somebody who is in a workshop, not only waiting."""
    return who(store, token, now).role not in ("nobody", "waiting")


def is_code_of(store: Store, workshop: str, typed: str) -> bool:
    """Return whether a code, as typed or from a link, is the present one of a workshop."""
    code, row = codes.tidy(typed), store.read(lambda t: workshops.get(t, workshop))
    return code is not None and row is not None and code[: codes.CODE] == row.code


def _found(store: Store, code: str | None, phone: Phone, now_ms: int) -> Workshop:
    """Return the workshop that a code opens, every wrong try counted."""
    if code is None or len(code) not in (codes.CODE, codes.CODE + codes.KEY):
        raise UnknownCode(_LOOK_AGAIN)  # no guess: nothing of this shape could be right
    wait, workshop = store.write(lambda t: _tried(t, code, phone, now_ms))
    if wait:
        raise too_many(wait)
    if workshop is None:
        raise UnknownCode(_LOOK_AGAIN)
    return workshop


_LOOK_AGAIN = (
    "That code opens no workshop. Look at it again: it has 8 letters and digits, and is on the big "
    "screen."
)


def _tried(
    transaction: Transaction, code: str, phone: Phone, now_ms: int
) -> tuple[int, Workshop | None]:
    """Return how long to wait, or what the code opens. A wrong try is counted, a right one not."""
    if len(code) > codes.CODE:
        workshop = workshops.by_code(transaction, code[: codes.CODE])
        if workshop and secrets.compare_digest(workshop.link_key, code[codes.CODE :]):
            return 0, workshop
    own = f"device {phone.device}"
    if phone.device and (
        wait := guess_limits.wait_ms(transaction, own, guess_limits.DEVICE, now_ms)
    ):
        return wait, None
    wait, workshop = _by_address(transaction, code, phone, now_ms)
    if workshop is None and not wait and phone.device:
        guess_limits.count(transaction, own, guess_limits.DEVICE, now_ms)
    return wait, workshop


def _by_address(
    transaction: Transaction, code: str, phone: Phone, now_ms: int
) -> tuple[int, Workshop | None]:
    key, short = f"address {phone.address}", code if len(code) == codes.CODE else ""
    wait = guess_limits.wait_ms(transaction, key, guess_limits.ADDRESS, now_ms)
    if not wait:
        workshop = workshops.by_code(transaction, short) if short else None
        if workshop is None:
            guess_limits.count(transaction, key, guess_limits.ADDRESS, now_ms)
        return 0, workshop
    if guess_limits.wait_ms(transaction, _PART, guess_limits.PART_IN, now_ms):
        return wait, None
    # Only the workshops this address has a part in are looked at, so that no other can be guessed.
    for id in seats.standing(transaction, phone.address):
        workshop = workshops.get(transaction, id)
        if workshop and workshop.ended_ms is None and workshop.code == short:
            return 0, workshop
    guess_limits.count(transaction, _PART, guess_limits.PART_IN, now_ms)
    return wait, None


_PART = "part in"


def _label(workshop: Workshop, label: str) -> str:
    """Return what to call a person, in one short line; nothing is kept that was not asked for."""
    if not workshop.ask_label:
        return ""
    clean = clean_line(label)
    if not clean:
        raise LabelNeeded("Say what the facilitator should call you, so that they can let you in.")
    return clean


def _wait(store: Store, workshop: Workshop, label: str, phone: Phone, now: dt.datetime) -> Joined:
    now_ms, token = utc_ms(now), codes.new_token()

    def come(transaction: Transaction) -> str:
        all_seats = seats.of_workshop(transaction, workshop.id)
        waiting = [seat for seat in all_seats if seat.state == "waiting"]
        again = next((s for s in waiting if phone.device and s.device == phone.device), None)
        still = [seat for seat in waiting if now_ms - seat.asked_ms < guess_limits.WAITING_MS]
        if again is None and (
            len(still) >= guess_limits.MOST_WAITING or len(all_seats) >= 2 * MOST_SEATS
        ):
            raise WorkshopFull("Too many people are waiting. Tell the facilitator, and try again.")
        seat = again or new_seat(workshop.id, "member", label, "waiting", phone, now_ms)
        if again:
            seats.change(transaction, seat.id, label=label)
            seats.end_tokens(transaction, now_ms, seat_id=seat.id)
        else:
            seats.add(transaction, seat)
        add_waiting_token(transaction, seat.id, token, now_ms)
        workshops.move(transaction, workshop.id)
        return seat.id

    return Joined("waiting", workshop.id, store.write(come), "member", token)


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
        workshop = workshops.get(transaction, seat.workshop)
        assert workshop is not None
        add_seat_token(transaction, workshop, seat.id, fresh, utc_ms(now))

    store.write(give)
    return Joined("in", seat.workshop, seat.id, seat.role, fresh)


def sign_out(store: Store, by: By, workshop: str) -> None:
    """End the caller's own secret. The seat and its answers stay."""

    def end(transaction: Transaction) -> None:
        seats.end_token(transaction, utc_ms(by.now), by.caller.proof)
        workshops.move(transaction, workshop)

    writing(store, by, "sign_out", workshop, end, seat=by.caller.seat)
