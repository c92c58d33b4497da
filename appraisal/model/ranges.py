"""What is wrong with a level and with the ends of a range.

Asked of a score or cost line as it is made, and of the plain rows of a document: a value with a
wrong kind in one field is never made, and what is wrong with its range would wait until that one
is put right.
"""

from __future__ import annotations

from typing import Any


def score_range_problems(level: Any, low: Any, high: Any) -> list[str]:
    """Return what is wrong with a level and its range; what is no number is another's fault."""
    problems = _one_end(low, high)
    if not (_number(low) and _number(high)):
        return problems
    if low > high:
        problems.append(f"low {low:g} is above high {high:g}. Give them in numeric order.")
    elif _number(level) and not low <= level <= high:
        problems.append(
            f"level {level:g} is outside its range {low:g} to {high:g}. "
            "Low must be at most the level and high at least the level, in numeric order."
        )
    return problems


def missing_level_problems(level: Any, strength: Any) -> list[str]:
    """Return that a score has no level, unless it is said that there is no evidence for one."""
    if level is not None or strength == "none":
        return []
    return ["there is no level. Give one, or say strength: none to draw it over the scale."]


def multiplier_problems(low: Any, high: Any) -> list[str]:
    """Return what is wrong with the multipliers of a cost line."""
    problems = _one_end(low, high)
    if _number(low) and _number(high) and low > high:
        ends = [f"{end:g} ({end * 100:g}%)" for end in (low, high)]
        problems.append(f"low {ends[0]} is above high {ends[1]}. Give the lower one first.")
    return problems


def _one_end(low: Any, high: Any) -> list[str]:
    given = [low is not None, high is not None]
    return ["low and high go together: give both or neither."] if any(given) > all(given) else []


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
