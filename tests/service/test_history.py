"""The history in words: under the names of its time, with versions that people named."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from appraisal import service
from appraisal.errors import AppraisalError
from appraisal.record.events import START
from appraisal.record.verify import Finding, verify
from appraisal.service import cache, package
from appraisal.settings import Settings
from appraisal.store import Store
from tests.service.examples import Hand, small_appraisal, with_level

VERIFIER = Path(__file__).parents[2] / "appraisal" / "cli" / "verify_record.py"
NAME = "As sent to scrutiny, 12 March"


@pytest.fixture
def kept(store, small, hand):
    """An appraisal of three events: made, scored twice."""
    kept = service.start(store, hand(), small)
    for level in (50, 60.5):
        changed = with_level(kept.appraisal, level)
        kept = service.save(store, hand(), kept, changed, kind="scores")
    return kept


def renamed(appraisal, name):
    options = appraisal.document()["options"]
    options[1]["name"] = name
    return appraisal.changed(options=options)


def told(store, id):
    return [act.words for act in service.history(store, id)]


def test_each_act_is_told_under_the_names_of_its_time(store, small, hand):
    kept = service.start(store, hand(), small)
    kept = service.save(store, hand(), kept, with_level(small, 55), kind="scores")
    after = renamed(kept.appraisal, "Trust")
    kept = service.save(store, hand(), kept, after, kind="options")
    service.save(store, hand(), kept, with_level(kept.appraisal, 60), kind="scores")

    assert told(store, kept.id) == [
        "Appraisal made: 2 options, 1 must-have, 2 criteria, 3 findings and 2 scores",
        "Scores: Children's trust on Quality of practice, level: 40 to 55 points",
        "Options: Children's trust, name: Children's trust to Trust",
        "Scores: Trust on Quality of practice, level: 55 to 60 points",
    ]
    assert service.history(store, kept.id, after=2)[0].words.startswith("Scores: Trust")


def test_undo_and_redo_say_what_they_undid_and_made_again(store, kept, hand):
    back = service.undo(store, hand(), kept)
    service.redo(store, hand(), back)

    said = "Scores: Children's trust on Quality of practice, level: 50 to 60.5 points"
    assert told(store, kept.id)[3:] == [f"Undid: {said}", f"Made again: {said}"]
    undone = service.history(store, kept.id)[3].rows[0]
    assert (undone.before, undone.after) == ("60.5 points", "50 points")


def test_undo_and_redo_are_told_before_they_are_done_by_one_read(store, kept, hand, monkeypatch):
    said = "Scores: Children's trust on Quality of practice, level: 50 to 60.5 points"
    monkeypatch.setattr(store, "events", None)

    assert service.undo_words(store, kept) == said
    assert service.redo_words(store, kept) is None
    monkeypatch.undo()
    back = service.undo(store, hand(), kept)

    assert service.redo_words(store, back) == said


def test_what_undo_would_take_back_is_told_under_the_name_before_it(store, kept, hand):
    kept = service.save(store, hand(), kept, renamed(kept.appraisal, "Trust"), kind="options")

    assert service.undo_words(store, kept) == (
        "Options: Children's trust, name: Children's trust to Trust"
    )


def test_there_is_nothing_to_undo_in_a_new_or_in_an_agreed_appraisal(store, small, hand):
    kept = service.start(store, hand(), small)
    assert service.undo_words(store, kept) is None
    agreed = service.save(store, hand(), kept, small.changed(status="agreed"), kind="status")

    assert service.undo_words(store, agreed) is None


def test_who_declared_an_interest_and_why_is_not_told(store, kept, hand):
    said = {"seat": "s1", "about": "practice", "why": "My wife works there", "outcome": "excluded"}
    service.note(store, hand(actor="seat s1", via="phone"), kept, "interest", said)

    act = service.history(store, kept.id)[-1]

    assert act.words == "Workshop: an interest was declared on Quality of practice"
    assert (act.who, act.why, act.rows) == ("A member, through the workshop", "", [])


@pytest.mark.parametrize(
    ("kind", "said", "words"),
    [
        ("opened", {"questions": ["swing:practice", "level:practice:trust"]},
         "Workshop: round 2 opened, asking for 1 swing and 1 score"),
        ("closed", {}, "Workshop: round 2 closed"),
        ("seated", {"seat": "s9", "role": "member"}, "Workshop: a seat was taken"),
        ("named", {"seat": "s9", "name_hash": "x"},
         "Workshop: a name was given, kept apart from this record"),
        ("threshold", {"before": 5, "after": 4, "why": "Few"},
         "Workshop: smallest group shown: 5 to 4 people"),
        ("archived", {}, "Put away"),
    ],
)  # fmt: skip
def test_what_changed_nothing_is_told_too(store, kept, hand, kind, said, words):
    service.note(store, hand(round=2), kept, kind, said)

    assert service.history(store, kept.id)[-1].words == words


def test_a_version_is_named_by_hand_in_an_event_of_its_own(store, kept, hand):
    named = service.name_version(store, hand(), kept, 1, f"  {NAME} ")

    acts = service.history(store, kept.id)
    assert (named.revision, named.appraisal) == (3, kept.appraisal)
    assert service.versions_named(acts) == {1: NAME}
    assert acts[-1].words == f"Version 1 named ‘{NAME}’"
    assert acts[-1].event.payload["head"] == acts[1].hash
    cache.forget()
    assert service.load(store, kept.id) == named


def test_a_name_is_changed_and_taken_away_by_new_events(store, kept, hand):
    for name in (NAME, "For cabinet", "", ""):
        kept = service.name_version(store, hand(), kept, 1, name)

    assert told(store, kept.id)[3:] == [
        f"Version 1 named ‘{NAME}’",
        f"Version 1 named ‘For cabinet’ (before: ‘{NAME}’)",
        "The name ‘For cabinet’ was taken away from version 1",
    ]
    acts = service.history(store, kept.id)
    assert service.versions_named(acts) == {}
    assert [(row.before, row.after) for act in acts[3:] for row in act.rows] == [
        ("nothing", NAME), (NAME, "For cabinet"), ("For cabinet", "nothing"),
    ]  # fmt: skip


def test_the_same_naming_sent_twice_counts_once(store, kept, hand):
    sent = hand()

    first = service.name_version(store, sent, kept, 1, NAME)

    assert service.name_version(store, sent, kept, 1, NAME) == first
    assert store.revision(kept.id) == 3


def test_an_agreed_version_can_be_named(store, kept, hand):
    agreed = service.save(
        store, hand(), kept, kept.appraisal.changed(status="agreed"), kind="status"
    )

    named = service.name_version(store, hand(), agreed, agreed.revision, "As agreed")

    assert named.frozen


@pytest.mark.parametrize(
    ("revision", "name", "why"),
    [
        (9, NAME, "no revision 9"),
        (-1, NAME, "no revision -1"),
        (0, "For cabinet", "already named"),
        (1, "x" * 121, "121 characters"),
        (1, "a\x00b", "control character"),
    ],
)
def test_a_name_that_cannot_be_kept_is_refused(store, kept, hand, revision, name, why):
    kept = service.name_version(store, hand(), kept, 2, "For cabinet")

    with pytest.raises(AppraisalError, match=why):
        service.name_version(store, hand(), kept, revision, name)

    assert store.revision(kept.id) == 3


def test_an_exported_record_carries_its_named_versions_and_verifies_alone(
    store, kept, hand, tmp_path
):
    kept = service.name_version(store, hand(), kept, 1, NAME)
    data = service.export_record(store, kept.id, draws=0, seed=1)
    (tmp_path / "r.zip").write_bytes(data)

    done = subprocess.run(
        [sys.executable, "-I", str(VERIFIER), str(tmp_path / "r.zip")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout
    assert f'version 1, {store.event(kept.id, 1).hash}: "{NAME}"' in done.stdout
    found = package.unpacked(data, "r.zip")
    assert found.manifest["versions"] == [
        {"revision": 1, "head": store.event(kept.id, 1).hash, "name": NAME}
    ]
    assert service.reproduce(data, "r.zip") == []


def test_an_export_without_named_versions_is_as_it_was_before_there_were_any(store, kept):
    data = service.export_record(store, kept.id, draws=0, seed=1)

    assert "versions" not in package.unpacked(data, "r.zip").manifest


@pytest.mark.parametrize("said", [{"revision": 7}, {"head": START}, {"name": 3}, {"revision": "1"}])
def test_a_name_that_fits_no_version_does_not_verify(store, kept, hand, said):
    named = service.name_version(store, hand(), kept, 1, NAME)
    *events, last = store.events(named.id)
    bad = replace(last, payload={**last.payload, **said}).sealed(seq=3, prev=events[-1].hash)

    found = verify(named.id, [*events, bad])

    assert isinstance(found, Finding)
    assert found.seq == 3


@pytest.fixture
def reopened(store, kept, hand):
    """An agreed appraisal, and the one it was opened again as, with one more change."""
    agreed = service.save(
        store, hand(), kept, kept.appraisal.changed(status="agreed"), kind="status"
    )
    again = service.reopen(store, hand(), agreed, why="New evidence")
    changed = with_level(again.appraisal, 20)
    return agreed, service.save(store, hand(), again, changed, kind="scores")


def test_a_reopened_appraisal_knows_the_agreed_version_it_came_from(store, reopened):
    agreed, again = reopened

    origin = service.opened_from(store, again.id)

    assert (origin.id, origin.revision, origin.head) == (agreed.id, agreed.revision, agreed.head)
    assert (origin.title, origin.why, origin.is_here) == (
        agreed.appraisal.title,
        "New evidence",
        True,
    )
    assert service.opened_from(store, agreed.id) is None


def test_the_agreed_version_is_compared_with_what_it_was_opened_as(store, reopened):
    agreed, again = reopened
    origin = service.opened_from(store, again.id)

    before = service.agreed_version(store, origin)
    found = service.compare(before.appraisal, again.appraisal)

    assert before.appraisal == agreed.appraisal
    assert [(row.what, row.before, row.after) for row in found.rows] == [
        ("Status", "agreed and frozen", "being scored"),
        ("Children's trust on Quality of practice: level", "60.5 points", "20 points"),
    ]
    assert told(store, again.id)[0].startswith(
        f"New version made from an agreed appraisal: version 3, fingerprint {agreed.head[:16]}"
    )


def test_an_agreed_version_whose_record_is_elsewhere_is_told_and_not_compared(
    store, reopened, tmp_path
):
    _, again = reopened
    data = service.export_record(store, again.id, draws=0, seed=1)
    elsewhere = Store.open(Settings(data=tmp_path / "elsewhere"))
    try:
        service.import_record(elsewhere, data, "r.zip")
        origin = service.opened_from(elsewhere, again.id)

        assert not origin.is_here
        with pytest.raises(AppraisalError):
            service.agreed_version(elsewhere, origin)
    finally:
        elsewhere.close()


def test_the_message_of_a_stale_save_uses_the_same_words(store, kept, hand):
    from appraisal.service.history import told_since

    other = Hand("facilitator")
    service.save(store, other(), kept, with_level(kept.appraisal, 70), kind="scores")

    (line,) = told_since(store, kept)
    assert line == (
        "The facilitator at 12:00 UTC: Scores: Children's trust on Quality of practice, level: "
        "60.5 to 70 points."
    )


def test_a_whole_file_taken_in_is_counted_and_its_detail_holds_every_row(store, small, hand):
    kept = service.start(store, hand(), small)
    more = [{"id": f"n{n}", "finding": f"New {n}"} for n in range(40)]
    after = small_appraisal(evidence=[*small.document()["evidence"], *more])
    service.save(store, hand(), kept, after, kind="imported")

    act = service.history(store, kept.id)[-1]

    assert act.words == "Taken in from a file: Evidence: 40 findings added"
    assert len(act.rows) == 40
    assert act.parts == ("Evidence",)
