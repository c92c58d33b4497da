"""Backups of a store in use, each one restored and verified."""

import threading

import pytest

from appraisal import service
from appraisal.record.verify import Finding
from appraisal.service import cache
from appraisal.settings import Settings
from appraisal.store import Store
from tests.faults.forks import size
from tests.service.examples import Hand, small_appraisal, with_level

pytestmark = [pytest.mark.faults, pytest.mark.timeout(1800)]


def test_every_backup_taken_under_load_restores_whole(settings, store, tmp_path):
    ids = [service.start(store, small_appraisal(), **Hand()()).id for _ in range(3)]
    stop, failed = threading.Event(), []

    def write(id):
        hand, turn = Hand("member"), 0
        while not stop.is_set():
            turn += 1
            try:
                level = turn % 100 + 0.5
                service.amend(
                    store, id, lambda a, x=level: with_level(a, x), kind="scores", **hand()
                )
            except Exception as error:
                failed.append(repr(error))
            stop.wait(0.15)

    threads = [threading.Thread(target=write, args=(id,)) for id in ids]
    for thread in threads:
        thread.start()
    seen = []
    count = size(100, 1000) if not settings.database_url else size(10, 200)
    for turn in range(count):
        before = [store.revision(id) for id in ids]
        file = tmp_path / f"{turn}.sqlite3"
        assert service.back_up(store, file) == 3  # opens the copy and verifies every record
        if turn % 9 == 0:
            seen.append(restored(file, tmp_path / f"restored {turn}", ids, before))
        file.unlink()
    stop.set()
    for thread in threads:
        thread.join()

    assert failed == []
    assert seen[-1] > seen[0]


def restored(file, data, ids, before):
    """Restore a backup into an empty folder; it holds at least what was there when it began."""
    target = Settings(data=data)
    service.restore(file, target, actor="officer", now=Hand()()["now"])
    cache.forget()
    store = Store.open(target)
    try:
        for id, revision in zip(ids, before, strict=True):
            found = service.verify_record(store, id)
            assert not isinstance(found, Finding), found
            assert found.revision >= revision
        return sum(store.revision(id) for id in ids)
    finally:
        store.close()
