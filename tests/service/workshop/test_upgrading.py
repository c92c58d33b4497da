"""A store made before there were workshops opens, with all that was in it."""

from __future__ import annotations

from appraisal.service import cache, load, start
from appraisal.settings import Settings
from appraisal.store import Store, migrating, opening
from tests.service.examples import Hand, small_appraisal
from tests.service.workshop.room import PRACTICE, Room
from tests.store.make_sample import write_store


def test_an_older_store_gains_the_tables_and_keeps_its_events(tmp_path):
    settings = Settings(data=tmp_path / "data")
    settings.data.mkdir()
    hand, first = Hand(), Store.open(Settings(data=tmp_path / "first"))
    kept = start(first, hand(), small_appraisal())
    events = first.events(kept.id)
    write_store("0001", settings.data / opening.FILE, first)
    first.close()
    cache.forget()

    new = Store.open(settings)

    assert new.events(kept.id) == events
    assert load(new, kept.id).appraisal == small_appraisal()
    backup = f"before-{migrating.HEAD}-from-0001.sqlite3"
    assert (tmp_path / "data" / opening.BACKUPS / backup).exists()
    room = Room(new)
    people = room.members(5)
    room.open(PRACTICE)
    for person in people:
        room.answer(person, PRACTICE, 40)
    room.show()
    assert room.figures().by_question[PRACTICE.key].spread.middle == (40, 60)
    new.close()
