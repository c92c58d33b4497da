"""The range of each cell: as stated, or from the strength of its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from appraisal.analysis.value_functions import value_score
from appraisal.model.criteria import Scale
from appraisal.model.judgements import Beta, Normal, Performance, Strength

# Half the width of the range in value points. A proposal of this project, printed in every report:
# no source gives one.
HALF_WIDTH: dict[Strength, float] = {"strong": 5.0, "moderate": 10.0, "weak": 20.0}

Kind = Literal["exact", "triangular", "uniform", "normal", "beta"]


@dataclass(frozen=True)
class CellDistribution:
    """How a cell is drawn.

    Attributes
    ----------
    kind : str
        exact, triangular, uniform, normal or beta.
    in_value : bool
        True where the parameters are value points, False where they are levels in the unit.
    low, high : float
        Ends of the range; for a normal distribution mean -/+ 1.96 standard deviations.
    mode : float
        The level or value score judged most likely (exact, triangular); the middle elsewhere.
    shape : tuple of float
        (mean, standard deviation) of a normal, (a, b) of a beta distribution; empty elsewhere.
    """

    kind: Kind
    in_value: bool
    low: float
    high: float
    mode: float
    shape: tuple[float, ...] = ()


def cell_distribution(scale: Scale, cell: Performance) -> CellDistribution:
    """Return how a cell is drawn, from its range, its distribution or the strength of evidence.

    A range given wins over the strength. With neither a range, a distribution nor a strength the
    level is taken as exact. ``none`` without a level is drawn evenly over the range or the scale.
    """
    distribution = cell.distribution
    if isinstance(distribution, Normal):
        mean, sd = distribution.normal
        return CellDistribution(
            "normal", False, mean - 1.96 * sd, mean + 1.96 * sd, mean, (mean, sd)
        )
    if isinstance(distribution, Beta):
        low, high = _ends(scale, cell)
        a, b = distribution.beta
        return CellDistribution("beta", False, low, high, low + (high - low) * a / (a + b), (a, b))
    if cell.level is not None and (
        distribution == "exact" or (cell.low, cell.strength) == (None, None)
    ):
        return CellDistribution("exact", False, cell.level, cell.level, cell.level)
    if cell.low is not None and cell.high is not None:
        middle = cell.level if cell.level is not None else (cell.low + cell.high) / 2
        kind: Kind = "uniform" if distribution == "uniform" or cell.level is None else "triangular"
        return CellDistribution(kind, False, cell.low, cell.high, middle)
    return _by_strength(scale, cell)


def _by_strength(scale: Scale, cell: Performance) -> CellDistribution:
    """Return the range in value points that the strength of the evidence allows."""
    if cell.level is None:
        return CellDistribution("uniform", True, 0.0, 100.0, 50.0)
    middle = value_score(scale, cell.level)
    half = HALF_WIDTH.get(cell.strength or "none", 100.0)
    low, high = max(min(0.0, middle), middle - half), min(max(100.0, middle), middle + half)
    kind: Kind = "uniform" if cell.distribution == "uniform" else "triangular"
    return CellDistribution(kind, True, low, high, middle)


def _ends(scale: Scale, cell: Performance) -> tuple[float, float]:
    if cell.low is not None and cell.high is not None:
        return cell.low, cell.high
    return min(scale.worst, scale.best), max(scale.worst, scale.best)


def value_range(scale: Scale, cell: Performance) -> tuple[float, float]:
    """Return the lowest and highest value score that the cell's range allows, in that order."""
    distribution = cell_distribution(scale, cell)
    if distribution.in_value:
        return distribution.low, distribution.high
    ends = value_score(scale, distribution.low), value_score(scale, distribution.high)
    return min(ends), max(ends)
