"""The Evidence page: the map, the filters, cards, and changes that are saved."""

from __future__ import annotations

from appraisal.pages.evidence import filtered
from tests.pages.conftest import small_appraisal
from tests.pages.walk import markup


def ids(found):
    return [item.id for item in found]


def test_findings_are_sought_by_option_criterion_and_words():
    appraisal = small_appraisal()

    assert ids(filtered(appraisal, "", "", "")) == ["e1", "e2"]
    assert ids(filtered(appraisal, "trust", "practice", "")) == ["e1"]
    assert ids(filtered(appraisal, "", "-", "")) == ["e2"]
    assert ids(filtered(appraisal, "house", "", "")) == []
    assert ids(filtered(appraisal, "", "", "REVIEW helped")) == ["e1"]


def test_the_worked_example_shows_the_map_first_and_ten_cards_then_more(example):
    example.to("evidence")
    assert "12 of 52 scores have no evidence" in example.words()
    assert sum(str(b.key).endswith(":change") for b in example.at.button) == 10

    example.press("evidence:more")

    assert sum(str(b.key).endswith(":change") for b in example.at.button) == 20


def test_a_finding_is_added_with_its_links(small):
    small.to("evidence")
    small.box("evidence:add:finding").set_value("Staff stayed.")
    small.box("evidence:add:date").set_value("July 2018")
    small.box("evidence:add:option").set_value("house")
    small.box("evidence:add:direction").set_value("+")
    small.box("evidence:add:strength").set_value("weak")
    small.box("evidence:add:exempt").set_value(True)

    small.press("evidence:add:go")

    assert small.kept().evidence[-1].document() == {
        "id": "e3", "finding": "Staff stayed.", "date": "2018-07", "option": "house",
        "direction": "+", "strength": "weak", "exempt": True,
    }  # fmt: skip
    assert small.box("evidence:add:finding").value == ""
    assert "Done, and saved." in small.words()
    small.box("evidence:add:finding").set_value("Another.")
    small.press("evidence:add:go")  # it says nothing yet of which way it points
    assert "Done, and saved." not in small.words()


def test_a_date_that_is_none_is_refused_and_the_form_kept(small):
    small.to("evidence")
    small.box("evidence:add:finding").set_value("Staff stayed.")
    small.box("evidence:add:date").set_value("last July")
    small.box("evidence:add:direction").set_value("+")
    small.box("evidence:add:strength").set_value("weak")

    small.press("evidence:add:go")

    assert len(small.kept().evidence) == 2
    assert any("Not done" in error.value for error in small.at.main.error)
    assert small.box("evidence:add:finding").value == "Staff stayed."


def test_a_finding_of_which_only_the_words_are_given_is_not_called_no_evidence(small):
    small.to("evidence")
    small.box("evidence:add:finding").set_value("Staff stayed.")

    small.press("evidence:add:go")

    assert len(small.kept().evidence) == 2
    assert "Say which way it points and how strong it is." in small.words()


def test_a_finding_is_changed_in_its_card(small):
    small.to("evidence")
    small.press("evidence:e2:change")

    small.fill("evidence:e2:finding", "It cost a little more.")
    small.box("evidence:e2:strength").set_value("moderate").run()

    changed = small.kept().evidence[1]
    assert (changed.finding, changed.strength) == ("It cost a little more.", "moderate")


def test_a_script_for_an_address_is_refused_beside_its_box(small):
    small.to("evidence")
    small.press("evidence:e2:change")

    small.fill("evidence:e2:address", "javascript:alert(1)")

    assert small.kept().evidence[1].address == ""
    assert any("https" in error.value for error in small.at.main.error)


def test_removing_says_who_cites_it(small):
    small.to("evidence")
    small.press("evidence:e1:change")
    small.press("evidence:e1:remove")
    assert "It is cited in 2 places" in small.words()

    small.press("evidence:e1:remove:yes")

    assert ids(small.kept().evidence) == ["e2"]


def test_an_agreed_appraisal_cannot_be_changed(agreed):
    agreed.to("evidence")
    agreed.press("evidence:e1:change")

    at = agreed.at.main
    every = [*at.text_input, *at.text_area, *at.selectbox, *at.checkbox]
    boxes = [box for box in every if not box.key.startswith("view:")]
    assert len(boxes) > 15
    assert all(box.disabled for box in boxes)


def test_hostile_words_stay_words(hostile):
    hostile.to("evidence")
    hostile.press("evidence:e1:change")

    assert markup(hostile) == []


def test_the_finding_that_is_being_changed_stays_though_it_is_not_what_was_sought(small):
    small.to("evidence")
    small.fill("evidence:words", "helped")
    small.press("evidence:e1:change")

    small.fill("evidence:e1:finding", "Nobody left.")

    assert small.box("evidence:e1:finding").value == "Nobody left."
    assert small.kept().evidence[0].finding == "Nobody left."
