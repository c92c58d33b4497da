"""The latest state of the appraisals in use, so that showing one costs one indexed read.

An entry is used only where its revision and hash are those of the store, so that it can be old but
never wrong; values are frozen, so that sharing them between sessions is safe.
"""

from __future__ import annotations

from appraisal.record.replay import State
from appraisal.service.remembered import Remembered
from appraisal.store import Store

_latest: Remembered[State] = Remembered(64)  # appraisals; one is some hundreds of kilobytes


def latest(store: Store, id: str) -> State | None:
    """Return the latest state that was kept here, or None."""
    return _latest.get((store.id, id))


def keep(store: Store, state: State) -> State:
    """Keep a state as the latest, and return it."""
    return _latest.put((store.id, state.id), state)


def forget() -> None:
    """Forget every state, for tests and after a restore."""
    _latest.clear()
