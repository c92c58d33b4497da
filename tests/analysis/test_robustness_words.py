"""Sentences carry their figures, and the figures are the results'."""

from __future__ import annotations

from typing import Any

from appraisal.analysis.results import analyse
from appraisal.analysis.wording.robustness import RobustnessWords
from tests.analysis.making import made
from tests.analysis.test_what_changes_it import MORE, SWINGS, THREE, TWO


def words_of(levels: Any = TWO, swings: Any = SWINGS, **more: Any) -> RobustnessWords:
    words = analyse(made(levels, swings, **more), draws=2000).words
    assert words is not None
    return words


def test_a_weight_that_must_fall_is_said_with_its_swing():
    assert words_of().criteria["x"] == (
        "A stays first unless X counts for less than 56% of the total weight (now 60%): B then "
        "leads. As a swing: from 60.0 to 50.0, the others as they are."
    )


def test_a_weight_that_must_rise_is_said_so():
    assert (
        words_of()
        .criteria["y"]
        .startswith(
            "A stays first unless Y counts for more than 44% of the total weight (now 40%): B then"
        )
    )


def test_a_weight_that_changes_nothing_is_said_so():
    words = words_of({"a": {"x": 80, "y": 75}, "b": {"x": 40, "y": 70}})

    assert words.criteria["x"] == "A stays first whatever the weight of X."


def test_a_weight_with_a_change_either_side_names_both():
    levels = {"a": {"x": 60, "y": 60}, "b": {"x": 0, "y": 90}, "c": {"x": 90, "y": 0}}

    words = words_of(levels, {"x": 50, "y": 50})
    assert words.criteria["x"].startswith(
        "A stays first while X counts for 33% to 67% of the total weight (now 50%). Below that "
        "B leads, above it C."
    )


def test_a_switching_point_close_by_is_given_in_enough_places():
    words = words_of(swings={"x": 50.2, "y": 40})

    assert "less than 55.6% of the total weight (now 55.7%)" in words.criteria["x"]


def test_a_tie_says_which_way_it_parts():
    assert words_of(swings={"x": 50, "y": 40}).criteria["x"] == (
        "A and B tie at 56% for X: with more weight there A leads, with less B."
    )


def test_a_group_is_said_like_a_criterion():
    groups = {"x": "People", "y": "Money"}
    levels = {id: {"x": row["x"], "y": row["y"]} for id, row in TWO.items()}

    words = words_of(levels, groups=groups)
    assert words.groups["People"].startswith(
        "A stays first unless People counts for less than 56% of the total weight (now 60%)"
    )


def test_a_gap_smaller_than_the_uncertainty_is_said_with_its_odds():
    wide = {"a": {"x": {"level": 55, "low": 10, "high": 90}}, "b": {"x": 52}}
    words = words_of(wide, {"x": 100})

    assert words.gap is not None
    assert words.gap.startswith("The gap of 3.0 points between A and B is smaller than the")
    assert words.gap.endswith("% of the draws.")


def test_a_gap_wider_than_the_uncertainty_is_said_with_its_odds():
    sure = {"a": {"x": {"level": 55, "low": 50, "high": 60}}, "b": {"x": 20}}

    assert words_of(sure, {"x": 100}).gap == (
        "A is 35.0 points ahead of B and does better in 100% of the draws."
    )


def test_break_evens_within_their_ranges_are_said_nearest_first():
    assert words_of(THREE, MORE).break_even[0] == (
        "If A were at 72 on X (now 80), B would draw level with it."
    )


def test_the_smallest_changes_are_said():
    single, pair = words_of(THREE, MORE).overturn

    assert single == (
        "The smallest change of one score that brings another option level is 8.0 value points: "
        "if A were at 72 on X (now 80) or if B were at 48 on X (now 40), B would draw level with "
        "the leader."
    )
    assert pair == (
        "With two scores together, none need move by more than 4.0 value points: A on X from 80 "
        "to 76 and B on X from 40 to 44. B then draws level."
    )


def test_where_no_single_score_can_do_it_that_is_said():
    levels = {"a": dict.fromkeys("xyz", 60), "b": dict.fromkeys("xyz", 20)}

    assert words_of(levels, dict.fromkeys("xyz", 50)).overturn[0] == (
        "No single score, moved anywhere on its scale, changes who leads."
    )


def test_what_moves_the_lead_the_most_is_said():
    # a on x from 45 to 90: the lead over b, 4 now, runs from 4 - 17.5 to 4 + 5
    assert words_of(THREE, MORE).tornado == (
        "What moves the lead of A the most is the score of A on X: over its range the lead runs "
        "from −13.5 to 9.0 points, so it alone can change the leader."
    )


def test_the_group_is_said_in_numbers():
    first, agreement, divides = words_of(members=members_of(8)).group

    assert first == (
        "A comes first under the weights of 4 of the 8 members who rated every swing. Their own "
        "scores count where they gave any, the group's elsewhere."
    )
    assert agreement == "Kendall's coefficient of concordance is 0.00."
    assert divides == (
        "What divides the members most is Y, by 33.3 points of the lead. Settling it could change "
        "the leader."
    )


def test_of_fewer_than_eight_members_no_size_is_said_and_of_fewer_than_five_nothing():
    *_, divides = words_of(members=members_of(6)).group
    (few,) = words_of(members=members_of(4)).group

    assert divides == "What divides the members most is Y. Settling it could change the leader."
    assert few == (
        "Fewer than 5 members rated every swing, so nothing of how they rank the options is shown."
    )


def members_of(count):
    """So many members, half of whom would rather have X and half Y."""
    swings = ({"x": 100, "y": 20}, {"x": 20, "y": 100})
    return [
        {"id": f"m{n}", "label": f"Member {n}", "swings": swings[n % 2]}
        for n in range(1, count + 1)
    ]


def test_nothing_is_said_where_there_is_nothing_to_say():
    words = words_of(swings={"x": 60})

    assert (words.gap, words.criteria, words.overturn, words.tornado) == (None, {}, (), None)
