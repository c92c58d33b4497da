"""History as a page: acts in words, filters, names of versions, and the agreed one compared."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from appraisal import service
from appraisal.service.acting import By, Caller
from tests.pages.walk import markup


def by(actor: str = "officer", way: str = "screen") -> By:
    now = dt.datetime(2026, 11, 21, 12, 30, tzinfo=dt.UTC)
    return By(Caller("director"), now, uuid.uuid4().hex, under=actor, way=way)


def saved(walk, kind: str, **changes):
    kept = service.load(walk.store, walk.id)
    return service.save(walk.store, by(), kept, kept.appraisal.changed(**changes), kind=kind)


def scored(walk, level: float = 75):
    rows = walk.kept().document()["performances"]
    rows[0]["level"] = level
    return saved(walk, "scores", performances=rows)


def labels(walk) -> list[str]:
    return [part.label.replace("\\", "") for part in walk.at.expander]


def box(walk, label: str):
    return next(found for found in walk.at.selectbox if found.label == label)


def view(walk, name: str) -> None:
    walk.at.get("segmented_control")[0].set_value(name).run()
    walk.checked()


def tables(walk) -> list[list[str]]:
    return [
        [str(cell).replace("\\", "") for cell in row]
        for table in walk.at.table
        for row in table.value.to_numpy().tolist()
    ]


def press(walk, label: str) -> None:
    next(button for button in walk.at.button if button.label == label).click().run()
    walk.checked()


def test_each_act_is_a_line_that_opens_to_what_was_before_and_after(small):
    act = scored(small)
    small.to("history")

    newest = labels(small)[0]
    assert "Scores: Trust on Practice, level: 60 to 75 points · The officer" in newest
    small.open(f"history:act:{act.head[:16]}")

    assert tables(small)[0] == ["Trust on Practice: level", "60 points", "75 points"]


def test_the_history_is_looked_through_by_part_and_by_who(small):
    scored(small)
    saved(small, "decision", title="Another")
    kept = service.load(small.store, small.id)
    service.note(
        small.store, by("seat 77", way="phone"), kept, "interest", {"about": "", "why": "Mine"}
    )
    small.to("history")
    assert len(labels(small)) == 4

    box(small, "Part").set_value("Scores").run()
    assert [label[8:23] for label in labels(small)] == ["Scores: Trust o"]
    box(small, "Part").set_value("Every part").run()
    box(small, "Who").set_value("A member, through the workshop").run()

    assert len(labels(small)) == 1
    assert "77" not in labels(small)[0]
    assert "Mine" not in small.words()


def test_a_choice_of_what_to_see_is_still_there_on_coming_back(small):
    scored(small)
    small.to("history")
    box(small, "Part").set_value("Scores").run()

    small.to("weights")
    small.to("history")

    assert box(small, "Part").value == "Scores"


def test_a_version_is_named_found_in_the_lists_and_its_name_taken_away(small):
    scored(small)
    small.to("history")
    view(small, "Name a version")
    press(small, "Name this version")
    assert any("Write the name first" in error.value for error in small.at.error)

    name = next(found for found in small.at.text_input if found.label == "Its name")
    name.set_value("As sent to scrutiny, 12 March").run()
    press(small, "Name this version")

    assert tables(small)[0][0] == "As sent to scrutiny, 12 March (version 1)"
    assert "‘As sent to scrutiny, 12 March’" in box(
        small, "Version to name (the first is as it stands)").options[0]  # fmt: skip
    assert next(found for found in small.at.text_input if found.label == "Its name").value == ""
    view(small, "What happened")
    assert "As sent to scrutiny, 12 March is version 1" in small.words().replace("*", "")
    view(small, "Name a version")
    press(small, "Take its name away")
    assert not tables(small)


def test_two_versions_are_compared_before_and_after_side_by_side(small):
    scored(small)
    small.to("history")

    view(small, "Compare versions")

    assert ["Trust on Practice: level", "60 points", "75 points"] in tables(small)
    options = box(small, "The version before").options
    assert len(set(options)) == len(options) == 2


@pytest.fixture
def reopened(small):
    """The small appraisal agreed, opened again and changed; the newer one is open."""
    agreed = saved(small, "status", status="agreed")
    again = service.reopen(small.store, by(), agreed, why="New evidence")
    small.at.query_params["a"] = small.id = again.id
    scored(small)
    return agreed, again


def test_a_reopened_appraisal_is_compared_with_the_agreed_version(small, reopened):
    agreed, _ = reopened
    small.to("history")
    assert agreed.head[:16] in small.words()
    assert "Why: New evidence" in small.words()

    view(small, "Compare versions")

    assert box(small, "The version before").value == "agreed"
    assert ["Status", "agreed and frozen", "being scored"] in tables(small)
    assert ["Trust on Practice: level", "60 points", "75 points"] in tables(small)


def test_the_agreed_version_and_the_newer_one_open_each_other(small, reopened):
    agreed, again = reopened
    small.to("history")

    press(small, "Open the agreed version")
    assert small.at.query_params["a"] == agreed.id
    press(small, "Open the newer version")

    assert small.at.query_params["a"] == again.id


def test_hostile_words_stay_words_in_every_view(hostile):
    act = saved(hostile, "decision", title="[x](http://evil.example) **bold** <script> $x$")
    kept = service.load(hostile.store, hostile.id)
    service.name_version(hostile.store, by(), kept, 1, "**bold** <script> ![p](http://x.y)")
    hostile.to("history")
    hostile.open(f"history:act:{act.head[:16]}")
    assert markup(hostile) == []

    for name in ("Compare versions", "Name a version", "Restore"):
        view(hostile, name)
        assert markup(hostile) == []


def test_an_earlier_version_is_restored_as_a_new_one(small):
    scored(small)
    small.to("history")
    view(small, "Restore")
    why = next(found for found in small.at.text_input if found.label == "Why restore it?")
    why.set_value("A slip").run()

    press(small, "Restore this version as a new one")

    assert small.kept().performance("trust", "practice").level == 60
    view(small, "What happened")
    assert (
        "Earlier version restored: Scores: Trust on Practice, level: 75 to 60" in labels(small)[0]
    )
    assert small.store.events(small.id)[-1].payload["why"] == "Version 0 restored. A slip"


def test_a_version_is_not_restored_without_a_reason_nor_over_what_nobody_saw(small):
    scored(small)
    small.to("history")
    view(small, "Restore")

    press(small, "Restore this version as a new one")
    assert "Say first why it is restored." in small.words()

    saved(small, "decision", title="Another, meanwhile")
    why = next(found for found in small.at.text_input if found.label == "Why restore it?")
    small.at.session_state[str(why.key)] = "A slip"
    before = small.kept()
    next(b for b in small.at.button if b.label == "Restore this version as a new one").click()
    small.at.run()
    assert small.kept().title == before.title
