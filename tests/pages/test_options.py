"""The Options page under AppTest: fills, saves, asks before removing, shows faults."""

from __future__ import annotations

from tests.pages.walk import markup


def test_the_worked_example_shows_its_options_and_what_is_not_in_the_councils_gift(example):
    example.to("options")

    words = example.words()
    assert "Independent children's trust" in words
    assert "**Independent children's trust** needs the Secretary of State to agree" in words


def test_a_changed_description_is_saved_at_once(small):
    small.to("options")
    small.open("option:trust")

    small.fill("option:trust:description", "A company owned by the council runs it.")

    assert small.kept().option("trust").description == "A company owned by the council runs it."


def test_a_part_stays_open_when_its_option_is_renamed(small):
    small.to("options")
    small.open("option:trust")

    small.fill("option:trust:name", "Council's own company")

    assert small.kept().option("trust").name == "Council's own company"
    assert small.box("option:trust:name").value == "Council's own company"


def test_an_emptied_name_is_refused_beside_its_box(small):
    small.to("options")
    small.open("option:trust")

    small.fill("option:trust:name", "")

    assert small.kept().option("trust").name == "Trust"
    assert any("Not saved" in error.value for error in small.at.main.error)


def test_several_consents_and_free_words_are_kept(small):
    small.to("options")
    small.open("option:partner")

    small.box("option:partner:gift").set_value(["partner", "the NHS board"]).run()

    assert small.kept().option("partner").in_gift_of == ("partner", "the NHS board")
    assert "needs the partner council and the NHS board to agree" in small.words()


def test_removing_asks_first_and_says_what_goes(small):
    small.to("options")
    small.open("option:trust")

    small.press("option:trust:remove")
    asked = " ".join(warning.value for warning in small.at.warning)
    assert "2 scores, 1 member's score, 1 must-have result, 1 cost line" in asked
    assert len(small.kept().options) == 3

    small.press("option:trust:remove:yes")
    assert [option.id for option in small.kept().options] == ["house", "partner"]


def test_keeping_it_removes_nothing(small):
    small.to("options")
    small.open("option:trust")

    small.press("option:trust:remove")
    small.press("option:trust:remove:no")

    assert len(small.kept().options) == 3
    assert small.at.button(key="option:trust:remove")


def test_an_option_is_added_and_the_box_cleared(small):
    small.to("options")
    small.box("options:add:name").set_value("Co-operative")

    small.press("options:add:go")

    assert small.kept().options[-1].name == "Co-operative"
    assert small.box("options:add:name").value == ""


def test_a_hybrid_of_one_is_refused_and_the_name_kept(small):
    small.to("options")
    small.box("options:add:sort").set_value("A hybrid of two or more").run()
    small.box("options:add:name").set_value("Mix")
    small.box("options:add:many").set_value(["trust"])

    small.press("options:add:go")

    assert len(small.kept().options) == 3
    assert any("two or more" in error.value for error in small.at.main.error)
    assert small.box("options:add:name").value == "Mix"


def test_uneven_descriptions_are_pointed_out(small):
    small.to("options")
    small.open("option:trust")

    small.fill("option:trust:description", "word " * 40)

    assert "Trust is described in 40 words" in small.words()


def test_the_baseline_can_be_chosen_and_cannot_be_removed(small):
    small.to("options")
    small.box("options:baseline").set_value("partner").run()
    small.open("option:partner")

    assert small.kept().baseline == "partner"
    assert "option:partner:remove" not in [button.key for button in small.at.button]


def test_an_agreed_appraisal_cannot_be_changed(agreed):
    agreed.to("options")
    agreed.open("option:trust")

    at = agreed.at
    boxes = [*at.main.text_input, *at.main.text_area, *at.main.multiselect, *at.main.radio]
    assert boxes
    assert all(box.disabled for box in boxes)


def test_hostile_words_stay_words(hostile):
    hostile.to("options")
    hostile.open("option:trust")
    hostile.press("option:trust:remove")

    assert markup(hostile) == []


def test_a_card_that_stood_still_while_its_option_was_changed_is_new_on_coming_back(small):
    small.to("options")
    small.open("option:trust")
    small.fill("option:trust:name", "A company of our own")
    assert "A company of our own" not in [each.value for each in small.at.subheader]

    small.to("must_haves")
    small.to("options")

    assert "A company of our own" in [each.value for each in small.at.subheader]
