"""The latest state of the appraisals in use, so that showing one costs one indexed read.

An entry is used only where its revision and hash are those of the store, so that it can be old but
never wrong; values are frozen, so that sharing them between sessions is safe.
"""

from __future__ import annotations

import threading
from collections import OrderedDict

from appraisal.record.replay import State
from appraisal.store import Store

LIMIT = 64  # appraisals; one is some hundreds of kilobytes
_latest: OrderedDict[tuple[str, str], State] = OrderedDict()
_lock = threading.Lock()


def latest(store: Store, id: str) -> State | None:
    """Return the latest state that was kept here, or None."""
    with _lock:
        found = _latest.get((store.id, id))
        if found:
            _latest.move_to_end((store.id, id))
        return found


def keep(store: Store, state: State) -> State:
    """Keep a state as the latest, and return it."""
    with _lock:
        key = (store.id, state.id)
        _latest[key] = state
        _latest.move_to_end(key)
        while len(_latest) > LIMIT:
            _latest.popitem(last=False)
        return state


def forget() -> None:
    """Forget every state, for tests and after a restore."""
    with _lock:
        _latest.clear()
