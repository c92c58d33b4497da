"""The officer in charge: known by sitting at the laptop, or by a key printed when it started."""

from __future__ import annotations

import contextlib
import datetime as dt
import ipaddress

from appraisal.errors import NotSaved
from appraisal.service.acting import By
from appraisal.service.workshop.access.callers import Caller, utc_ms, who
from appraisal.service.workshop.access.codes import new_token, token_hash
from appraisal.service.workshop.access.guess_limits import IDLE_MS, TOUCH_MS, VISIT_MS
from appraisal.service.workshop.refusals import NotAllowed
from appraisal.store import Store, seats
from appraisal.store.seats import Token
from appraisal.store.transaction import Transaction

LAPTOP, ROOM = "laptop", "room"
_KEY_MS = 366 * 24 * 3_600_000
NO_OFFICER = Caller(
    "nobody",
    why="This page is the officer's. Open the officer's address that was printed when the tool was "
    "started.",
)


def new_key(store: Store, *, now: dt.datetime) -> str:
    """Return a new key of 256 bits for the officer's address; the keys before it open nothing.

    It is printed once when the tool is started for a room and goes behind the ``#`` of
    ``/officer``; only its hash is kept.
    """
    key, now_ms = new_token(), utc_ms(now)

    def replace(transaction: Transaction) -> None:
        seats.end_tokens(transaction, now_ms, kinds=("officer_key",))
        _add(transaction, "officer_key", key, now_ms, now_ms + _KEY_MS)

    store.write(replace)
    return key


def sign_in(store: Store, key: str, *, now: dt.datetime) -> str:
    """Return a new secret for the officer's cookie, good for 8 hours.

    Raises
    ------
    NotAllowed
        If the key is not the one that was printed last.
    """
    fresh, now_ms = new_token(), utc_ms(now)

    def enter(transaction: Transaction) -> bool:
        issued = seats.token_of(transaction, token_hash(key[:200]))
        if issued is None or issued.kind != "officer_key" or issued.ended_ms is not None:
            return False
        if now_ms > issued.ends_ms:
            return False
        _add(transaction, "officer", fresh, now_ms, now_ms + VISIT_MS)
        return True

    if not store.write(enter):
        raise NotAllowed("This officer's address is not the one that was printed last.")
    return fresh


def _add(transaction: Transaction, kind: str, token: str, now_ms: int, ends_ms: int) -> None:
    new = Token(token_hash(token), kind, None, now_ms, now_ms, ends_ms, None)
    seats.add_token(transaction, new)


def officer_of(
    store: Store, token: str | None, *, access: str, address: str, now: dt.datetime
) -> Caller:
    """Return the officer as a caller, or nobody.

    Parameters
    ----------
    access : str
        The setting: at a ``laptop`` that nobody else can reach, whoever sits at it is the officer;
        in a ``room`` the cookie's secret says who is.
    address : str
        Where the request came from. At a laptop anything but the laptop itself is refused, so that
        a server opened to others by mistake opens nothing.
    """
    if access == LAPTOP:
        return Caller("director") if is_this_machine(address) else NO_OFFICER
    if not token or len(token) > 200:
        return NO_OFFICER
    hash, now_ms = token_hash(token), utc_ms(now)
    issued = store.read(lambda t: seats.token_of(t, hash))
    if issued is None or issued.kind != "officer" or issued.ended_ms is not None:
        return NO_OFFICER
    if now_ms > issued.ends_ms or now_ms - issued.seen_ms > IDLE_MS + TOUCH_MS:
        return NO_OFFICER
    if abs(now_ms - issued.seen_ms) >= TOUCH_MS:
        with contextlib.suppress(NotSaved):
            store.write(lambda t: seats.seen(t, hash, now_ms))
    return Caller("director", proof=hash)


def caller_of(
    store: Store,
    *,
    seat: str | None,
    officer: str | None,
    access: str,
    address: str,
    now: dt.datetime,
) -> Caller:
    """Return who shows these two secrets: the one decision, for pages and for plain routes.

    Somebody with a seat is that seat and nothing more, even at the officer's own laptop. Parameters
    are those of :func:`officer_of`; ``seat`` and ``officer`` are what the two cookies hold.
    """
    seated = who(store, seat, now)
    if seated.role not in ("nobody", "waiting"):
        return seated
    in_charge = officer_of(store, officer, access=access, address=address, now=now)
    if in_charge.role == "director":
        return in_charge
    return seated if seat else Caller("nobody", why="")


def is_this_machine(address: str) -> bool:
    """Return whether a request came from the machine itself; Streamlit gives no address then."""
    if address in ("", "localhost"):
        return True
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return (mapped or ip).is_loopback


def sign_out_officers(store: Store, by: By) -> None:
    """End the officer's own secret, and every other officer's."""
    if by.caller.role != "director":
        raise NotAllowed(by.caller.why or "Only the officer can do this.")
    store.write(lambda t: seats.end_tokens(t, utc_ms(by.now), kinds=("officer",)))
