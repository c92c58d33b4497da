import pytest

from appraisal import service
from appraisal.errors import AppraisalError, AppraisalFrozen, StaleRevision
from appraisal.service import cache
from tests.service.examples import Hand, to_level, with_level


def test_what_was_started_is_there_again_after_everything_is_forgotten(store, small, hand):
    kept = service.start(store, hand(), small)
    cache.forget()

    again = service.load(store, kept.id)

    assert again == kept
    assert again.appraisal == small


def test_a_save_is_one_event_and_moves_the_revision_by_one(store, small, hand):
    kept = service.start(store, hand(), small)

    saved = service.save(store, hand(), kept, with_level(small, 55), kind="scores")
    cache.forget()

    assert saved.revision == store.revision(kept.id) == kept.revision + 1
    assert service.load(store, kept.id) == saved
    assert saved.appraisal.performance("trust", "practice").level == 55


def test_a_save_without_a_difference_writes_nothing(store, small, hand):
    kept = service.start(store, hand(), small)

    assert service.save(store, hand(), kept, with_level(small, 40), kind="scores") is kept
    assert store.revision(kept.id) == 0


def test_a_stale_save_is_refused_and_says_who_changed_what(store, small, hand):
    kept = service.start(store, hand(), small)
    other = Hand("facilitator")
    service.save(store, other(), kept, with_level(small, 70), kind="scores")

    with pytest.raises(StaleRevision, match="facilitator at 12:00 UTC") as refused:
        service.save(store, hand(), kept, with_level(small, 10), kind="scores")

    assert "Children's trust on Quality of practice, level: 40 to 70" in str(refused.value)
    assert service.load(store, kept.id).appraisal == with_level(small, 70)


def test_the_same_save_sent_twice_counts_once_and_gives_the_same_receipt(store, small, hand):
    kept = service.start(store, hand(), small)
    sent = hand()

    first = service.save(store, sent, kept, with_level(small, 55), kind="scores")
    second = service.save(store, sent, kept, with_level(small, 55), kind="scores")

    assert (first.revision, first.head) == (second.revision, second.head)
    assert store.revision(kept.id) == 1


def test_the_same_start_sent_twice_makes_one_appraisal(store, small, hand):
    sent = hand()

    assert service.start(store, sent, small) == service.start(store, sent, small)
    assert len(service.recent(store)) == 1


def test_a_clients_id_used_for_something_else_is_refused(store, small, hand):
    kept = service.start(store, hand(), small)
    sent = hand()
    kept = service.save(store, sent, kept, with_level(small, 55), kind="scores")

    with pytest.raises(AppraisalError, match="already used"):
        service.save(store, sent, kept, with_level(small, 66), kind="scores")


def test_undo_and_redo_walk_back_and_forth_by_new_events(store, small, hand):
    kept = service.start(store, hand(), small)
    one = service.save(store, hand(), kept, with_level(small, 1), kind="scores")
    two = service.save(store, hand(), one, with_level(small, 2), kind="scores")

    back = service.undo(store, hand(), service.undo(store, hand(), two))
    assert back.appraisal == small
    assert not back.can_undo
    forth = service.redo(store, hand(), service.redo(store, hand(), back))

    assert forth.appraisal == two.appraisal
    assert not forth.can_redo
    assert store.revision(kept.id) == 6
    cache.forget()
    assert service.load(store, kept.id) == forth


def test_a_change_after_an_undo_ends_what_could_be_made_again(store, small, hand):
    kept = service.start(store, hand(), small)
    kept = service.save(store, hand(), kept, with_level(small, 1), kind="scores")
    kept = service.undo(store, hand(), kept)

    kept = service.save(store, hand(), kept, with_level(small, 3), kind="scores")

    assert not kept.can_redo
    with pytest.raises(AppraisalError, match="nothing to redo"):
        service.redo(store, hand(), kept)


def test_nothing_is_undone_on_a_new_appraisal(store, small, hand):
    kept = service.start(store, hand(), small)

    with pytest.raises(AppraisalError, match="nothing to undo"):
        service.undo(store, hand(), kept)


