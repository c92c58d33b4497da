"""How the value score of one cell is drawn, a block at a time."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from appraisal.analysis.draws.streams import SHORT_WORDS, WORDS, Stream
from appraisal.analysis.ranges import CellDistribution, cell_distribution
from appraisal.analysis.value_functions import value_score, value_scores
from appraisal.model import Performance, Scale

Block = NDArray[np.float32]


@dataclass(frozen=True)
class CellDraw:
    """A cell whose value score is drawn: ``base``, and what each draw adds to it.

    Attributes
    ----------
    distribution : CellDistribution
    base : float
        Value score in the middle of the range; 0 where whole value scores are drawn.
    slope : float
        Value points for one unit of what is distributed.
    scale : Scale or None
        What turns levels into value scores where the value function bends or cuts within the range.
    clips : bool
        Whether value scores are cut at 0 and 100, so that one of them may come up again and again.
    """

    distribution: CellDistribution
    base: float
    slope: float
    scale: Scale | None = None
    clips: bool = False

    def block(self, stream: Stream, out: Block) -> None:
        """Fill a block with value scores less ``base``."""
        from_middle(self.distribution, stream, out, self.slope)
        if self.scale is not None:
            levels = out.astype(np.float64) + middle(self.distribution)
            out[:] = value_scores(self.scale, levels)


def cell_draw(scale: Scale, cell: Performance) -> CellDraw | float:
    """Return how a cell is drawn, or its value score where there is nothing to draw."""
    distribution = cell_distribution(scale, cell)
    if distribution.in_value:
        if distribution.low == distribution.high:
            return distribution.low
        return CellDraw(distribution, middle(distribution), 1.0)
    low, high = value_score(scale, distribution.low), value_score(scale, distribution.high)
    if low == high and distribution.kind != "normal":
        return low
    least, most = sorted((scale.worst, scale.best))
    beyond = distribution.low < least or distribution.high > most
    clips = scale.outside == "clip" and (beyond or distribution.kind == "normal")
    if clips or scale.shape == "points":
        return CellDraw(distribution, 0.0, 1.0, scale, clips)
    slope = 100.0 / (scale.best - scale.worst)
    return CellDraw(distribution, slope * (middle(distribution) - scale.worst), slope)


def middle(distribution: CellDistribution) -> float:
    """Return the middle of the range, which is the mean of a normal distribution."""
    if distribution.kind == "normal":
        return distribution.shape[0]
    return (distribution.low + distribution.high) / 2


def from_middle(
    distribution: CellDistribution, stream: Stream, out: Block, slope: float = 1.0
) -> None:
    """Fill a block with slope x the difference from the middle of the range."""
    width = slope * (distribution.high - distribution.low)
    if distribution.kind == "normal":
        out[:] = stream.rng.standard_normal(len(out))
        out *= np.float32(slope * distribution.shape[1])
    elif distribution.kind == "beta":
        a, b = distribution.shape
        out[:] = stream.rng.beta(a, b, size=len(out))
        out -= np.float32(0.5)
        out *= np.float32(width)
    elif distribution.kind == "uniform":
        out[:] = stream.words(len(out))
        out *= np.float32(width / WORDS)
    else:
        _triangular(distribution, stream, out, width)


def _triangular(distribution: CellDistribution, stream: Stream, out: Block, width: float) -> None:
    # With U and V uniform on 0 to 1, (1 - c) min(U, V) + c max(U, V) is triangular with its mode at
    # c: (min, max) is uniform on a triangle whose corners go to 0, c and 1. No root, no branch, and
    # smooth in every parameter, so that a small change of a range makes small changes of the draws.
    mode = (distribution.mode - distribution.low) / (distribution.high - distribution.low)
    one, other = stream.two_short_words(len(out))
    if math.isclose(mode, 0.5):  # half of min + max is half of the sum, in half the time
        out[:] = one
        out += other
        out *= np.float32(width / 2 / SHORT_WORDS)
        return
    out[:] = np.minimum(one, other)
    greater = np.maximum(one, other).astype(np.float32)
    out *= np.float32(width * (1 - mode) / SHORT_WORDS)
    greater *= np.float32(width * mode / SHORT_WORDS)
    out += greater
