"""Break-even scores: how far a level must move before the leader changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from appraisal.analysis.scoring import TIE, Scores
from appraisal.analysis.sensitivity.ranked_table import PlainTable
from appraisal.analysis.value_functions import level_of
from appraisal.model import Appraisal, Performance, Scale


@dataclass(frozen=True)
class BreakEven:
    """The level of one cell at which the leader and a rival are level.

    Attributes
    ----------
    option, criterion : str
        The cell that moves: the leader's, to lose its lead, or a rival's, to catch up.
    level_now : float
        In the criterion's unit.
    level_at : float
        Where leader and rival have equal overall values; beyond the scale where ``reachable`` is
        False.
    rival : str
        The option that draws level with the leader.
    reachable : bool
        Whether the scale runs that far.
    within_range : bool
        Whether the cell's own stated range runs that far.
    change : float
        Value points from now to there, signed.
    """

    option: str
    criterion: str
    level_now: float
    level_at: float
    rival: str
    reachable: bool
    within_range: bool
    change: float


def break_evens(appraisal: Appraisal, scores: Scores, table: PlainTable) -> tuple[BreakEven, ...]:
    """Return the break-even of every cell of the leader and of its rivals.

    A cell of the leader breaks even against the option next after it (each of them, where several
    tie), a cell of a rival against the leader. There are none where several options tie for first,
    nothing being needed to bring them level, and none for a criterion without weight, which can
    change nothing.
    """
    leader = table.leader()
    if leader is None:
        return ()
    cells, column = appraisal.cells(), {id: j for j, id in enumerate(table.criteria)}
    weights, overall, values = (
        table.weights.tolist(), table.overall.tolist(), table.values.tolist(),
    )  # fmt: skip
    asked = [
        (criterion.id, criterion.scale, column[criterion.id])
        for criterion in appraisal.benefit_criteria()
        if weights[column[criterion.id]] > 0
    ]
    evens = []
    for mover, rival in _moves(table, leader, list(scores.overall)):
        option, name = table.options[mover], table.options[rival]
        gap = overall[leader] - overall[rival]
        need = -gap if mover == leader else gap
        for id, scale, j in asked:
            ends = scores.value_ranges[option][id]
            now, change = values[mover][j], need / weights[j]
            evens.append(_at(cells[option, id], scale, ends, name, now, change))
    return tuple(evens)


def _moves(table: PlainTable, leader: int, order: list[str]) -> Iterator[tuple[int, int]]:
    """Return who moves and who draws level with the leader, in the order of the appraisal."""
    rivals = [table.options.index(id) for id in order if id in table.options]
    second = table.second()
    for rival in rivals:
        if rival in second:
            yield leader, rival
    for rival in rivals:
        if rival != leader:
            yield rival, rival


def _at(
    cell: Performance,
    scale: Scale,
    ends: tuple[float, float] | None,
    rival: str,
    now: float,
    change: float,
) -> BreakEven:
    assert cell.level is not None  # a ranked option has every level
    assert ends is not None
    needed = now + change
    return BreakEven(
        option=cell.option,
        criterion=cell.criterion,
        level_now=cell.level,
        level_at=level_of(scale, needed),
        rival=rival,
        reachable=-TIE <= needed <= 100 + TIE,
        within_range=ends[0] - TIE <= needed <= ends[1] + TIE,
        change=change,
    )
