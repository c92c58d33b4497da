"""How the value score of one cell is drawn, a block at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from appraisal.analysis.ranges import CellDistribution, cell_distribution
from appraisal.analysis.streams import Stream
from appraisal.analysis.value_functions import value_score, value_scores
from appraisal.model import Performance, Scale

Block = NDArray[np.float32]


@dataclass(frozen=True)
class CellDraw:
    """A cell whose value score is drawn.

    Attributes
    ----------
    distribution : CellDistribution
    scale : Scale or None
        What turns levels into value scores; None where value points are drawn.
    slope, start : float
        The straight line that does so where the value function is one: start + slope x level.
    clips : bool
        Whether value scores are cut at 0 and 100, so that one of them may come up again and again.
    """

    distribution: CellDistribution
    scale: Scale | None
    slope: float
    start: float
    clips: bool

    def block(self, stream: Stream, size: int) -> Block:
        """Return one block of value scores."""
        levels = _levels(self.distribution, stream, size, self.slope, self.start)
        if self.scale is not None:
            return value_scores(self.scale, levels.astype(np.float64)).astype(np.float32)
        if self.clips:
            np.clip(levels, 0.0, 100.0, out=levels)
        return levels


def cell_draw(scale: Scale, cell: Performance) -> CellDraw | float:
    """Return how a cell is drawn, or its value score where there is nothing to draw."""
    found = cell_distribution(scale, cell)
    if found.kind != "normal":
        low, high = (found.low, found.high)
        if not found.in_value:
            low, high = value_score(scale, low), value_score(scale, high)
        if low == high:
            return low
    if found.in_value:
        return CellDraw(found, None, 1.0, 0.0, clips=False)
    beyond = found.low < min(scale.worst, scale.best) or found.high > max(scale.worst, scale.best)
    clips = scale.outside == "clip" and (beyond or found.kind == "normal")
    if scale.shape == "points":
        return CellDraw(found, scale, 1.0, 0.0, clips)
    slope = 100.0 / (scale.best - scale.worst)
    return CellDraw(found, None, slope, -slope * scale.worst, clips)


def _levels(
    found: CellDistribution, stream: Stream, size: int, slope: float, start: float
) -> Block:
    """Return one block of start + slope x level."""
    if found.kind in ("triangular", "uniform"):
        return bounded(found, stream, size, slope, start)
    if found.kind == "normal":
        mean, sd = found.shape
        levels = stream.rng.standard_normal(size)
        levels *= slope * sd
        levels += start + slope * mean
    else:
        a, b = found.shape
        levels = stream.rng.beta(a, b, size=size)
        levels *= slope * (found.high - found.low)
        levels += start + slope * found.low
    return levels.astype(np.float32)


def bounded(
    found: CellDistribution, stream: Stream, size: int, slope: float = 1.0, start: float = 0.0
) -> Block:
    """Return one block of start + slope x a level that is triangular or uniform."""
    one, other = stream.two_uniforms(size)
    width = slope * (found.high - found.low)
    if found.kind == "uniform":
        one *= np.float32(width)
        one += np.float32(start + slope * found.low + width / 2)
        return one
    # With U and V uniform on 0 to 1, (1 - c) min(U, V) + c max(U, V) is triangular with its mode at
    # c: (min, max) is uniform on a triangle whose corners go to 0, c and 1. No root, no branch, and
    # smooth in every parameter, so that a small change of a range makes small changes of the draws.
    mode = (found.mode - found.low) / (found.high - found.low)
    lesser = np.minimum(one, other)
    greater = np.maximum(one, other, out=one)
    lesser *= np.float32(width * (1 - mode))
    greater *= np.float32(width * mode)
    lesser += greater
    lesser += np.float32(start + slope * found.low + width / 2)
    return lesser
