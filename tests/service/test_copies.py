"""Copies of an appraisal, and the worked example, which is never copied by opening it."""

import pytest

from appraisal import service
from appraisal.errors import AppraisalError, AppraisalFrozen
from appraisal.service.copying import copy_title
from appraisal.service.examples import shipped_example
from appraisal.settings import Settings
from appraisal.store import Store
from tests.service.examples import with_level

NAME = "birmingham"


def test_a_copy_is_a_record_of_its_own_that_says_what_it_is_a_copy_of(store, small, hand):
    kept = service.start(store, hand(), small)

    copy = service.duplicate(store, hand(), kept)
    service.save(store, hand(), copy, with_level(copy.appraisal, 9), kind="scores")

    assert copy.appraisal.title == "Who should run it? (copy)"
    assert copy.appraisal == small.changed(title=copy.appraisal.title)
    assert service.load(store, kept.id).appraisal == small
    source = {"id": kept.id, "revision": kept.revision, "head": kept.head}
    assert store.events(copy.id)[0].payload["copy_of"] == source
    assert isinstance(service.verify_record(store, copy.id), service.Kept)


def test_copies_of_copies_have_titles_of_their_own(store, small, hand):
    kept = service.start(store, hand(), small)
    copies = [kept]
    for _ in range(3):
        copies.append(service.duplicate(store, hand(), copies[-1]))

    assert [copy.appraisal.title.removeprefix("Who should run it?") for copy in copies] == [
        "", " (copy)", " (copy 2)", " (copy 3)"
    ]  # fmt: skip


def test_the_title_of_a_copy_is_never_too_long():
    assert len(copy_title("x" * 300, set())) == 300


def test_a_copy_of_an_agreed_appraisal_can_be_changed(store, small, hand):
    kept = service.start(store, hand(), small.changed(status="agreed"))

    assert service.duplicate(store, hand(), kept).appraisal.status == "scoring"


def test_the_worked_example_opened_twice_is_one_record(store, hand):
    first = service.open_example(store, hand(), NAME)
    renamed = first.appraisal.changed(title="Ours now")
    changed = service.save(store, hand(), first, renamed, kind="decision")

    again = service.open_example(store, hand(), NAME)

    assert again == changed
    assert service.shelf(store).found == 1
    assert service.shelf(store).examples == {first.id: NAME}
    assert store.events(first.id)[0].payload["example"] == NAME


def test_older_copies_and_duplicates_are_not_taken_for_the_example(store, hand):
    old = service.start(store, hand(), shipped_example(NAME))

    example = service.open_example(store, hand(), NAME)
    copy = service.duplicate(store, hand(), example)

    assert example.id not in (old.id, copy.id)
    assert service.shelf(store).examples == {example.id: NAME}


def test_a_deleted_example_stays_deleted_and_a_fresh_one_is_made(store, hand):
    first = service.open_example(store, hand(), NAME)
    service.delete(store, hand(), first)

    second = service.open_example(store, hand(), NAME)

    assert second.id != first.id
    assert service.open_example(store, hand(), NAME).id == second.id
    service.undelete(store, hand(), service.load(store, first.id))
    assert set(service.shelf(store).examples) == {first.id, second.id}


def test_the_example_put_back_is_one_event_that_undo_takes_back(store, hand):
    first = service.open_example(store, hand(), NAME)
    changed = service.save(
        store, hand(), first, first.appraisal.changed(title="Ours now"), kind="decision"
    )

    reset = service.put_back(store, hand(), changed, NAME)

    assert reset.appraisal == shipped_example(NAME)
    assert reset.revision == changed.revision + 1
    assert service.undo(store, hand(), reset).appraisal == changed.appraisal


def test_an_example_as_it_was_is_put_back_without_an_event(store, hand):
    first = service.open_example(store, hand(), NAME)

    assert service.put_back(store, hand(), first, NAME).revision == 0


def test_an_agreed_example_is_not_put_back(store, hand):
    first = service.open_example(store, hand(), NAME)
    agreed = first.appraisal.changed(status="agreed")
    kept = service.save(store, hand(), first, agreed, kind="status")

    with pytest.raises(AppraisalFrozen):
        service.put_back(store, hand(), kept, NAME)


def test_an_example_that_does_not_ship_is_refused(store, hand):
    with pytest.raises(AppraisalError, match="no worked example"):
        service.open_example(store, hand(), "nowhere")


def test_examples_of_two_stores_are_two_records(store, hand, tmp_path):
    other = Store.open(Settings(data=tmp_path / "other"))
    try:
        one = service.open_example(store, hand(), NAME)
        two = service.open_example(other, hand(), NAME)
        assert one.id != two.id
    finally:
        other.close()
