"""Rank acceptability from draws of weights and scores (SMAA-2).

Lahdelma and Salminen (2001), SMAA-2: stochastic multicriteria acceptability analysis for group
decision making, Operations Research 49(3).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Acceptability:
    """What the draws say, all shares 0 to 1, by option id.

    Attributes
    ----------
    ranks : dict of option to tuple of float
        Rank acceptability index: share of draws in which an eligible option takes rank 1, 2, ...
        Ties share their ranks evenly, so that rows and columns sum to 1.
    central_weights : dict of option to dict of criterion to float, or None
        Mean weights of the draws where it ranks first; None where it never does.
    confidence : dict of option to float, or None
        Share of draws in which it ranks first under its central weights; None without them.
    beats : dict of option to dict of other option to float
        Pairwise winning index: share of draws in which one's overall value is above the other's
        (a tie counts half).
    error : float
        Largest standard error of a rank acceptability index, from the number of draws.
    overall : dict of option to (5th percentile, median, 95th percentile) of its overall value
    """

    ranks: dict[str, tuple[float, ...]]
    central_weights: dict[str, dict[str, float] | None]
    confidence: dict[str, float | None]
    beats: dict[str, dict[str, float]]
    error: float
    overall: dict[str, tuple[float, float, float]]
