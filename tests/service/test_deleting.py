import runpy
import zipfile
from pathlib import Path

import pytest

from appraisal import service
from appraisal.errors import AppraisalError, StaleRevision
from appraisal.service import cache
from appraisal.service import workshop as ws
from tests.service.examples import with_level
from tests.service.workshop.room import DIRECTOR, Room


@pytest.fixture(autouse=True)
def _quick(quick_seat_codes):
    """Seat codes are hashed with little work."""


def test_what_is_deleted_leaves_every_list_but_its_own_and_loses_nothing(store, small, hand):
    kept = service.start(store, small, **hand())

    gone = service.delete(store, kept, **hand())
    cache.forget()

    assert gone.deleted
    assert service.load(store, kept.id) == gone
    assert gone.appraisal == small
    assert service.recent(store, archived=True) == []
    assert [head.id for head in service.shelf(store, place="deleted").rows] == [kept.id]
    assert isinstance(service.verify_record(store, kept.id), service.Kept)


def test_what_was_deleted_is_taken_back_to_where_it_was(store, small, hand):
    kept = service.archive(store, service.start(store, small, **hand()), **hand())

    back = service.undelete(store, service.delete(store, kept, **hand()), **hand())

    assert (back.deleted, back.archived) == (False, True)
    assert service.shelf(store).counts == {"saved": 0, "archived": 1, "deleted": 0}
    assert [event.kind for event in store.events(kept.id)][-2:] == ["deleted", "undeleted"]
    told = [act.words for act in service.history(store, kept.id)]
    assert "Deleted" in told[-2]
    assert "Deleted" in told[-1]


def test_deleting_takes_nothing_from_what_can_be_undone(store, small, hand):
    kept = service.start(store, small, **hand())
    changed = service.save(store, kept, with_level(small, 70), kind="scores", **hand())
    back = service.undelete(store, service.delete(store, changed, **hand()), **hand())

    assert service.undo(store, back, **hand()).appraisal == small


def test_what_is_deleted_cannot_be_changed_until_it_is_taken_back(store, small, hand):
    kept = service.start(store, small, **hand())
    gone = service.delete(store, kept, **hand())

    with pytest.raises(AppraisalError, match="was deleted"):
        service.save(store, gone, with_level(small, 9), kind="scores", **hand())
    with pytest.raises(AppraisalError, match="was deleted"):
        service.amend(store, kept.id, lambda a: with_level(a, 9), kind="scores", **hand())
    with pytest.raises(StaleRevision):
        service.save(store, kept, with_level(small, 9), kind="scores", **hand())
    with pytest.raises(AppraisalError, match="was deleted"):
        ws.open_workshop(store, DIRECTOR, kept.id, now=hand()["now"], client_id="w")
    back = service.undelete(store, gone, **hand())
    assert service.save(store, back, with_level(small, 9), kind="scores", **hand()).revision == 3


def test_with_an_open_workshop_nothing_is_deleted_until_it_has_ended(store, hand):
    room = Room(store)
    room.members(2)
    kept = service.load(store, room.appraisal)
    going = service.going(store, room.appraisal)

    assert (going.is_open, going.seats) == (True, 2)
    with pytest.raises(AppraisalError, match="End the workshop first"):
        service.delete(store, kept, **hand())
    assert not service.load(store, kept.id).deleted
    assert store.events(kept.id)[-1].kind != "deleted"
    ws.end_workshop(store, DIRECTOR, room.id, **room.act())
    assert service.delete(store, kept, **hand()).deleted


def test_under_a_legal_hold_nothing_is_deleted(store, small, hand):
    kept = service.start(store, small, **hand())
    held = service.hold(store, kept, why="A claim", **hand())

    assert service.going(store, kept.id).held
    with pytest.raises(AppraisalError, match="legal hold"):
        service.delete(store, held, **hand())
    assert store.revision(kept.id) == held.revision


def test_it_is_told_first_what_goes_with_it(store, small, hand):
    kept = service.start(store, small, **hand())
    kept = service.save(store, kept, with_level(small, 70), kind="scores", **hand())
    service.name_seat(store, kept, "m1", "Rosalind", **hand())

    going = service.going(store, kept.id)

    assert (going.changes, going.names, going.workshops, going.is_open) == (2, 1, 0, False)


def test_a_backup_holds_what_was_deleted_still_deleted(store, small, hand, tmp_path):
    kept = service.delete(store, service.start(store, small, **hand()), **hand())

    assert service.back_up(store, tmp_path / "copy.sqlite3") == 1
    assert [found.id for found in service.verify_all(store)] == [kept.id]


def test_a_record_with_a_deletion_passes_both_verifiers(store, small, hand, tmp_path):
    kept = service.delete(store, service.start(store, small, **hand()), **hand())
    kept = service.undelete(store, kept, **hand())
    path = tmp_path / "record.zip"
    path.write_bytes(service.export_record(store, kept.id, draws=0, seed=1))

    alone = Path(service.__file__).parents[1] / "cli" / "verify_record.py"
    assert runpy.run_path(str(alone))["main"]([str(path)]) == 0
    assert zipfile.ZipFile(path).read("events.jsonl").count(b'"kind":"deleted"') == 1
    assert service.import_record(store, path.read_bytes(), "record.zip").id == kept.id
