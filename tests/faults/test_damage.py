"""The file is damaged or altered behind the tool: every change to recorded data is found."""

import random
import sqlite3

import pytest

from appraisal import service
from appraisal.errors import AppraisalError
from appraisal.record.copies import verify_diff
from appraisal.record.events import FIELDS
from appraisal.record.verify import Finding
from appraisal.service import cache, package
from appraisal.settings import Settings
from appraisal.store import Store
from tests.faults import forks
from tests.service.examples import Hand, small_appraisal, with_level

WHY = "Because the findings of the last two inspections point that way. " * 60
pytestmark = pytest.mark.soak


@pytest.fixture
def workshop(tmp_path):
    """A closed store with two records, 40 events and six names in it; its bytes and its rows."""
    settings, hand = Settings(data=tmp_path / "data"), Hand()
    store = Store.open(settings)
    for _ in range(2):
        kept = service.start(store, hand(), small_appraisal())
        for level in range(16):
            kept = service.save(
                store, hand(), kept, with_level(kept.appraisal, level), kind="scores", why=WHY
            )
        for seat in range(3):
            kept = service.name_seat(store, hand(), kept, f"m{seat}", f"Name {seat}")
    store.close()
    file = forks.file_of(settings.data)
    return settings, file, file.read_bytes(), recorded(file)


def recorded(file):
    """Everything recorded, read row by row without an index; None where it cannot be read."""
    connection = sqlite3.connect(file)
    connection.text_factory = bytes
    try:
        return [
            connection.execute(f"SELECT * FROM {table} NOT INDEXED ORDER BY 1, 2").fetchall()
            for table in ("event", "appraisal", "person")
        ]
    except (sqlite3.Error, UnicodeDecodeError):  # the error's own words may be damaged
        return None
    finally:
        connection.close()


def findings(settings):
    """What opening and verifying say is wrong."""
    cache.forget()
    try:
        store = Store.open(settings)
    except AppraisalError as error:
        return [str(error)]
    try:
        return [found for found in service.verify_all(store) if isinstance(found, Finding)]
    except AppraisalError as error:
        return [str(error)]
    finally:
        store.close()


@pytest.mark.timeout(1800)
def test_every_flipped_bit_that_changes_recorded_data_is_found(workshop):
    settings, file, whole, rows = workshop
    chance, changed, named = random.Random(3), 0, 0

    for turn in range(forks.size(1000, 20_000)):
        place = chance.randrange(len(whole) * 8)
        damaged = bytearray(whole)
        damaged[place // 8] ^= 1 << place % 8
        file.write_bytes(damaged)
        now = recorded(file)
        if now == rows:
            continue
        changed += 1
        found = findings(settings)
        assert found, (turn, place)
        named += _names_the_event(found, rows, now)

    assert changed > 300
    print(f"\n{changed} flips changed recorded data, all found; {named} named the only bad event")


def _names_the_event(found, rows, now):
    """Whether exactly one event differs, and then it has to be the one that is named."""
    if now is None or len(now[0]) != len(rows[0]):
        return False
    bad = [old for old, new in zip(rows[0], now[0], strict=True) if old != new]
    if len(bad) != 1 or now[1:] != rows[1:]:
        return False
    events = [one.seq for one in found if isinstance(one, Finding) and one.seq is not None]
    if not events:  # the row can't even be read as text: the whole table is refused by its file
        return False
    assert bad[0][1] in events, (bad, found)
    return True


@pytest.mark.timeout(900)
def test_every_truncation_is_found(workshop):
    settings, file, whole, rows = workshop
    chance = random.Random(4)

    for turn in range(forks.size(200, 2_000)):
        length = chance.randrange(len(whole))
        file.write_bytes(whole[:length])
        assert recorded(file) != rows, "every page of this file holds something"
        assert findings(settings), (turn, length)


@pytest.mark.parametrize("column", FIELDS)
def test_a_row_edited_with_sqlite_is_named(workshop, column):
    settings, file, _, rows = workshop
    connection = sqlite3.connect(file)
    connection.execute("DROP TRIGGER event_kept_UPDATE")
    id, seq = rows[0][7][0].decode(), 7
    new = "x" if column not in ("seq", "round", "schema") else 99
    connection.execute(
        f"UPDATE event SET {column} = ? WHERE appraisal = ? AND seq = ?", (new, id, seq)
    )
    connection.commit()
    connection.close()

    found = [one for one in findings(settings) if isinstance(one, Finding) and one.seq is not None]

    assert [(one.appraisal, one.seq) for one in found] == [(id, seq)]


def test_rows_removed_or_added_with_sqlite_are_named(workshop):
    settings, file, whole, rows = workshop
    id = rows[0][0][0].decode()
    where = f"appraisal = '{id}' AND seq"
    copied = ", ".join(name for name in FIELDS if name not in ("seq", "prev", "client_id"))
    copy = (
        f"INSERT INTO event (seq, prev, client_id, {copied}) "
        f"SELECT 20, hash, 'forged', {copied} FROM event WHERE {where} = 19"
    )
    for act, bad in (
        (f"DELETE FROM event WHERE {where} = 5", 5),
        (f"DELETE FROM event WHERE {where} >= 17", 16),
        (copy, 20),
    ):
        file.write_bytes(whole)
        connection = sqlite3.connect(file)
        connection.execute("DROP TRIGGER event_kept_DELETE")
        connection.execute(act)
        connection.commit()
        connection.close()
        assert [one.seq for one in findings(settings)] == [bad], act


def test_a_tail_cut_off_together_with_the_head_shows_against_any_earlier_export(workshop, tmp_path):
    settings, file, _, rows = workshop
    id, cut = rows[0][0][0].decode(), rows[0][15]
    store = Store.open(settings)
    (tmp_path / "earlier.zip").write_bytes(service.export_record(store, id, draws=0, seed=1))
    store.close()
    connection = sqlite3.connect(file)
    connection.execute("DROP TRIGGER event_kept_DELETE")
    connection.execute("DELETE FROM person WHERE appraisal = ?", (id,))
    connection.execute("DELETE FROM event WHERE appraisal = ? AND seq > 15", (id,))
    connection.execute(
        "UPDATE appraisal SET revision = 15, head = ?, saved_at = ? WHERE id = ?",
        (*(cut[FIELDS.index(name)].decode() for name in ("hash", "at_utc")), id),
    )
    connection.commit()
    connection.close()

    assert findings(settings) == []  # from inside it cannot show: this is why heads are printed
    store = Store.open(settings)
    earlier = package.unpacked((tmp_path / "earlier.zip").read_bytes(), "earlier.zip")
    difference = verify_diff(earlier.events, store.events(id))
    store.close()
    assert (difference.relation, difference.seq) == ("cut", 16)