def test_an_agreed_appraisal_is_frozen_and_reopens_as_a_new_version(store, small, hand):
    kept = service.start(store, hand(), small)
    agreed = service.save(store, hand(), kept, small.changed(status="agreed"), kind="status")

    with pytest.raises(AppraisalFrozen, match="new version"):
        service.save(store, hand(), agreed, with_level(small, 9), kind="scores")
    with pytest.raises(AppraisalFrozen):
        service.undo(store, hand(), agreed)
    again = service.reopen(store, hand(), agreed, why="New evidence")

    assert again.id != agreed.id
    assert again.appraisal.status == "scoring"
    assert store.head(again.id).parent == agreed.id
    assert store.head(again.id).parent_head == agreed.head
    assert service.load(store, agreed.id).appraisal == agreed.appraisal


def test_history_tells_who_when_before_after_and_why(store, small, hand):
    kept = service.start(store, hand(), small)
    service.save(store, hand(), kept, with_level(small, 55), kind="scores", why="New audit")

    made, scored = service.history(store, kept.id)

    assert (made.kind, made.who, made.at) == ("made", "The director", "2026-11-21T12:00:00.000Z")
    assert scored.words == (
        "Scores: Children's trust on Quality of practice, level: 40 to 55 points"
    )
    assert scored.why == "New audit"
    assert (scored.edits[0].before["level"], scored.edits[0].after["level"]) == (40, 55)


def test_any_version_can_be_opened(store, small, hand):
    kept = service.start(store, hand(), small)
    for level in (1, 2, 3):
        kept = service.save(store, hand(), kept, with_level(kept.appraisal, level), kind="scores")

    levels = [
        service.version_at(store, kept.id, revision).performance("trust", "practice").level
        for revision in range(4)
    ]

    assert levels == [40, 1, 2, 3]
    with pytest.raises(AppraisalError, match="no revision 9"):
        service.version_at(store, kept.id, 9)


def test_what_is_put_away_leaves_the_recent_work_and_loses_nothing(store, small, hand):
    kept = service.start(store, hand(), small)

    away = service.archive(store, hand(), kept)

    assert service.recent(store) == []
    assert [row.id for row in service.recent(store, archived=True)] == [kept.id]
    assert service.load(store, kept.id).appraisal == small
    service.unarchive(store, hand(), away)
    assert [row.id for row in service.recent(store)] == [kept.id]


def test_two_members_who_amend_from_the_same_page_both_count(store, small, hand):
    kept = service.start(store, hand(), small)
    other = Hand("member 2")

    service.amend(
        store, other(), kept.id, lambda k: k.appraisal.changed(question="Q"), kind="decision"
    )
    done = service.amend(store, hand(), kept.id, to_level(77), kind="scores")

    assert (done.appraisal.question, done.revision) == ("Q", 2)
    assert done.appraisal.performance("trust", "practice").level == 77


def test_an_amendment_sent_twice_counts_once_though_others_came_between(store, small, hand):
    kept = service.start(store, hand(), small)
    sent = hand()

    first = service.amend(store, sent, kept.id, to_level(77), kind="scores")
    service.amend(
        store, hand(), kept.id, lambda k: k.appraisal.changed(question="Q"), kind="decision"
    )

    assert service.amend(store, sent, kept.id, to_level(77), kind="scores") == first
    assert store.revision(kept.id) == 2


def test_an_amendment_that_refuses_is_not_kept(store, small, hand):
    kept = service.start(store, hand(), small)

    def closed(latest):
        raise AppraisalError("The round is closed.")

    with pytest.raises(AppraisalError, match="round is closed"):
        service.amend(store, hand(), kept.id, closed, kind="scores")
    assert store.revision(kept.id) == 0


def test_an_unknown_appraisal_is_named(store):
    with pytest.raises(AppraisalError, match="no appraisal 'a123'"):
        service.load(store, "a123")


def test_what_members_gave_is_not_an_officers_to_undo(store, small, hand):
    kept = service.start(store, hand(), small)
    renamed = service.save(store, hand(), kept, small.changed(title="Another"), kind="decision")
    members = [{"id": "m1", "label": "Member 1", "swings": dict.fromkeys(small.swings, 50)}]
    given = renamed.appraisal.changed(members=members)
    kept = service.save(store, hand(), renamed, given, kind="members")

    kept = service.undo(store, hand(), kept)

    assert kept.appraisal.title == small.title
    assert [member.id for member in kept.appraisal.members] == ["m1"]
