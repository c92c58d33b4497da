"""Things found a moment ago, for those who ask for the same: so many of them, of many threads."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

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

    def put(self, key: Hashable, value: T) -> T:
        """Keep a value, in place of the one before, and return it; the oldest goes if need be."""
        with self._lock:
            self._keep(key, value)
        return value

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what ``make`` gives, made once for a key; two at one moment may both make it."""
        try:
            return self._held[key]
        except KeyError:
            return self.put(key, make())

    def first(self, key: Hashable, value: T) -> T:
        """Return what is kept under a key, which is this value if there was none before."""
        with self._lock:
            if key not in self._held:
                self._keep(key, value)
            return self._held[key]

    def drop(self, key: Hashable) -> None:
        """Forget a key."""
        with self._lock:
            self._held.pop(key, None)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._held.clear()

    def _keep(self, key: Hashable, value: T) -> None:
        self._held[key] = value
        self._held.move_to_end(key)
        while len(self._held) > self._most:
            self._held.popitem(last=False)
