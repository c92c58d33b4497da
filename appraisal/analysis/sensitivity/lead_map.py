"""The map of who leads: the weights of two criteria, the others kept in proportion."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from appraisal.analysis.scoring import TIE
from appraisal.analysis.sensitivity.ranked_table import Array, PlainTable

Corner = tuple[float, float]
SMALLEST_AREA = 1e-12


@dataclass(frozen=True)
class LeadMap:
    """Which option leads for every weight of two criteria, exactly.

    Attributes
    ----------
    across, up : str
        The criteria, ids.
    now : (float, float)
        Their weights now.
    areas : dict of option to tuple of (weight across, weight up)
        Corners of the area in which it leads, a convex polygon inside the triangle of weights that
        sum to at most 1. Options that lead nowhere are left out; equal ones share their area.
    """

    across: str
    up: str
    now: Corner
    areas: dict[str, tuple[Corner, ...]]


def lead_map(table: PlainTable, across: str | None = None, up: str | None = None) -> LeadMap | None:
    """Return the map of two criteria, by default those of the greatest weights.

    None where they have all the weight between them (or are all there is), because nothing says how
    the others would share the rest.
    """
    order = sorted(range(len(table.criteria)), key=lambda j: (-table.weights[j], table.criteria[j]))
    ids = [table.criteria[j] for j in order]
    first = across or next((id for id in ids if id != up), None)
    second = up or next((id for id in ids if id != first), None)
    if first is None or second is None or first == second:
        return None
    a, b = table.criteria.index(first), table.criteria.index(second)
    rest = table.weights.copy()
    rest[[a, b]] = 0.0
    if rest.sum() <= 0:
        return None
    others = (table.values * rest).sum(axis=1) / rest.sum()
    # overall value = constant + slope across x + slope up y
    planes = np.column_stack([others, table.values[:, a] - others, table.values[:, b] - others])
    areas = {option: _area(planes, i) for i, option in enumerate(table.options)}
    return LeadMap(
        first,
        second,
        (float(table.weights[a]), float(table.weights[b])),
        {option: corners for option, corners in areas.items() if _size(corners) > SMALLEST_AREA},
    )


def _area(planes: Array, option: int) -> tuple[Corner, ...]:
    """Return where one plane is highest: the triangle, cut by every other option in turn."""
    corners: list[Corner] = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)]
    for other in range(len(planes)):
        lead = planes[option] - planes[other]
        if other != option and np.abs(lead).max() > TIE:
            corners = _cut(corners, (float(lead[0]), float(lead[1]), float(lead[2])))
    return tuple(corners)


def _cut(corners: list[Corner], lead: tuple[float, float, float]) -> list[Corner]:
    """Return the part of a convex polygon where the lead is not negative (Sutherland, Hodgman)."""
    kept: list[Corner] = []
    heights = [lead[0] + lead[1] * x + lead[2] * y for x, y in corners]
    for k, corner in enumerate(corners):
        last, height, before = corners[k - 1], heights[k], heights[k - 1]
        if (height >= 0) != (before >= 0):
            t = before / (before - height)
            kept.append((last[0] + t * (corner[0] - last[0]), last[1] + t * (corner[1] - last[1])))
        if height >= 0:
            kept.append(corner)
    return kept


def _size(corners: tuple[Corner, ...]) -> float:
    """Return the area of a polygon (the shoelace formula)."""
    turns = zip(corners, (*corners[1:], *corners[:1]), strict=True)
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in turns)) / 2
