"""Backups of a store in use, each one restored and verified."""

import random
import shutil
import threading
import time

import pytest

from appraisal import service
from appraisal.record.verify import Finding
from appraisal.service import cache
from appraisal.settings import Settings
from appraisal.store import Store
from tests.faults.forks import size
from tests.service.examples import Hand, small_appraisal, to_level

pytestmark = [pytest.mark.soak, pytest.mark.timeout(1800)]


def test_every_backup_taken_under_load_restores_whole(settings, store, tmp_path):
    ids = [service.start(store, Hand()(), small_appraisal()).id for _ in range(2)]
    count = size(100, 1000) if store.file else size(25, 100)  # slower, and restored the same way
    seen, during = [], 0
    with Writers(store, ids) as writers:
        for turn in range(count):
            before, file = [store.revision(id) for id in ids], tmp_path / f"{turn}.sqlite3"
            writers.save_now()
            assert service.back_up(store, file) == 2  # opens the copy, verifies every record
            during += sum(store.revision(id) for id in ids) > sum(before)
            seen.append(restored(file, tmp_path / "restored", ids, before))
            shutil.rmtree(tmp_path / "restored")
            file.unlink()

    print(f"\n{len(seen)} backups restored, {seen[0]} to {seen[-1]} events; {during} while writing")
    assert writers.failed == []
    assert during > 0.5 * len(seen)


class Writers:
    """One thread a record, which saves at some moment of every backup that is being made.

    Were they to save all the while, the records would grow and the test would measure that.
    """

    def __init__(self, store, ids):
        self.store, self.failed, self.stop = store, [], False
        self.turns = [threading.Semaphore(0) for _ in ids]
        self.threads = [
            threading.Thread(target=self._write, args=pair)
            for pair in zip(ids, self.turns, strict=True)
        ]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stop = True
        self.save_now()
        for thread in self.threads:
            thread.join()

    def save_now(self):
        for turn in self.turns:
            turn.release()

    def _write(self, id, turns):
        hand, turn, chance = Hand("member"), 0, random.Random(id)
        while turns.acquire() and not self.stop:
            turn += 1
            time.sleep(chance.uniform(0, 0.02))  # while it is copied
            change = to_level(turn % 100 + 0.5)
            try:
                service.amend(self.store, hand(), id, change, kind="scores")
            except Exception as error:
                self.failed.append(repr(error))


def restored(file, data, ids, before):
    """Restore a backup into an empty folder; it holds at least what was there when it began."""
    target = Settings(data=data)
    service.restore(Hand()(), file, target)
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
