"""How a widget and the value that it stands for are held together."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from appraisal import service
from appraisal.pages.session import state
from appraisal.pages.widgets import binding
from tests.pages.walk import Walk
from tests.service.examples import officer


def changed_elsewhere(walk: Walk, **fields: object) -> None:
    """Change the appraisal as another officer would, in a session of their own."""
    kept = service.load(walk.store, walk.id)
    by = officer(dt.datetime(2026, 11, 22, tzinfo=dt.UTC), uuid.uuid4().hex)
    service.save(walk.store, by, kept, kept.appraisal.changed(**fields), kind="decision")


def events(walk: Walk) -> int:
    return len(walk.store.events(walk.id))


def test_a_box_shows_what_another_officer_stored_at_the_next_run(small):
    small.to("decision")
    small.fill("decision:who", "A city")

    changed_elsewhere(small, authority="Another city")
    small.run()

    assert small.box("decision:who").value == "Another city"


def test_a_box_follows_undo_and_redo(small):
    small.to("decision")
    small.fill("decision:who", "A city")
    small.fill("decision:who", "B city")

    shown = []
    for key in ("undo", "redo", "undo", "undo", "redo"):
        small.press(key)
        shown.append(small.box("decision:who").value)

    assert shown == ["A city", "B city", "A city", "", "A city"]


def test_what_was_typed_over_a_value_that_was_not_shown_is_told_and_not_saved(small):
    small.to("decision")
    changed_elsewhere(small, authority="Another city")

    small.fill("decision:who", "A city")

    assert small.kept().authority == "Another city"
    assert small.box("decision:who").value == "Another city"
    assert "Meanwhile this was changed elsewhere. You had given: A city." in small.words()


def test_what_was_kept_out_is_put_there_once_the_person_has_seen_what_is_stored(small):
    small.to("decision")
    changed_elsewhere(small, authority="Another city")
    small.fill("decision:who", "A city")

    small.press("put_back:decision:who")

    assert small.kept().authority == "A city"
    assert small.box("decision:who").value == "A city"
    assert "You had given" not in small.words()


def test_an_emptied_box_is_saved_as_empty_only_where_it_had_shown_the_value(small):
    small.to("decision")
    small.fill("decision:who", "A city")
    changed_elsewhere(small, authority="Another city")

    small.fill("decision:who", "")

    assert small.kept().authority == "Another city"
    small.fill("decision:who", "")
    assert small.kept().authority == ""


def test_a_box_that_nobody_touched_writes_nothing(small):
    small.to("decision")
    before = events(small)

    for page in ("options", "decision", "weights", "decision"):
        small.to(page)
        small.run()

    assert events(small) == before


def test_a_change_back_to_what_was_shown_is_saved_too(small):
    small.to("decision")
    small.fill("decision:who", "A city")
    small.fill("decision:who", "")

    assert small.kept().authority == ""


def test_what_was_refused_stays_in_sight_and_the_record_as_it_was(small):
    small.to("decision")

    small.fill("decision:title", "")

    assert small.kept().title == "Who should run it?"
    assert small.box("decision:title").value == ""
    assert "Not saved. Found an empty text. Right would be some words." in small.words()
    assert small.words().count("Not saved.") == 1


def test_what_was_refused_as_the_page_was_left_is_told_on_the_next(small):
    small.to("decision")
    small.fill("decision:title", "")

    small.to("options")

    assert (
        "Not saved as you went on: Title: Found an empty text. Right would be some words."
        in small.words()
    )


def test_what_lost_to_another_officer_can_be_saved_until_that_was_decided(small, monkeypatch):
    small.to("decision")
    changed_elsewhere(small, title="Theirs")
    small.fill("decision:title", "Mine")
    later = state.now() + dt.timedelta(seconds=10)
    monkeypatch.setattr(state, "now", lambda: later)

    small.to("options")
    small.to("decision")
    assert "You had given: Mine" in small.words()
    small.press("put_back:decision:title")

    assert small.kept().title == "Mine"
    small.to("options")
    small.to("decision")
    assert "You had given" not in small.words()


def test_a_refusal_that_was_read_is_not_told_again_on_the_next_page(small, monkeypatch):
    small.to("decision")
    small.fill("decision:title", "")
    later = state.now() + dt.timedelta(seconds=10)
    monkeypatch.setattr(state, "now", lambda: later)

    small.to("options")
    assert "Not saved" not in small.words()
    small.to("decision")
    assert small.box("decision:title").value == "Who should run it?"


def test_an_option_removed_elsewhere_is_not_brought_back_by_a_box(small):
    small.to("options")
    small.open("option:partner")
    kept = service.load(small.store, small.id).appraisal
    changed_elsewhere(small, options=[o for o in kept.options if o.id != "partner"])

    small.fill("option:partner:summary", "It runs it.")

    assert [option.id for option in small.kept().options] == ["house", "trust"]


def test_a_number_is_shown_with_every_digit_that_is_stored(small):
    small.to("money")
    small.open("cost:trust:0")

    small.fill("cost:trust:0:2026", "234.5678912345")

    assert small.kept().costs.lines[1].amounts[2026] == 234.5678912345
    assert small.box("cost:trust:0:2026").value == "234.5678912345"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("3,1x", "Right would be a number such as 32.5"),
        ("1e400", "numbers go from -1e+15 to 1e+15"),
    ],
)
def test_what_is_no_number_is_told_and_stays_in_the_box(small, typed, said):
    small.to("money")
    small.open("cost:trust:0")

    small.fill("cost:trust:0:2026", typed)

    assert small.kept().costs.lines[1].amounts[2026] == 2.0
    assert said in small.words()
    assert small.box("cost:trust:0:2026").value == typed


def test_none_of_them_is_a_choice_that_is_kept(small):
    small.to("evidence")
    small.box("evidence:add:option").set_value("").run()

    small.to("options")
    small.to("evidence")

    assert small.box("evidence:add:option").value == ""


def test_a_widget_that_saved_and_was_not_drawn_since_follows_an_undo(monkeypatch):
    held: dict[str, object] = {}
    monkeypatch.setattr(state, "value", lambda key, otherwise=None: held.get(key, otherwise))
    monkeypatch.setattr(state, "put", held.__setitem__)
    assert binding.key_for("swing", 49) == "swing"
    binding.saved("swing", 80)  # the slider moved, and only what follows from it was drawn again

    assert binding.key_for("swing", 49) == "swing~1"  # taken back: a new slider, at 49
    assert binding.key_for("swing", 49) == "swing~1"


def test_no_two_labels_of_a_list_are_alike():
    found = binding.distinct_labels(["a", "b", "c"], {"a": "One", "b": "One", "c": "Two"}.get)

    assert found == {"a": "One", "b": "One (2)", "c": "Two"}


def test_nothing_typed_is_nothing_stored():
    assert binding.same("", None)
    assert binding.same([], ())
    assert binding.same(False, None)
    assert not binding.same(0, None)
    assert not binding.same("a", "a ")


def test_what_was_typed_as_somebody_else_agreed_the_appraisal_is_quoted(small):
    small.to("decision")
    changed_elsewhere(small, status="agreed")

    small.fill("decision:title", "Words that took a while")

    assert "You had given: Words that took a while." in small.words()
    assert "it cannot be changed" in small.words()
    assert small.kept().title == "Who should run it?"
