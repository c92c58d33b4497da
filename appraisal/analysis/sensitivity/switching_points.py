"""Switching points: the weight at which the leading option changes, exact and from closed form.

As one weight runs from 0 to 1, the others kept in proportion, every overall value runs straight; so
the leader changes where two lines cross, and no grid is needed. For a group, the weights inside it
keep their proportions too (Goodwin and Wright, Decision Analysis for Management Judgment, ch. 3).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from appraisal.analysis.sensitivity.envelope import Change, changes_of_leader
from appraisal.analysis.sensitivity.ranked_table import Array, PlainTable

SAME = 1e-12  # weights this close are the same weight
LARGEST_SWING = 100.0


@dataclass(frozen=True)
class SwitchingPoint:
    """A weight at which the leader changes, the other weights kept in proportion.

    Attributes
    ----------
    of : str
        Criterion id, or the name of a group.
    kind : str
        ``criterion`` or ``group``.
    now, at : float
        The weight now and where the leader changes, 0 to 1.
    leader : str
        The option in the lead before the change (``from`` in the file format): on the side of the
        weight now.
    to : tuple of str
        The option or options in the lead just beyond it.
    direction : str
        ``up`` where the weight must rise to get there, ``down`` where it must fall.
    leaders : tuple of str
        Every option in the lead before the change, where several are equal all along.
    swing_now, swing_at : float or None
        The same as swings, the other swings as they are. None for a group, and ``swing_at`` is None
        where it would be above 100: then only lowering the others gets there.
    """

    of: str
    kind: Literal["criterion", "group"]
    now: float
    at: float
    leader: str
    to: tuple[str, ...]
    direction: Literal["up", "down"]
    leaders: tuple[str, ...] = ()
    swing_now: float | None = None
    swing_at: float | None = None


@dataclass(frozen=True)
class _Question:
    of: str
    kind: Literal["criterion", "group"]
    columns: list[int]
    now: float


def switching_points(
    table: PlainTable, swings: Mapping[str, float], order: Sequence[str]
) -> tuple[SwitchingPoint, ...]:
    """Return every switching point of every criterion and group, those nearest to now first.

    Points come by criterion, then by group, in their order in the appraisal. A criterion or group
    that has all the weight has none, since nothing says how the rest would share what it gives up;
    nor has a group without weight, since nothing says how its criteria would share what it gets.
    Where options tie now and part as the weight moves, both directions are given, ``at`` = ``now``.

    Parameters
    ----------
    table : PlainTable
    swings : mapping of criterion to swing
    order : sequence of str
        The criteria in the order of the appraisal.
    """
    questions = _questions(table, order)
    if not questions:
        return ()
    by_question = changes_of_leader(*_ends(table, questions))
    points = []
    for question, changes in zip(questions, by_question, strict=True):
        own = [p for change in changes for p in _points(table, question, change, swings)]
        points += sorted(own, key=lambda p: (p.direction == "down", abs(p.at - p.now)))
    return tuple(points)


def _questions(table: PlainTable, order: Sequence[str]) -> list[_Question]:
    column = {id: j for j, id in enumerate(table.criteria)}
    weights = table.weights.tolist()
    asked = [_Question(id, "criterion", [column[id]], weights[column[id]]) for id in order]
    groups: dict[str, list[int]] = {}
    for id in order:
        groups.setdefault(table.groups[column[id]], []).append(column[id])
    for group, columns in groups.items():
        now = math.fsum(weights[j] for j in columns)
        if now > 0:
            asked.append(_Question(group, "group", columns, now))
    return [question for question in asked if question.now < 1 - SAME]


def _ends(table: PlainTable, questions: list[_Question]) -> tuple[Array, Array]:
    """Return every option's overall value with no weight there, and with all of it: two tables."""
    rows = [row for row, question in enumerate(questions) for _ in question.columns]
    columns = [column for question in questions for column in question.columns]
    chosen = np.zeros((len(questions), len(table.criteria)))
    chosen[rows, columns] = 1.0
    inside = chosen * table.weights
    alone = [question.kind == "criterion" for question in questions]
    inside[alone] = chosen[alone]  # even a criterion without weight now can have it all
    return _means(table.values, (1.0 - chosen) * table.weights), _means(table.values, inside)


def _means(values: Array, weights: Array) -> Array:
    means: Array = (weights @ values.T) / weights.sum(axis=1, keepdims=True)
    return means


def _points(
    table: PlainTable, question: _Question, change: Change, swings: Mapping[str, float]
) -> list[SwitchingPoint]:
    """Return the point as seen from now: once, or from both sides where it is now."""
    before = tuple(table.options[i] for i in change.before)
    after = tuple(table.options[i] for i in change.after)
    swing_now, swing_at = _as_swing(question, change.at, swings)

    def point(direction: Literal["up", "down"], at: float) -> SwitchingPoint:
        near, far = (before, after) if direction == "up" else (after, before)
        return SwitchingPoint(
            question.of, question.kind, question.now, at, near[0], far, direction, near,
            swing_now, swing_at,
        )  # fmt: skip

    if abs(change.at - question.now) <= SAME:
        return [point("up", question.now), point("down", question.now)]
    return [point("up" if change.at > question.now else "down", change.at)]


def _as_swing(
    question: _Question, at: float, swings: Mapping[str, float]
) -> tuple[float | None, float | None]:
    if question.kind == "group":
        return None, None
    now = swings[question.of]
    others = now / question.now * (1 - question.now) if question.now > 0 else sum(swings.values())
    there = at * others / (1 - at)
    return now, there if there <= LARGEST_SWING else None
