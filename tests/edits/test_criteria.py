"""Edits of the criteria: scales, the cost axis, and what goes with a criterion."""

from __future__ import annotations

import pytest

from appraisal.analysis.results import analyse
from appraisal.edits.accessors import set_row
from appraisal.edits.criteria import (
    NewScale,
    goes_with_criterion,
    onto_benefit_axis,
    onto_cost_axis,
    outdated_copies,
    points_text,
    read_points,
    with_copied_costs,
    with_criterion,
    with_descriptor,
    with_scale,
    without_criterion,
)
from appraisal.errors import InvalidAppraisal
from tests.pages.conftest import small_appraisal

MONTHS = NewScale(unit="months", worst=24, best=0)


def costs_of(appraisal):
    return analyse(appraisal, draws=0).money.options


def test_a_new_criterion_is_judged_and_named():
    added = with_criterion(small_appraisal(), "Warmth", "Care", "Is it warm?").criteria[-1]

    assert (added.id, added.name, added.group, added.scale.unit) == (
        "warmth", "Warmth", "Care", None,
    )  # fmt: skip


def test_removing_a_criterion_removes_its_scores_and_swings_and_keeps_findings():
    after = without_criterion(small_appraisal(), "time")

    assert [cell.criterion for cell in after.performances] == ["practice"]
    assert after.swings == {"practice": 100}
    assert after.members[0].swings == {"practice": 100}
    assert not after.members[0].performances
    assert len(after.evidence) == 2


def test_what_goes_with_a_criterion_is_counted():
    goes = goes_with_criterion(small_appraisal(), "time")

    assert (goes.scores, goes.members_scores, goes.swings, goes.evidence) == (1, 1, 2, 0)


def test_a_moved_end_keeps_the_scores_in_their_unit():
    after = with_scale(
        small_appraisal(), "time", NewScale(unit="months", worst=36, best=0), drop_scores=False
    )

    assert after.criterion("time").scale.worst == 36
    assert after.performance("trust", "time").level == 12


def test_another_kind_of_scale_is_refused_while_scores_stand_on_the_old_one():
    with pytest.raises(InvalidAppraisal, match="2 scores were given"):
        with_scale(small_appraisal(), "time", NewScale(None, None, None), drop_scores=False)


def test_another_kind_of_scale_takes_the_scores_away_where_it_is_told_to():
    after = with_scale(small_appraisal(), "time", NewScale(None, None, None), drop_scores=True)

    assert after.criterion("time").scale.unit is None
    assert after.performance("trust", "time") is None
    assert after.swings["time"] == 50


@pytest.mark.parametrize(
    ("new", "why"),
    [
        (NewScale("", 1, 2), "Name the unit"),
        (NewScale("months", None, 2), "both ends"),
        (NewScale("months", 5, 5), "both 5"),
        (NewScale("months", 24, 0, "24 = 0\n12 = 80\n6 = 70\n0 = 100"), "strictly"),
        (NewScale("months", 24, 0, "24 = 0\n0 is best"), "Line 2"),
    ],
)
def test_a_faulty_scale_says_what_is_wrong(new, why):
    with pytest.raises(InvalidAppraisal, match=why):
        with_scale(small_appraisal(), "time", new, drop_scores=False)


def test_a_bent_scale_is_read_and_shown_again():
    text = "24 = 0\n12 = 80\n0 = 100"
    after = with_scale(
        small_appraisal(), "time", NewScale("months", 24, 0, text), drop_scores=False
    )

    scale = after.criterion("time").scale
    assert scale.shape == "points"
    assert points_text(scale) == text


@pytest.mark.parametrize("line", ["30 = 50", "30, 50", "30 50", "30:50", "  30=50 "])
def test_points_are_read_in_the_ways_people_write_them(line):
    assert read_points(line) == [[30.0, 50.0]]


def test_points_keep_every_digit():
    assert read_points("0.123456789 = 50") == [[0.123456789, 50.0]]


def test_descriptors_survive_a_change_of_scale_and_stand_in_order():
    changed = with_descriptor(small_appraisal(), "time", 100.0, "At once")
    changed = with_descriptor(changed, "time", 0.0, "Never")

    after = with_scale(changed, "time", MONTHS, drop_scores=False)

    assert after.criterion("time").scale.levels == {0.0: "Never", 100.0: "At once"}


def test_an_emptied_descriptor_goes():
    changed = with_descriptor(small_appraisal(), "time", 100.0, "At once")

    assert with_descriptor(changed, "time", 100.0, " ").criterion("time").scale.levels == {}


def test_costs_counted_in_the_overall_value_are_copied_as_differences_from_the_baseline():
    before = small_appraisal()
    costs = costs_of(before)

    after = onto_benefit_axis(before, "cost", costs)

    assert after.criterion("cost").axis == "benefit"
    assert after.performance("house", "cost").level == 0
    assert after.performance("trust", "cost").level == costs["trust"].against_baseline
    assert "copied from the cost lines" in after.performance("trust", "cost").reason


def test_an_option_without_cost_lines_gets_no_copied_level():
    before = small_appraisal()

    assert (
        onto_benefit_axis(before, "cost", costs_of(before)).performance("partner", "cost") is None
    )


def test_a_copied_range_is_the_options_own_lines_at_their_low_and_high_ends():
    before = small_appraisal()
    costs = costs_of(before)

    cell = onto_benefit_axis(before, "cost", costs).performance("trust", "cost")

    base = costs["house"].net_present_cost
    assert (cell.low, cell.high) == pytest.approx((costs["trust"].low - base,
                                                   costs["trust"].high - base))  # fmt: skip


def test_no_pound_counts_twice_after_the_switch():
    after = onto_benefit_axis(small_appraisal(), "cost", costs_of(small_appraisal()))

    assert after.cost_criterion() is None
    assert analyse(after, draws=0).money.frontier is None


def test_switching_to_the_cost_axis_and_back_takes_scores_and_swings_away():
    counted = onto_benefit_axis(small_appraisal(), "cost", costs_of(small_appraisal()))
    counted = counted.changed(swings={**counted.swings, "cost": 40})

    back = onto_cost_axis(counted, "cost")

    assert back == small_appraisal()


def test_copies_are_outdated_once_the_cost_lines_change():
    counted = onto_benefit_axis(small_appraisal(), "cost", costs_of(small_appraisal()))
    assert outdated_copies(counted, costs_of(counted)) == ()

    dearer = counted.document()["costs"]
    dearer["lines"][1]["amounts"][2026] = 3.0
    counted = counted.changed(costs=dearer)

    assert outdated_copies(counted, costs_of(counted)) == (("trust", "cost"),)
    again = with_copied_costs(counted, "cost", costs_of(counted))
    assert outdated_copies(again, costs_of(again)) == ()


def test_a_level_typed_by_hand_is_never_taken_for_an_outdated_copy():
    counted = onto_benefit_axis(small_appraisal(), "cost", costs_of(small_appraisal()))
    key = {"option": "trust", "criterion": "cost"}
    typed = set_row(counted, "performances", key, {"reason": "Our own view.", "level": 4.0,
                                                   "low": None, "high": None})  # fmt: skip

    assert outdated_copies(typed, costs_of(typed)) == ()
