"""What a workshop's group agreed by an event: one value, or several at once."""

from __future__ import annotations

from typing import Any

from appraisal.record.events import Event
from appraisal.record.form import plain

AGREEMENTS = "agreements"  # in a payload: question, agreed, middle and why of each


def agreements_of(event: Event) -> list[dict[str, Any]]:
    """Return what an event made the group's own, a mapping each; most events agree nothing.

    Until December 2026 an event held one agreement, whose parts stood in the payload itself.
    """
    if AGREEMENTS in event.payload:
        return list(plain(event.payload[AGREEMENTS]))
    if "agreed" in event.payload:
        return [
            {name: plain(event.payload[name]) for name in ("question", "agreed", "middle", "why")}
        ]
    return []
