"""What the whole room may see and many pages ask for, worked out once.

Every key holds the hash of the record's last event, so that an entry can be old but never wrong.
Nothing that belongs to one seat is ever kept here.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from appraisal.service.remembered import Remembered

T = TypeVar("T")
_kept: Remembered[Any] = Remembered(64)


def once(key: Hashable, make: Callable[[], T]) -> T:
    """Return what ``make`` gives, made once for a key; two at the same moment may both make it."""
    return cast(T, _kept.once(key, make))
