"""The same jobs in plain NumPy, as anyone would write them, to measure the product against."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
FIRST = 16_384  # draws that percentiles and confidence factors are read from


class Smaa:
    """Whole acceptability: draw, value, rank, count, percentiles, confidence factors.

    Parameters
    ----------
    scores : (m, n) array
    low, high : (m, n) arrays or None
        Ends of triangular scores with their mode at ``scores``.
    single : bool
        Single precision and SFC64, in place of double precision and PCG64.
    """

    def __init__(self, scores: Array, low: Array | None, high: Array | None, single: bool) -> None:
        self.dtype: Any = np.float32 if single else np.float64
        self.bits = np.random.SFC64 if single else np.random.PCG64
        self.scores = scores.astype(self.dtype)
        self.low, self.high = low, high
        self.block = 16_384 if low is None else 2_048

    def run(self, draws: int, ordered: bool) -> dict[str, Array]:
        """Return ranks, wins, central weights, percentiles and confidence factors."""
        m, n = self.scores.shape
        rng = np.random.Generator(self.bits(1))
        ranks, wins, central = np.zeros((m, m)), np.zeros((m, m)), np.zeros((m, n))
        kept: list[Array] = []
        for start in range(0, draws, self.block):
            size = min(self.block, draws - start)
            weights = rng.standard_exponential((size, n), dtype=self.dtype)
            if ordered:
                weights /= np.arange(1, n + 1, dtype=self.dtype)
                weights = np.cumsum(weights[:, ::-1], axis=1)[:, ::-1]
            weights /= weights.sum(axis=1, keepdims=True)
            values = self._values(rng, weights)
            self._count(values, weights, ranks, wins, central)
            if start < FIRST:
                kept.append(values)
        ends = np.quantile(np.concatenate(kept)[:FIRST], [0.05, 0.5, 0.95], axis=0)
        with np.errstate(invalid="ignore"):
            central /= central.sum(axis=1, keepdims=True)
        sure = self._confidence(central, min(draws, FIRST))
        return {"ranks": ranks / draws, "wins": wins / draws, "central": central, "ends": ends,
                "confidence": sure}  # fmt: skip

    def _drawn(self, rng: np.random.Generator, size: int) -> Array:
        """Return (size, m, n) triangular scores by the inverse of the distribution function."""
        assert self.low is not None
        assert self.high is not None
        low, high = self.low.astype(self.dtype), self.high.astype(self.dtype)
        if self.dtype is np.float64:
            return rng.triangular(low, self.scores, high, size=(size, *low.shape))
        u = rng.random((size, *low.shape), dtype=self.dtype)
        width, rise, fall = high - low, self.scores - low, high - self.scores
        below = low + np.sqrt(u * (width * rise))
        above = high - np.sqrt((1 - u) * (width * fall))
        return np.asarray(np.where(u * width < rise, below, above))

    def _values(self, rng: np.random.Generator, weights: Array) -> Array:
        if self.low is None:
            return np.asarray(weights @ self.scores.T)
        return np.einsum("dmn,dn->dm", self._drawn(rng, len(weights)), weights)

    def _count(
        self, values: Array, weights: Array, ranks: Array, wins: Array, central: Array
    ) -> None:
        size, m = values.shape
        place = np.zeros((size, m), dtype=np.uint8)
        for i, k in itertools.combinations(range(m), 2):
            higher = values[:, i] > values[:, k]
            above = np.count_nonzero(higher)
            wins[i, k] += above
            wins[k, i] += size - above
            if m <= 12:
                place[:, k] += higher
                place[:, i] += ~higher
        if m > 12:
            order = np.argsort(-values, axis=1)
            np.put_along_axis(place, order, np.arange(m, dtype=np.uint8)[None, :], axis=1)
        for i in range(m):
            ranks[i] += np.bincount(place[:, i], minlength=m)
            central[i] += weights[place[:, i] == 0].sum(axis=0)

    def _confidence(self, central: Array, draws: int) -> Array:
        first = np.argmax(self.scores @ central.T, axis=0) == np.arange(len(central))
        if self.low is None:
            return first.astype(float)
        rng, times = np.random.Generator(self.bits(2)), np.zeros(len(central))
        for start in range(0, draws, self.block):
            drawn = self._drawn(rng, min(self.block, draws - start))
            values = drawn @ np.nan_to_num(central).T.astype(self.dtype)  # (draws, m, who)
            times += (values.argmax(axis=1) == np.arange(len(central))).sum(axis=0)
        return times / draws


def one_way(values: Array, weights: Array, now: list[list[float]]) -> list[Any]:
    """Return exact switching weights of every criterion, and break-even scores of every cell.

    ``now`` holds the levels on scales from 0 to 100.
    """
    m, n = values.shape
    pairs = list(itertools.combinations(range(m), 2))
    found: list[Any] = []
    for j in range(n):
        rest = weights.copy()
        rest[j] = 0
        zero, one = values @ rest / rest.sum(), values[:, j]
        crossings = [0.0, 1.0]
        for i, k in pairs:
            apart, slope = zero[i] - zero[k], (zero[i] - zero[k]) - (one[i] - one[k])
            if slope != 0 and 0 < apart / slope < 1:
                crossings.append(float(apart / slope))
        crossings.sort()
        leaders = [int(np.argmax(zero + (one - zero) * (a + b) / 2))
                   for a, b in itertools.pairwise(crossings)]  # fmt: skip
        for at, before, after in zip(crossings[1:], leaders, leaders[1:], strict=False):
            if before != after:
                found.append({"of": j, "now": float(weights[j]), "at": at, "from": before,
                              "to": after, "up": at > weights[j]})  # fmt: skip
    overall = values @ weights
    order = np.argsort(-overall)
    for option, rival in [(order[0], order[1]), *((r, r) for r in order[1:])]:
        gap = overall[order[0]] - overall[rival]
        for j in range(n):
            change = float(gap / weights[j]) * (-1 if option == order[0] else 1)
            needed = float(values[option, j]) + change
            found.append({"option": int(option), "criterion": j, "now": now[option][j],
                          "at": needed, "rival": int(rival), "change": change,
                          "reachable": 0 <= needed <= 100})  # fmt: skip
    return found


def plain(values: Array, weights: Array, ids: list[str]) -> tuple[dict[str, float], dict[str, int]]:
    """Return overall values, in bits that no order changes, and ranks with ties, by id."""
    overall = [math.fsum(row) for row in (values * weights).tolist()]
    above = np.array(overall)[None, :] > np.array(overall)[:, None] + 1e-9
    ranks = (1 + above.sum(axis=1)).tolist()
    return dict(zip(ids, overall, strict=True)), dict(zip(ids, ranks, strict=True))
