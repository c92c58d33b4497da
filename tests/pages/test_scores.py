"""The Scores page: what is given of a score, in any order."""

from __future__ import annotations

from appraisal.analysis.checks.progress import progress
from appraisal.edits.accessors import set_row
from appraisal.edits.scores import with_level
from appraisal.pages.sections.scores_table import levels_beyond
from tests.pages.conftest import small_appraisal
from tests.pages.test_binding import changed_elsewhere
from tests.pages.walk import Walk

CARD = "score:practice:house"  # not scored yet
KEY = {"option": "house", "criterion": "practice"}
WAITS = "Not saved yet. Give a level"


def begun(walk: Walk) -> Walk:
    """Say something of a score that has no level yet."""
    walk.to("scores")
    walk.fill(f"{CARD}:reason", "The audit of May says so.")
    walk.box(f"{CARD}:strength").set_value("weak").run()
    walk.box(f"{CARD}:evidence").set_value(["e2"]).run()
    return walk


def test_what_is_said_before_the_level_waits_and_is_saved_with_it(small: Walk) -> None:
    begun(small)
    assert small.kept().performance("house", "practice") is None
    assert WAITS in small.words()
    before = len(small.store.events(small.id))

    small.fill(f"{CARD}:level", "42")

    score = small.kept().performance("house", "practice")
    assert score is not None
    assert (score.level, score.strength, score.reason, score.evidence) == (
        42, "weak", "The audit of May says so.", ("e2",),
    )  # fmt: skip
    assert len(small.store.events(small.id)) == before + 1
    assert WAITS not in small.words()


def test_the_boxes_of_a_score_are_the_same_before_and_after_its_level(small: Walk) -> None:
    begun(small)
    fields = ("level", "strength", "reason", "evidence")
    before = [small.box(f"{CARD}:{field}").key for field in fields]

    small.fill(f"{CARD}:level", "42")

    assert [small.box(f"{CARD}:{field}").key for field in fields] == before


def test_what_waits_is_there_when_one_comes_back(small: Walk) -> None:
    begun(small).to("options")
    small.to("scores")

    assert small.box(f"{CARD}:reason").value == "The audit of May says so."
    assert WAITS in small.words()


def test_the_scale_left_open_takes_along_what_waits(small: Walk) -> None:
    begun(small).press(f"{CARD}:none")

    score = small.kept().performance("house", "practice")
    assert score is not None
    assert (score.level, score.strength, score.reason) == (
        None, "none", "The audit of May says so.",
    )  # fmt: skip


def test_what_waited_is_told_and_can_be_put_in_once_somebody_else_gave_the_level(
    small: Walk,
) -> None:
    begun(small)
    theirs = with_level(small.kept(), KEY, 30, {"reason": "Theirs."})
    changed_elsewhere(small, performances=theirs.performances)

    small.run()

    assert "You had given: The audit of May says so." in small.words()
    assert small.box(f"{CARD}:reason").value == "Theirs."
    small.press(f"put_back:{CARD}:reason")
    score = small.kept().performance("house", "practice")
    assert score is not None
    assert (score.level, score.reason) == (30, "The audit of May says so.")


def test_an_emptied_wait_leaves_nothing_behind(small: Walk) -> None:
    small.to("scores")
    small.fill(f"{CARD}:reason", "Too soon")
    small.fill(f"{CARD}:reason", None)

    assert WAITS not in small.words()


def test_a_score_left_open_on_purpose_counts_as_done(small: Walk) -> None:
    before = progress(small.kept())["scores"].missing
    begun(small).press(f"{CARD}:none")

    assert progress(small.kept())["scores"].missing == before - 1
    assert "1 of them left open" in small.words()


def test_a_level_beyond_its_scale_is_named_below_the_table_of_all() -> None:
    key = {"option": "trust", "criterion": "time"}
    scored = set_row(small_appraisal(), "performances", key, {"low": None, "high": None})

    assert levels_beyond(scored) == []
    assert levels_beyond(with_level(scored, key, -3)) == ["Time, Trust (−3 months)"]


def test_what_was_refused_on_one_criterion_is_told_on_the_next_and_not_beside_it_again(
    small: Walk,
) -> None:
    small.to("scores")
    small.fill(f"{CARD}:level", "sixty")
    assert "sixty" in small.words()

    small.press("scores:Next criterion")
    assert "Found 'sixty'" in small.words()  # nobody had the time to read it before

    small.press("scores:Criterion before")
    assert "sixty" not in small.words()


def test_a_level_that_takes_a_given_range_along_is_asked_about_first(small: Walk) -> None:
    small.to("scores")
    small.fill("scores:criterion", "time")
    before = small.kept().performance("trust", "time")
    assert before is not None
    assert (before.low, before.high) == (9, 18)

    small.fill("score:time:trust:level", "20")

    assert small.kept().performance("trust", "time") == before
    assert "A range from 9 to 18 was given with this score" in small.words()
    small.at.button(key="put_back:score:time:trust:level").click().run()
    after = small.kept().performance("trust", "time")
    assert after is not None
    assert (after.level, after.low) == (20, None)
