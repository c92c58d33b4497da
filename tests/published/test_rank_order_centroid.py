"""Weights from the order of the swings alone: their mean is the rank-order centroid.

w_j = (1/n) * sum of 1/k for k = j..n: the mean of the corners of the ordered weights. Logical
Decisions for Windows, user manual, the SMARTER method, prints 0.75 and 0.25 for two criteria; three
and four follow from the same rule (Barron and Barrett, 1996).
"""

from __future__ import annotations

import numpy as np
import pytest

from appraisal.analysis.draws.weights import Ordered

CENTROIDS = {
    2: (0.75, 0.25),
    3: (0.6111111111, 0.2777777778, 0.1111111111),
    4: (0.5208333333, 0.2708333333, 0.1458333333, 0.0625),
}


@pytest.mark.parametrize("n", CENTROIDS)
def test_the_mean_of_ordered_weights_is_the_rank_order_centroid(n: int):
    swings = np.linspace(100, 10, n)
    sampler = Ordered([f"c{k}" for k in range(n)], swings, seed=1)
    weights = np.concatenate([sampler.block(8192) for _ in range(122)], axis=1)
    weights /= weights.sum(axis=0)

    error = weights.std(axis=1) / np.sqrt(weights.shape[1])
    assert (np.abs(weights.mean(axis=1) - CENTROIDS[n]) <= 4 * error).all()
    assert (np.diff(weights, axis=0) <= 0).all()
