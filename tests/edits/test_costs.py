"""Edits of the cost lines, and the tables of what they come to."""

from __future__ import annotations

import pytest

from appraisal.analysis.results import analyse
from appraisal.edits.costs import (
    from_per_cent,
    per_cent,
    with_amount,
    with_line,
    with_line_field,
    with_line_fields,
    with_read_lines,
    with_setting,
    without_line,
)
from appraisal.errors import InvalidAppraisal
from appraisal.model import CostLine
from appraisal.pages.sections import money_tables
from appraisal.pages.sections.money_lines import line_title
from tests.pages.conftest import small_appraisal

SET_UP = ("trust", "Set-up", "transition", "1")


def line(appraisal, place=1):
    return appraisal.costs.lines[place]


def test_an_amount_is_set_and_taken_away():
    after = with_amount(small_appraisal(), SET_UP, 2028, 0.5)
    assert line(after).amounts == {2026: 2.0, 2027: 1.0, 2028: 0.5}

    assert line(with_amount(after, SET_UP, 2026, None)).amounts == {2027: 1.0, 2028: 0.5}


def test_nought_is_an_amount_and_not_a_blank():
    assert line(with_amount(small_appraisal(), SET_UP, 2026, 0.0)).amounts[2026] == 0.0


def test_a_line_is_found_by_its_name_even_after_others_have_gone():
    moved = without_line(small_appraisal(), ("house", "Programme", "running", "1"))

    assert line(with_amount(moved, SET_UP, 2026, 9.0), 0).amounts[2026] == 9.0


def test_two_lines_of_one_name_are_told_apart_by_their_turn():
    twice = with_line(small_appraisal(), "trust", "Set-up", "transition")

    after = with_amount(twice, (*SET_UP[:3], "2"), 2026, 7.0)

    assert (line(after).amounts[2026], line(after, 2).amounts) == (2.0, {2026: 7.0})


def test_a_line_that_someone_renamed_meanwhile_is_not_guessed_at():
    renamed = with_line_field(small_appraisal(), SET_UP, "item", "Setting up")

    with pytest.raises(InvalidAppraisal, match="no longer there"):
        with_amount(renamed, SET_UP, 2026, 9.0)


def test_a_range_needs_both_ends_in_order():
    assert (
        line(with_line_fields(small_appraisal(), SET_UP, {"low": None, "high": None})).low is None
    )
    with pytest.raises(InvalidAppraisal, match="above high"):
        with_line_fields(small_appraisal(), SET_UP, {"low": 2.0, "high": 1.5})


@pytest.mark.parametrize(("item", "kind", "why"), [("", "running", "for"), ("Fee", None, "kind")])
def test_a_new_line_says_what_it_is_for_and_its_kind(item, kind, why):
    with pytest.raises(InvalidAppraisal, match=why):
        with_line(small_appraisal(), "trust", item, kind)


def test_a_setting_cannot_be_emptied():
    with pytest.raises(InvalidAppraisal, match="Give a number"):
        with_setting(small_appraisal(), "discount_rate", None)


def test_read_lines_are_added_or_take_the_place_of_all():
    read = [CostLine(option="partner", item="Fee", kind="running", amounts={2026: 1.5})]

    added = with_read_lines(small_appraisal(), read)
    alone = with_read_lines(small_appraisal(), read, replace=True)

    assert [found.item for found in added.costs.lines] == ["Programme", "Set-up", "Fee"]
    assert [found.item for found in alone.costs.lines] == ["Fee"]


@pytest.mark.parametrize("share", [0.0, 0.1, 0.29, 0.41, 0.67, 1.15, 2.5])
def test_per_cent_and_back_is_the_same_share(share):
    assert from_per_cent(per_cent(share)) == share
    assert f"{per_cent(share)!r}" == f"{round(share * 100):.1f}" or share == 0.67


def test_a_line_is_titled_with_its_kind_and_all_its_amounts():
    assert line_title(line(small_appraisal())) == "Set\\-up · transition · £3.00 million in all"
    assert "no amounts yet" in line_title(CostLine(option="trust", item="x", kind="saving"))
    saved = CostLine(option="trust", item="x", kind="saving", amounts={2026: -1.5})
    assert "−£1.50 million" in line_title(saved)


@pytest.fixture(scope="module")
def results():
    return analyse(small_appraisal(), draws=0)


def test_the_totals_show_the_figures_of_the_results(results):
    table = money_tables.totals(results, results.money).set_index("Option")

    # in house 1.0; the trust 2.0 + 1.0 / 1.035, with a fifth more
    assert table.loc["Trust"].tolist() == ["3.0", "3.6 (2.8 to 5.3)", "+2.6"]
    assert table.loc["In house"].tolist() == ["1.0", "1.0 (1.0 to 1.0)", "–"]
    assert table.loc["Partner"].tolist() == ["no cost lines"] * 3


def test_every_one_of_the_six_costs_has_a_row_even_where_nothing_was_written(results):
    table = money_tables.by_kind(results.money, results.money.options["trust"])

    assert table["Kind of cost"].tolist()[:6] == [
        "Transition", "Transaction", "Transmission", "Transgression", "Transmutation",
        "Transparency",
    ]  # fmt: skip
    assert table["£m"].tolist() == ["3.6", "–", "–", "–", "–", "–", "–", "–", "3.6"]


def test_who_pays_and_the_years_are_those_of_the_results(results):
    trust = results.money.options["trust"]
    funders = money_tables.by_funder(results.money, trust)
    years = money_tables.by_year(results.money, trust)

    assert funders.values.tolist() == [["The council", "3.6"], ["Net present cost", "3.6"]]
    assert years["£m"].tolist() == ["2.4", "1.2", "0.0", "0.0", "0.0"]
    assert years["Year"].tolist()[0] == "2026"
