"""The charts of the money say what the results say."""

from __future__ import annotations

import math

import pytest

from appraisal.analysis.wording.figures import million
from appraisal.charts import cost_against_benefit, cost_by_kind, cost_by_year
from appraisal.charts.cost_against_benefit import price_said
from appraisal.model import SIX_COSTS
from tests.charts import samples
from tests.charts.test_plain_charts import data, drawn


def test_points_stand_at_cost_and_overall_value():
    results = samples.sample()
    assert results.money is not None

    picture = drawn(cost_against_benefit(results))

    found = {(dot["x"], dot["y"]) for dot in data(picture, "dots")}
    costs = results.money.options
    assert found == {
        (cost.net_present_cost, results.scores.overall[id]) for id, cost in costs.items() if cost
    }


def test_the_frontier_is_drawn_from_the_cheapest_up():
    results = samples.sample()
    assert results.money is not None
    assert results.money.frontier is not None

    line = data(drawn(cost_against_benefit(results)), "line")

    costs = [results.money.options[id].net_present_cost for id in results.money.frontier]
    assert [point["x"] for point in line] == costs


def test_the_price_of_the_last_step_is_in_the_title():
    results = samples.sample()
    assert results.money is not None
    step = results.money.prices[-1]

    title = drawn(cost_against_benefit(results)).title

    assert f"buys 3.9 points for {million(step.extra_cost)}" in title
    assert title.endswith(f"{price_said(step.price)} a point")


def test_prices_are_said_in_pounds_to_three_figures():
    assert price_said(0.26567) == "£266,000"
    assert price_said(0.0004) == "£400"
    assert price_said(1.9712) == "£1.97 million"


def test_an_option_that_fails_a_must_have_is_off_the_frontier():
    picture = drawn(cost_against_benefit(samples.six_options()))

    shapes = {dot["said"].split(": ")[1].split(" (")[0]: dot for dot in data(picture, "dots")}
    assert shapes["Staff-owned mutual"]["shape"] == "diamond"
    table = picture.table.set_index("Option")
    assert "fails a must-have" in table.loc["Staff-owned mutual", "On the frontier"]


def test_points_that_coincide_share_one_text():
    results = samples.tied()

    numbers = [row["text"] for row in data(drawn(cost_against_benefit(results)), "numbers")]

    assert sorted(",".join(numbers).replace(" ", "").split(",")) == ["1", "2", "3", "4"]


def test_an_option_that_cannot_be_drawn_is_named():
    picture = drawn(cost_against_benefit(samples.with_holes()))

    assert "Commissioner with power to direct (not scored)" in picture.note
    assert "Partner council's management team (no cost lines)" in picture.note


def test_pounds_do_not_count_twice():
    found = samples.document()
    found["criteria"][-1]["axis"] = "benefit"

    assert cost_against_benefit(samples.results_of(found, draws=0)) is None


def test_every_one_of_the_six_costs_has_a_row():
    picture = drawn(cost_by_kind(samples.sample()))

    kinds = [text.split(":")[0].lower() for text in picture.table["Kind of cost"]]
    assert set(SIX_COSTS) <= set(kinds)
    row = picture.table.set_index("Kind of cost").iloc[kinds.index("transgression")]
    assert set(row) == {"nothing entered"}


def test_the_kinds_add_up_to_the_net_present_cost():
    numbers = drawn(cost_by_kind(samples.sample())).numbers

    for column in numbers.columns[1:]:
        whole, *parts = numbers[column]
        assert math.isclose(math.fsum(part for part in parts if part is not None), whole)


def test_bars_of_cost_start_at_zero_and_savings_run_the_other_way():
    results = samples.sample()

    picture = drawn(cost_by_kind(results))

    zeros = {round((zero["x"] + zero["x2"]) / 2, 9) for zero in data(picture, "zeros")}
    assert len(zeros) == 4  # one place in each column
    for bar in data(picture, "bars"):
        edges = {round(bar["x"], 9), round(bar["x2"], 9)}
        assert edges & zeros
        left = round(bar["x2"], 9) in zeros
        assert left == ("−" in bar["said"])


def test_an_option_without_cost_lines_costs_not_nothing_but_is_not_known():
    table = drawn(cost_by_kind(samples.with_holes())).table

    column = next(name for name in table.columns if name.startswith("Partner"))
    assert set(table[column]) == {"no cost lines"}


def test_the_years_are_those_of_the_horizon():
    results = samples.sample()

    picture = drawn(cost_by_year(results))

    assert list(picture.table["Year"]) == [str(y) for y in results.appraisal.costs.years()]
    assert "2026: £4.6 million for Independent children's trust" in picture.title


def test_without_cost_lines_nothing_is_drawn():
    results = samples.bare()

    assert cost_against_benefit(results) is None
    assert cost_by_kind(results) is None
    assert cost_by_year(results) is None


@pytest.mark.parametrize(("given", "said"), [([], "no amounts yet"), ([1], "amounts missing")])
def test_a_line_without_an_amount_is_not_told_as_no_line(given, said):
    found = samples.document()
    option = found["options"][-1]
    lines = [line for line in found["costs"]["lines"] if line["option"] == option["id"]]
    assert len(lines) > 1
    for place, line in enumerate(lines):
        if place not in given:
            del line["amounts"]
    results = samples.results_of(found, draws=0)

    picture = drawn(cost_against_benefit(results))
    table = drawn(cost_by_kind(results)).table

    assert f"{option['name']} ({said})" in picture.note
    row = picture.table.set_index("Option").loc[option["name"]]
    assert row["Net present cost (£ million)"] == said
    assert set(table[f"{option['name']} (£ million)"]) == {said}
