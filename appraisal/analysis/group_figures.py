"""What a paper may show of the members' judgements: figures of the group, and of nobody alone.

Five answers are the fewest of which anything is shown, and :mod:`appraisal.analysis.spreads` says
what is shown of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from appraisal.analysis.group import GroupResult
from appraisal.analysis.spreads import Spread, spread_of
from appraisal.model import Appraisal

LEAST = 5  # answers below which nothing is shown


@dataclass(frozen=True)
class GroupFigures:
    """The group's figures.

    Attributes
    ----------
    members, full : int
        How many gave a judgement, and how many a full one, which ranks the options.
    ranks : dict of option id to tuple of int, or None
        How many of those put it first, second and so on; None with fewer than five.
    swings : dict of criterion id to Spread or None
        None with fewer than five.
    """

    members: int
    full: int
    ranks: dict[str, tuple[int, ...]] | None
    swings: dict[str, Spread | None]


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


def group_spread(answers: Sequence[float], low: float, high: float) -> Spread | None:
    """Return how answers on a scale from ``low`` to ``high`` lie, or None with fewer than five."""
    if len(answers) < LEAST:
        return None
    return spread_of(answers, low, high)
