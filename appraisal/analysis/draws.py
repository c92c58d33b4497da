"""The draws: blocks of weights and of every option's overall value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from appraisal.analysis.draw_problem import DrawProblem, Table
from appraisal.analysis.scoring import TIE
from appraisal.analysis.streams import BLOCK, Stream


@dataclass
class DrawBlock:
    """One block of draws.

    Attributes
    ----------
    weights : (n, k) array
        Up to a factor for each draw.
    total : (k,) array
        That factor: the sum of each draw's weights.
    values : (m, k) array
        Overall values up to the same factor.
    """

    weights: Table
    total: NDArray[np.float64]
    values: Table

    def normalise(self) -> None:
        """Turn the values into overall values."""
        self.values /= self.total


def blocks(problem: DrawProblem, draws: int) -> Iterator[DrawBlock]:
    """Return the draws, block by block, always the same for the same problem."""
    sampler, streams = problem.weights(), problem.streams()
    for start in range(0, draws, BLOCK):
        size = min(BLOCK, draws - start)
        weights = sampler.block(size)
        values = problem.exact @ weights
        if streams:
            values += _uncertain_part(problem, streams, weights)
        yield DrawBlock(weights, weights.sum(axis=0), values)


def _uncertain_part(
    problem: DrawProblem, streams: list[Stream], weights: Table
) -> NDArray[np.float32]:
    """Return what the uncertain cells add to every option's value.

    In single precision: its rounding, a hundred-thousandth of a point, is nothing beside what is
    uncertain. What is certain is added up in double precision, where ties are told from near ties.
    """
    single = weights.astype(np.float32)
    size = weights.shape[1]
    part = np.zeros((len(problem.options), size), dtype=np.float32)
    for cell, stream in zip(problem.uncertain, streams, strict=True):
        drawn = cell.draw.block(stream, size)
        drawn *= single[cell.criterion]
        part[cell.option] += drawn
    return part


def by_option(
    problem: DrawProblem, streams: list[Stream], size: int
) -> Iterator[tuple[int, list[int], NDArray[np.float32]]]:
    """Return for each option with uncertain cells its place, their columns and their draws."""
    pairs = zip(problem.uncertain, streams, strict=True)
    for option, found in groupby(pairs, key=lambda pair: pair[0].option):
        cells = list(found)
        drawn = np.array([cell.draw.block(stream, size) for cell, stream in cells])
        yield option, [cell.criterion for cell, _ in cells], drawn


def can_tie(problem: DrawProblem) -> bool:
    """Return whether two options may have equal values in more than a vanishing share of draws.

    They may not where something tells them apart in every draw: on a criterion that always counts,
    a cell that is drawn and not cut at an end of the scale, or, with weights that are drawn, two
    certain cells that differ.
    """
    counted, drawn_weights = problem.weights().counted, not problem.weights().certain
    smooth, certain = _kinds_of_cell(problem)
    for i in range(len(problem.options)):
        tells = smooth[i + 1 :] | smooth[i]
        if drawn_weights:
            differs = np.abs(problem.exact[i + 1 :] - problem.exact[i]) > 1000 * TIE
            tells |= certain[i + 1 :] & certain[i] & differs
        if not (tells & counted).any(axis=1).all():
            return True
    return False


def _kinds_of_cell(problem: DrawProblem) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    smooth = np.zeros(problem.exact.shape, dtype=np.bool_)
    certain = np.ones(problem.exact.shape, dtype=np.bool_)
    for cell in problem.uncertain:
        certain[cell.option, cell.criterion] = False
        smooth[cell.option, cell.criterion] = not cell.draw.clips
    return smooth, certain
