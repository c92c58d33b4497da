"""Two hundred names are purged: no byte of one is left in any file, nor what could confirm it."""

import datetime as dt
import re
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from appraisal import service
from appraisal.errors import AppraisalError
from appraisal.settings import Settings
from appraisal.store import Store, names, sqlite
from appraisal.store.sqlite import ROLLBACK, WAL
from tests.service.examples import Hand, officer, small_appraisal

pytestmark = pytest.mark.soak
README = Path(__file__).parents[2] / "README.md"
NAMES = [f"Penhaligon-{n:03d}" for n in range(200)]
NAMES_AND_SALTS = re.compile(rb"Penhaligon-\d{3}|[0-9a-f]{32,}")  # a salt may touch other digits
YEARS_ON = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)


def with_names(store):
    """An appraisal with 200 names, and what its files must not hold afterwards: names and salts."""
    hand = Hand()
    kept = service.start(store, hand(), small_appraisal())
    for place, name in enumerate(NAMES):
        kept = service.name_seat(store, hand(), kept, f"m{place}", name)
    service.choose_retention(store, hand(), 0)
    return kept, [*NAMES, *(person.salt for person in names.people(store, kept.id))]


def found(folder, words):
    """How many of the words stand in each file of a folder that holds any."""
    counts = {}
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes().replace(b"\0" * 32, b"\0")
            seen = b" ".join(NAMES_AND_SALTS.findall(data))
            counts[str(path.relative_to(folder))] = sum(word.encode() in seen for word in words)
    return {path: count for path, count in counts.items() if count}


@pytest.mark.parametrize("mode", [ROLLBACK, WAL], ids=str)
def test_no_name_is_left_in_the_file_its_log_or_the_backups_beside_it(tmp_path, mode, monkeypatch):
    monkeypatch.setattr(sqlite, "mode_for", lambda version, network=False: mode)
    store = Store.open(Settings(data=tmp_path / "data"))
    kept, words = with_names(store)
    (tmp_path / "data" / "backups").mkdir()
    service.back_up(store, tmp_path / "data" / "backups" / "before.sqlite3")
    assert max(found(tmp_path, words).values()) == 400

    service.purge_names(store, Hand()(now=YEARS_ON), kept)

    assert found(tmp_path, words) == {}
    assert isinstance(service.verify_record(store, kept.id), service.Kept)
    store.close()
    assert found(tmp_path, words) == {}


def test_a_purge_beside_a_reader_says_that_traces_may_be_left_and_is_ended_later(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(sqlite, "mode_for", lambda version, network=False: WAL)
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.3)
    store = Store.open(Settings(data=tmp_path / "data"))
    kept, words = with_names(store)
    reader = sqlite.connect(store.file, WAL, readonly=True)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM person").fetchone()

    with pytest.raises(AppraisalError, match=r"traces of them may be left.*Close"):
        service.purge_names(store, Hand()(now=YEARS_ON), kept)
    assert found(tmp_path, words)
    reader.close()
    service.choose_retention(store, officer(YEARS_ON, uuid4().hex), 365)
    service.purge_names(store, Hand()(now=YEARS_ON), kept)

    assert found(tmp_path, words) == {}
    assert [act.kind for act in service.history(store, kept.id)].count("purged") == 1
    store.close()


# --- PostgreSQL ----------------------------------------------------------------------------------


def sampled_and_on_disk(address):
    """Have the server sample the tables and write everything out, as it does by itself in time."""
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute("ANALYZE")
        admin.execute("CHECKPOINT")


def outside_the_log(folder, words):
    return {path: n for path, n in found(folder, words).items() if not path.startswith("pg_wal")}


@pytest.mark.postgres
def test_no_name_is_left_in_the_servers_tables_indexes_or_statistics(cluster):
    address = cluster.new_database()
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute("CREATE ROLE plain LOGIN")  # neither superuser nor owner of the database
        admin.execute("GRANT CREATE ON SCHEMA public TO plain")
    store = Store.open(Settings(database_url=address.replace("tests@", "plain@")))
    kept, words = with_names(store)
    sampled_and_on_disk(address)
    keep_old_log_for_later(address)
    assert list(outside_the_log(cluster.data, words).values()) == [400]  # its table, nowhere else

    service.purge_names(store, Hand()(now=YEARS_ON), kept)

    assert outside_the_log(cluster.data, words) == {}
    assert isinstance(service.verify_record(store, kept.id), service.Kept)
    assert "(pg_wal)" in service.names_out_of_reach(store)
    assert found(cluster.data / "pg_wal", words)  # as it says
    store.close()
    forget_the_log(address)
    assert found(cluster.data, words) == {}


def keep_old_log_for_later(address):
    """Have the server put pieces of its log that hold names aside, to be written over one day."""
    with psycopg.connect(address, autocommit=True) as admin:
        for _ in range(3):
            admin.execute("SELECT pg_switch_wal()")
            admin.execute("CHECKPOINT")


def forget_the_log(address):
    """What README.md has the server's administrator do, word for word."""
    lines = [line.strip() for line in README.read_text().splitlines()]
    first = lines.index("ALTER SYSTEM SET wal_recycle = off;")
    off, reload, again, on, reload_again = lines[first : first + 5]
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute(off)
        admin.execute(reload)
        (times,) = admin.execute("SELECT count(*) FROM pg_ls_waldir()").fetchone()
        for _ in range(times):
            for statement in filter(str.strip, again.split(";")):
                admin.execute(statement)
        admin.execute(on)
        admin.execute(reload_again)


@pytest.mark.postgres
def test_a_user_who_does_not_own_the_table_is_told_that_traces_may_be_left(cluster):
    address = cluster.new_store_address()
    owned = Store.open(Settings(database_url=address))
    kept, words = with_names(owned)
    owned.close()
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute("CREATE ROLE guest LOGIN")
        admin.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO guest")
    store = Store.open(Settings(database_url=address.replace("tests@", "guest@")))

    with pytest.raises(AppraisalError, match=r"traces.*does not own.*VACUUM FULL person"):
        service.purge_names(store, Hand()(now=YEARS_ON), kept)
    store.close()
    again = Store.open(Settings(database_url=address))
    service.purge_names(again, Hand()(now=YEARS_ON), kept)

    again.close()
    assert outside_the_log(cluster.data, words) == {}
