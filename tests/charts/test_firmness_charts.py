"""The charts of how firm the result is say what the results say."""

from __future__ import annotations

import math
from dataclasses import replace

from appraisal.analysis.wording.figures import share
from appraisal.charts import (
    break_even,
    group_switching_points,
    lead_map,
    overall_spread,
    rank_acceptability,
    switching_points,
    tornado,
)
from appraisal.charts.switching_points import shown
from tests.charts import samples
from tests.charts.test_plain_charts import data, drawn


def test_the_shares_of_places_add_up_to_the_whole_bar():
    results = samples.sample()
    assert results.acceptability is not None

    picture = drawn(rank_acceptability(results))

    for option, ranks in results.acceptability.ranks.items():
        found = [row for row in data(picture, "segments") if row["row"] == option]
        assert math.isclose(math.fsum(row["share"] for row in found), 100)
        assert all(math.isclose(row["share"], 100 * ranks[row["place"]]) for row in found)


def test_the_title_of_rank_acceptability_says_how_often_the_first_comes_first():
    results = samples.sample()
    assert results.acceptability is not None

    title = drawn(rank_acceptability(results)).title

    first = results.acceptability.ranks["partner"][0]
    assert title.startswith(
        f"Partner council's management team comes first in {share(first)} of the draws"
    )


def test_an_option_that_fails_a_must_have_takes_no_place():
    picture = drawn(rank_acceptability(samples.six_options()))

    assert "mutual" not in {row["row"] for row in data(picture, "rows")}
    assert "Staff-owned mutual takes no place" in picture.note


def test_the_spread_of_overall_value_is_that_of_the_draws():
    results = samples.six_options()
    assert results.acceptability is not None

    ranges = data(drawn(overall_spread(results)), "ranges")

    assert {row["row"]: (row["low"], row["middle"], row["high"]) for row in ranges} == (
        results.acceptability.overall
    )


def test_the_weight_now_lies_in_the_stretch_over_which_the_leader_stays():
    for results in (samples.sample(), samples.six_options(), samples.twenty_criteria()):
        for draw in (switching_points, group_switching_points):
            for row in data(drawn(draw(results)), "stretches"):
                assert 0 <= row["low"] <= row["now"] <= row["high"] <= 100


def test_the_ends_of_a_stretch_are_the_switching_points():
    results = samples.sample()
    assert results.switching_points is not None

    picture = drawn(switching_points(results))

    ends = {end for row in data(picture, "stretches") for end in (row["low"], row["high"])}
    for point in results.switching_points:
        nearest = [
            p
            for p in results.switching_points
            if (p.kind, p.of, p.direction) == ("criterion", point.of, point.direction)
        ]
        if point.kind == "criterion" and point is nearest[0]:
            assert 100 * point.at in ends


def test_the_stretch_nearest_to_a_change_stands_first():
    rows = data(drawn(switching_points(samples.sample())), "stretches")

    nearest = [
        min(
            [row["now"] - row["low"]] * (row["low"] > 0)
            + [row["high"] - row["now"]] * (row["high"] < 100)
            + [100.0]
        )
        for row in rows
    ]
    assert nearest == sorted(nearest)


def test_a_weight_near_to_nothing_is_not_said_to_be_nothing():
    assert shown(0.17, 0.0031) == ("17.0%", "0.3%")
    assert shown(0.17, 0.9996) == ("17.00%", "99.96%")
    assert shown(0.17, 0.174) == ("17.0%", "17.4%")
    assert shown(0.17, 0.41) == ("17%", "41%")


def test_break_evens_are_those_that_the_scale_reaches_the_smallest_first():
    results = samples.sample()
    assert results.break_even is not None

    picture = drawn(break_even(results))

    reached = [b for b in results.break_even if b.reachable]
    assert len(picture.table) == len(reached)
    sizes = [abs(change) for change in picture.numbers["Change (value points)"]]
    assert sizes == sorted(sizes)
    assert sizes[0] == min(abs(b.change) for b in reached)


def test_a_break_even_says_its_levels_in_the_unit_of_the_criterion():
    table = drawn(break_even(samples.sample())).table

    row = table[table["Criterion"] == "Stable permanent workforce"].iloc[0]
    assert row["Level now"].endswith("% agency")
    assert row["Level at break-even"].endswith("% agency")


def test_a_tie_has_no_break_even():
    assert break_even(samples.tied()) is None


def test_the_bars_of_the_tornado_are_drawn_widest_first_with_the_lead_now():
    results = samples.sample()
    assert results.tornado is not None

    picture = drawn(tornado(results))

    widths = [abs(bar["high"] - bar["low"]) for bar in data(picture, "bars")]
    assert widths == sorted(widths, reverse=True)
    assert {bar["now"] for bar in data(picture, "bars")} == {results.tornado.lead}
    assert len(picture.table) == len(results.tornado.bars)


def test_every_area_of_the_map_has_its_number_and_the_weights_now_lie_in_the_leaders():
    results = samples.sample()
    assert results.lead_map is not None

    picture = drawn(lead_map(results))

    assert len(data(picture, "numbers")) == len(results.lead_map.areas)
    table = picture.table.set_index("Option")["Leads now"]
    assert table["Partner council's management team"] == "yes"
    assert list(table).count("yes") == 1
    scales = [picture.spec["layer"][0]["encoding"][axis]["scale"]["domain"] for axis in "xy"]
    assert scales == [[0, 100], [0, 100]]


def test_the_map_can_be_asked_for_any_two_criteria():
    picture = drawn(lead_map(samples.sample(), "setup_time", "workforce"))

    assert "Time until the new arrangement is fully working" in picture.title
    assert "Stable permanent workforce" in picture.title


def test_without_draws_or_members_nothing_of_them_is_drawn():
    found = samples.document()
    del found["members"]
    results = samples.results_of(found, draws=0)

    assert rank_acceptability(results) is None
    assert overall_spread(results) is None


def test_what_is_not_computed_is_not_drawn():
    results = replace(
        samples.sample(), switching_points=None, break_even=None, tornado=None, lead_map=None
    )

    assert switching_points(results) is None
    assert group_switching_points(results) is None
    assert break_even(results) is None
    assert tornado(results) is None
    assert lead_map(results) is None
