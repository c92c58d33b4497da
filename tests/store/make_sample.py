"""Make the sample file of a version of the tables, once, when that version is released.

python -m tests.store.make_sample 0001
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, insert

from appraisal import service
from appraisal.record.events import Event
from appraisal.settings import Settings
from appraisal.store import Head, Store, migrating, opening, rows, sqlite
from tests.service.examples import Hand, small_appraisal, with_level

SAMPLES = Path(__file__).with_name("samples")


def make(version: str, path: Path) -> None:
    """Write a store with the tables of ``version`` and a record of twelve events in it."""
    with tempfile.TemporaryDirectory() as folder:
        store, hand = Store.open(Settings(data=Path(folder) / "data")), Hand()
        kept = service.start(store, hand(client_id="start"), small_appraisal())
        for level in range(11):
            changed = with_level(kept.appraisal, level * 9 + 0.25)
            sent = hand(client_id=f"save {level}")
            kept = service.save(store, sent, kept, changed, kind="scores", why="Ŵ")
        write_store(version, path, store)
        store.close()


def write_store(version: str, path: Path, store: Store) -> None:
    """Write every record of a store into a new SQLite file with the tables of ``version``."""
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {sqlite.APPLICATION_ID}")
    connection.close()
    engine = sqlite.engine_for(path, sqlite.ROLLBACK)
    write_tables(version, engine, store)
    engine.dispose()


def write_tables(version: str, engine: Engine, store: Store) -> None:
    """Write every record of a store into an empty database with the tables of ``version``."""
    with engine.begin() as opened:
        migrating.upgrade(opened, version)
        opening._name(opened)
        for head in store.all_heads():
            _write(opened, store.events(head.id), head)


def _write(connection: Connection, events: list[Event], head: Head) -> None:
    """Write one record; the tables may know fewer columns than today's."""
    there = MetaData()
    there.reflect(connection, only=["appraisal", "event"])
    heads, kept = there.tables["appraisal"], there.tables["event"]
    known = {name: value for name, value in vars(head).items() if name in heads.columns}
    connection.execute(insert(heads), known)
    connection.execute(insert(kept), [rows.event_row(event) for event in events])


if __name__ == "__main__":
    target = SAMPLES / f"{sys.argv[1]}.sqlite3"
    assert not target.exists(), "a sample is kept for ever as it was"
    make(sys.argv[1], target)
