import pytest
from sqlalchemy import event, text

from appraisal.errors import AppraisalError
from appraisal.settings import Settings
from appraisal.store import Store
from appraisal.store.names import sweep
from tests.store.cluster import the_cluster

pytestmark = pytest.mark.postgres


def test_an_empty_database_gets_its_tables_and_is_opened_again():
    settings = Settings(database_url=the_cluster().new_database())

    first, second = Store.open(settings), Store.open(settings)

    assert (first.id, first.mode) == (second.id, "PostgreSQL")
    first.close()
    second.close()


def test_a_commit_waits_for_the_disk_whatever_the_servers_default():
    store = Store.open(Settings(database_url=the_cluster().new_store_address()))
    for name, value in {"synchronous_commit": "on", "statement_timeout": "10s"}.items():
        assert store.read(lambda c, n=name: c.execute(text(f"SHOW {n}")).scalar()) == value
    store.close()


def test_a_password_is_never_in_a_message():
    with pytest.raises(AppraisalError) as told:
        Store.open(Settings(database_url="postgresql://u:hunter2@127.0.0.1:1/x"))

    assert "hunter2" not in str(told.value)
    assert "127.0.0.1:1" in str(told.value)


@pytest.mark.parametrize("address", ["nonsense", "mysql://u@h/d"])
def test_an_address_of_another_kind_is_refused(address):
    with pytest.raises(AppraisalError, match="DATABASE_URL"):
        Store.open(Settings(database_url=address))


def test_a_sweep_may_take_the_server_minutes_and_other_statements_may_not():
    store = Store.open(Settings(database_url=the_cluster().new_store_address()))
    limits = {}

    @event.listens_for(store.engine, "before_cursor_execute")
    def note(connection, cursor, statement, *_):
        if statement in ("CHECKPOINT", "SELECT 1"):
            shown = cursor.connection.execute("SHOW statement_timeout").fetchone()
            limits[statement] = shown[0]

    sweep(store, "none")
    store.read(lambda c: c.execute(text("SELECT 1")))
    store.close()

    assert limits == {"CHECKPOINT": "10min", "SELECT 1": "10s"}
