"""What the whole room may see and many pages ask for, worked out once.

Every key holds the hash of the record's last event, so that an entry can be old but never wrong.
Nothing that belongs to one seat is ever kept here.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

T = TypeVar("T")
LIMIT = 64
_kept: OrderedDict[Hashable, Any] = OrderedDict()
_lock = threading.Lock()


def once(key: Hashable, make: Callable[[], T]) -> T:
    """Return what ``make`` gives, made once for a key; two at the same moment may both make it."""
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return cast(T, _kept[key])
    made = make()
    with _lock:
        _kept[key] = made
        while len(_kept) > LIMIT:
            _kept.popitem(last=False)
    return made
