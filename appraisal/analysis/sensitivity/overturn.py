"""The smallest changes that overturn the result: one score, two scores, one weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from appraisal.analysis.scoring import TIE
from appraisal.analysis.sensitivity.break_even import BreakEven
from appraisal.analysis.sensitivity.ranked_table import Array, PlainTable
from appraisal.analysis.sensitivity.switching_points import SwitchingPoint
from appraisal.analysis.value_functions import level_of
from appraisal.model import Appraisal


@dataclass(frozen=True)
class ScoreChange:
    """One cell moved: from a level to another, in its unit, and by how many value points."""

    option: str
    criterion: str
    level_now: float
    level_at: float
    change: float


@dataclass(frozen=True)
class PairOfChanges:
    """Two cells that, moved together, bring a rival level with the leader.

    ``size`` is the greater of the two changes in value points, which is as small as it can be.
    """

    first: ScoreChange
    second: ScoreChange
    rival: str
    size: float


@dataclass(frozen=True)
class Overturn:
    """The smallest changes that overturn the result, each within the scales.

    Attributes
    ----------
    single : tuple of BreakEven
        The one cell that needs to move by the fewest value points; more than one where they are
        equal, none where no single cell can do it.
    pair : PairOfChanges or None
    weight : SwitchingPoint or None
        The switching point of a criterion that is nearest to its weight now.
    """

    single: tuple[BreakEven, ...]
    pair: PairOfChanges | None
    weight: SwitchingPoint | None


def overturn(
    appraisal: Appraisal,
    table: PlainTable,
    points: Sequence[SwitchingPoint],
    evens: Sequence[BreakEven],
) -> Overturn | None:
    """Return the smallest changes, or None where no option leads alone."""
    leader = table.leader()
    if leader is None:
        return None
    within = [even for even in evens if even.reachable]
    least = min((abs(even.change) for even in within), default=0.0)
    name = table.options[leader]
    near = [p for p in points if p.kind == "criterion" and p.leaders == (name,)]
    return Overturn(
        single=tuple(even for even in within if abs(even.change) <= least + TIE),
        pair=_smallest_pair(appraisal, table, leader),
        weight=min(near, key=lambda p: abs(p.at - p.now), default=None),
    )


def _smallest_pair(appraisal: Appraisal, table: PlainTable, leader: int) -> PairOfChanges | None:
    best: tuple[float, int, int, int, float, float] | None = None
    for rival in range(len(table.options)):
        pair = None if rival == leader else _pair_with(table, leader, rival)
        if pair is not None and (best is None or pair[0] < best[0] - TIE):
            best = (pair[0], rival, *pair[1:])
    if best is None:
        return None
    size, rival, one, other, first, second = best
    return PairOfChanges(
        _score_change(appraisal, table, (leader, rival), one, first),
        _score_change(appraisal, table, (leader, rival), other, second),
        table.options[rival],
        size,
    )


def _pair_with(
    table: PlainTable, leader: int, rival: int
) -> tuple[float, int, int, float, float] | None:
    """Return size, the two cells and how far each moves; cells 0..n-1 are the leader's.

    Both move by the same number of points, unless one comes to the end of its scale first: then the
    other makes up the rest.
    """
    gap = table.overall[leader] - table.overall[rival]
    weight = np.concatenate([table.weights, table.weights])
    room = np.maximum(np.concatenate([table.values[leader], 100.0 - table.values[rival]]), 0.0)
    cells = np.flatnonzero((weight > 0) & (room > 0))
    if len(cells) < 2:
        return None
    weight, room = weight[cells], room[cells]
    moves = _moves(gap, weight, room)
    size = np.maximum(moves, moves.T)
    within = (moves <= room[:, None] + TIE) & (room + TIE >= moves.T)
    enough = weight[:, None] * moves + weight * moves.T >= gap - TIE
    size[~(within & enough)] = np.inf
    np.fill_diagonal(size, np.inf)
    least = size.min()
    if not np.isfinite(least):
        return None
    one, other = (int(i) for i in np.argwhere(size <= least + TIE)[0])
    return (
        float(least), int(cells[one]), int(cells[other]),
        float(moves[one, other]), float(moves[other, one]),
    )  # fmt: skip


def _moves(gap: float, weight: Array, room: Array) -> NDArray[np.float64]:
    """Return how far cell i moves when it is paired with cell j: row i, column j."""
    alike = gap / (weight[:, None] + weight)
    rest = (gap - weight * room) / weight[:, None]  # what i must do when j can go no further
    moves = np.where(alike > room, rest, alike)
    return np.where(alike > room[:, None], room[:, None], moves)


def _score_change(
    appraisal: Appraisal, table: PlainTable, pair: tuple[int, int], cell: int, move: float
) -> ScoreChange:
    n = len(table.criteria)
    row, sign = (pair[0], -1.0) if cell < n else (pair[1], 1.0)
    option, criterion = table.options[row], table.criteria[cell % n]
    level = appraisal.cells()[option, criterion].level
    assert level is not None  # a ranked option has every level
    needed = float(table.values[row, cell % n]) + sign * move
    scale = appraisal.criterion(criterion).scale
    return ScoreChange(option, criterion, level, level_of(scale, needed), sign * move)
