"""Whether two copies of a record tell the same story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from appraisal.record.events import Event

Relation = Literal["same", "grown", "cut", "changed"]


@dataclass(frozen=True)
class Difference:
    """How a later copy of a record stands to an earlier one.

    ``relation`` is ``same``; ``grown`` (every earlier event is still there, and more came);
    ``cut`` (events are missing at the end); or ``changed`` (event ``seq`` is not what it was).
    """

    relation: Relation
    seq: int | None
    words: str

    @property
    def sound(self) -> bool:
        """Whether nothing that was recorded has gone or changed."""
        return self.relation in ("same", "grown")


def verify_diff(earlier: Sequence[Event], later: Sequence[Event]) -> Difference:
    """Return how a later copy of a record stands to an earlier one, both of them verified."""
    for old, new in zip(earlier, later, strict=False):
        if old.hash != new.hash:
            words = f"event {old.seq} is not what it was: the record was rewritten from there on"
            return Difference("changed", old.seq, words)
    if len(later) < len(earlier):
        words = f"events {len(later)} to {len(earlier) - 1} are missing from the later copy"
        return Difference("cut", len(later), words)
    if len(later) > len(earlier):
        count = len(later) - len(earlier)
        words = f"everything is still there, and {count} event{'s' * (count > 1)} came after it"
        return Difference("grown", len(earlier), words)
    return Difference("same", None, "both copies are the same")
