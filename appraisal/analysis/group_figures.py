"""What a paper may show of the members' judgements: figures of the group, and of nobody alone.

Five answers are the fewest of which anything is shown. Of fewer than eight no least, greatest or
middle answer is shown as it was given, since with so few the figures of a spread are the answers
themselves: the middle is then said as a fifth of the scale, and the rest as "close" or "apart".
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from appraisal.analysis.group import GroupResult
from appraisal.model import Appraisal

LEAST = 5  # answers below which nothing is shown
LEAST_FOR_FIGURES = 8  # answers below which only bands are
BANDS = 5  # into which a scale is cut
CLOSE = 0.2  # of the scale: how far the middle half of the answers may reach and still be close

Together = Literal["close", "apart"]


@dataclass(frozen=True)
class GroupSpread:
    """How the answers of five members or more lie.

    Attributes
    ----------
    count : int
    middle : tuple of float
        The ends of the band that the median lies in; the median twice from eight answers on.
    together : str
        ``close`` where the middle half of the answers lies within a fifth of the scale.
    ends : tuple of float or None
        The least and the greatest, from eight answers on.
    """

    count: int
    middle: tuple[float, float]
    together: Together
    ends: tuple[float, float] | None


@dataclass(frozen=True)
class GroupFigures:
    """The group's figures.

    Attributes
    ----------
    members, full : int
        How many gave a judgement, and how many a full one, which ranks the options.
    ranks : dict of option id to tuple of int, or None
        How many of those put it first, second and so on; None with fewer than five.
    swings : dict of criterion id to GroupSpread or None
        None with fewer than five.
    """

    members: int
    full: int
    ranks: dict[str, tuple[int, ...]] | None
    swings: dict[str, GroupSpread | None]


def group_figures(appraisal: Appraisal, group: GroupResult) -> GroupFigures:
    """Return what may be shown of the members' judgements."""
    full = [each for each in group.by_member.values() if each.tied_first]
    swings = {
        criterion.id: group_spread(
            [member.swings[criterion.id] for member in appraisal.members
             if criterion.id in member.swings],
            0.0, 100.0,
        )
        for criterion in appraisal.benefit_criteria()
    }  # fmt: skip
    places = range(1, len(appraisal.options) + 1)
    ranks = {
        option.id: tuple(sum(each.rank[option.id] == place for each in full) for place in places)
        for option in appraisal.options
    }
    return GroupFigures(
        members=len(group.by_member),
        full=len(full),
        ranks=ranks if len(full) >= LEAST else None,
        swings=swings,
    )


def group_spread(answers: Sequence[float], low: float, high: float) -> GroupSpread | None:
    """Return how answers on a scale from ``low`` to ``high`` lie, or None with fewer than five."""
    if len(answers) < LEAST:
        return None
    lower, median, upper = statistics.quantiles(answers, n=4, method="inclusive")
    together: Together = "close" if upper - lower <= CLOSE * (high - low) else "apart"
    if len(answers) >= LEAST_FOR_FIGURES:
        return GroupSpread(len(answers), (median, median), together, (min(answers), max(answers)))
    width = (high - low) / BANDS
    band = min(BANDS - 1, int((median - low) / width)) if width else 0
    middle = (low + band * width, low + (band + 1) * width)
    return GroupSpread(len(answers), middle, together, None)
