"""The Money page: settings, cost lines and what they come to."""

from __future__ import annotations

import datetime as dt

from appraisal.pages.session import state
from tests.pages.walk import markup

LINE = "cost:trust:0"


def test_the_worked_example_shows_what_the_options_come_to_and_the_price_of_a_point(example):
    example.to("money")

    table = example.at.table[0].value
    said = [cell.replace("\\", "").partition(" ")[0] for cell in table.iloc[:, 2]]
    assert said == ["5.9", "12.6", "6.3", "9.1"]
    assert "What one more point of overall value costs" in example.words()


def test_each_table_can_be_chosen(example):
    example.to("money")
    for view, rows in (("Kind of cost", 9), ("Year by year", 5)):
        example.at.get("segmented_control")[0].set_value(view).run()
        assert len(example.at.table[0].value) == rows


def test_an_amount_a_bias_and_a_funder_are_saved(small):
    small.to("money")
    small.open(LINE)

    small.fill(f"{LINE}:2028", 0.4)
    small.fill(f"{LINE}:bias", 29)
    small.fill(f"{LINE}:funder", "DfE grant")

    line = small.kept().costs.lines[1]
    assert (line.amounts[2028], line.optimism_bias, line.funded_by) == (0.4, 0.29, "DfE grant")


def test_an_amount_in_pounds_is_asked_about_and_saved_only_if_it_is_meant(small):
    small.to("money")
    small.open(LINE)

    small.fill(f"{LINE}:2026", "1250000")

    assert small.kept().costs.lines[1].amounts[2026] == 2.0
    assert "If it was given in pounds, write 1.25." in small.words()
    small.press(f"put_back:{LINE}:2026")
    assert small.kept().costs.lines[1].amounts[2026] == 1_250_000


def test_an_emptied_amount_is_nothing_and_not_nought(small):
    small.to("money")
    small.open(LINE)

    small.fill(f"{LINE}:2026", None)

    assert small.kept().costs.lines[1].amounts == {2027: 1.0}


def test_half_a_range_is_held_until_the_other_end_comes(small, monkeypatch):
    small.to("money")
    small.open("cost:house:0")

    small.fill("cost:house:0:range:low", 80)
    assert "Give both ends" in small.words()
    assert small.kept().costs.lines[0].low is None
    later = state.now() + dt.timedelta(seconds=10)
    monkeypatch.setattr(state, "now", lambda: later)
    small.to("options")
    small.to("money")
    small.open("cost:house:0")
    assert "Not saved yet. Give both ends" in small.words()

    small.fill("cost:house:0:range:high", 150)
    line = small.kept().costs.lines[0]
    assert (line.low, line.high) == (0.8, 1.5)


def test_a_range_the_wrong_way_round_is_refused_there(small):
    small.to("money")
    small.open(LINE)

    small.fill(f"{LINE}:range:low", 170)

    assert small.kept().costs.lines[1].low == 0.8
    assert "The lowest, 170%, is above the highest, 150%." in small.words()


def test_a_line_stays_open_when_it_is_renamed(small):
    small.to("money")
    small.open(LINE)

    small.fill(f"{LINE}:item", "Setting up")
    small.fill(f"{LINE}:2026", 2.5)

    line = small.kept().costs.lines[1]
    assert (line.item, line.amounts[2026]) == ("Setting up", 2.5)


def test_a_saving_with_a_positive_amount_is_refused(small):
    small.to("money")
    small.open(LINE)

    small.box(f"{LINE}:kind").set_value("saving").run()

    assert small.kept().costs.lines[1].kind == "transition"
    assert any("negative" in error.value for error in small.at.main.error)


def test_a_line_is_added_and_removed(small):
    small.to("money")
    small.open("cost:partner:add")
    small.box("cost:partner:new:item").set_value("Fee")
    small.box("cost:partner:new:kind").set_value("running")
    small.press("cost:partner:new:go")
    assert small.kept().costs.lines[2].item == "Fee"

    small.open(LINE)
    small.press(f"{LINE}:remove")
    small.press(f"{LINE}:remove:yes")
    assert [line.item for line in small.kept().costs.lines] == ["Programme", "Fee"]


def test_the_settings_are_saved_as_whole_years_and_a_share(small):
    small.to("money")
    small.open("money:settings")

    small.fill("money:base_year", 2027)
    small.fill("money:horizon_years", 10)
    small.fill("money:discount_rate", 3)

    costs = small.kept().costs
    assert (costs.base_year, costs.horizon_years, costs.discount_rate) == (2027, 10, 0.03)


def test_amounts_outside_the_years_counted_are_pointed_out_and_can_be_mended(small):
    small.to("money")
    small.open("money:settings")
    small.fill("money:base_year", 2027)
    small.open(LINE)

    assert "2026: outside the years counted" in small.words()
    small.fill(f"{LINE}:2026", None)
    assert "outside the years counted" not in small.words()


def test_an_option_without_lines_is_not_said_to_cost_nothing(small):
    small.to("money")

    assert "No cost lines: Partner. That is not the same as costing nothing." in small.words()


def test_cost_against_benefit_is_not_shown_while_cost_counts_as_a_criterion(small):
    small.to("criteria")
    small.open("criterion:cost")
    small.open("criterion:cost:change")
    small.press("axis:cost:benefit")

    small.to("money")

    assert "must not count twice" in small.words()


def test_an_agreed_appraisal_cannot_be_changed(agreed):
    agreed.to("money")
    agreed.open("money:settings")
    agreed.open(LINE)
    agreed.open("cost:house:add")

    at = agreed.at.main
    boxes = [*at.text_input, *at.number_input, *at.selectbox, *at.multiselect]
    assert len(boxes) > 12
    assert all(box.disabled for box in boxes)


def test_hostile_words_stay_words(hostile):
    hostile.to("money")
    hostile.open(LINE)
    hostile.press(f"{LINE}:remove")

    assert markup(hostile) == []
