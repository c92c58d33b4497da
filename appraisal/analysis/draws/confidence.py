"""Confidence factors: how firm the lead of an option is where its own best case is granted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from appraisal.analysis.draws.blocks import CellsDrawn
from appraisal.analysis.draws.problem import DrawProblem, Table
from appraisal.analysis.scoring import TIE

Counts = NDArray[np.float64]
Drawn = Mapping[int, CellsDrawn]  # by option

MOST_VALUES = 65_536  # values held at a time, so that they stay in cache


def confidence_factors(
    problem: DrawProblem,
    central: Sequence[NDArray[np.float64] | None],
    cells: Iterable[list[CellsDrawn]],
    ties: bool,
) -> list[float | None]:
    """Return how often each option is first under its central weights, the scores still drawn.

    Lahdelma and Salminen (2001), section 2.5. With no uncertain cell, one draw says it all.

    Parameters
    ----------
    problem : DrawProblem
    central : sequence of (n,) array or None
        Central weights of the leading options; None where one never ranks first.
    cells : iterable of list of CellsDrawn
        The draws of the uncertain cells, block by block.
    ties : bool
        Whether values may be equal in more than a vanishing share of the draws; a tie of k
        counts 1/k.

    Returns
    -------
    list of float or None
        A share of draws for every leading option; None where there are no central weights.
    """
    who = [i for i, weights in enumerate(central) if weights is not None]
    weights = np.array([central[i] for i in who])
    certain, first, draws = weights @ problem.exact[: problem.leading].T, np.zeros(len(who)), 0
    count, per_draw = (_with_ties, certain.size) if ties else (_without_ties, len(who))
    step = max(64, MOST_VALUES // per_draw)
    for block in cells:
        drawn = {uncertain.option: uncertain for uncertain in block}
        size = block[0].scores.shape[1] if block else 1
        for start in range(0, size, step):
            part = slice(start, min(start + step, size))
            first += count(who, weights, certain, drawn, part)
        draws += size
    factors: list[float | None] = [None] * len(central)
    for row, i in enumerate(who):
        factors[i] = float(first[row] / draws)
    return factors


def _without_ties(
    who: Sequence[int], weights: Table, certain: Table, drawn: Drawn, part: slice
) -> Counts:
    """Return in how many draws each is first, in single precision, option by option."""
    size = part.stop - part.start
    best = np.full((len(who), size), -np.inf, dtype=np.float32)
    own = np.empty_like(best)
    row_of = {option: row for row, option in enumerate(who)}
    for option in range(certain.shape[1]):
        values = _drawn_part(weights, drawn.get(option), part)
        values = values + certain[:, option, None].astype(np.float32)
        np.maximum(best, values, out=best)
        if option in row_of:
            own[row_of[option]] = values[row_of[option]]
    first: Counts = np.asarray(np.count_nonzero(own == best, axis=1), dtype=np.float64)
    return first


def _with_ties(
    who: Sequence[int], weights: Table, certain: Table, drawn: Drawn, part: slice
) -> Counts:
    """Return in how many draws each is first, in double precision: near ties are no ties."""
    size = part.stop - part.start
    values = np.repeat(certain[:, :, None], size, axis=2)  # (who, options, draws)
    for option in range(certain.shape[1]):
        values[:, option] += _drawn_part(weights, drawn.get(option), part)
    first = np.empty(len(who))
    for row, option in enumerate(who):
        gap = values[row] - values[row, option]
        beaten = (gap > TIE).any(axis=0)
        equal = np.count_nonzero(np.abs(gap) <= TIE, axis=0)
        first[row] = np.sum(~beaten / equal)
    return first


def _drawn_part(weights: Table, uncertain: CellsDrawn | None, part: slice) -> NDArray[np.float32]:
    """Return what an option's uncertain cells add to its value, under the weights of each."""
    if uncertain is None:
        return np.zeros((len(weights), 1), dtype=np.float32)
    scores = uncertain.scores[:, part]
    product: NDArray[np.float32] = weights[:, uncertain.columns].astype(np.float32) @ scores
    return product
