"""What the group's figures say, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from appraisal.analysis.spreads import Spread, Together

TOGETHER: Mapping[Together, str] = {"close": "Mostly close", "apart": "Apart"}


def middle_words(spread: Spread) -> str:
    """Return where the middle of the answers lies: ``60 to 80``, or ``72`` from eight on."""
    low, high = spread.middle
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def spread_sentence(spread: Spread, say: Callable[[float], str]) -> str:
    """Return what a spread shows as a sentence; ``say`` gives an answer with its unit."""
    together = (
        "At least half of the answers are close together."
        if spread.together == "close"
        else "The answers are not close together."
    )
    low, high = spread.middle
    if spread.quartiles is None or spread.ends is None:
        return (
            f"The middle one of the {spread.count} answers lies between {say(low)} and "
            f"{say(high)}. {together}"
        )
    return (
        f"Middle answer {say(low)}. Half of the {spread.count} answers lie between "
        f"{say(spread.quartiles[0])} and {say(spread.quartiles[1])}; all between "
        f"{say(spread.ends[0])} and {say(spread.ends[1])}. {together}"
    )
