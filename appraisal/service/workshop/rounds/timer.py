"""A round's timer, on a clock that only goes forward."""

from __future__ import annotations

import datetime as dt

from appraisal.model.workshop import remaining
from appraisal.service.remembered import Remembered
from appraisal.service.workshop.access.callers import Caller, utc_ms
from appraisal.service.workshop.access.rights import reading
from appraisal.store import Store, workshops
from appraisal.store.transaction import Transaction
from appraisal.store.workshops import Round

_began: Remembered[tuple[float, float]] = Remembered(1_000)  # rounds; one is a pair of numbers


def time_left(
    store: Store, caller: Caller, workshop: str, *, now: dt.datetime, monotonic: float
) -> float | None:
    """Return the seconds left of the open round; None without a timer or an open round.

    Where the round stood is taken from the clock once, when this program first looks; from then on
    only the difference of ``monotonic`` counts, so that a clock that is set forward or back while
    the round runs does not move the timer. It closes nothing.
    """
    round = reading(store, caller, "time_left", workshop, lambda t: _open(t, workshop))
    if round is None or round.seconds is None:
        return None
    key = (store.id, workshop, round.number)
    elapsed = max(0.0, (utc_ms(now) - round.opened_ms) / 1000)
    start, before = _began.first(key, (monotonic, elapsed))
    return remaining(round.seconds, before + monotonic - start)


def _open(transaction: Transaction, workshop: str) -> Round | None:
    workshop_row = workshops.get(transaction, workshop)
    if workshop_row is None or workshop_row.step != "open":
        return None
    return workshops.round_of(transaction, workshop, workshop_row.round)
