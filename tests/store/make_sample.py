"""Make the sample file of a version of the tables, once, when that version is released.

python -m tests.store.make_sample 0001
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from pathlib import Path

from appraisal import service
from appraisal.settings import Settings
from appraisal.store import Store, migrating, opening, sqlite, turn
from tests.service.examples import Hand, small_appraisal, with_level

SAMPLES = Path(__file__).with_name("samples")


def make(version: str, path: Path) -> None:
    """Write a store with the tables of ``version`` and a record of twelve events in it."""
    with tempfile.TemporaryDirectory() as folder:
        store, hand = Store.open(Settings(data=Path(folder) / "data")), Hand()
        kept = service.start(store, small_appraisal(), **hand(client_id="start"))
        for level in range(11):
            changed = with_level(kept.appraisal, level * 9 + 0.25)
            sent = hand(client_id=f"save {level}")
            kept = service.save(store, kept, changed, kind="scores", why="Ŵ", **sent)
        events, head = store.events(kept.id), store.head(kept.id)
        store.close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {sqlite.APPLICATION_ID}")
    connection.close()
    engine = sqlite.engine_for(path, sqlite.ROLLBACK)
    with engine.begin() as opened:
        migrating.upgrade(opened, version)
        opening._name(opened)
        turn.take_in(opened, events, head)
    engine.dispose()


if __name__ == "__main__":
    target = SAMPLES / f"{sys.argv[1]}.sqlite3"
    assert not target.exists(), "a sample is kept for ever as it was"
    make(sys.argv[1], target)
