"""Rank acceptability that can be worked out by hand.

Two options, weights uniform on the simplex. Where the first is better by a on one criterion and
worse by b and c on two others, it is first in a share a^2 / ((a + b)(a + c)) of the draws: the
corner that the plane of equal values cuts off the triangle of weights. Its central weights are the
centre of that corner.

Inputs of the first case: GetReal, learning unit 4, activity 4.4, a hypothetical cancer treatment,
as shipped with https://github.com/drugis/mcda-elicitation-web (figures only).
"""

from __future__ import annotations

import math

import pytest

from appraisal.analysis.draws.acceptability import Acceptability, acceptability
from appraisal.analysis.draws.problem import draw_problem
from appraisal.model import Appraisal
from tests.analysis.making import made

DRAWS = 1_000_000


def drawn(appraisal: Appraisal) -> Acceptability:
    everyone = {option.id: True for option in appraisal.options}
    problem = draw_problem(appraisal, everyone, "unknown", seed=1)
    assert problem is not None
    return acceptability(problem, DRAWS)[0]


def within_four_errors(found: float, expected: float) -> bool:
    return abs(found - expected) <= 4 * math.sqrt(expected * (1 - expected) / DRAWS)


def test_a_new_treatment_against_control():
    scales = {
        "os": {"unit": "share", "worst": 0.45, "best": 0.65},
        "severe": {"unit": "share", "worst": 0.80, "best": 0.0},
        "moderate": {"unit": "share", "worst": 0.40, "best": 0.0},
    }
    levels = {
        "control": {"os": 0.50, "severe": 0.20, "moderate": 0.05},
        "new": {"os": 0.60, "severe": 0.60, "moderate": 0.35},
    }
    found = drawn(made(levels, dict.fromkeys(scales, 100), scales=scales))

    assert within_four_errors(found.ranks["new"][0], 0.2)
    assert within_four_errors(found.ranks["control"][0], 0.8)
    central = found.central_weights["new"]
    assert central is not None
    # a weight's standard deviation in the corner is under 0.15, in 200,000 draws: 4 errors 0.0014
    assert central == pytest.approx({"os": 0.7, "severe": 1 / 6, "moderate": 2 / 15}, abs=0.0014)


def test_an_option_better_on_one_criterion_and_worse_on_two():
    levels = {"rival": {"x": 0, "y": 20, "z": 40}, "option": {"x": 60, "y": 0, "z": 0}}
    found = drawn(made(levels, {"x": 100, "y": 100, "z": 100}))

    assert within_four_errors(found.ranks["option"][0], 0.45)
    central = found.central_weights["option"]
    assert central is not None
    assert central == pytest.approx({"x": 0.55, "y": 0.25, "z": 0.20}, abs=0.0014)


def test_an_option_worse_on_everything_is_never_first_and_has_no_central_weights():
    # R package smaa, tests/nacw.R: undefined, not zeros
    levels = {"worse": {"x": 10, "y": 20}, "better": {"x": 11, "y": 21}}
    found = drawn(made(levels, {"x": 100, "y": 100}))

    assert found.ranks["worse"] == (0.0, 1.0)
    assert found.central_weights["worse"] is None
    assert found.confidence["worse"] is None
    assert found.beats["better"]["worse"] == 1.0
