"""How often codes may be guessed: each phone first, its address last; whoever is in never.

Only wrong codes are counted, in the database, so that every copy of the program shares the count.

- A phone that has typed ten wrong codes waits; nobody else does.
- An address that has sent twenty waits, five more a minute. All of a council stands behind one
  address, so this alone would let one guesser lock a whole room out. It is therefore lifted for the
  workshops that the address has a part in: where it was opened from, or where somebody at it is
  already in. What can be guessed through that is one workshop's code, at a rate of its own.
- The link in the QR code carries 50 bits more and is not limited at all.

The chance of guessing any of 50 codes of 40 bits in 3 hours from 1,000 addresses is worked out by
:func:`chance_of_entry`; a test holds it under 1 in 10,000 and tries it on the running service.
"""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.service.workshop.access.codes import CODE
from appraisal.store import guess_limits
from appraisal.store.transaction import Transaction

IDLE_MS = 60 * 60_000  # an officer's browser that nothing was heard of for an hour is signed out
TOUCH_MS = 60_000  # how often it is noted that a seat was heard of
VISIT_MS = 8 * 3_600_000  # an officer's visit lasts 8 hours at most
WAITING_MS = 60 * 60_000  # how long a phone may wait to be let in
MOST_WAITING = 100  # phones that may wait at one time, so that a prankster can't fill the room
MOST_LABEL = 60  # characters of what a person is called
DAY_MS = 24 * 3_600_000


@dataclass(frozen=True)
class Limit:
    """So many at once, and after that one more every so many milliseconds."""

    burst: int
    every_ms: int


DEVICE = Limit(burst=10, every_ms=12_000)
ADDRESS = Limit(burst=20, every_ms=12_000)
# Tries at the codes of workshops that an address has a part in, by all such addresses together.
PART_IN = Limit(burst=200, every_ms=10)
PINS = Limit(burst=5, every_ms=600_000)  # wrong PINs for one seat
SEAT_CODES = Limit(burst=60, every_ms=500)  # wrong seat codes in one workshop


def wait_ms(transaction: Transaction, key: str, limit: Limit, now_ms: int) -> int:
    """Return how long to wait until the next try; 0 if it may be made at once.

    The generic cell rate algorithm (ATM Forum, 1996): one moment is kept for each key. A clock that
    was set back can hold nobody up for longer than the whole burst takes.
    """
    free = _free(guess_limits.free_at_locked(transaction, key), limit, now_ms)
    return max(0, free + limit.every_ms - limit.burst * limit.every_ms - now_ms)


def count(transaction: Transaction, key: str, limit: Limit, now_ms: int) -> None:
    """Count one wrong try."""
    free = _free(guess_limits.free_at_locked(transaction, key), limit, now_ms)
    guess_limits.set_free_at(transaction, key, max(free, now_ms) + limit.every_ms)


def _free(free_ms: int, limit: Limit, now_ms: int) -> int:
    return min(free_ms, now_ms + limit.burst * limit.every_ms)


def most_tries(limit: Limit, hours: float) -> int:
    """Return the most wrong tries that a limit lets through in a time."""
    return limit.burst + int(hours * 3_600_000 / limit.every_ms)


def chance_of_entry(*, workshops: int, addresses: int, hours: float) -> float:
    """Return the most that the chance can be of guessing the code of any workshop under way.

    Every address guesses as fast as it is let, none counted twice, and others at addresses that
    have a part in all of the workshops as fast as all of those together are let. Even then the
    guesser is only in the waiting room.
    """
    tries = addresses * most_tries(ADDRESS, hours) + most_tries(PART_IN, hours)
    return tries * workshops / float(32**CODE)
