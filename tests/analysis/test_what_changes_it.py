"""Switching points, break-evens, the smallest changes and the tornado, on cases done by hand."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

from appraisal.analysis.results import Results, analyse
from appraisal.analysis.sensitivity.envelope import changes_of_leader
from appraisal.analysis.value_functions import level_of
from appraisal.model import Appraisal
from tests.analysis.making import made

# overall values: a 0.6 x 80 + 0.4 x 20 = 56, b 0.6 x 40 + 0.4 x 70 = 52
TWO = {"a": {"x": 80, "y": 20}, "b": {"x": 40, "y": 70}}
SWINGS = {"x": 60, "y": 40}
THREE: dict[str, dict[str, Any]] = {
    "a": {"x": {"level": 80, "low": 45, "high": 90}, "y": 20, "z": 55},
    "b": {"x": 40, "y": {"level": 70, "strength": "weak"}, "z": 60},
    "c": {"x": 10, "y": 90, "z": {"level": 30, "low": 0, "high": 100}},
}
MORE = {"x": 100, "y": 60, "z": 40}


def results_of(levels: Any = TWO, swings: Any = SWINGS, **other: Any) -> Results:
    return analyse(made(levels, swings, **other), draws=1)


def test_a_switching_point_by_hand():
    # x: 80t + 20(1-t) = 40t + 70(1-t) at t = 50/90
    points = {point.of: point for point in results_of().switching_points or ()}

    assert points["x"].at == pytest.approx(50 / 90, abs=1e-12)
    assert points["x"].now == 0.6
    assert (points["x"].leader, points["x"].to, points["x"].direction) == ("a", ("b",), "down")
    assert points["y"].at == pytest.approx(40 / 90, abs=1e-12)
    assert points["y"].direction == "up"


def test_a_switching_point_is_given_back_as_a_swing():
    points = {point.of: point for point in results_of().switching_points or ()}

    assert (points["x"].swing_now, points["x"].swing_at) == (60, pytest.approx(50, abs=1e-9))
    assert points["y"].swing_at == pytest.approx(48, abs=1e-9)
    after = analyse(made(TWO, SWINGS | {"y": 48}), draws=0)
    assert after.tied_first == ("a", "b")


def test_options_that_tie_now_part_in_both_directions():
    results = results_of(swings={"x": 50, "y": 40})
    points = [point for point in results.switching_points or () if point.of == "x"]

    assert results.tied_first == ("a", "b")
    assert [(p.direction, p.leader, p.to) for p in points] == [("up", "b", ("a",)),
                                                               ("down", "a", ("b",))]  # fmt: skip
    assert all(p.at == p.now for p in points)


def test_equal_options_lead_together_and_lose_together():
    results = results_of({"a": {"x": 80, "y": 20}, "same": {"x": 80, "y": 20}, "b": TWO["b"]})
    (point,) = [p for p in results.switching_points or () if p.of == "x"]

    assert point.leaders == ("a", "same")
    assert point.to == ("b",)


def test_a_criterion_with_all_the_weight_has_no_switching_point():
    assert results_of(swings={"x": 60, "y": 0}).switching_points == tuple(
        p for p in results_of(swings={"x": 60, "y": 0}).switching_points or () if p.of == "y"
    )


def test_an_option_that_fails_a_must_have_leads_nowhere():
    gates = {
        "gates": [{"id": "g", "name": "Lawful"}],
        "gate_results": [{"option": "b", "gate": "g", "result": "fail"}],
    }

    assert results_of(**gates).switching_points == ()
    assert results_of(**gates).break_even == ()


def test_three_lines_through_one_point_change_the_leader_once():
    # at 0: 3, 2, 1; at 1: 1, 2, 3: all are 2 halfway, and the middle one never leads
    (changes,) = changes_of_leader(np.array([[3.0, 2, 1]]), np.array([[1.0, 2, 3]]))

    assert [(c.at, c.before, c.after) for c in changes] == [(0.5, (0,), (2,))]


def test_a_tie_at_the_very_end_is_no_change_of_leader():
    (changes,) = changes_of_leader(np.array([[3.0, 3]]), np.array([[4.0, 5]]))

    assert changes == []


def test_the_envelope_is_what_every_crossing_gives():
    """The twin: try all crossings of all pairs, and see who leads between them."""
    chance = np.random.default_rng(8)
    ends = chance.uniform(0, 100, (2, 40, 7))
    for found, zero, one in zip(changes_of_leader(*ends), *ends, strict=True):
        crossings = {0.0, 1.0}
        for i, k in itertools.combinations(range(7), 2):
            t = (zero[i] - zero[k]) / ((zero[i] - zero[k]) - (one[i] - one[k]))
            if 0 < t < 1:
                crossings.add(float(t))
        places = sorted(crossings)
        leaders = [int(np.argmax(zero + (one - zero) * (a + b) / 2))
                   for a, b in itertools.pairwise(places)]  # fmt: skip
        twin = [(places[k + 1], a, b) for k, (a, b) in enumerate(itertools.pairwise(leaders))
                if a != b]  # fmt: skip
        assert [(pytest.approx(c.at), *c.before, *c.after) for c in found] == twin


def test_break_evens_by_hand():
    # the gap is 4 points: 4 / 0.6 value points on x, 10 on y
    evens = {(b.option, b.criterion): b for b in results_of().break_even or ()}

    assert len(evens) == 4
    assert evens["a", "x"].level_at == pytest.approx(80 - 4 / 0.6)
    assert evens["a", "y"].level_at == pytest.approx(10)
    assert evens["b", "x"].level_at == pytest.approx(40 + 4 / 0.6)
    assert evens["b", "y"].level_at == pytest.approx(80)
    assert all(b.rival == "b" and b.reachable and not b.within_range for b in evens.values())


def test_a_break_even_is_in_the_unit_of_its_criterion_and_says_if_the_scale_ends_first():
    scales = {"x": {"unit": "% agency", "worst": 60, "best": 0}}
    results = results_of({"a": {"x": 6, "y": 20}, "b": {"x": 36, "y": 5}}, scales=scales)
    evens = {(b.option, b.criterion): b for b in results.break_even or ()}

    # the gap is 0.6 x 50 + 0.4 x 15 = 36 points: 60 value points on x, 36 % agency
    assert evens["a", "x"].level_at == pytest.approx(42)
    assert evens["a", "x"].reachable
    assert evens["a", "x"].change == pytest.approx(-60)
    assert evens["b", "x"].level_at == pytest.approx(0)
    assert not evens["a", "y"].reachable


def test_a_break_even_within_the_stated_range_is_told():
    evens = {(b.option, b.criterion): b for b in results_of(THREE, MORE).break_even or ()}
    now = results_of(THREE, MORE).scores.overall

    assert now["a"] == pytest.approx(57)
    assert now["b"] == pytest.approx(53)
    assert evens["a", "x"].level_at == pytest.approx(72)
    assert evens["a", "x"].within_range
    assert not evens["a", "y"].within_range
    assert evens["b", "y"].within_range


def test_the_smallest_single_change_is_on_the_criterion_of_most_weight():
    found = results_of(THREE, MORE).overturn
    assert found is not None

    assert {(b.option, b.criterion) for b in found.single} == {("a", "x"), ("b", "x")}
    assert abs(found.single[0].change) == pytest.approx(8)


def moved(appraisal: Appraisal, changes: dict[tuple[str, str], float]) -> dict[str, float | None]:
    document = appraisal.document()
    for row in document["performances"]:
        key = (row["option"], row["criterion"])
        if key in changes:
            row |= {"level": changes[key], "low": changes[key], "high": changes[key]}
    return analyse(Appraisal.from_document(document), draws=0).scores.overall


def test_the_smallest_pair_brings_the_rival_level():
    results = results_of(THREE, MORE)
    assert results.overturn is not None
    pair = results.overturn.pair
    assert pair is not None
    after = moved(results.appraisal, {
        (pair.first.option, pair.first.criterion): pair.first.level_at,
        (pair.second.option, pair.second.criterion): pair.second.level_at,
    })  # fmt: skip

    assert pair.size == pytest.approx(4)  # 4 points by twice half the weight
    assert after[pair.rival] == pytest.approx(after["a"], abs=1e-9)


def test_where_one_score_cannot_do_it_two_may():
    # a leads by 40; one score of b can gain 80 / 3 at most, two of them 40 by 60 points each
    levels = {"a": dict.fromkeys("xyz", 60), "b": dict.fromkeys("xyz", 20)}
    results = results_of(levels, dict.fromkeys("xyz", 50))
    found = results.overturn
    assert found is not None
    assert found.pair is not None

    assert found.single == ()
    assert found.pair.size == pytest.approx(60)


def test_the_smallest_pair_is_the_best_of_all_pairs():
    """The twin: search every pair on a fine grid of the greater change."""
    chance = np.random.default_rng(2)
    for _ in range(10):
        rows = chance.integers(0, 101, (3, 3)).tolist()
        levels = {name: dict(zip("xyz", row, strict=True))
                  for name, row in zip("abc", rows, strict=True)}  # fmt: skip
        results = results_of(levels, MORE)
        if results.overturn is None:
            continue
        (leader,), pair = results.tied_first, results.overturn.pair
        size, weights = pair.size if pair else np.inf, results.scores.weights or {}
        overall: Any = results.scores.overall
        for rival in set(levels) - {leader}:
            gap = overall[leader] - overall[rival]
            cells = [(w, float(levels[leader][c])) for c, w in weights.items()]
            cells += [(w, 100.0 - levels[rival][c]) for c, w in weights.items()]
            for one, other in itertools.combinations(cells, 2):
                reach = [w * min(size - 0.01, room) for w, room in (one, other)]
                assert sum(reach) < gap, "a smaller pair would do"


def test_the_nearest_switching_point_is_among_the_smallest_changes():
    found = results_of().overturn
    assert found is not None
    assert found.weight is not None

    assert found.weight.of in ("x", "y")
    assert abs(found.weight.at - found.weight.now) == pytest.approx(0.6 - 50 / 90)


def test_the_tornado_is_what_moving_each_input_by_itself_gives():
    results = results_of(THREE, MORE)
    found, appraisal = results.tornado, results.appraisal
    assert found is not None
    assert found.leader == "a"
    for bar in found.bars:
        for end, lead in ((bar.low, bar.lead_low), (bar.high, bar.lead_high)):
            if bar.option is None:
                swings = appraisal.swings | {bar.criterion: end}
                after: Any = analyse(appraisal.changed(swings=swings), draws=0).scores.overall
            else:
                level = level_of(appraisal.criterion(bar.criterion).scale, end)
                after = moved(appraisal, {(bar.option, bar.criterion): level})
            assert after["a"] - max(after["b"], after["c"]) == pytest.approx(lead, abs=1e-9)


def test_the_tornado_names_the_input_that_moves_the_lead_most_first():
    found = results_of(THREE, MORE).tornado
    assert found is not None

    widths = [bar.width() for bar in found.bars]
    assert widths == sorted(widths, reverse=True)
    assert {(bar.kind, bar.option, bar.criterion) for bar in found.bars} >= {
        ("score", "a", "x"), ("score", "b", "y"), ("swing", None, "x"),
    }  # fmt: skip
    assert found.bars[0].overturns()


def test_members_own_swings_do_not_show_in_the_tornado():
    members = [{"id": "m1", "label": "Member 1", "swings": {"x": 20, "y": 100}},
               {"id": "m2", "label": "Member 2", "swings": {"x": 100, "y": 10}}]  # fmt: skip
    found = results_of(members=members).tornado
    assert found is not None
    (bar,) = [bar for bar in found.bars if bar.criterion == "x"]

    assert (bar.low, bar.high) == (45, 75)  # 25 % either way of the group's own 60


def test_nothing_is_needed_to_change_a_tie():
    results = results_of(swings={"x": 50, "y": 40})

    assert results.break_even == ()
    assert results.overturn is None
    assert results.tornado is None


def test_areas_of_the_map_fill_the_triangle():
    results = results_of(THREE, MORE)
    found = results.lead_map
    assert found is not None

    assert (found.across, found.up) == ("x", "y")
    assert found.now == (0.5, 0.3)
    areas = []
    for corners in found.areas.values():
        x, y = np.array(corners).T
        areas.append(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)
    assert sum(areas) == pytest.approx(0.5)


def test_a_map_of_any_two_criteria_can_be_asked_for():
    results = results_of(THREE, MORE)
    found = results.map_of("z", "x")
    assert found is not None

    assert (found.across, found.up) == ("z", "x")
    assert results_of().map_of("x", "y") is None  # nothing else would share the rest


@pytest.mark.parametrize("swings", [{"x": 60}, {}])
def test_nothing_is_said_of_weights_while_a_swing_is_missing(swings: dict[str, float]):
    results = results_of(swings=swings)

    assert results.switching_points is None
    assert results.break_even is None
    assert results.tornado is None
