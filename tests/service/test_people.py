import datetime as dt
from dataclasses import replace

import pytest

from appraisal import service
from appraisal.errors import AppraisalError
from appraisal.store.names import new_person

YEARS_ON = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
NAMES = [f"Cllr Rosalind Penhaligon-{n:03d}" for n in range(200)]


def with_names(store, small, hand, names):
    """An appraisal with a name in each seat."""
    kept = service.start(store, hand(), small)
    for place, name in enumerate(names):
        kept = service.name_seat(store, hand(), kept, f"m{place}", name)
    return kept


@pytest.fixture
def named(store, small, hand):
    return with_names(store, small, hand, NAMES[:8])


def test_a_name_stands_beside_the_record_and_never_in_it(store, named):
    assert service.people(store, named.id)["m7"] == NAMES[7]
    assert "Penhaligon" not in repr(store.events(named.id))
    assert isinstance(service.verify_record(store, named.id), service.Kept)


def test_purging_leaves_no_name_in_any_file_and_the_record_whole(store, small, hand):
    named = with_names(store, small, hand, NAMES)
    service.choose_retention(store, hand(), 365)
    if store.file:
        folder = store.file.parent / "backups"
        folder.mkdir(exist_ok=True)
        service.back_up(store, folder / "before.sqlite3")
        assert b"Penhaligon" in store.file.read_bytes()

    service.purge_names(store, hand(now=YEARS_ON), named)

    assert service.people(store, named.id) == {}
    assert isinstance(service.verify_record(store, named.id), service.Kept)
    for path in store.file.parent.rglob("*") if store.file else ():
        assert path.is_dir() or b"Penhaligon" not in path.read_bytes(), path


def test_nothing_is_purged_until_a_person_has_chosen_how_long(store, named, hand):
    with pytest.raises(AppraisalError, match="No one has chosen"):
        service.purge_names(store, hand(now=YEARS_ON), named)
    service.choose_retention(store, hand(), 365)
    with pytest.raises(AppraisalError, match="kept until 2027-11-21"):
        service.purge_names(store, hand(), named)

    assert len(service.people(store, named.id)) == 8


def test_a_legal_hold_stops_a_purge_until_it_is_lifted(store, named, hand):
    service.choose_retention(store, hand(), 0)
    held = service.hold(store, hand(), named, why="A claim was announced")

    with pytest.raises(AppraisalError, match="legal hold"):
        service.purge_names(store, hand(now=YEARS_ON), held)
    service.release(store, hand(), held, why="The claim was dropped")
    service.purge_names(store, hand(now=YEARS_ON), held)

    assert [act.kind for act in service.history(store, named.id)[-3:]] == [
        "held", "released", "purged",
    ]  # fmt: skip


def test_a_name_altered_behind_the_tool_is_found(store, named):
    from sqlalchemy import text

    store.write(lambda c: c.execute(text("UPDATE person SET name = 'X' WHERE seat = 'm3'")))

    assert "seat m3" in str(service.verify_record(store, named.id))


def test_a_damaged_salt_is_damage_and_no_crash():
    person = new_person("a", "s1", "A name")

    assert person.is_whole()
    assert not replace(person, salt="not`hex").is_whole()
