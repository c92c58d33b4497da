"""Cost against benefit under uncertainty."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from appraisal.analysis.money_odds import MoneyOdds
from appraisal.analysis.results import analyse
from tests.analysis.making import made

LEVELS: dict[str, dict[str, Any]] = {
    "cheap": {"x": {"level": 30, "low": 20, "high": 40}},
    "dear": {"x": {"level": 60, "low": 30, "high": 70}},
    "poor": {"x": 10},
}


def line(option: str, amount: float, **more: Any) -> dict[str, Any]:
    row = {"option": option, "item": "Running", "kind": "running", "amounts": {2026: amount}}
    return row | more


def odds_of(*lines: dict[str, Any], draws: int = 16_384, axis: bool = True) -> MoneyOdds:
    on_axis = [{"id": "cost", "name": "Cost", "axis": "cost"}] if axis else []
    appraisal = made(
        LEVELS, {"x": 100}, costs={"base_year": 2026, "lines": list(lines)}, more_criteria=on_axis
    )
    found = analyse(appraisal, draws=draws).money_odds
    assert found is not None
    return found


CERTAIN = (line("cheap", 5), line("dear", 8), line("poor", 6))


def test_certain_costs_are_the_same_in_every_draw():
    assert odds_of(*CERTAIN).net_present_cost["dear"] == (8, 8, 8)


def test_a_multiplier_either_side_of_1_is_triangular_with_its_mode_at_1():
    found = odds_of(line("cheap", 10, low=0.5, high=2.0), *CERTAIN[1:])
    low, middle, high = found.net_present_cost["cheap"]

    # the law: share below x is (x - 0.5)^2 / (1.5 x 0.5) up to 1
    assert low == pytest.approx(10 * (0.5 + np.sqrt(0.05 * 0.75)), abs=0.1)
    assert middle == pytest.approx(10 * (2 - np.sqrt(0.5 * 1.5)), abs=0.15)
    assert high == pytest.approx(10 * (2 - np.sqrt(0.05 * 1.5)), abs=0.15)


def test_a_multiplier_above_1_is_drawn_evenly():
    ends = odds_of(line("cheap", 10, low=1.2, high=2.2), *CERTAIN[1:]).net_present_cost["cheap"]

    assert ends == pytest.approx((12.5, 17, 21.5), abs=0.2)


def test_an_option_beaten_in_every_draw_is_never_on_the_frontier():
    found = odds_of(*CERTAIN).on_frontier
    assert found is not None

    assert found["poor"] == 0
    assert found["cheap"] == 1


def test_the_step_up_the_frontier_has_odds_and_a_price():
    # dear costs 3 more; it is the better in most draws, since 30 to 70 mostly lies above 20 to 40
    (step,) = odds_of(*CERTAIN).prices

    assert (step.cheaper, step.dearer) == ("cheap", "dear")
    assert step.buys + step.dearer_and_no_better == pytest.approx(1)
    assert step.better_and_no_dearer == 0
    assert 0.9 < step.buys < 1
    assert step.price is not None
    assert step.price[1] == pytest.approx(3 / 24, rel=0.15)


def test_the_odds_are_those_of_the_slow_way():
    lines = (line("cheap", 5, low=0.8, high=2.5), line("dear", 8, low=0.5, high=1.5), CERTAIN[2])
    found = odds_of(*lines)
    assert found.on_frontier is not None

    chance, n = np.random.default_rng(3), 40_000
    value = {"cheap": chance.triangular(20, 30, 40, n), "dear": chance.triangular(30, 60, 70, n)}
    cost = {"cheap": 5 * chance.triangular(0.8, 1, 2.5, n),
            "dear": 8 * chance.triangular(0.5, 1, 1.5, n)}  # fmt: skip
    value["poor"], cost["poor"] = np.full(n, 10.0), np.full(n, 6.0)
    for id in value:
        on = sum(
            all(not (value[o][d] >= value[id][d] and cost[o][d] <= cost[id][d])
                for o in value if o != id)
            for d in range(n)
        )  # fmt: skip
        assert found.on_frontier[id] == pytest.approx(on / n, abs=0.015)


def test_without_a_cost_axis_there_is_no_frontier_so_that_no_pound_counts_twice():
    found = odds_of(*CERTAIN, axis=False)

    assert found.on_frontier is None
    assert found.prices == ()


def test_an_option_without_cost_lines_stops_the_frontier():
    found = odds_of(*CERTAIN[:2])

    assert found.on_frontier is None
    assert set(found.net_present_cost) == {"cheap", "dear"}


def test_two_lines_of_the_same_name_are_drawn_apart():
    twice = odds_of(*[line("cheap", 5, low=0.5, high=1.5)] * 2, *CERTAIN[1:])
    once = odds_of(line("cheap", 10, low=0.5, high=1.5), *CERTAIN[1:])

    def width(found: MoneyOdds) -> float:
        return found.net_present_cost["cheap"][2] - found.net_present_cost["cheap"][0]

    assert width(twice) < 0.8 * width(once)
