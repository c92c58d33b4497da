"""Adding and removing options, as pure edits."""

from __future__ import annotations

import pytest

from appraisal.edits.options import goes_with_option, with_option, without_option
from appraisal.errors import InvalidAppraisal
from tests.pages.conftest import small_appraisal


def test_a_new_option_has_a_name_and_nothing_else():
    added = with_option(small_appraisal(), "  Co-operative ").options[-1]

    assert added.document() == {"id": "co_operative", "name": "Co-operative"}


def test_a_variant_takes_over_consents_but_no_scores():
    after = with_option(small_appraisal(), "Trust, later", ["trust"])

    added = after.options[-1]
    assert (added.variant_of, added.in_gift_of) == ("trust", ("council", "secretary_of_state"))
    assert after.performances == small_appraisal().performances


def test_a_hybrid_names_all_that_it_combines():
    added = with_option(small_appraisal(), "Mix", ["house", "trust"]).options[-1]

    assert added.summary == "Combines: In house; Trust."
    assert added.in_gift_of == ("council", "secretary_of_state")


@pytest.mark.parametrize(("name", "why"), [(" ", "a name"), ("trust", "already")])
def test_an_option_needs_a_name_of_its_own(name, why):
    with pytest.raises(InvalidAppraisal, match=why):
        with_option(small_appraisal(), name)


def test_removing_an_option_removes_what_hangs_on_it_and_keeps_the_findings():
    before = small_appraisal()

    after = without_option(before, "trust")

    assert [option.id for option in after.options] == ["house", "partner"]
    assert not after.performances
    assert not after.gate_results
    assert [line.option for line in after.costs.lines] == ["house"]
    assert not after.members[0].performances
    assert after.option("partner").variant_of is None
    assert [(e.id, e.option) for e in after.evidence] == [("e1", None), ("e2", None)]


def test_what_goes_with_an_option_is_what_removing_it_takes():
    goes = goes_with_option(small_appraisal(), "trust")

    assert (goes.scores, goes.members_scores, goes.gate_results) == (2, 1, 1)
    assert (goes.cost_lines, goes.evidence, goes.variants) == (1, 2, 1)


def test_the_baseline_cannot_be_removed():
    with pytest.raises(InvalidAppraisal, match="compared with"):
        without_option(small_appraisal(), "house")


def test_two_options_always_stay():
    two = without_option(small_appraisal(), "trust")

    with pytest.raises(InvalidAppraisal, match="fewest"):
        without_option(two, "partner")
