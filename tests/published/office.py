"""The office location problem: seven offices, six attributes, swing weights, cost kept apart.

P. Goodwin and G. Wright, Decision Analysis for Management Judgment, 3rd ed., ch. 3, pp. 29-50.
The book prints row A, the swings 100 and 80, the rounded weights and the results tested beside
this file. The other inputs are the book's as remembered; they give every printed result.
"""

from __future__ import annotations

from typing import Any

from appraisal.model import Appraisal
from tests.analysis.making import made

ATTRIBUTES = ("closeness", "visibility", "image", "size", "comfort", "parking")
GROUPS = dict(zip(ATTRIBUTES, ["turnover"] * 3 + ["conditions"] * 3, strict=True))
SWINGS = dict(zip(ATTRIBUTES, (100, 80, 70, 30, 20, 10), strict=True))
ROUNDED_WEIGHTS = dict(zip(ATTRIBUTES, (32, 26, 23, 10, 6, 3), strict=True))
VALUES = {
    "a": (100, 60, 100, 75, 0, 90),
    "b": (20, 80, 10, 30, 100, 30),
    "c": (80, 70, 0, 0, 10, 100),
    "d": (70, 50, 30, 55, 30, 90),
    "e": (40, 60, 90, 100, 60, 70),
    "f": (0, 0, 70, 0, 80, 0),
    "g": (60, 100, 20, 50, 50, 80),
}
ANNUAL_RENT = {"a": 30.0, "b": 15.0, "c": 5.0, "d": 12.0, "e": 30.0, "f": 15.0, "g": 10.0}
ANNUAL_COST = {"a": 35.0, "c": 6.7, "g": 12.0}  # thousand dollars


def office(
    swings: dict[str, int] = SWINGS, cost: dict[str, float] | None = None, **other: Any
) -> Appraisal:
    """Return the problem; with costs, only the offices that have one, and a cost axis."""
    cost = cost or {}
    levels = {
        id: dict(zip(ATTRIBUTES, row, strict=True))
        for id, row in VALUES.items()
        if not cost or id in cost
    }
    if cost:
        other["more_criteria"] = [{"id": "rent", "name": "Rent", "axis": "cost"}]
        other["costs"] = {
            "base_year": 2026,
            "lines": [
                {"option": id, "item": "Rent", "kind": "running", "amounts": {2026: amount}}
                for id, amount in cost.items()
            ],
        }
    return made(levels, swings, groups=GROUPS, **other)
