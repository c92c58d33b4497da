import runpy
import zipfile
from pathlib import Path

import pytest

from appraisal import service
from appraisal.errors import AppraisalError, StaleRevision
from appraisal.service import cache
from appraisal.service import workshop as ws
from appraisal.service.acting import By
from tests.service.examples import to_level, with_level
from tests.service.workshop.room import DIRECTOR, Room


@pytest.fixture(autouse=True)
def _quick(quick_seat_codes):
    """Seat codes are hashed with little work."""


def test_what_is_deleted_leaves_every_list_but_its_own_and_loses_nothing(store, small, hand):
    kept = service.start(store, hand(), small)

    gone = service.delete(store, hand(), kept)
    cache.forget()

    assert gone.deleted
    assert service.load(store, kept.id) == gone
    assert gone.appraisal == small
    assert service.recent(store, archived=True) == []
    assert [head.id for head in service.shelf(store, place="deleted").rows] == [kept.id]
    assert isinstance(service.verify_record(store, kept.id), service.Kept)


def test_what_was_deleted_is_taken_back_to_where_it_was(store, small, hand):
    kept = service.archive(store, hand(), service.start(store, hand(), small))

    back = service.undelete(store, hand(), service.delete(store, hand(), kept))

    assert (back.deleted, back.archived) == (False, True)
    assert service.shelf(store).counts == {"saved": 0, "archived": 1, "deleted": 0}
    assert [event.kind for event in store.events(kept.id)][-2:] == ["deleted", "undeleted"]
    told = [act.words for act in service.history(store, kept.id)]
    assert "Deleted" in told[-2]
    assert "Deleted" in told[-1]


def test_deleting_takes_nothing_from_what_can_be_undone(store, small, hand):
    kept = service.start(store, hand(), small)
    changed = service.save(store, hand(), kept, with_level(small, 70), kind="scores")
    back = service.undelete(store, hand(), service.delete(store, hand(), changed))

    assert service.undo(store, hand(), back).appraisal == small


def test_what_is_deleted_cannot_be_changed_until_it_is_taken_back(store, small, hand):
    kept = service.start(store, hand(), small)
    gone = service.delete(store, hand(), kept)

    with pytest.raises(AppraisalError, match="was deleted"):
        service.save(store, hand(), gone, with_level(small, 9), kind="scores")
    with pytest.raises(AppraisalError, match="was deleted"):
        service.amend(store, hand(), kept.id, to_level(9), kind="scores")
    with pytest.raises(StaleRevision):
        service.save(store, hand(), kept, with_level(small, 9), kind="scores")
    with pytest.raises(AppraisalError, match="was deleted"):
        ws.open_workshop(store, By(DIRECTOR, hand().now, "w"), kept.id)
    back = service.undelete(store, hand(), gone)
    assert service.save(store, hand(), back, with_level(small, 9), kind="scores").revision == 3


def test_with_an_open_workshop_nothing_is_deleted_until_it_has_ended(store, hand):
    room = Room(store)
    room.members(2)
    kept = service.load(store, room.appraisal)
    going = service.going(store, room.appraisal)

    assert (going.is_open, going.seats) == (True, 2)
    with pytest.raises(AppraisalError, match="End the workshop first"):
        service.delete(store, hand(), kept)
    assert not service.load(store, kept.id).deleted
    assert store.events(kept.id)[-1].kind != "deleted"
    ws.end_workshop(store, room.by(DIRECTOR), room.id)
    assert service.delete(store, hand(), kept).deleted


def test_under_a_legal_hold_nothing_is_deleted(store, small, hand):
    kept = service.start(store, hand(), small)
    held = service.hold(store, hand(), kept, why="A claim")

    assert service.going(store, kept.id).held
    with pytest.raises(AppraisalError, match="legal hold"):
        service.delete(store, hand(), held)
    assert store.revision(kept.id) == held.revision


def test_it_is_told_first_what_goes_with_it(store, small, hand):
    kept = service.start(store, hand(), small)
    kept = service.save(store, hand(), kept, with_level(small, 70), kind="scores")
    service.name_seat(store, hand(), kept, "m1", "Rosalind")

    going = service.going(store, kept.id)

    assert (going.changes, going.names, going.workshops, going.is_open) == (2, 1, 0, False)


def test_a_backup_holds_what_was_deleted_still_deleted(store, small, hand, tmp_path):
    kept = service.delete(store, hand(), service.start(store, hand(), small))

    assert service.back_up(store, tmp_path / "copy.sqlite3") == 1
    assert [found.id for found in service.verify_all(store)] == [kept.id]


def test_a_record_with_a_deletion_passes_both_verifiers(store, small, hand, tmp_path):
    kept = service.delete(store, hand(), service.start(store, hand(), small))
    kept = service.undelete(store, hand(), kept)
    path = tmp_path / "record.zip"
    path.write_bytes(service.export_record(store, kept.id, draws=0, seed=1))

    alone = Path(service.__file__).parents[1] / "cli" / "verify_record.py"
    assert runpy.run_path(str(alone))["main"]([str(path)]) == 0
    assert zipfile.ZipFile(path).read("events.jsonl").count(b'"kind":"deleted"') == 1
    assert service.import_record(store, path.read_bytes(), "record.zip").id == kept.id
