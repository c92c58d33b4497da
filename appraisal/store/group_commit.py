"""Saving together: what many phones send at the same moment is kept in one transaction.

A database syncs its disk once for each transaction, and SQLite lets one writer in at a time. With a
transaction for each answer, 50 answers a second kept 35 connections waiting for their turn, and
everybody's reading behind them. Here whoever comes first keeps what is there; what comes meanwhile
is kept together, by the next, as soon as that is done. Nobody is told anything before the commit.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from appraisal.errors import AppraisalError
from appraisal.store import Store
from appraisal.store.transaction import Transaction

S = TypeVar("S")
T = TypeVar("T")
MOST = 64  # writes kept in one transaction, so that nobody waits for long
PATIENCE = 2.0  # seconds after which a transaction that failed is not taken apart and tried again


Do = Callable[[Transaction, list[Any]], list[Any]]


class _Write:
    """What one caller sent, by what and with which others it is kept, and what became of it."""

    def __init__(self, do: Do, group: str, sent: Any) -> None:
        self.do, self.group, self.sent = do, group, sent
        self.turn = threading.Event()  # it is done, or its caller is the next to keep what waits
        self.done = False
        self.given: Any = None
        self.fault: BaseException | None = None

    def tell(self, outcome: Any, fault: BaseException | None) -> None:
        self.given, self.fault, self.done = outcome, fault, True


class _Queue:
    """The writes that wait for one store."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[_Write] = []
        self._busy = False

    def join(self, mine: _Write) -> bool:
        """Return whether nobody is keeping anything, so that this one has to keep what waits."""
        with self._lock:
            self._waiting.append(mine)
            first, self._busy = not self._busy, True
            return first

    def keep_what_waits(self, store: Store) -> None:
        """Keep what waits, tell each what became of it, and hand over to the next."""
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
        outcomes = store.write(lambda transaction: _all(transaction, batch))
    except Exception as fault:
        # Nothing of it was kept. What is wrong may be wrong with one alone: then each by itself.
        if len(batch) > 1 and time.monotonic() - began < PATIENCE:
            for write in batch:
                _keep(store, [write])
            return
        for write in batch:
            write.tell(None, fault)
        return
    for write, outcome in zip(batch, outcomes, strict=True):
        if isinstance(outcome, AppraisalError):
            write.tell(None, outcome)
        else:
            write.tell(outcome, None)


def _all(transaction: Transaction, batch: list[_Write]) -> list[Any]:
    """Return what became of each, those of one group that are kept in one way together.

    Groups are taken in one order everywhere, so that no two servers wait for each other crosswise.
    """
    by_index: dict[int, Any] = {}
    groups: dict[tuple[str, Do], list[int]] = {}
    for index, write in enumerate(batch):
        groups.setdefault((write.group, write.do), []).append(index)
    for (_, do), indexes in sorted(groups.items(), key=lambda item: item[0][0]):
        outcomes = do(transaction, [batch[index].sent for index in indexes])
        by_index.update(zip(indexes, outcomes, strict=True))
    return [by_index[index] for index in range(len(batch))]


_queues: WeakKeyDictionary[Store, _Queue] = WeakKeyDictionary()
_lock = threading.Lock()


def keep(
    store: Store,
    do: Callable[[Transaction, list[S]], list[T | AppraisalError]],
    sent: S,
    *,
    group: str = "",
) -> T:
    """Return what ``do`` gives for what was sent, once all that it wrote is safely kept.

    Parameters
    ----------
    do : callable
        A function of a module, so that it is known again: given the transaction and a list of what
        was sent, it gives a list of outcomes in the same order. A refusal is an ``AppraisalError``
        in its place, with nothing written for it. It may be called again where the database was
        lost on the way.
    group : str
        What is handed over together: the workshop, where ``do`` holds the row of one.

    Raises
    ------
    AppraisalError
        The refusal, or that nothing could be kept.
    """
    with _lock:
        queue = _queues.setdefault(store, _Queue())
    mine = _Write(do, group, sent)
    if not queue.join(mine):
        mine.turn.wait()
    if not mine.done:
        queue.keep_what_waits(store)
    if mine.fault is not None:
        raise mine.fault
    return cast(T, mine.given)
