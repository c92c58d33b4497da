"""Who may do what: one table, asked by every function through one door."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from appraisal.service.acting import By
from appraisal.service.workshop.access.callers import Caller, confirm
from appraisal.service.workshop.refusals import NotAllowed
from appraisal.service.workshop.remembered import moved
from appraisal.store import Store
from appraisal.store.transaction import Transaction

T = TypeVar("T")


@dataclass(frozen=True)
class Right:
    """Who may do one thing.

    Attributes
    ----------
    any_seat : frozenset of str
        Roles that may do it to any seat, or where no seat is meant, in their own workshop. A
        director's own workshops are all of them.
    own_seat : frozenset of str
        Roles that may do it to their own seat alone.
    """

    any_seat: frozenset[str] = frozenset()
    own_seat: frozenset[str] = frozenset()


_DESK = frozenset({"facilitator", "director"})
_ROOM = _DESK | {"observer"}
_IN = _ROOM | {"member"}
_DIRECTOR = Right(frozenset({"director"}))
_AT_DESK = Right(_DESK)

RIGHTS: dict[str, Right] = {
    # the tool's own
    "open_workshop": _DIRECTOR,
    "workshops_of": _DIRECTOR,
    "resume": _DIRECTOR,
    "grant_facilitator": _DIRECTOR,
    # the desk
    "desk": _AT_DESK,
    "new_code": _AT_DESK,
    "set_threshold": _AT_DESK,
    "make_longer": _AT_DESK,
    "steer": _AT_DESK,
    "end_workshop": _AT_DESK,
    "admit": _AT_DESK,
    "turn_away": _AT_DESK,
    "seat_codes": _AT_DESK,
    "paper_seat": _AT_DESK,
    "reissue": _AT_DESK,
    "sign_out_seat": _AT_DESK,
    "take_out": _AT_DESK,
    "count_as": _AT_DESK,
    "sign_out_all": _AT_DESK,
    "lift_interest": _AT_DESK,
    "open_round": _AT_DESK,
    "lock_round": _AT_DESK,
    "call_off_round": _AT_DESK,
    "reveal_round": _AT_DESK,
    "go_to": _AT_DESK,
    "key_in": _AT_DESK,
    "key_in_vote": _AT_DESK,
    "agree": _AT_DESK,
    "record_attendance": _AT_DESK,
    "open_vote": _AT_DESK,
    "close_vote": _AT_DESK,
    "call_off_vote": _AT_DESK,
    # the room
    "screen": Right(_ROOM),
    "dividing": Right(_ROOM),
    "invitation": Right(_ROOM),
    "room_appraisal": Right(_IN),
    "figures": Right(_IN),
    "time_left": Right(_IN),
    "pulse": Right(_IN | {"waiting"}),
    # one's own seat
    "answer": Right(own_seat=frozenset({"member"})),
    "cast_vote": Right(own_seat=frozenset({"member"})),
    "give_name": Right(own_seat=frozenset({"member"})),
    "set_pin": Right(own_seat=frozenset({"member"})),
    "unseal": Right(own_seat=frozenset({"member"})),
    "mine": Right(own_seat=frozenset({"member"})),
    "declare_interest": Right(_DESK, frozenset({"member"})),
    "record_dissent": Right(_DESK, frozenset({"member"})),
    "sign_out": Right(own_seat=frozenset({"member", "observer", "facilitator", "waiting"})),
}


def allowed(caller: Caller, act: str, workshop: str | None, seat: str | None = None) -> bool:
    """Return whether a caller may do an act in a workshop, to a seat where one is meant."""
    right = RIGHTS[act]
    if caller.role == "director":
        return "director" in right.any_seat
    if workshop is None or caller.workshop != workshop:
        return False
    if caller.role in right.any_seat:
        return True
    return caller.role in right.own_seat and seat is not None and seat == caller.seat


def require(caller: Caller, act: str, workshop: str | None, seat: str | None = None) -> None:
    """Refuse what the caller may not do.

    Raises
    ------
    NotAllowed
        Without saying whether the workshop or the seat exists.
    """
    if caller.role == "nobody":
        raise NotAllowed(caller.why)
    if not allowed(caller, act, workshop, seat):
        raise NotAllowed("You cannot do this here. Ask the facilitator.")


def reading(
    store: Store, caller: Caller, act: str, workshop: str | None, look: Callable[[Transaction], T],
    *, seat: str | None = None,
) -> T:  # fmt: skip
    """Return what ``look`` reads, once the caller's right and secret were both seen to hold."""
    require(caller, act, workshop, seat)

    def whole(transaction: Transaction) -> T:
        confirm(transaction, caller)
        return look(transaction)

    return store.read(whole)


def writing(
    store: Store, by: By, act: str, workshop: str | None, do: Callable[[Transaction], T],
    *, seat: str | None = None,
) -> T:  # fmt: skip
    """Return what ``do`` gives once it is kept; right and secret are seen to in its transaction."""
    require(by.caller, act, workshop, seat)

    def whole(transaction: Transaction) -> T:
        confirm(transaction, by.caller, by.now)
        return do(transaction)

    outcome = store.write(whole)
    moved(store, workshop)
    return outcome
