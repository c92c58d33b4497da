"""The Criteria page: both ends of every scale, changes, checks and their answers."""

from __future__ import annotations

import datetime as dt

import pytest

from appraisal import service
from appraisal.pages.sections.criteria_checks import answer, summary, with_answer
from appraisal.service.swing_changes import swings_to_rate_again
from tests.pages.conftest import small_appraisal
from tests.pages.walk import markup
from tests.service.examples import officer


def open_scale(walk, id):
    walk.to("criteria")
    walk.open(f"criterion:{id}")
    walk.open(f"criterion:{id}:change")


def test_the_worked_example_shows_both_ends_of_every_scale(example):
    example.to("criteria")

    words = example.words()
    assert words.count("Worst (0):") == 14
    assert "Measured in months, from 24 (worst) to 0 (best). Lower is better." in words


def test_words_and_descriptors_are_saved(small):
    open_scale(small, "practice")

    small.fill("criterion:practice:question", "Is it good?")
    small.fill("criterion:practice:level:25", "Shaky.")

    kept = small.kept().criterion("practice")
    assert (kept.question, kept.scale.levels) == ("Is it good?", {25.0: "Shaky."})


def test_a_scale_is_saved_as_soon_as_it_is_a_whole(small):
    open_scale(small, "time")

    small.fill("scale:time:points", "36 = 0\n12 = 80\n0 = 100")
    assert "Not saved yet" in small.words()  # its first point is not the worst end
    assert small.kept().criterion("time").scale.points == ()
    small.fill("scale:time:worst", 36)
    small.box("scale:time:outside").set_value("extend").run()

    scale = small.kept().criterion("time").scale
    assert (scale.worst, scale.points[1], scale.outside) == (36, (12, 80), "extend")


def test_a_scale_whose_ends_are_alike_is_not_saved_and_says_why(small):
    open_scale(small, "time")

    small.fill("scale:time:worst", 0)

    assert small.kept().criterion("time").scale.worst == 24
    assert "both 0" in small.words()
    assert small.box("scale:time:worst").value == "0"


def test_a_judged_criterion_is_given_a_unit_once_its_scores_may_go(small):
    open_scale(small, "practice")
    small.box("scale:practice:sort").set_value("Measured in a unit").run()
    small.fill("scale:practice:unit", "% good")
    small.fill("scale:practice:worst", 0)
    small.fill("scale:practice:best", 80)
    assert "given on the old kind of scale" in small.words()

    small.press("scale:practice:drop")
    small.press("scale:practice:drop:yes")

    assert small.kept().criterion("practice").scale.unit == "% good"
    assert small.kept().performance("trust", "practice") is None


def test_a_changed_scale_says_that_its_swing_should_be_rated_again(small):
    open_scale(small, "time")
    assert "was rated for this scale" in small.words()

    small.fill("scale:time:worst", 36)

    assert "Its scale was changed after its swing was rated" in small.words()


def saved(store, kept, appraisal, kind):
    by = officer(dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC), f"{kind}{kept.revision}")
    return service.save(store, by, kept, appraisal, kind=kind)


@pytest.fixture
def longer(small):
    """The small appraisal after the worst end of its time scale was moved."""
    kept = service.load(small.store, small.id)
    criteria = kept.appraisal.document()["criteria"]
    criteria[1]["scale"]["worst"] = 36
    return small.store, saved(small.store, kept, kept.appraisal.changed(criteria=criteria),
                              "criteria")  # fmt: skip


def test_a_swing_is_to_be_rated_again_once_an_end_of_its_scale_has_moved(longer):
    store, kept = longer

    assert swings_to_rate_again(service.history(store, kept.id)) == {"time"}


@pytest.mark.parametrize(
    "again", [{"swings": {"practice": 100, "time": 60}}, {"swing_reasons": {"time": "It holds."}}]
)
def test_a_new_rating_or_a_new_reason_settles_it(longer, again):
    store, kept = longer
    saved(store, kept, kept.appraisal.changed(**again), "weights")

    assert swings_to_rate_again(service.history(store, kept.id)) == frozenset()


def test_a_changed_name_or_descriptor_leaves_the_swing_alone(small):
    kept = service.load(small.store, small.id)
    criteria = kept.appraisal.document()["criteria"]
    criteria[1] |= {"name": "Months"}
    criteria[1]["scale"]["levels"] = {0: "Slow"}
    saved(small.store, kept, kept.appraisal.changed(criteria=criteria), "criteria")

    assert swings_to_rate_again(service.history(small.store, kept.id)) == frozenset()


def test_cost_is_counted_in_the_overall_value_and_kept_out_again(small):
    open_scale(small, "cost")
    small.press("axis:cost:benefit")
    assert small.kept().cost_criterion() is None
    assert small.kept().performance("trust", "cost").level > 0

    small.press("axis:cost:cost")
    assert small.kept().cost_criterion().id == "cost"
    assert small.kept().performance("trust", "cost") is None


def test_a_criterion_is_added_to_a_group_and_another_removed(small):
    small.to("criteria")
    small.box("criteria:add:name").set_value("Warmth")
    small.box("criteria:add:group").set_value("Change")
    small.press("criteria:add:go")
    assert small.kept().criterion("warmth").group == "Change"

    open_scale(small, "time")
    small.press("criterion:time:remove")
    assert "1 score, 1 member's score, 2 swings" in small.words()
    small.press("criterion:time:remove:yes")
    assert [c.id for c in small.kept().criteria] == ["practice", "cost", "warmth"]


def test_an_answer_to_a_check_is_kept_and_its_consequence_said(example):
    example.to("criteria")
    example.open("criteria:checks")
    question = "independence:failure:reversibility"

    example.box(f"check:{question}").set_value("yes").run()
    example.checked()

    assert answer(example.kept(), question) == "yes"
    assert "Merge the two into one criterion" in example.words()


def test_answers_leave_other_notes_alone_and_can_be_taken_back():
    before = small_appraisal(notes={"mine": "words", "criteria_checks": "not a mapping"})

    after = with_answer(before, "means:a:b", "no")

    assert after.notes == {"mine": "words", "criteria_checks": {"means:a:b": "no"}}
    assert with_answer(after, "means:a:b", None).notes == {"mine": "words"}


def test_the_summary_of_the_checks_counts_what_is_left():
    assert "nothing" in summary(0, 0)
    assert summary(1, 2) == (
        "**Checks of this set:** ! 1 thing to look at; ? 2 questions for the group to answer."
    )


def test_an_agreed_appraisal_cannot_be_changed(agreed):
    open_scale(agreed, "time")
    agreed.open("criteria:checks")

    at = agreed.at.main
    boxes = [*at.text_input, *at.text_area, *at.number_input, *at.radio, *at.selectbox]
    assert len(boxes) > 10
    assert all(box.disabled for box in boxes)
    assert all(b.disabled for b in at.button if not str(b.key).startswith(("go:", "again")))


def test_hostile_words_stay_words(hostile):
    open_scale(hostile, "time")
    hostile.open("criteria:checks")
    hostile.press("criterion:time:remove")

    assert markup(hostile) == []
