import shutil
import sqlite3

import pytest

from appraisal import service
from appraisal.errors import AppraisalError
from appraisal.service import cache
from appraisal.settings import Settings
from appraisal.store import Store, migrating, opening, postgres
from tests.service.examples import Hand, small_appraisal, with_level
from tests.store.make_sample import SAMPLES, make, write_store, write_tables

SAMPLE_FILES = sorted(SAMPLES.glob("*.sqlite3"))


@pytest.fixture
def settings(tmp_path):
    cache.forget()
    (tmp_path / "data").mkdir()
    return Settings(data=tmp_path / "data")


def events(file):
    """Every event as its bytes stand in the file."""
    connection = sqlite3.connect(file)
    connection.text_factory = bytes
    try:
        return connection.execute("SELECT * FROM event ORDER BY appraisal, seq").fetchall()
    finally:
        connection.close()


def test_there_is_a_sample_of_the_first_version():
    assert [path.stem for path in SAMPLE_FILES][:1] == [migrating.VERSIONS[0]]


@pytest.mark.parametrize("sample", SAMPLE_FILES, ids=lambda path: path.stem)
def test_a_file_of_every_released_version_opens_with_its_events_as_they_were(settings, sample):
    file = settings.data / opening.FILE
    shutil.copyfile(sample, file)

    store = Store.open(settings)
    (head,) = store.heads()
    kept = service.load(store, head.id)
    later = service.save(store, Hand()(), kept, with_level(kept.appraisal, 1), kind="scores")

    assert (kept.revision, later.revision) == (11, 12)
    assert events(file)[:12] == events(sample)
    backups = list((settings.data / opening.BACKUPS).iterdir())
    assert len(backups) == (sample.stem != migrating.HEAD)
    assert all(backup.read_bytes() and events(backup) == events(sample) for backup in backups)
    store.close()


def test_the_sample_would_come_out_the_same_today(tmp_path):
    make("0001", tmp_path / "again.sqlite3")

    old, new = events(SAMPLES / "0001.sqlite3"), events(tmp_path / "again.sqlite3")

    # version and list of packages are those of the day; payload, rules and time are not
    assert [(row[2:10], row[13]) for row in old] == [(row[2:10], row[13]) for row in new]


def test_a_newer_file_is_refused_and_untouched(settings):
    file = settings.data / opening.FILE
    shutil.copyfile(SAMPLES / "0001.sqlite3", file)
    connection = sqlite3.connect(file)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    before = file.read_bytes()

    with pytest.raises(AppraisalError, match=r"newer version.*Nothing was touched"):
        Store.open(settings)
    assert file.read_bytes() == before
    assert sorted(path.name for path in settings.data.iterdir()) == [file.name]


@pytest.mark.postgres
def test_a_newer_postgres_database_is_refused():
    from sqlalchemy import text

    from tests.store.cluster import the_cluster

    settings = Settings(database_url=the_cluster().new_store_address())
    store = Store.open(settings)
    store.write(lambda c: c.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    store.close()

    with pytest.raises(AppraisalError, match="newer version"):
        Store.open(settings)


@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_authorities_are_read_from_the_records_of_older_stores(settings, tmp_path, engine):
    hand, first = Hand(), Store.open(Settings(data=tmp_path / "first"))
    told = service.start(first, hand(), small_appraisal(authority="Slough"))
    moved = service.start(first, hand(), small_appraisal(authority="Slough"))
    after = moved.appraisal.changed(authority="Norfolk")
    service.save(first, hand(), moved, after, kind="decision")
    untold = service.start(first, hand(), small_appraisal())
    if engine == "sqlite":
        write_store("0003", settings.data / opening.FILE, first)
    else:
        settings = _older_server(first)
    first.close()

    store = Store.open(settings)

    found = {head.id: head.authority for head in store.all_heads()}
    assert found == {told.id: "Slough", moved.id: "Norfolk", untold.id: ""}
    assert all(isinstance(each, service.Kept) for each in service.verify_all(store))
    store.close()


def _older_server(first):
    """Settings of a PostgreSQL store with the tables of version 0003 and these records."""
    from tests.store.cluster import the_cluster

    settings = Settings(database_url=the_cluster().new_database())
    engine = postgres.engine_for(postgres.address(settings.database_url))
    write_tables("0003", engine, first)
    engine.dispose()
    return settings
