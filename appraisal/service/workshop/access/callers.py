"""Who is asking: a cookie's secret goes in, a caller comes out, on every run of a page."""

from __future__ import annotations

import contextlib
import datetime as dt
from dataclasses import dataclass

from appraisal.errors import AppraisalError, NotSaved
from appraisal.service.acting import Caller, CallerRole
from appraisal.service.workshop.access.codes import token_hash
from appraisal.service.workshop.access.guess_limits import IDLE_MS, TOUCH_MS
from appraisal.service.workshop.refusals import NotAllowed
from appraisal.store import Store, group_commit, seats, workshops
from appraisal.store.transaction import Transaction

UNUSED = 0  # `seen_ms` of a secret that no browser has shown yet: its answer may have got lost


@dataclass(frozen=True)
class Standing:
    """Where a caller belongs, as read in the present transaction."""

    seat: seats.Seat
    place: workshops.Workshop


NOBODY = Caller("nobody", why="Join the workshop with its code first.")
SIGNED_OUT = Caller("nobody", why="You were signed out. Ask the facilitator to let you in again.")
OVER = Caller("nobody", why="This workshop has ended. Thank you.")
TIMED_OUT = Caller(
    "nobody",
    why="The time of this workshop is over. What you saved is kept, and so is your seat: when the "
    "officer makes it longer, this page works again.",
)
WAITED = Caller("nobody", why="You waited for an hour and were not let in. Join again.")


def utc_ms(now: dt.datetime) -> int:
    """Return a time as UTC milliseconds; ValueError if it has no zone."""
    if now.tzinfo is None:
        raise ValueError("a time needs its zone")
    return int(now.timestamp() * 1000)


def who(store: Store, token: str | None, now: dt.datetime) -> Caller:
    """Return who shows this secret; ``role`` is ``nobody`` if it opens nothing any more.

    Call it on every run: a seat that was signed out is nobody from the next run on.
    """
    if not token or len(token) > 200:
        return NOBODY
    hash, now_ms = token_hash(token), utc_ms(now)
    caller, stale = _found(store.read(lambda t: workshops.standing(t, hash)), now_ms)
    if stale:
        with contextlib.suppress(NotSaved):  # a full disk is no reason to turn anybody out
            group_commit.keep(store, _touch_all, (caller, now_ms))
    return caller


def _touch_all(
    transaction: Transaction, heard: list[tuple[Caller, int]]
) -> list[AppraisalError | None]:
    for caller, now_ms in heard:
        _touch(transaction, caller, now_ms)
    return [None for _ in heard]


def _touch(transaction: Transaction, caller: Caller, now_ms: int) -> None:
    """Note that a seat was heard of; at the first use of a secret the seat's others end."""
    token = seats.token_of(transaction, caller.proof)
    if token is None or token.ended_ms is not None:
        return
    if token.kind == "seat" and token.seen_ms == UNUSED:
        seats.end_tokens(transaction, now_ms, seat_id=token.seat, but=token.hash)
    seats.seen(transaction, token.hash, now_ms)


def confirm(
    transaction: Transaction, caller: Caller, now: dt.datetime | None = None
) -> Standing | None:
    """Return the seat and workshop of a caller, None for the director; refuse one that has ended.

    Raises
    ------
    NotAllowed
        If it was signed out, given again, or timed out since it was looked at.
    """
    if caller.role == "director":
        if caller.proof and not _officer_lives(transaction, caller.proof, now):
            raise NotAllowed("You were signed out. Open the officer's address again.")
        return None
    return confirm_as_read(workshops.standing(transaction, caller.proof), caller, now)


def confirm_as_read(
    read: workshops.Seated | None, caller: Caller, now: dt.datetime | None
) -> Standing:
    """Return the seat and workshop of a caller who is not the director, as just read."""
    as_read, _ = _found(read, None if now is None else utc_ms(now))
    if as_read != caller or read is None:
        raise NotAllowed(as_read.why or "You were signed out. Join again.")
    return Standing(read[1], read[2])


def _found(read: workshops.Seated | None, now_ms: int | None) -> tuple[Caller, bool]:
    """Return who shows a secret, and whether it is time to note that they were heard of."""
    if read is None:
        return NOBODY, False
    token, seat, workshop = read
    ended = _why_ended(token, seat, workshop, now_ms)
    if ended:
        return ended, False
    role: CallerRole = "waiting" if token.kind == "waiting" else seat.role
    stale = now_ms is not None and abs(now_ms - token.seen_ms) >= TOUCH_MS
    return Caller(role, workshop.id, seat.id, token.hash), stale


def _why_ended(
    token: seats.Token, seat: seats.Seat, workshop: workshops.Workshop, now_ms: int | None
) -> Caller | None:
    if workshop.ended_ms is not None:
        return OVER
    if token.ended_ms is not None:
        return SIGNED_OUT
    in_place = seat.state == "in" if token.kind == "seat" else seat.state in ("waiting", "in")
    if not in_place:
        return SIGNED_OUT
    if now_ms is None:
        return None
    if now_ms > workshop.ends_ms:
        return TIMED_OUT
    # A seat is kept however long its phone sleeps; only who waits to be let in waits no longer.
    return WAITED if token.kind == "waiting" and now_ms > token.ends_ms else None


def _officer_lives(transaction: Transaction, hash: str, now: dt.datetime | None) -> bool:
    token = seats.token_of(transaction, hash)
    if token is None or token.kind != "officer" or token.ended_ms is not None:
        return False
    if now is None:
        return True
    now_ms = utc_ms(now)
    return now_ms <= token.ends_ms and now_ms - token.seen_ms <= IDLE_MS + TOUCH_MS
