"""What a page is drawn from, as a short mark: it changes as soon as the page is out of date.

A mark holds no answer and no name. Desk and big screen go by two counters, and so see that somebody
came, or answered. A phone goes by what it shows itself: not every phone in the room is to be drawn
again because one more person came in.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from appraisal.errors import AppraisalError
from appraisal.model.canonical import sha256_of
from appraisal.service.remembered import Remembered
from appraisal.service.workshop.access.callers import Caller
from appraisal.service.workshop.access.codes import token_hash
from appraisal.service.workshop.access.rights import require
from appraisal.service.workshop.refusals import NotAllowed
from appraisal.service.workshop.remembered import pulses
from appraisal.service.workshop.views.desk import Pulse, pulse_in
from appraisal.store import Store, seats, votes, workshops
from appraisal.store.transaction import Transaction

FRESH = 0.25  # seconds for which what one poll found serves the others
BESIDE = 1.0  # seconds for which it does while somebody is just looking anew
CALLER = 60.0  # seconds after which a secret is looked up again though its workshop stands still


@dataclass(frozen=True)
class Face:
    """What the phones of a workshop show at a revision: the same for all but who is left out."""

    shown: str
    out: frozenset[tuple[str, str]]

    def of(self, seat: str | None) -> str:
        """Return the mark of one seat's phone."""
        own = sorted(about for id, about in self.out if id == seat)
        return sha256_of([self.shown, own])[:16] if own else self.shown


_faces: Remembered[Face] = Remembered(64)


def mark(store: Store, caller: Caller, workshop: str | None) -> str:
    """Return the mark of what this caller's page would show now."""
    return caller.role if workshop is None else _read(store, caller, workshop)[0]


def mark_of_record(store: Store, caller: Caller, appraisal: str) -> str:
    """Return the mark of an appraisal's pages; only an officer is told when it moves on."""
    if caller.role != "director":
        return "nobody"
    try:
        return f"{caller.role} {store.head(appraisal).revision}"
    except AppraisalError:
        return "gone"


def _read(store: Store, caller: Caller, workshop: str) -> tuple[str, Pulse | None]:
    try:
        require(caller, "pulse", workshop)
        pulse, face = store.read(lambda t: _look(t, store, caller, workshop))
    except AppraisalError:
        return "nobody", None
    return _said(caller, pulse, face), pulse


def _look(
    transaction: Transaction, store: Store, caller: Caller, workshop: str
) -> tuple[Pulse, Face | None]:
    pulse = pulse_in(transaction, caller, workshop)
    if caller.role != "member":
        return pulse, None
    key = (store.id, workshop, pulse.revision)
    face = _faces.get(key)
    if face is None:
        revision, face = _face(transaction, workshop)
        if revision == pulse.revision:  # else it moved between two reads
            _faces.put(key, face)
    return pulse, face


def _face(transaction: Transaction, workshop: str) -> tuple[int, Face]:
    workshop_row = workshops.get(transaction, workshop)
    if workshop_row is None:
        raise NotAllowed("You cannot do this here. Ask the facilitator.")
    agreed = workshops.agreed_in(transaction, workshop, workshop_row.round)
    vote = votes.last(transaction, workshop)
    shown = [
        workshop_row.step, workshop_row.round, workshop_row.threshold, sorted(agreed.items()),
        [vote.number, vote.state] if vote else [],
    ]  # fmt: skip
    declared = seats.interests(transaction, workshop)
    out = frozenset((each.seat, each.about) for each in declared if each.excluded)
    return workshop_row.revision, Face(sha256_of(shown)[:16], out)


def _said(caller: Caller, pulse: Pulse, face: Face | None) -> str:
    if caller.role == "waiting":
        return caller.role
    if caller.role == "member":
        assert face is not None
        return f"{caller.role} {face.of(caller.seat)}"
    return f"{caller.role} {pulse.revision} {pulse.data}"


# --- For the poll: what was found a moment ago ----------------------------------------------------


@dataclass(frozen=True)
class _Seen:
    """Who a secret belonged to while its workshop stood at a revision, and when that was found."""

    caller: Caller
    revision: int
    at: float


_seen: Remembered[_Seen] = Remembered(10_000)  # by store and hash of the secret
_looking: Remembered[float] = Remembered(1_000)


def glance(store: Store, token: str | None, workshop: str | None, monotonic: float) -> str | None:
    """Return the mark of a seat's page as it was a moment ago, without a read; None: look anew.

    Whatever ends a seat moves its workshop's revision, and then its secret is looked up again.
    """
    seen = _seen.get((store.id, token_hash(token))) if token else None
    if seen is None or monotonic - seen.at > CALLER:
        return None
    own_workshop = seen.caller.workshop
    known = pulses.get((store.id, own_workshop))
    if known is None or workshop not in (None, own_workshop):
        return None
    revision, data, at = known
    pulse = Pulse(revision, data)
    if pulse.revision != seen.revision or not _is_fresh((store.id, own_workshop), at, monotonic):
        return None
    face = _faces.get((store.id, own_workshop, pulse.revision))
    if seen.caller.role == "member" and face is None:
        return None
    return _said(seen.caller, pulse, face)


def _is_fresh(key: Hashable, at: float, monotonic: float) -> bool:
    if monotonic - at <= FRESH:
        return True
    began = _looking.get(key)
    if monotonic - at <= BESIDE and began is not None and began > at:
        return True
    _looking.put(key, monotonic)  # this caller looks, the others go by what was found before
    return False


def look(
    store: Store, caller: Caller, token: str | None, workshop: str | None, monotonic: float
) -> str:
    """Return the mark as :func:`mark` does, and remember it for the next to ask."""
    if workshop is None:
        return caller.role
    mark_text, pulse = _read(store, caller, workshop)
    if pulse is not None and token and caller.seat is not None:
        pulses.put((store.id, workshop), (pulse.revision, pulse.data or 0, monotonic))
        _seen.put((store.id, token_hash(token)), _Seen(caller, pulse.revision, monotonic))
    return mark_text
