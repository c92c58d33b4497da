"""The Must-haves page: outcomes in words and shapes, and each with its reason and evidence."""

from __future__ import annotations

import pytest

from appraisal.edits.must_haves import with_must_have, without_must_have
from appraisal.errors import InvalidAppraisal
from appraisal.pages.must_haves import outcome_table, verdict
from tests.pages.conftest import small_appraisal
from tests.pages.walk import markup


def test_the_table_says_every_outcome_in_words_and_shapes():
    appraisal = small_appraisal()

    for option, said in (("house", "? not yet known"), ("trust", "✗ fail")):
        table = outcome_table(appraisal, appraisal.option(option))
        assert table.values.tolist() == [["Lawful", said]]


def test_a_failed_must_have_says_that_the_option_cannot_be_recommended():
    appraisal = small_appraisal()

    assert "cannot be recommended" in verdict(appraisal, appraisal.option("trust"))
    assert "only on condition" in verdict(appraisal, appraisal.option("house"))


def test_an_option_that_passes_all_says_so():
    passed = [{"option": "house", "gate": "law", "result": "pass"}]
    appraisal = small_appraisal(gate_results=passed)

    assert "passes every must-have" in verdict(appraisal, appraisal.option("house"))


def test_a_must_have_needs_a_name():
    with pytest.raises(InvalidAppraisal, match="name"):
        with_must_have(small_appraisal(), "  ")


def test_removing_a_must_have_removes_its_results():
    after = without_must_have(with_must_have(small_appraisal(), "Open"), "law")

    assert [must_have.id for must_have in after.gates] == ["open"]
    assert not after.gate_results


def test_the_worked_example_shows_every_must_have_for_every_option(example):
    example.to("must_haves")

    assert [len(table.value) for table in example.at.table] == [7, 7, 7, 7]


def test_a_result_a_reason_and_evidence_are_saved(small):
    small.to("must_haves")
    small.open("must_have:law")

    small.box("must_have:law:house:result").set_value("pass").run()
    small.fill("must_have:law:house:reason", "The council may.")
    small.box("must_have:law:house:evidence").set_value(["e2"]).run()

    given = next(g for g in small.kept().gate_results if g.option == "house")
    assert (given.result, given.reason, given.evidence) == ("pass", "The council may.", ("e2",))


def test_a_result_can_go_back_to_not_yet_known(small):
    small.to("must_haves")
    small.open("must_have:law")

    small.box("must_have:law:trust:result").set_value("unknown").run()

    assert small.kept().must_have_outcome("trust", "law") == "unknown"


def test_what_was_chosen_is_there_after_a_refresh(small):
    small.to("must_haves")
    small.open("must_have:law")
    small.box("must_have:law:house:result").set_value("pass").run()

    small.refreshed("must_haves")
    small.open("must_have:law")

    assert small.box("must_have:law:house:result").value == "pass"


def test_a_must_have_is_added_and_removed(small):
    small.to("must_haves")
    small.box("must_haves:add:name").set_value("Open to the public")
    small.press("must_haves:add:go")
    assert small.kept().gates[-1].name == "Open to the public"

    small.open("must_have:law")
    small.open("must_have:law:words")
    small.press("must_have:law:remove")
    small.press("must_have:law:remove:yes")
    assert [must_have.id for must_have in small.kept().gates] == ["open_to_the_public"]


def test_an_agreed_appraisal_cannot_be_changed(agreed):
    agreed.to("must_haves")
    agreed.open("must_have:law")

    at = agreed.at
    assert all(box.disabled for box in [*at.main.radio, *at.main.text_area, *at.main.text_input])


def test_hostile_words_stay_words(hostile):
    hostile.to("must_haves")
    hostile.open("must_have:law")
    hostile.open("must_have:law:words")

    assert markup(hostile) == []
