"""The store that this program has open: one for all pages and routes of a process."""

from __future__ import annotations

import threading

from appraisal.settings import Settings
from appraisal.store import Store

_lock = threading.Lock()
_open: dict[Settings, Store] = {}


def opened_store(settings: Settings) -> Store:
    """Return the open store for these settings, opening it if nobody has yet.

    Raises
    ------
    AppraisalError
        If it cannot be opened; the next call tries again.
    """
    with _lock:
        if settings not in _open:
            _open[settings] = Store.open(settings)
        return _open[settings]
