"""Counting ranks over draws, against the slowest and plainest way of doing it."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from appraisal.analysis.draws.acceptability import acceptability
from appraisal.analysis.draws.blocks import can_tie, cell_blocks
from appraisal.analysis.draws.problem import DrawProblem, draw_problem
from appraisal.analysis.draws.streams import BLOCK
from appraisal.analysis.draws.weights import WeightsModel
from appraisal.analysis.must_haves import eligible_options
from appraisal.analysis.results import analyse
from appraisal.model import Appraisal
from tests.analysis.making import made

LEVELS: dict[str, dict[str, Any]] = {
    "status_quo": {"x": {"level": 40, "strength": "moderate"}, "y": 60, "z": 30},
    "trust": {"x": {"level": 70, "strength": "weak"}, "y": 30, "z": {"strength": "none"}},
    "partner": {"x": 65, "y": {"level": 50, "low": 20, "high": 55}, "z": 50},
}
SWINGS = {"x": 100, "y": 60, "z": 45}


def problem_of(appraisal: Appraisal, model: WeightsModel) -> DrawProblem:
    found = draw_problem(appraisal, eligible_options(appraisal), model, seed=3)
    assert found is not None
    return found


def twin(problem: DrawProblem, draws: int) -> dict[str, Any]:
    """Return ranks, central weights and wins by plain Python, one draw at a time."""
    m, n = problem.exact.shape
    sampler = problem.weights()
    ranks, wins = np.zeros((m, m)), np.zeros((m, m))
    central = np.zeros((m, n))
    for block in cell_blocks(problem, draws):
        size = block[0].scores.shape[1] if block else draws
        weights = sampler.block(size)
        for d in range(size):
            table = problem.exact.copy()
            for drawn in block:
                table[drawn.option, drawn.columns] += drawn.scores[:, d]
            w = [float(weight) / math.fsum(weights[:, d]) for weight in weights[:, d]]
            value = [math.fsum(w[j] * table[i, j] for j in range(n)) for i in range(m)]
            for i in range(m):
                better = sum(v > value[i] + 1e-9 for v in value)
                equal = sum(abs(v - value[i]) <= 1e-9 for v in value)
                for place in range(better, better + equal):
                    ranks[i, place] += 1 / equal
                if better == 0:
                    central[i] += np.array(w) / equal
                for k in range(m):
                    wins[i, k] += (value[i] > value[k] + 1e-9) + (
                        abs(value[i] - value[k]) <= 1e-9
                    ) / 2
    return {"ranks": ranks / draws, "wins": wins / draws, "central": central}


@pytest.mark.parametrize("model", ["elicited", "order", "unknown", "fixed"])
def test_the_fast_count_is_the_slow_count(model: WeightsModel):
    problem, draws = problem_of(made(LEVELS, SWINGS), model), 700
    slow, (fast, kept) = twin(problem, draws), acceptability(problem, draws)

    for i, id in enumerate(problem.options):
        assert fast.ranks[id] == pytest.approx(slow["ranks"][i], abs=1e-12)
        central = fast.central_weights[id]
        if central is not None:
            mean = slow["central"][i] / slow["central"][i].sum()
            assert list(central.values()) == pytest.approx(mean, abs=1e-9)
        for k, other in enumerate(problem.options):
            if other != id:
                assert fast.beats[id][other] == pytest.approx(slow["wins"][i, k], abs=1e-12)
    assert kept.values.shape == (3, draws)


def test_a_run_over_several_blocks_is_the_slow_count_too():
    problem, draws = problem_of(made(LEVELS, SWINGS), "elicited"), BLOCK + 50
    slow, (fast, _) = twin(problem, draws), acceptability(problem, draws)

    for i, id in enumerate(problem.options):
        assert fast.ranks[id] == pytest.approx(slow["ranks"][i], abs=1e-12)


def test_many_options_are_counted_like_few():
    chance = np.random.default_rng(4)
    levels = {f"o{i:02}": dict(zip("xyz", chance.integers(0, 101, 3).tolist(), strict=True))
              for i in range(17)}  # fmt: skip
    problem = problem_of(made(levels, SWINGS), "unknown")
    slow, (fast, _) = twin(problem, 300), acceptability(problem, 300)

    for i, id in enumerate(problem.options):
        assert fast.ranks[id] == pytest.approx(slow["ranks"][i], abs=1e-12)


def test_equal_options_share_every_rank():
    levels = {"a": {"x": 50, "y": 20}, "b": {"x": 50, "y": 20}, "c": {"x": 0, "y": 0}}
    problem = problem_of(made(levels, {"x": 100, "y": 50}), "unknown")
    found, _ = acceptability(problem, 500)

    assert can_tie(problem)
    assert found.ranks["a"] == found.ranks["b"] == (0.5, 0.5, 0.0)
    assert found.beats["a"]["b"] == 0.5
    assert found.confidence["a"] == found.confidence["b"] == 0.5


def test_a_coincidence_of_fixed_weights_is_a_tie_in_every_draw():
    low = {"level": 5, "low": 0, "high": 9}
    levels = {"a": {"x": 30, "y": 60}, "b": {"x": 60, "y": 0}, "c": {"x": low, "y": 0}}
    found, _ = acceptability(problem_of(made(levels, {"x": 100, "y": 50}), "fixed"), 500)

    assert found.ranks["a"] == found.ranks["b"] == (0.5, 0.5, 0.0)


def test_options_cut_at_the_same_end_of_the_scale_tie():
    normal = {"level": 0, "distribution": {"normal": [-500, 1]}}
    scales = {"x": {"unit": "%", "worst": 0, "best": 10}}
    levels = {"a": {"x": normal}, "b": {"x": normal}}
    problem = problem_of(made(levels, {"x": 100}, scales=scales), "elicited")
    found, _ = acceptability(problem, 300)

    assert can_tie(problem)
    assert found.ranks["a"] == (0.5, 0.5)


def test_an_option_that_fails_a_must_have_takes_no_rank_but_is_compared():
    appraisal = made(
        LEVELS,
        SWINGS,
        gates=[{"id": "g", "name": "Lawful"}],
        gate_results=[{"option": "trust", "gate": "g", "result": "fail"}],
    )
    found = analyse(appraisal, draws=500).acceptability
    assert found is not None

    assert set(found.ranks) == set(found.confidence) == {"status_quo", "partner"}
    assert all(len(row) == 2 for row in found.ranks.values())
    assert set(found.beats) == set(found.overall) == set(LEVELS)


def test_an_option_with_no_evidence_is_drawn_though_it_has_no_plain_value():
    results = analyse(made(LEVELS, SWINGS), draws=2000)

    assert results.scores.overall["trust"] is None
    assert results.rank["trust"] is None
    assert results.acceptability is not None
    assert 0 < results.acceptability.ranks["trust"][0] < 1
    said = " ".join(results.recommendation.because)
    assert "Trust lacks a level for which there is no evidence" in said


@pytest.mark.parametrize("swings", [{"x": 100}, {}])
def test_nothing_is_drawn_while_a_swing_is_missing(swings: dict[str, float]):
    assert analyse(made(LEVELS, swings), draws=10).acceptability is None


def test_nothing_is_drawn_while_a_cell_is_missing():
    levels = LEVELS | {"partner": {"x": 65, "y": None, "z": 50}}

    assert analyse(made(levels, SWINGS), draws=10).acceptability is None


def test_a_cell_missing_from_an_option_ruled_out_stops_nobody():
    appraisal = made(
        LEVELS | {"partner": {"x": 65, "y": None, "z": 50}},
        SWINGS,
        gates=[{"id": "g", "name": "Lawful"}],
        gate_results=[{"option": "partner", "gate": "g", "result": "fail"}],
    )
    found = analyse(appraisal, draws=100).acceptability

    assert found is not None
    assert "partner" not in found.beats


def test_the_default_draws_keep_the_error_under_half_a_point():
    found = analyse(made(LEVELS, SWINGS)).acceptability

    assert found is not None
    assert 0 < found.error < 0.005


def test_without_draws_there_is_the_plain_result_alone():
    results = analyse(made(LEVELS, SWINGS), draws=0)

    assert results.scores.weights is not None
    assert (results.acceptability, results.group, results.switching_points) == (None, None, None)
    assert (results.break_even, results.overturn, results.tornado, results.words) == (None,) * 4


def test_confidence_is_one_where_central_weights_put_a_certain_option_first():
    levels = {"a": {"x": 90, "y": 10}, "b": {"x": 10, "y": 90}}
    found, _ = acceptability(problem_of(made(levels, {"x": 100, "y": 100}), "unknown"), 2000)

    assert found.confidence == {"a": 1.0, "b": 1.0}


def test_a_change_to_one_cell_leaves_the_draws_of_every_other_option():
    changed = LEVELS | {"trust": LEVELS["trust"] | {"x": {"level": 20, "strength": "strong"}}}
    before = analyse(made(LEVELS, SWINGS), draws=1000).acceptability
    after = analyse(made(changed, SWINGS), draws=1000).acceptability
    assert before is not None
    assert after is not None

    assert after.overall["partner"] == before.overall["partner"]
    assert after.beats["partner"]["status_quo"] == before.beats["partner"]["status_quo"]
    assert after.overall["trust"] != before.overall["trust"]


def test_unknown_weights_need_no_swing():
    levels = {"a": {"x": 90, "y": 10}, "b": {"x": 20, "y": 70}}
    rated = problem_of(made(levels, {"x": 100, "y": 5}), "unknown")
    unrated = problem_of(made(levels, {}), "unknown")

    assert acceptability(unrated, 2000)[0] == acceptability(rated, 2000)[0]
    eligible = {"a": True, "b": True}
    for model in ("order", "elicited", "fixed"):
        assert draw_problem(made(levels, {}), eligible, model) is None
