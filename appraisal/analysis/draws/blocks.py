"""The draws: blocks of weights and of every option's overall value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from appraisal.analysis.draws.problem import DrawProblem, Table, Uncertain
from appraisal.analysis.draws.streams import BLOCK, Stream
from appraisal.analysis.draws.weights import always_counted
from appraisal.analysis.scoring import TIE


@dataclass(frozen=True)
class CellsDrawn:
    """Uncertain cells of one option: its row, their columns, and a (columns, k) array.

    The scores are what is drawn of the value scores, to be added to the part that is not.
    """

    option: int
    columns: list[int]
    scores: NDArray[np.float32]


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
    cells : list of CellsDrawn
        What is drawn of the uncertain cells, option by option, where it was asked for.
    """

    weights: Table
    total: NDArray[np.float64]
    values: Table
    cells: list[CellsDrawn]


def blocks(problem: DrawProblem, draws: int, kept: int = 0) -> Iterator[DrawBlock]:
    """Return the draws, block by block, always the same for the same problem.

    A block is good until the next is asked for, which takes its arrays; only the cells of the first
    ``kept`` blocks stay. New arrays for every block would cost as much as what is put in them, and
    one for all options stays in cache.
    """
    sampler, own = problem.weights(), _by_option(problem)
    table = np.empty((len(problem.criteria), min(BLOCK, draws)))
    value_table = np.empty((len(problem.options), min(BLOCK, draws)))
    spare = np.empty((max(map(len, own), default=0), min(BLOCK, draws)), dtype=np.float32)
    for number, size in enumerate(_sizes(draws)):
        weights, values = table[:, :size], value_table[:, :size]
        sampler.fill(weights)
        np.matmul(problem.exact, weights, out=values)
        single = weights.astype(np.float32) if own else spare
        cells: list[CellsDrawn] = []
        for option in own:
            out = spare[: len(option), :size]
            drawn = _drawn(option, np.empty_like(out) if number < kept else out)
            _add_uncertain(values, single, drawn)
            if number < kept:
                cells.append(drawn)
        yield DrawBlock(weights, weights.sum(axis=0), values, cells)


def cell_blocks(problem: DrawProblem, draws: int) -> Iterator[list[CellsDrawn]]:
    """Return the draws of the uncertain cells, block by block, always the same.

    A block is good until the next is asked for.
    """
    own = _by_option(problem)
    tables = [np.empty((len(cells), min(BLOCK, draws)), dtype=np.float32) for cells in own]
    for size in _sizes(draws):
        yield [_drawn(cells, out[:, :size]) for cells, out in zip(own, tables, strict=True)]


def _by_option(problem: DrawProblem) -> list[list[tuple[Uncertain, Stream]]]:
    pairs = zip(problem.uncertain, problem.streams(), strict=True)
    return [list(group) for _, group in groupby(pairs, key=lambda pair: pair[0].option)]


def _drawn(cells: list[tuple[Uncertain, Stream]], out: NDArray[np.float32]) -> CellsDrawn:
    for row, (cell, stream) in zip(out, cells, strict=True):
        cell.draw.block(stream, row)
    return CellsDrawn(cells[0][0].option, [cell.criterion for cell, _ in cells], out)


def _sizes(draws: int) -> list[int]:
    return [min(BLOCK, draws - start) for start in range(0, draws, BLOCK)]


def _add_uncertain(values: Table, weights: NDArray[np.float32], drawn: CellsDrawn) -> None:
    """Add what the uncertain cells of an option are worth to its value.

    In single precision: its rounding, a hundred-thousandth of a point, is nothing beside what is
    uncertain. What is certain is added up in double precision, where ties are told from near ties.
    """
    own = weights if len(drawn.columns) == len(weights) else weights[drawn.columns]
    values[drawn.option] += np.einsum("cd,cd->d", own, drawn.scores)


def can_tie(problem: DrawProblem) -> bool:
    """Return whether two options may have equal values in more than a vanishing share of draws.

    They may not where something tells them apart in every draw: on a criterion that always counts,
    a cell that is drawn and not cut at an end of the scale, or, with weights that are drawn, two
    certain cells that differ.
    """
    counted = always_counted(problem.weights_model, problem.swings, problem.members)
    drawn_weights = problem.weights_model != "fixed"
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
