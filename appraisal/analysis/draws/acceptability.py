"""Rank acceptability from draws of weights and scores (SMAA-2).

Lahdelma and Salminen (2001), SMAA-2: stochastic multicriteria acceptability analysis for group
decision making, Operations Research 49(3).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from appraisal.analysis.draws.blocks import (
    CellsDrawn,
    DrawBlock,
    blocks,
    can_tie,
    cell_blocks,
)
from appraisal.analysis.draws.confidence import confidence_factors
from appraisal.analysis.draws.percentiles import Percentiles, percentiles
from appraisal.analysis.draws.problem import DrawProblem, Table
from appraisal.analysis.draws.rank_counts import RankCounts
from appraisal.analysis.draws.streams import BLOCK

# Percentiles, confidence factors and the odds of the money are read from the first so many draws,
# so that memory does not grow with the draws. A share of 16,384 draws is out by 0.4 points at most
# in two runs of three.
KEPT = 16_384

# With no more uncertain cells than this, their draws are kept for the confidence factors (64 MB at
# the most); with more, they are made again.
FEW_CELLS = 1_000


@dataclass(frozen=True)
class Acceptability:
    """What the draws say, all shares 0 to 1, by option id.

    Options that are not eligible take no rank: they are in ``beats`` and ``overall`` only, for
    information.

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
    overall: dict[str, Percentiles]


@dataclass(frozen=True)
class KeptValues:
    """Overall values of the first draws: options and an (m, k) array of their values."""

    options: tuple[str, ...]
    values: Table


def acceptability(
    problem: DrawProblem, draws: int, order: Sequence[str] | None = None
) -> tuple[Acceptability, KeptValues]:
    """Return what so many draws say, and the overall values of the first of them.

    Parameters
    ----------
    problem : DrawProblem
    draws : int
        One at least.
    order : sequence of str, optional
        The order of the options in what comes back.
    """
    m, n = problem.exact.shape
    ties = can_tie(problem)
    counts = RankCounts(m, problem.leading, n, ties)
    kept = KeptValues(problem.options, np.empty((m, min(draws, KEPT))))
    cells: list[list[CellsDrawn]] = []
    keep = KEPT // BLOCK if len(problem.uncertain) <= FEW_CELLS else 0
    for block in _watched(blocks(problem, draws, keep), kept.values):
        counts.add(block)
        if len(cells) < keep:
            cells.append(block.cells)
    central = _central_weights(counts)
    again = cells or cell_blocks(problem, min(draws, KEPT))
    sure = confidence_factors(problem, central, again if problem.uncertain else [[]], ties)
    places = {id: i for i, id in enumerate(problem.options)}
    shown = [id for id in (order or problem.options) if id in places]
    leading = [id for id in shown if places[id] < problem.leading]
    shares, wins = counts.ranks / draws, counts.wins / draws
    summary = Acceptability(
        ranks={id: tuple(shares[places[id]].tolist()) for id in leading},
        central_weights={id: _named(problem, central[places[id]]) for id in leading},
        confidence={id: sure[places[id]] for id in leading},
        beats={
            id: {other: float(wins[places[id], places[other]]) for other in shown if other != id}
            for id in shown
        },
        error=math.sqrt(float((shares * (1 - shares)).max()) / draws),
        overall={id: percentiles(kept.values[places[id]]) for id in shown},
    )
    return summary, kept


def _watched(draws: Iterator[DrawBlock], kept: Table) -> Iterator[DrawBlock]:
    """Pass the blocks on, and keep the overall values of the first of them."""
    start = 0
    for block in draws:
        end = min(start + block.values.shape[1], kept.shape[1])
        if start < end:
            np.divide(
                block.values[:, : end - start], block.total[: end - start], out=kept[:, start:end]
            )
        start += block.values.shape[1]
        yield block


def _central_weights(counts: RankCounts) -> list[NDArray[np.float64] | None]:
    """Return each leading option's central weights, summing to 1, or None if never first."""
    totals = counts.first_weights.sum(axis=1)
    return [
        row / total if times > 0 else None
        for row, total, times in zip(counts.first_weights, totals, counts.ranks[:, 0], strict=True)
    ]


def _named(problem: DrawProblem, weights: NDArray[np.float64] | None) -> dict[str, float] | None:
    return None if weights is None else dict(zip(problem.criteria, weights.tolist(), strict=True))
