"""Counting ranks over draws: who beats whom, and who takes which rank how often."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from appraisal.analysis.draws.blocks import DrawBlock
from appraisal.analysis.scoring import TIE

Places = NDArray[np.uint8]

FEW = 12  # up to here, comparing with each rank in turn is quicker than a table of counts


class RankCounts:
    """Running counts over blocks of draws.

    Parameters
    ----------
    options, leading, criteria : int
        The first ``leading`` options are ranked among themselves; all are compared in pairs.
    ties : bool
        Whether values may be equal in more than a vanishing share of the draws.

    Attributes
    ----------
    draws : int
    wins : (m, m) array
        Draws in which the row's value is above the column's, a tie counting half.
    ranks : (leading, leading) array
        Draws in which the row takes the column's rank, tied options sharing their ranks evenly.
    first_weights : (leading, n) array
        Sum of the weights of the draws in which the row ranks first.
    """

    def __init__(self, options: int, leading: int, criteria: int, ties: bool) -> None:
        self.draws = 0
        self.wins = np.zeros((options, options))
        self.ranks = np.zeros((leading, leading))
        self.first_weights = np.zeros((leading, criteria))
        self._ties = ties

    def add(self, block: DrawBlock) -> None:
        """Count one block."""
        self.draws += block.values.shape[1]
        first = self._with_ties(block) if self._ties else self._without_ties(block)
        first /= block.total
        self.first_weights += first @ block.weights.T

    def _without_ties(self, block: DrawBlock) -> NDArray[np.float64]:
        values, leading = block.values, len(self.ranks)
        size = values.shape[1]
        # row i: how many of the leading options are above it; every i < k begins as above k
        above = np.repeat(np.arange(leading, dtype=np.uint8)[:, None], size, axis=1)
        for i in range(len(values) - 1):
            higher = values[i + 1 :] > values[i]
            count = [np.count_nonzero(row) for row in higher]
            self.wins[i + 1 :, i] += count
            self.wins[i, i + 1 :] += size - np.array(count)
            if i < leading - 1:
                of_leading = higher[: leading - 1 - i].view(np.uint8)
                above[i] += np.add.reduce(of_leading, axis=0, dtype=np.uint8)
                above[i + 1 :] -= of_leading
        self._count_places(above)
        first: NDArray[np.bool_] = above == 0
        return first.astype(np.float64)

    def _count_places(self, above: Places) -> None:
        leading = len(above)
        if leading <= FEW:
            for place in range(leading):
                at_place = above == place
                self.ranks[:, place] += [np.count_nonzero(row) for row in at_place]
            return
        for i, row in enumerate(above):
            self.ranks[i] += np.bincount(row, minlength=leading)

    def _with_ties(self, block: DrawBlock) -> NDArray[np.float64]:
        values, leading = block.values / block.total, len(self.ranks)
        above = np.zeros((leading, values.shape[1]), dtype=np.intp)
        equal = np.zeros_like(above)
        for i in range(len(values)):
            for k in range(i + 1, len(values)):
                gap = values[k] - values[i]
                higher, lower = gap > TIE, gap < -TIE
                level = ~(higher | lower)
                half = np.count_nonzero(level) / 2
                self.wins[k, i] += np.count_nonzero(higher) + half
                self.wins[i, k] += np.count_nonzero(lower) + half
                if k < leading:
                    above[i] += higher
                    above[k] += lower
                    equal[i] += level
                    equal[k] += level
        self._share_places(above, equal)
        share: NDArray[np.float64] = np.where(above == 0, 1.0 / (equal + 1), 0.0)
        return share

    def _share_places(self, above: NDArray[np.intp], equal: NDArray[np.intp]) -> None:
        leading = len(above)
        for i in range(leading):
            counts = np.bincount(above[i] * leading + equal[i], minlength=leading**2)
            for code in np.flatnonzero(counts):
                better, tied = divmod(int(code), leading)
                self.ranks[i, better : better + tied + 1] += counts[code] / (tied + 1)
