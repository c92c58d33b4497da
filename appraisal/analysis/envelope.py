"""Who leads as one weight runs from 0 to 1: the upper envelope of straight lines, exactly."""

from __future__ import annotations

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
    here = np.zeros(len(slope))
    value = at_zero
    stretches: list[list[tuple[float, int]]] = [[] for _ in rows]
    running = np.ones(len(slope), dtype=np.bool_)
    while running.any():
        lead = _steepest_of_the_first(value, slope)
        for q in np.flatnonzero(running):
            stretches[q].append((float(here[q]), int(lead[q])))
        here = _next_crossing(at_zero, slope, lead, rows)
        running &= here < 1 - EDGE
        value = at_zero + slope * here[:, None]
    return [_told(found, at_zero[q], slope[q]) for q, found in enumerate(stretches)]


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


def _told(
    stretches: list[tuple[float, int]], at_zero: NDArray[np.float64], slope: NDArray[np.float64]
) -> list[Change]:
    """Return the changes between stretches, with everyone who leads along each of them."""
    nexts: list[tuple[float, int] | None] = [*stretches[1:], None]
    kept = [s for s, after in zip(stretches, nexts, strict=True) if not after or after[0] > EDGE]
    kept[0] = (0.0, kept[0][1])
    ends = [start for start, _ in kept[1:]] + [1.0]
    leaders = []
    for (start, lead), end in zip(kept, ends, strict=True):
        equal = np.ones(len(slope), dtype=np.bool_)
        for place in (start, end):
            value = at_zero + slope * place
            equal &= np.abs(value - value[lead]) <= TIE
        leaders.append(tuple(int(i) for i in np.flatnonzero(equal)))
    return [
        Change(start, before, after)
        for (start, _), before, after in zip(kept[1:], leaders, leaders[1:], strict=False)
        if before != after
    ]
