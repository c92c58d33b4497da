"""Saving together: what many phones send at the same moment is kept in one transaction.

A database syncs its disk once for each transaction, and SQLite lets one writer in at a time. With a
transaction for each answer, 50 answers a second kept 35 connections waiting for their turn, and
everybody's reading behind them. Here whoever comes first keeps what is there; what comes meanwhile
is kept together, by the next, as soon as that is done. Nobody is told anything before the commit.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from appraisal.errors import AppraisalError
from appraisal.store import Store
from appraisal.store.transaction import Transaction

T = TypeVar("T")
MOST = 64  # writes kept in one transaction, so that nobody waits for long
PATIENCE = 2.0  # seconds after which a transaction that failed is not taken apart and tried again


class Shared:
    """What the writes of one transaction read once, each row held until it ends."""

    def __init__(self) -> None:
        self._read: dict[Hashable, Any] = {}

    def once(self, key: Hashable, read: Callable[[], T]) -> T:
        """Return what ``read`` gives, read once in this transaction."""
        if key not in self._read:
            self._read[key] = read()
        return cast(T, self._read[key])


Act = Callable[[Transaction, Shared], Any]


class _Write:
    """One caller's write, and what became of it."""

    def __init__(self, act: Act) -> None:
        self.act = act
        self.turn = threading.Event()  # it is done, or its caller is the next to keep what waits
        self.done = False
        self.given: Any = None
        self.fault: BaseException | None = None

    def tell(self, given: Any, fault: BaseException | None) -> None:
        self.given, self.fault, self.done = given, fault, True


class _Queue:
    """The writes that wait for one store."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[_Write] = []
        self._busy = False

    def keep(self, store: Store, act: Act) -> Any:
        """Return what the act gives once it is kept, alone or with others."""
        mine = _Write(act)
        with self._lock:
            self._waiting.append(mine)
            first, self._busy = not self._busy, True
        if not first:
            mine.turn.wait()
        if not mine.done:
            self._keep_what_waits(store)
        if mine.fault is not None:
            raise mine.fault
        return mine.given

    def _keep_what_waits(self, store: Store) -> None:
        with self._lock:
            batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
        try:
            _keep(store, batch)
        finally:
            for write in batch:
                if not write.done:
                    write.tell(None, RuntimeError("a write was broken off"))
            with self._lock:
                following = self._waiting[0] if self._waiting else None
                self._busy = following is not None
            if following:
                following.turn.set()
            for write in batch:
                write.turn.set()


def _keep(store: Store, batch: list[_Write]) -> None:
    began = time.monotonic()
    try:
        found = store.write(lambda transaction: _each(transaction, batch))
    except Exception as fault:
        # Nothing of it was kept. What is wrong may be wrong with one alone: then each by itself.
        if len(batch) > 1 and time.monotonic() - began < PATIENCE:
            for write in batch:
                _keep(store, [write])
            return
        for write in batch:
            write.tell(None, fault)
        return
    for write, (given, refusal) in zip(batch, found, strict=True):
        write.tell(given, refusal)


def _each(transaction: Transaction, batch: list[_Write]) -> list[tuple[Any, AppraisalError | None]]:
    shared = Shared()
    found: list[tuple[Any, AppraisalError | None]] = []
    for write in batch:
        try:
            found.append((write.act(transaction, shared), None))
        except AppraisalError as refusal:
            found.append((None, refusal))
    return found


_queues: WeakKeyDictionary[Store, _Queue] = WeakKeyDictionary()
_lock = threading.Lock()


def keep(store: Store, act: Callable[[Transaction, Shared], T]) -> T:
    """Return what ``act`` gives once all that it wrote is safely kept.

    Parameters
    ----------
    act : callable
        Given the transaction and what its other writes have read in it. What it refuses, by raising
        an ``AppraisalError``, it must refuse before it writes; the others go on. It may be called
        again where the database was lost on the way.
    """
    with _lock:
        queue = _queues.setdefault(store, _Queue())
    return cast(T, queue.keep(store, act))
