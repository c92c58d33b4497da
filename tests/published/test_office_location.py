"""Goodwin and Wright's office location problem (see office.py for the source)."""

from __future__ import annotations

import pytest

from appraisal.analysis.results import analyse
from tests.published.office import (
    ANNUAL_COST,
    ANNUAL_RENT,
    GROUPS,
    ROUNDED_WEIGHTS,
    SWINGS,
    office,
)


def shown(overall: dict[str, float | None], places: int) -> dict[str, float]:
    return {id: round(value, places) for id, value in overall.items() if value is not None}


def test_overall_values_with_the_books_rounded_weights():
    # Printed, p. 44: A 80.8, C 47.4, G 60.2. The others follow from the same sum.
    overall = analyse(office(ROUNDED_WEIGHTS), draws=0).scores.overall

    assert shown(overall, 1) == {
        "a": 80.8, "b": 39.4, "c": 47.4, "d": 52.3, "e": 64.8, "f": 20.9, "g": 60.2,
    }  # fmt: skip


def test_overall_values_in_full_precision_when_nothing_is_rounded():
    overall = analyse(office(), draws=0).scores.overall

    assert shown(overall, 4) == {
        "a": 80.4839, "b": 39.6774, "c": 47.7419, "d": 52.4194,
        "e": 64.5161, "f": 20.9677, "g": 60.3226,
    }  # fmt: skip


def test_the_order_of_the_offices():
    results = analyse(office(), draws=0)

    assert results.by_overall_value() == ("a", "e", "g", "d", "c", "b", "f")
    assert results.rank == {"a": 1, "e": 2, "g": 3, "d": 4, "c": 5, "b": 6, "f": 7}


def test_weights_round_to_the_books():
    weights = analyse(office(), draws=0).scores.weights

    assert weights is not None
    assert {id: round(100 * weight) for id, weight in weights.items()} == ROUNDED_WEIGHTS


def test_the_weight_of_turnover_as_a_group():
    rounded = analyse(office(ROUNDED_WEIGHTS), draws=0).scores.group_weights
    exact = analyse(office(), draws=0).scores.group_weights

    assert rounded is not None
    assert exact is not None
    assert round(100 * rounded["turnover"]) == 81  # printed
    assert round(100 * exact["turnover"], 4) == 80.6452


def test_the_frontier_of_benefit_against_cost():
    money = analyse(office(cost=ANNUAL_RENT), draws=0).money

    assert money is not None
    assert money.frontier == ("c", "g", "a")  # printed, cheapest first here
    beaten = money.frontier_dominated_by
    assert beaten is not None
    assert beaten["e"] == ("a",)
    assert all("g" in beaten[id] for id in "bdf")
    assert all(beaten[id] == () for id in "agc")


def test_the_price_of_an_extra_point():
    # Printed, p. 48: C to G 12.8 points for 5,300 dollars, 414 a point; G to A 20.6 points for
    # 23,000 dollars, 1,117 a point (1,116.50 before rounding).
    money = analyse(office(ROUNDED_WEIGHTS, cost=ANNUAL_COST), draws=0).money

    assert money is not None
    steps = {(step.cheaper, step.dearer): step for step in money.prices}
    assert list(steps) == [("c", "g"), ("g", "a")]
    assert steps["c", "g"].extra_value == pytest.approx(12.8, abs=1e-12)
    assert steps["c", "g"].extra_cost == pytest.approx(5.3, abs=1e-12)
    assert round(1000 * steps["c", "g"].price) == 414
    assert steps["g", "a"].extra_value == pytest.approx(20.6, abs=1e-12)
    assert steps["g", "a"].extra_cost == pytest.approx(23.0, abs=1e-12)
    assert round(1000 * steps["g", "a"].price) == 1117


def lines_of_turnover() -> tuple[dict[str, float], dict[str, float]]:
    """Return every office's overall value with no weight on turnover, and with all of it."""
    nothing = {id: 0 for id, group in GROUPS.items() if group == "turnover"}
    all_of_it = {id: 0 for id, group in GROUPS.items() if group != "turnover"}
    ends = [analyse(office(SWINGS | end), draws=0).scores.overall for end in (nothing, all_of_it)]
    return shown(ends[0], 4), shown(ends[1], 4)


def test_the_ends_of_the_sensitivity_graph():
    at_0, at_100 = lines_of_turnover()

    # Printed, p. 45 and 46: Elton 81.7 at 0 and 60.4 at 100. The others follow.
    assert round(at_0["e"], 1) == 81.7
    assert round(at_100["e"], 1) == 60.4
    assert at_0 == {"a": 52.5, "b": 53.3333, "c": 20.0, "d": 52.5, "e": 81.6667, "f": 26.6667,
                    "g": 55.0}  # fmt: skip
    assert at_100 == {"a": 87.2, "b": 36.4, "c": 54.4, "d": 52.4, "e": 60.4, "f": 19.6, "g": 61.6}


def test_the_weight_of_turnover_at_which_elton_gives_way_to_addison():
    points = analyse(office(), draws=1).switching_points
    assert points is not None

    (point,) = [point for point in points if point.of == "turnover"]
    assert (point.kind, point.direction) == ("group", "down")
    assert (point.leader, point.to) == ("a", ("e",))
    assert round(100 * point.at, 1) == 52.1  # printed
    assert round(100 * point.at, 4) == 52.1144
    assert round(100 * point.now, 4) == 80.6452


def test_only_addison_and_elton_ever_lead_as_turnover_is_weighted():
    points = analyse(office(), draws=1).switching_points
    assert points is not None

    of_turnover = [point for point in points if point.of == "turnover"]
    assert {point.leader for point in of_turnover} | {
        id for point in of_turnover for id in point.to
    } == {"a", "e"}


def test_gorton_beats_carlisle_whatever_the_weight_of_turnover():
    at_0, at_100 = lines_of_turnover()  # straight lines in between

    assert at_0["g"] > at_0["c"]
    assert at_100["g"] > at_100["c"]
