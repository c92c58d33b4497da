"""The program dies at any moment: nothing that it acknowledged is lost."""

import random
import shutil
import sqlite3
import time

import pytest

from appraisal import service
from appraisal.service import cache
from appraisal.settings import Settings
from appraisal.store import Store, migrating, opening, sqlite
from appraisal.store.sqlite import ROLLBACK, WAL
from tests.faults import forks
from tests.service.examples import small_appraisal
from tests.store.make_sample import write_store

pytestmark = pytest.mark.soak
MODES = [pytest.param(ROLLBACK, id="rollback"), pytest.param(WAL, id="wal")]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.timeout(1800)
def test_a_writer_killed_at_any_moment_loses_nothing_it_acknowledged(tmp_path, mode, monkeypatch):
    monkeypatch.setattr(sqlite, "mode_for", lambda version, network=False: mode)
    settings = Settings(data=tmp_path / "data")
    id = forks.new_appraisal(settings, small_appraisal())
    chance, slowest, hot, acknowledged = random.Random(1), 0.0, 0, 0

    for turn in range(forks.size(100, 1000)):  # 200 in both modes together
        process, ours = forks.start(forks.saves, str(settings.data), id, mode)
        said = [word for word in forks.said_until_killed(process, ours, chance.uniform(0, 0.04))
                if word != "ready"]  # fmt: skip
        hot += any(path.name.endswith("-journal") for path in settings.data.iterdir())
        began = time.monotonic()
        store = Store.open(settings)
        cache.forget()
        kept = service.load(store, id)  # replays and checks the whole chain
        slowest = max(slowest, time.monotonic() - began)
        events = {event.seq: event.hash for event in store.events(id)}
        store.close()
        assert all(events[revision] == hash for revision, hash in said), turn
        assert kept.revision <= (said[-1][0] if said else kept.revision) + 1
        acknowledged += len(said)
        if kept.revision > 60:  # a longer record takes longer to open and shows no more
            id = forks.new_appraisal(settings, small_appraisal())

    whole = sqlite3.connect(forks.file_of(settings.data)).execute("PRAGMA integrity_check")
    assert whole.fetchone() == ("ok",)
    assert slowest < 5
    assert acknowledged > 50
    print(f"\n{mode}: {acknowledged} acknowledged, {hot} hot journals, ready in {slowest:.3f} s")


@pytest.mark.timeout(900)
def test_a_migration_killed_at_any_moment_leaves_the_old_store_or_the_new(tmp_path):
    old = tmp_path / "old"
    old.mkdir()
    _oldest(old)
    events = _events(old)
    chance, halves = random.Random(2), 0

    for turn in range(forks.size(50, 500)):
        data = tmp_path / "data"
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(old, data)
        process, ours = forks.start(forks.opens, str(data))
        said = forks.said_until_killed(process, ours, chance.uniform(0, 0.12))
        halves += said == ["ready"]
        Store.open(Settings(data=data)).close()
        assert _events(data) == events, turn
        backups = list((data / opening.BACKUPS).glob("before-*.sqlite3"))
        assert len(backups) == 1
        assert _version(backups[0]) == migrating.VERSIONS[0]

    assert halves > 5
    print(f"\n{halves} were killed before they were done")


def _oldest(data):
    """A store with the tables of the first version, and a record in it."""
    store = Store.open(Settings(data=data / "new"))
    kept = service.start(store, forks.Hand()(), small_appraisal())
    for level in range(20):
        changed = forks.with_level(kept.appraisal, level)
        kept = service.save(store, forks.Hand()(), kept, changed, kind="scores")
    write_store(migrating.VERSIONS[0], forks.file_of(data), store)
    store.close()
    shutil.rmtree(data / "new")


def _events(data):
    connection = sqlite3.connect(forks.file_of(data))
    try:
        return connection.execute("SELECT * FROM event ORDER BY appraisal, seq").fetchall()
    finally:
        connection.close()


def _version(file):
    connection = sqlite3.connect(file)
    try:
        return connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    finally:
        connection.close()
