"""The members side by side."""

from __future__ import annotations

import statistics
from typing import Any

import pytest

from appraisal.analysis.agreement import kendalls_w, mid_ranks
from appraisal.analysis.group import GroupResult
from appraisal.analysis.results import Results, analyse
from tests.analysis.making import made

LEVELS = {"a": {"x": 80, "y": 20, "z": 55}, "b": {"x": 40, "y": 70, "z": 60},
          "c": {"x": 10, "y": 90, "z": 30}}  # fmt: skip
SWINGS = {"x": 100, "y": 60, "z": 40}
ONE = {"id": "m1", "label": "Member 1", "swings": {"x": 100, "y": 20, "z": 20}}
TWO = {
    "id": "m2",
    "label": "Member 2",
    "swings": {"x": 10, "y": 100, "z": 20},
    "performances": [
        {"option": "c", "criterion": "z", "level": 10, "round": 1},
        {"option": "c", "criterion": "z", "level": 90, "round": 2},
    ],
}
HALF = {"id": "m3", "label": "Member 3", "swings": {"x": 50}}


def results_of(*members: Any, **other: Any) -> Results:
    return analyse(made(LEVELS, SWINGS, members=list(members), **other), draws=1)


def group_of(*members: Any, **other: Any) -> GroupResult:
    group = results_of(*members, **other).group
    assert group is not None
    return group


def test_a_members_result_is_the_appraisal_with_their_own_judgements():
    found = group_of(ONE, TWO).by_member["m2"]
    levels = LEVELS | {"c": LEVELS["c"] | {"z": 90}}  # the latest round
    own = analyse(made(levels, TWO["swings"]), draws=0)

    assert found.overall == own.scores.overall
    assert found.rank == own.rank
    assert found.weights == own.scores.weights


def test_a_member_who_has_not_rated_every_swing_has_no_result():
    found = group_of(ONE, HALF).by_member["m3"]

    assert found.weights is None
    assert set(found.overall.values()) == set(found.rank.values()) == {None}


def test_without_members_there_is_no_group():
    assert results_of().group is None


def test_members_have_results_before_the_group_has_agreed_its_swings():
    appraisal = made(LEVELS, {}, members=[ONE, TWO])
    group = analyse(appraisal, draws=1).group
    assert group is not None

    assert group.by_member["m1"].rank["a"] == 1
    assert group.divides_most is None


def test_an_option_that_fails_a_must_have_has_no_rank_for_any_member():
    gates = {
        "gates": [{"id": "g", "name": "Lawful"}],
        "gate_results": [{"option": "a", "gate": "g", "result": "fail"}],
    }
    found = group_of(ONE, **gates).by_member["m1"]

    assert found.rank["a"] is None
    assert found.overall["a"] is not None
    assert found.tied_first == ("b",)


def test_equal_weights_are_a_comparison():
    results = results_of()
    assert results.equal_weights is not None

    expected = {id: statistics.mean(row.values()) for id, row in LEVELS.items()}
    assert results.equal_weights.overall == pytest.approx(expected)
    assert results.equal_weights.tied_first == ("b",)


def test_what_divides_most_is_the_widest_part_of_the_lead():
    # leads of a over b: x +40, y -50, z -5, by each member's weights
    group = group_of(ONE, TWO)

    weights = [{id: s / sum(m["swings"].values()) for id, s in m["swings"].items()}
               for m in (ONE, TWO)]  # fmt: skip
    sizes = {id: abs(weights[0][id] - weights[1][id]) * gap
             for id, gap in (("x", 40), ("y", 50), ("z", 5))}  # fmt: skip
    widest = max(sizes, key=lambda id: sizes[id])
    assert group.divides_most == widest
    assert group.divided_by == pytest.approx(sizes[widest])
    assert group.settling_could_change_leader is True


def test_settling_what_divides_most_need_not_change_the_leader():
    near = {"id": "m2", "label": "Member 2", "swings": {"x": 100, "y": 25, "z": 20}}
    group = group_of(ONE, near)

    assert group.divides_most is not None
    assert group.settling_could_change_leader is False


def test_members_who_agree_are_divided_by_nothing():
    group = group_of(ONE, ONE | {"id": "m2"})

    assert (group.divides_most, group.settling_could_change_leader) == (None, None)
    assert group.agreement == 1


def values(*ranks: float) -> dict[str, float | None]:
    return {f"o{place}": -rank for place, rank in enumerate(ranks)}


def counted(n: int) -> dict[str, bool]:
    return {f"o{place}": True for place in range(n)}


def test_kendalls_w_is_1_for_one_ranking_and_0_for_opposite_ones():
    assert kendalls_w([values(1, 2, 3), values(1, 2, 3)], counted(3)) == 1
    assert kendalls_w([values(1, 2, 3), values(3, 2, 1)], counted(3)) == 0


def test_kendalls_w_is_what_the_mean_spearman_correlation_gives():
    # W = (1 + (m - 1) r) / m, with r the mean rank correlation of all pairs (no ties)
    rankings = [(1, 2, 3, 4, 5), (2, 1, 4, 3, 5), (5, 1, 2, 3, 4)]
    pairs = [(0, 1), (0, 2), (1, 2)]
    mean = statistics.mean(statistics.correlation(rankings[a], rankings[b]) for a, b in pairs)

    found = kendalls_w([values(*ranks) for ranks in rankings], counted(5))
    assert found == pytest.approx((1 + 2 * mean) / 3)


def test_kendalls_w_is_corrected_for_ties():
    # mid-ranks 1.5 1.5 3 4 and 1 2.5 2.5 4: sums 2.5 4 5.5 8, S = 16.5; ties 6 + 6
    # W = 12 x 16.5 / (4 x 60 - 2 x 12) = 198 / 216
    found = kendalls_w([values(1, 1, 3, 4), values(1, 2, 2, 4)], counted(4))

    assert found == pytest.approx(198 / 216)
    assert kendalls_w([values(1, 1, 3), values(1, 1, 3)], counted(3)) == 1


@pytest.mark.parametrize("rankings", [[], [values(1, 2)], [values(1, 1), values(1, 1)]])
def test_kendalls_w_says_nothing_where_there_is_nothing_to_compare(rankings: Any):
    assert kendalls_w(rankings, counted(2)) is None


def test_ties_share_the_mean_of_their_ranks():
    assert mid_ranks([10, 30, 30, 5]) == [3, 1.5, 1.5, 4]
    assert mid_ranks([10, None]) is None
