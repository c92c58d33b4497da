"""What the group's figures say, in words."""

from __future__ import annotations

from collections.abc import Mapping

from appraisal.analysis.group_figures import GroupSpread, Together

TOGETHER: Mapping[Together, str] = {"close": "Close", "apart": "Apart"}


def middle_words(spread: GroupSpread) -> str:
    """Return where the middle of the answers lies: ``60 to 80``, or ``72`` from eight on."""
    low, high = spread.middle
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"
