"""What was found a moment ago, for those who ask for the same: never an answer, never for long."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

from appraisal.store import Store

T = TypeVar("T")


class Remembered(Generic[T]):
    """The last things put, by key: of many threads, and of so many keys at most."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> T | None:
        """Return what was put under a key, or None."""
        return self._held.get(key)

    def put(self, key: Hashable, value: T) -> None:
        """Keep a value, in place of the one before; the oldest goes where there are too many."""
        with self._lock:
            self._held[key] = value
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)

    def drop(self, key: Hashable) -> None:
        """Forget a key."""
        with self._lock:
            self._held.pop(key, None)


# (store, workshop) -> revision, data counter, and when they were read
pulses: Remembered[tuple[int, int, float]] = Remembered(1_000)


def moved(store: Store, workshop: str | None) -> None:
    """Have the next poll look anew, because something was done here just now."""
    pulses.drop((store.id, workshop))
