import sqlite3
import threading

import pytest

from appraisal import service
from appraisal.errors import AppraisalError, NotSaved
from appraisal.settings import Settings
from appraisal.store import Store, sqlite
from appraisal.store.sqlite import ROLLBACK, WAL, mode_for
from tests.service.examples import small_appraisal, with_level


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "data")


@pytest.fixture
def store(settings):
    opened = Store.open(settings)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("version", "right"),
    [
        ((3, 7, 0), ROLLBACK), ((3, 40, 1), ROLLBACK), ((3, 44, 5), ROLLBACK), ((3, 44, 6), WAL),
        ((3, 45, 0), ROLLBACK), ((3, 50, 6), ROLLBACK), ((3, 50, 7), WAL), ((3, 51, 0), ROLLBACK),
        ((3, 51, 2), ROLLBACK), ((3, 51, 3), WAL), ((3, 53, 0), WAL),
    ],
)  # fmt: skip
def test_write_ahead_logging_is_used_only_on_engines_without_its_fault(version, right):
    assert mode_for(version) == right
    assert mode_for(version, network=True) == ROLLBACK


def test_a_network_drive_is_known_by_its_kind(tmp_path):
    mounts = tmp_path / "mounts"
    mounts.write_text(f"disk / ext4 rw\nserver:/h {tmp_path} nfs4 rw\n")

    assert sqlite._kind_of_mount(tmp_path / "data", mounts) == "nfs4"
    assert sqlite._kind_of_mount(tmp_path.parent, mounts) == "ext4"


def test_every_connection_is_set_for_safety(store):
    wanted = {
        "foreign_keys": 1,
        "synchronous": {"EXTRA": 3, "FULL": 2}[store.mode.split()[-1]],
        "journal_mode": store.mode.split()[1].lower(),
        "secure_delete": 1,
        "trusted_schema": 0,
    }

    with store.engine.connect() as one, store.engine.connect() as two:
        for connection in (one, two):
            one.rollback()
            two.rollback()
            raw = connection.connection.driver_connection
            found = {name: raw.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
            assert found == wanted


def test_a_write_takes_the_lock_as_it_begins(store, settings):
    other = sqlite3.connect(store.file, timeout=0, isolation_level=None)

    def look(connection):
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")

    store.write(look)


def test_a_file_held_by_another_program_is_named_with_the_remedy(store, monkeypatch, hand):
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.2)
    store.close()  # the next connection waits only so long
    kept = service.start(store, hand(), small_appraisal())
    other = sqlite3.connect(store.file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    with pytest.raises(NotSaved, match="Close other programs") as told:
        service.save(store, hand(), kept, with_level(kept.appraisal, 1), kind="scores")
    other.execute("ROLLBACK")

    assert str(store.file) in str(told.value)
    service.save(store, hand(), kept, with_level(kept.appraisal, 1), kind="scores")


def test_a_file_that_went_missing_is_not_begun_anew(store, settings):
    store.close()
    store.file.rename(store.file.with_suffix(".moved"))

    with pytest.raises(AppraisalError, match="it is gone"):
        Store.open(settings)
    assert not store.file.exists()


@pytest.mark.parametrize("data", [b"", b"hello", b"SQLite format 3\x00" + b"\0" * 200])
def test_a_file_of_another_kind_is_refused_and_untouched(settings, data):
    settings.data.mkdir()
    file = settings.data / "appraisal.sqlite3"
    file.write_bytes(data)

    with pytest.raises(AppraisalError, match="not a file of this tool"):
        Store.open(settings)
    assert file.read_bytes() == data


def test_another_programs_database_is_refused_and_untouched(settings):
    settings.data.mkdir()
    file = settings.data / "appraisal.sqlite3"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE event (mine)")
    connection.close()
    before = file.read_bytes()

    with pytest.raises(AppraisalError, match="not a file of this tool"):
        Store.open(settings)
    assert file.read_bytes() == before


def test_a_folder_whose_parent_is_missing_is_named(tmp_path):
    with pytest.raises(AppraisalError, match="APPRAISAL_DATA"):
        Store.open(Settings(data=tmp_path / "no" / "such"))


def test_a_file_moved_away_while_in_use_is_noticed_and_works_again_when_back(store, hand):
    kept = service.start(store, hand(), small_appraisal())
    moved = store.file.with_suffix(".moved")
    store.file.rename(moved)

    with pytest.raises(NotSaved, match="cannot be opened"):
        service.save(store, hand(), kept, with_level(kept.appraisal, 1), kind="scores")
    moved.rename(store.file)

    saved = service.save(store, hand(), kept, with_level(kept.appraisal, 1), kind="scores")
    assert store.revision(kept.id) == saved.revision == 1


def test_an_event_is_never_altered_or_removed_by_accident(store, hand):
    from sqlalchemy import text

    kept = service.start(store, hand(), small_appraisal())

    for statement in ("UPDATE event SET actor = 'x'", "DELETE FROM event"):
        with pytest.raises(AppraisalError, match="never changed or removed"):
            store.write(lambda c, statement=statement: c.execute(text(statement)))
    assert service.load(store, kept.id) == kept


def test_two_copies_of_the_program_share_a_file_without_loss(store, settings, hand):
    second = Store.open(settings)
    kept = service.start(store, hand(), small_appraisal())

    for level in range(1, 9):
        copy = second if level % 2 else store
        now = service.load(copy, kept.id)
        service.save(copy, hand(), now, with_level(now.appraisal, level), kind="scores")

    assert store.revision(kept.id) == second.revision(kept.id) == 8
    second.close()


def test_two_copies_that_begin_at_once_make_one_store(settings):
    found, ready = [], threading.Barrier(4)

    def begin():
        ready.wait()
        store = Store.open(settings)
        found.append(store.id)
        store.close()

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(found), len(set(found))) == (4, 1)
    assert sorted(p.name for p in settings.data.iterdir()) == ["appraisal.sqlite3", "store.txt"]
