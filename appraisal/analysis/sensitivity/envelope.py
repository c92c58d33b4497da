"""Who leads as one weight runs from 0 to 1: the upper envelope of straight lines, exactly."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from appraisal.analysis.scoring import TIE

Table = NDArray[np.float64]

EDGE = 1e-12  # a change of leader this near to 0 or 1 is one at the end, with nothing beyond it


@dataclass(frozen=True)
class Change:
    """A place where the leader changes: where, and who leads on either side of it (rows)."""

    at: float
    before: tuple[int, ...]
    after: tuple[int, ...]


def changes_of_leader(at_zero: Table, at_one: Table) -> list[list[Change]]:
    """Return every change of leader between 0 and 1, rising, for each of several questions.

    Parameters
    ----------
    at_zero, at_one : (questions, options) arrays
        Overall values at both ends; in between they run straight.

    Returns
    -------
    list of list of Change
        Options whose values are equal (to 1e-9) all along a stretch lead it together. Where three
        or more meet in a point, the one that leads on either side is told.
    """
    slope = at_one - at_zero
    rows = np.arange(len(slope))
    reached = np.zeros(len(slope))
    value = at_zero
    stretches: list[list[tuple[float, int]]] = [[] for _ in rows]
    running = np.ones(len(slope), dtype=np.bool_)
    while running.any():
        lead = _steepest_of_the_first(value, slope)
        for q, at, first in zip(
            rows[running].tolist(), reached[running].tolist(), lead[running].tolist(), strict=True
        ):
            stretches[q].append((at, first))
        reached = _next_crossing(at_zero, slope, lead, rows)
        running &= reached < 1 - EDGE
        value = at_zero + slope * reached[:, None]
    together = _equal_lines(at_zero, at_one)
    return [_told(own, together[q]) for q, own in enumerate(stretches)]


def _steepest_of_the_first(value: Table, slope: Table) -> NDArray[np.intp]:
    """Return who leads just beyond here: of those that are first, the one that rises fastest."""
    first = value >= value.max(axis=1, keepdims=True) - TIE
    rise: Table = np.where(first, slope, -np.inf)
    lead: NDArray[np.intp] = np.argmax(rise, axis=1)
    return lead


def _next_crossing(
    at_zero: Table, slope: Table, lead: NDArray[np.intp], rows: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Return where a steeper line next meets the leader's; 1 where none does."""
    steeper = slope - slope[rows, lead][:, None]
    behind = at_zero[rows, lead][:, None] - at_zero
    meets = np.ones_like(slope)
    np.divide(behind, steeper, out=meets, where=(steeper > 0) & (behind < steeper))
    nearest: NDArray[np.float64] = meets.min(axis=1)
    return nearest


def _equal_lines(at_zero: Table, at_one: Table) -> list[list[tuple[int, ...]]]:
    """Return, for each question and each line, the lines equal to it at both ends, itself too."""
    equal = np.abs(at_zero[:, :, None] - at_zero[:, None, :]) <= TIE
    equal &= np.abs(at_one[:, :, None] - at_one[:, None, :]) <= TIE
    m = at_zero.shape[1]
    if np.count_nonzero(equal) == len(equal) * m:
        return [[(i,) for i in range(m)]] * len(equal)
    return [[tuple(np.flatnonzero(row).tolist()) for row in rows] for rows in equal]


def _told(stretches: list[tuple[float, int]], equal: list[tuple[int, ...]]) -> list[Change]:
    """Return the changes between stretches, with everyone who leads along each of them."""
    # a stretch that ends at the very beginning is none
    kept = [s for k, s in enumerate(stretches) if stretches[k + 1 : k + 2] == [] or
            stretches[k + 1][0] > EDGE]  # fmt: skip
    return [
        Change(after[0], equal[before[1]], equal[after[1]])
        for before, after in itertools.pairwise(kept)
        if equal[before[1]] != equal[after[1]]
    ]
