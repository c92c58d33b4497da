"""What the room is shown of a round: spreads without names, and none that gives one seat away."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

LEAST_CHANGES = 2  # seats that must differ from an earlier round before its figure is shown anew
Counted = Mapping[str, float]  # seat -> value


@dataclass(frozen=True)
class Spread:
    """How far members' answers to one question lie apart.

    Quartiles lie on the line between neighbouring answers, at (count - 1) p from the lowest
    (method 7 of Hyndman and Fan, 1996).
    """

    count: int
    low: float
    lower_quartile: float
    median: float
    upper_quartile: float
    high: float


@dataclass(frozen=True)
class Figure:
    """The spread of one question, or None and why it is not shown."""

    spread: Spread | None
    why: str = ""


@dataclass(frozen=True)
class Figures:
    """The figures of one revealed round, by question; they never change again."""

    round: int
    threshold: int
    by_question: dict[str, Figure]


def spread_of(values: Iterable[float]) -> Spread:
    """Return the spread of two answers or more."""
    ordered = sorted(values)
    low, middle, high = statistics.quantiles(ordered, n=4, method="inclusive")
    return Spread(len(ordered), ordered[0], low, middle, high, ordered[-1])


def figure_of(
    counted: Counted, threshold: int, earlier: Iterable[tuple[int, Counted, Spread]]
) -> Figure:
    """Return what may be shown of the answers to one question.

    Parameters
    ----------
    counted : mapping of seat to value
        The answers that count; "no view" is no answer.
    threshold : int
        Answers below which nothing is shown.
    earlier : iterable of (round, counted, spread)
        What was shown of the same question before. If only one seat's answer differs from one of
        those, the difference between the two figures would be that seat's own, so the new figure is
        held back.
    """
    if len(counted) < threshold:
        return Figure(None, f"Fewer than {threshold} members gave a value, so none is shown.")
    spread = spread_of(counted.values())
    for round, before, shown in earlier:
        if spread != shown and _changed(before, counted) < LEAST_CHANGES:
            return Figure(
                None,
                f"Only one answer differs from round {round}, so the new figures are not shown: "
                "they would give it away.",
            )
    return Figure(spread)


def _changed(before: Counted, after: Counted) -> int:
    return sum(before.get(seat) != after.get(seat) for seat in {*before, *after})


def kept_form(figure: Figure, counted: Counted) -> dict[str, Any]:
    """Return a figure as the store keeps it, with what it was made from."""
    spread = asdict(figure.spread) if figure.spread else None
    return {"spread": spread, "why": figure.why, "counted": dict(counted)}


def from_kept(kept: Mapping[str, Any]) -> Figure:
    """Return the figure alone: what it was made from never leaves the service."""
    return Figure(Spread(**kept["spread"]) if kept["spread"] else None, kept["why"])
