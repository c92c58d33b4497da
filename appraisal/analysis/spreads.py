"""How a group's answers lie, without names and without any figure that gives one person away.

One rule for the room, the pages and the papers. Of fewer than eight answers the figures of a spread
are the answers themselves: any three answers follow from their least, middle and greatest, and five
from those and the quartiles. Of so few only the fifth of the scale is said that the middle answer
lies in, and whether the answers are close together or apart. From eight on, the figures are shown.

A later round's figure of the same question could be set against the earlier one, and what differs
belongs to whoever changed, came or left. It is therefore held back unless at least
:data:`LEAST_CHANGES` answers differ, whatever the answers are: that it is held back tells nothing
but how few did.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

LEAST_FOR_FIGURES = 8  # answers below which only bands are shown
BANDS = 5  # into which a scale is cut
CLOSE = 0.2  # of the scale: how far the middle half of the answers may reach and still be close
LEAST_CHANGES = 3  # answers that must differ from an earlier round before its figure is shown anew

Counted = Mapping[str, float]  # seat -> value
Together = Literal["close", "apart"]


@dataclass(frozen=True)
class Spread:
    """How the answers to one question lie.

    Attributes
    ----------
    count : int
    middle : tuple of float
        The ends of the band that the median lies in; the median twice from eight answers on.
    together : str
        ``close`` where the middle half of the answers lies within a fifth of the scale.
    quartiles, ends : tuple of float, or None
        Lower and upper quartile, and the least and the greatest answer; None with fewer than eight.
        Quartiles lie on the line between neighbouring answers, at (count - 1) p from the lowest
        (method 7 of Hyndman and Fan, 1996).
    """

    count: int
    middle: tuple[float, float]
    together: Together
    quartiles: tuple[float, float] | None = None
    ends: tuple[float, float] | None = None

    @property
    def is_band(self) -> bool:
        """Whether the middle is known as a band only."""
        return self.ends is None

    @property
    def centre(self) -> float:
        """The median, or the centre of its band: what is proposed to be agreed."""
        low, high = self.middle
        return low if low == high else (low + high) / 2

    def holds(self, value: float, near: float = 0.0) -> bool:
        """Return whether a value is the middle answer, as far as that is shown."""
        return self.middle[0] - near <= value <= self.middle[1] + near


@dataclass(frozen=True)
class Figure:
    """The spread of one question, or None and why it is not shown; and reasons without names."""

    spread: Spread | None
    why: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figures:
    """The figures of one revealed round, by question; they never change again."""

    round: int
    threshold: int
    by_question: dict[str, Figure]


def spread_of(answers: Sequence[float], low: float, high: float) -> Spread:
    """Return how two answers or more on a scale from ``low`` to ``high`` lie.

    An answer beyond the anchors of an open scale lies in a band of the same width beyond them.
    """
    lower, median, upper = statistics.quantiles(answers, n=4, method="inclusive")
    together: Together = "close" if upper - lower <= CLOSE * (high - low) else "apart"
    if len(answers) >= LEAST_FOR_FIGURES:
        ends = (min(answers), max(answers))
        return Spread(len(answers), (median, median), together, (lower, upper), ends)
    return Spread(len(answers), _band(median, low, high), together)


def _band(value: float, low: float, high: float) -> tuple[float, float]:
    width = (high - low) / BANDS
    if not width:
        return (low, low)
    band = math.floor((value - low) / width)
    if value == high:  # the top end belongs to the last band
        band = BANDS - 1
    return (low + band * width, low + (band + 1) * width)


def figure_of(
    counted: Counted,
    threshold: int,
    scale: tuple[float, float],
    earlier: Iterable[tuple[int, Counted]] = (),
) -> Figure:
    """Return what may be shown of the answers to one question.

    Parameters
    ----------
    counted : mapping of seat to value
        The answers that count; "no view" is no answer.
    threshold : int
        Answers below which nothing is shown.
    scale : tuple of float
        The lower and the upper end of the question's scale.
    earlier : iterable of (round, counted)
        What was shown of the same question before was made from these.
    """
    if len(counted) < threshold:
        return Figure(None, f"Fewer than {threshold} members gave a value, so none is shown.")
    for round, before in earlier:
        if _changed(before, counted) < LEAST_CHANGES:
            return Figure(
                None,
                f"Fewer than {LEAST_CHANGES} answers differ from round {round}, so no new figures "
                "are shown: they could give one of them away.",
            )
    return Figure(spread_of([*counted.values()], *scale))


def _changed(before: Counted, after: Counted) -> int:
    return sum(before.get(seat) != after.get(seat) for seat in {*before, *after})


def kept_form(figure: Figure, counted: Counted) -> dict[str, Any]:
    """Return a figure as the store keeps it, with what it was made from."""
    return {**public_form(figure), "counted": dict(counted)}


def public_form(figure: Figure) -> dict[str, Any]:
    """Return a figure as the record keeps it: what was shown, and nothing of what made it."""
    spread = asdict(figure.spread) if figure.spread else None
    return {"spread": spread, "why": figure.why, "reasons": [*figure.reasons]}


def from_kept(kept: Mapping[str, Any]) -> Figure:
    """Return the figure alone: what it was made from never leaves the service."""
    spread = kept["spread"]
    if spread is None:
        return Figure(None, kept["why"])
    if "median" in spread:  # as kept before bands: of few answers it is the answers themselves
        return Figure(None, "This round was held under another rule, and is not shown any more.")
    pairs = {
        name: tuple(spread[name]) if spread[name] is not None else None
        for name in ("middle", "quartiles", "ends")
    }
    return Figure(Spread(**{**spread, **pairs}), kept["why"], tuple(kept.get("reasons", ())))
