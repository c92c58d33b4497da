"""Piecewise-linear value functions, inside and outside their range.

R package smaa, manual page smaa.pvf and its tests (G. van Valkenhoef,
https://github.com/gertvv/rsmaa): figures only. Value scores here are 100 times the package's.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from appraisal.analysis.value_functions import level_of, value_score, value_scores
from appraisal.model import Scale

FALLING = ((100, 0), (90, 50), (75, 80), (50, 100))
RISING = ((-0.15, 0), (0.0, 10), (0.25, 90), (0.35, 100))
CASES: dict[str, tuple[Any, str, dict[float, float]]] = {
    "rising, two points": (((-0.15, 0), (0.35, 100)), "clip",
                           {0.35: 100, -0.15: 0, 0.1: 50}),
    "falling, two points": (((100, 0), (50, 100)), "clip", {50: 100, 100: 0, 75: 50}),
    "rising, four points": (RISING, "clip", {0.35: 100, -0.15: 0, 0.0: 10, 0.25: 90, 0.1: 42}),
    "falling, four points": (FALLING, "clip", {50: 100, 60: 92, 75: 80, 90: 50, 100: 0}),
    "extended": (FALLING, "extend", {10: 132, 40: 108, 101: -5, 120: -100}),
    "clipped": (FALLING, "clip", {10: 100, 40: 100, 101: 0, 120: 0}),
}  # fmt: skip


def scale(points: Any, outside: Any) -> Scale:
    (worst, _), (best, _) = points[0], points[-1]
    return Scale(
        unit="units", worst=worst, best=best, shape="points", points=points, outside=outside
    )


@pytest.mark.parametrize("name", CASES)
def test_value_scores_are_exact(name: str):
    points, outside, expected = CASES[name]
    one = scale(points, outside)

    assert [value_score(one, x) for x in expected] == pytest.approx(
        list(expected.values()), abs=1e-12
    )
    found = value_scores(one, np.array(list(expected)))
    assert found == pytest.approx(np.array([*expected.values()], dtype=float), abs=1e-12)


@pytest.mark.parametrize("name", [name for name in CASES if name != "clipped"])
def test_a_level_is_found_again_from_its_value_score(name: str):
    points, outside, expected = CASES[name]
    one = scale(points, outside)

    assert [level_of(one, y) for y in expected.values()] == pytest.approx(
        list(expected), abs=1e-12, rel=1e-12
    )
