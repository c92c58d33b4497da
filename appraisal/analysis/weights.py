"""Weights from swings, for criteria and for groups, and shares that add up when shown."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from appraisal.model.criteria import Criterion


def weights_from_swings(swings: Mapping[str, float]) -> dict[str, float]:
    """Return weights in proportion to the swings.

    Parameters
    ----------
    swings : mapping of criterion id to swing, 0 to 100
        Worth of going from worst to best on each criterion, against the greatest.

    Returns
    -------
    dict of criterion id to weight
        0 to 1, summing to 1. The sum is exact to the last bit whatever the order of the swings.

    Raises
    ------
    ValueError
        If there are none, one is negative, or all are zero (the model refuses such appraisals).

    References
    ----------
    von Winterfeldt and Edwards (1986); HM Treasury (2024), Use of Multi-Criteria Decision Analysis
    in options appraisal of economic cases.
    """
    total = math.fsum(swings.values())
    if not swings or min(swings.values()) < 0 or total <= 0:
        raise ValueError("swings must be zero or more, and at least one above zero")
    return {id: swing / total for id, swing in swings.items()}


def group_weights(criteria: Iterable[Criterion], weights: Mapping[str, float]) -> dict[str, float]:
    """Return the weight of each group: the sum of its criteria's weights."""
    parts: dict[str, list[float]] = {}
    for criterion in criteria:
        if criterion.id in weights:
            parts.setdefault(criterion.group, []).append(weights[criterion.id])
    return {group: math.fsum(shares) for group, shares in parts.items()}


def shares_that_add_up(
    shares: Mapping[str, float], total: float = 100.0, places: int = 0
) -> dict[str, float]:
    """Return the shares rounded for showing, so that they still add up to the total.

    Each share is rounded down and the units left over go to the largest remainders; equal
    remainders go to the larger share, then by id, so that the order of the input changes nothing.

    Parameters
    ----------
    shares : mapping of id to share
        Any positive scale: they are scaled to the total first.
    total : float
        What the shown shares must add up to.
    places : int
        Decimal places shown.

    References
    ----------
    Hamilton's method; compare Commerce Decisions, AWARD: Making the weights add up.
    """
    unit = 10**places
    whole = math.fsum(shares.values())
    exact = {id: share / whole * total * unit for id, share in shares.items()}
    down = {id: math.floor(value + 1e-9) for id, value in exact.items()}
    left = round(total * unit) - sum(down.values())
    order = sorted(exact, key=lambda id: (-round(exact[id] - down[id], 9), -exact[id], id))
    for id in order[:left]:
        down[id] += 1
    return {id: down[id] / unit for id in shares}
