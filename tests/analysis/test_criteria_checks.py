"""The checks of a set of criteria: what is found, and what is asked."""

from __future__ import annotations

import pytest

from appraisal.analysis.checks.criteria import alike, clocks, questions, warnings
from appraisal.analysis.checks.even_handedness import even_handedness
from appraisal.files.appraisal_file import read_appraisal
from appraisal.files.examples import criteria_sets
from appraisal.model import Appraisal


def whole(id: str, **more):
    """A criterion that no check finds fault with."""
    return {
        "id": id, "name": id.capitalize(), "judged_at": "Month 24", "not_counted": "The rest.",
        "scale": {"levels": {0: "Bad", 100: "Good"}}, **more,
    }  # fmt: skip


def make(criteria, **more) -> Appraisal:
    return Appraisal.from_document(
        {
            "format": "appraisal/1",
            "title": "Checks",
            "baseline": "one",
            "options": [{"id": "one", "name": "One"}, {"id": "two", "name": "Two"}],
            "criteria": criteria,
            **more,
        }
    )


def kinds(appraisal: Appraisal) -> list[str]:
    return [found.kind for found in warnings(appraisal)]


def test_a_sound_set_gives_no_warning():
    assert warnings(make([whole("warmth"), whole("light")])) == ()


def test_the_set_that_ships_gives_no_warning_and_asks_of_means_and_of_independence():
    shipped = read_appraisal(next(s.path for s in criteria_sets() if "children" in s.name))

    assert warnings(shipped) == ()
    asked = [question.kind for question in questions(shipped)]
    assert (asked.count("double_counting"), asked.count("independence")) == (4, 3)


@pytest.mark.parametrize(("number", "found"), [(14, []), (15, ["size"])])
def test_more_than_fourteen_criteria_to_weigh_are_too_many(number, found):
    assert kinds(make([whole(f"c{n}") for n in range(number)])) == found


def test_the_criterion_on_the_cost_axis_is_not_one_to_weigh():
    criteria = [whole(f"c{n}") for n in range(14)]
    cost = {**whole("cost"), "axis": "cost", "scale": {"unit": "£ million", "worst": 9, "best": 0}}

    assert kinds(make([*criteria, cost])) == []


def test_a_weight_that_rounds_to_nothing_is_pointed_out():
    found = warnings(make([whole("warmth"), whole("light")], swings={"warmth": 100, "light": 0.4}))

    assert [(each.kind, each.criteria) for each in found] == [("size", ("light",))]


def test_a_weight_of_half_a_per_cent_still_shows():
    swings = {"warmth": 99.5, "light": 0.5}

    assert warnings(make([whole("warmth"), whole("light")], swings=swings)) == ()


def test_pounds_in_a_benefit_beside_the_cost_axis_are_pointed_out():
    pounds = {"scale": {"unit": "£ million", "worst": 9, "best": 0}}
    found = warnings(
        make([whole("a"), whole("saving", **pounds), whole("cost", axis="cost", **pounds)])
    )

    assert [(each.kind, each.criteria) for each in found] == [
        ("double_counting", ("saving", "cost"))
    ]


def test_a_criterion_that_leaves_nothing_to_others_is_pointed_out():
    assert kinds(make([whole("a"), whole("b", not_counted="")])) == ["double_counting"]


def test_two_criteria_of_one_name_are_pointed_out():
    found = warnings(make([whole("a", name="Same"), whole("b", name=" same")]))

    assert found[0].criteria == ("a", "b")


def scores(*levels):
    return [
        {"option": option, "criterion": "a", "level": level}
        for option, level in zip(("one", "two"), levels, strict=False)
    ]


@pytest.mark.parametrize(
    ("levels", "found"), [((40, 40), True), ((40, 41), False), ((40,), False), ((), False)]
)
def test_options_are_alike_only_where_every_one_has_the_same_level(levels, found):
    appraisal = make([whole("a"), whole("b")], performances=scores(*levels))

    assert alike(appraisal, "a") is found
    assert ("discrimination" in kinds(appraisal)) is found


def test_options_with_one_level_but_different_ranges_are_not_alike():
    one, two = scores(40, 40)
    performances = [{**one, "strength": "strong"}, {**two, "strength": "weak"}]

    assert not alike(make([whole("a")], performances=performances), "a")


def test_a_missing_home_for_one_of_the_six_costs_is_named():
    homes = ("setup_time", "oversight", "workforce", "reversibility", "accountability")
    found = warnings(make([whole(id) for id in homes]))

    assert [each.kind for each in found] == ["completeness"]
    assert "transgression" in found[0].text


def test_the_six_costs_are_not_looked_for_in_another_kind_of_set():
    assert "completeness" not in kinds(make([whole("warmth")]))


def test_the_clocks_are_listed_with_their_criteria():
    appraisal = make([whole("a"), whole("b", judged_at="Month 36"), whole("c", judged_at="")])

    assert clocks(appraisal) == {"Month 24": ("a",), "Month 36": ("b",)}
    assert kinds(appraisal) == ["time"]


def test_a_judged_scale_needs_words_at_both_ends_and_a_measured_one_does_not():
    bare = whole("a", scale={"levels": {0: "Bad"}})
    measured = whole("b", scale={"unit": "months", "worst": 9, "best": 0})

    found = warnings(make([bare, measured]))

    assert [each.criteria for each in found] == [("a",)]
    assert "the best is not described" in found[0].text


def test_a_question_is_asked_only_where_both_criteria_count():
    cost = {"axis": "cost", "scale": {"unit": "£ million", "worst": 9, "best": 0}}

    assert questions(make([whole("practice"), whole("warmth")])) == ()
    assert questions(make([whole("practice"), whole("focus", **cost)])) == ()
    assert questions(make([whole("practice"), whole("focus")]))[0].id == "means:practice:focus"


def described(*words):
    options = [
        {"id": id, "name": id, "description": "word " * count}
        for id, count in zip(("one", "two", "three"), words, strict=False)
    ]
    return make([whole("a")], options=options)


def test_descriptions_up_to_twice_as_long_are_even():
    assert even_handedness(described(10, 20)).uneven is None


def test_a_description_more_than_twice_as_long_is_uneven():
    assert even_handedness(described(10, 21)).uneven == ("one", "two")


def test_an_option_without_a_description_is_named_and_not_compared():
    found = even_handedness(described(10, 0, 15))

    assert (found.undescribed, found.uneven) == (("two",), None)
