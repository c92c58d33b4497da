"""The plain result: weights, value scores, contributions, overall values and ranks."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from appraisal.analysis.ranges import value_range
from appraisal.analysis.value_functions import is_clipped, value_score
from appraisal.analysis.weights import group_weights, weights_from_swings
from appraisal.model import Appraisal

# Overall values this close are equal: they differ by rounding, not by judgement.
TIE = 1e-9

Table = dict[str, dict[str, float | None]]


@dataclass(frozen=True)
class Scores:
    """The plain figures, all by id, options and criteria in the order of the appraisal.

    Attributes
    ----------
    weights : dict of criterion to weight, or None while a swing is missing
    group_weights : dict of group to weight, or None
    value_scores : dict of option to dict of criterion to 0-100, None where there is no level
    value_ranges : dict of option to dict of criterion to (lowest, highest), None where missing
    contributions : like value_scores, weight x value score
    overall : dict of option to overall value, None where a cell or the weights are missing
    overall_range : dict of option to (lowest, highest) overall value that the ranges allow, or None
    clipped : (option, criterion) cells whose level lies beyond an anchor
    """

    weights: dict[str, float] | None
    group_weights: dict[str, float] | None
    value_scores: Table
    value_ranges: dict[str, dict[str, tuple[float, float] | None]]
    contributions: Table
    overall: dict[str, float | None]
    overall_range: dict[str, tuple[float, float] | None]
    clipped: tuple[tuple[str, str], ...]


def missing_swings(appraisal: Appraisal) -> tuple[str, ...]:
    """Return the ids of the benefit criteria whose swing has not been elicited."""
    return tuple(c.id for c in appraisal.benefit_criteria() if c.id not in appraisal.swings)


def plain_weights(appraisal: Appraisal) -> dict[str, float] | None:
    """Return the weights of the benefit criteria, or None while any swing is missing."""
    if missing_swings(appraisal):
        return None
    swings = {c.id: appraisal.swings[c.id] for c in appraisal.benefit_criteria()}
    return weights_from_swings(swings) if any(swings.values()) else None


def score(appraisal: Appraisal) -> Scores:
    """Return the plain figures of an appraisal; what is missing stays missing."""
    weights = plain_weights(appraisal)
    values, ranges, clipped = _values(appraisal)
    contributions = {
        option: {
            id: None if weights is None or value is None else weights[id] * value
            for id, value in row.items()
        }
        for option, row in values.items()
    }
    return Scores(
        weights=weights,
        group_weights=group_weights(appraisal.benefit_criteria(), weights) if weights else None,
        value_scores=values,
        value_ranges=ranges,
        contributions=contributions,
        overall={option: sum_or_none(row.values()) for option, row in contributions.items()},
        overall_range={option: _overall_range(weights, row) for option, row in ranges.items()},
        clipped=clipped,
    )


def _values(
    appraisal: Appraisal,
) -> tuple[Table, dict[str, dict[str, tuple[float, float] | None]], tuple[tuple[str, str], ...]]:
    cells = appraisal.cells()
    values: Table = {}
    ranges: dict[str, dict[str, tuple[float, float] | None]] = {}
    clipped = []
    for option in appraisal.options:
        values[option.id], ranges[option.id] = {}, {}
        for criterion in appraisal.benefit_criteria():
            cell = cells.get((option.id, criterion.id))
            level = cell.level if cell else None
            known = None if level is None else value_score(criterion.scale, level)
            values[option.id][criterion.id] = known
            ranges[option.id][criterion.id] = value_range(criterion.scale, cell) if cell else None
            if level is not None and is_clipped(criterion.scale, level):
                clipped.append((option.id, criterion.id))
    return values, ranges, tuple(clipped)


def sum_or_none(parts: Iterable[float | None]) -> float | None:
    """Return the exact sum, the same in any order, or None where a part is missing."""
    terms = list(parts)
    return None if not terms or None in terms else math.fsum(cast(list[float], terms))


def _overall_range(
    weights: dict[str, float] | None, row: Mapping[str, tuple[float, float] | None]
) -> tuple[float, float] | None:
    if weights is None:
        return None
    ends = {id: span for id, span in row.items() if span is not None}
    if len(ends) != len(row):
        return None
    return (
        math.fsum(weights[id] * low for id, (low, _) in ends.items()),
        math.fsum(weights[id] * high for id, (_, high) in ends.items()),
    )


def ranks(
    overall: Mapping[str, float | None], eligible: Mapping[str, bool]
) -> dict[str, int | None]:
    """Return each eligible option's rank: 1 is best, equal overall values share the better rank.

    An option that is not eligible, or has no overall value, has no rank. List order breaks no tie.
    """
    ranked = {id: v for id, v in overall.items() if v is not None and eligible[id]}
    rising = sorted(ranked.values())
    return {
        id: 1 + len(rising) - bisect_right(rising, ranked[id] + TIE) if id in ranked else None
        for id in overall
    }


def tied_first(rank: Mapping[str, int | None]) -> tuple[str, ...]:
    """Return the options of rank 1, in the order given."""
    return tuple(id for id, place in rank.items() if place == 1)
