"""Which swings were rated before the scale they were rated on was changed.

A swing is the worth of going from the worst to the best end of a scale. Once an end moves, the
answer belongs to another question and has to be asked again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from appraisal.service.history import Act

_ASKED = ("unit", "worst", "best", "shape", "points")  # what of a scale the swing was rated on


def swings_to_rate_again(acts: Iterable[Act]) -> frozenset[str]:
    """Return the ids of criteria whose scale was changed after the swing was last rated.

    A new reason for a swing counts as rating it again, so that one that still holds can be kept.
    """
    outdated: set[str] = set()
    for act in acts:
        for edit in act.edits:
            if edit.section in ("swings", "swing_reasons"):
                outdated.discard(edit.key[0])
            elif edit.section == "criteria" and _moved(edit.before, edit.after):
                outdated.add(edit.after["id"])
    return frozenset(outdated)


def _moved(before: Any, after: Any) -> bool:
    """Return whether a criterion's row was changed, not made, removed or put in another place."""
    if not (isinstance(before, dict) and isinstance(after, dict)):
        return False
    return _scale(before) != _scale(after)


def _scale(row: dict[str, Any]) -> dict[str, Any]:
    scale = row.get("scale", {})
    return {name: scale.get(name) for name in _ASKED}
