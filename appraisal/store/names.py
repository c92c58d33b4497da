"""Personal names, apart from the record, and their erasure; what a person chose for the store."""

from __future__ import annotations

import contextlib
import hashlib
import secrets
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select, text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from appraisal.errors import AppraisalError
from appraisal.store import opening, postgres, sqlite
from appraisal.store.backup import erase_names
from appraisal.store.failures import told
from appraisal.store.store import Store
from appraisal.store.tables import choice, person

SWEEP_MINUTES = 10
_TRACES = (
    "The names are deleted, and the record says so, but traces of them may be left in the files. "
    "Run the purge again once this is mended"
)
_IN_USE = "another program was reading the file. Close it."
_NOT_OWNER = (
    "this user does not own the table of names, so the server did not write it anew. "
    "Purge as its owner, or have its administrator run VACUUM FULL person."
)


@dataclass(frozen=True)
class Person:
    """Who sits in a seat. ``hash`` is what the record holds: SHA-256 of salt and name."""

    appraisal: str
    seat: str
    name: str
    salt: str
    hash: str

    def is_whole(self) -> bool:
        """Return whether the name is still the one that the record's hash was made from."""
        try:
            return self.hash == _hash(self.salt, self.name)
        except ValueError:  # a damaged salt is not even a number
            return False


def new_person(appraisal: str, seat: str, name: str) -> Person:
    """Return a person with a salt of 128 bits: a bare hash of a known name is soon guessed."""
    salt = secrets.token_hex(16)
    return Person(appraisal, seat, name, salt, _hash(salt, name))


def _hash(salt: str, name: str) -> str:
    return hashlib.sha256(bytes.fromhex(salt) + name.encode()).hexdigest()


def write_person(connection: Connection, who: Person) -> None:
    """Write a name in place of any that the seat had."""
    seat = (person.c.appraisal == who.appraisal) & (person.c.seat == who.seat)
    connection.execute(delete(person).where(seat))
    connection.execute(insert(person), vars(who))


def people(store: Store, id: str) -> list[Person]:
    """Return the names kept for an appraisal, by seat."""
    wanted = select(person).where(person.c.appraisal == id).order_by(person.c.seat)
    return [Person(**row) for row in store.read(lambda c: c.execute(wanted).mappings().all())]


def delete_people(connection: Connection, id: str) -> None:
    """Delete the names kept for an appraisal; :func:`sweep` then leaves no trace of them."""
    connection.execute(delete(person).where(person.c.appraisal == id))


def sweep(store: Store, id: str) -> None:
    """Leave no trace of deleted names in the store's files and in the backups beside it.

    Raises
    ------
    AppraisalError
        If a file could not be written anew, so that traces may be left; to be called again.
    """
    outside = store.engine.execution_options(isolation_level="AUTOCOMMIT")
    try:
        with outside.connect() as connection:
            whole = _sweep_file(connection) if store.file else _sweep_server(connection)
        for backup in _backups_beside(store):
            erase_names(backup, id)
    except (DBAPIError, sqlite3.Error, OSError) as error:
        seconds = sqlite.BUSY_SECONDS if store.file else postgres.LOCK_SECONDS
        raise AppraisalError(f"{_TRACES}: {told(error, store.place, seconds=seconds)}") from error
    if not whole:
        raise AppraisalError(f"{_TRACES}: {_IN_USE if store.file else _NOT_OWNER}")


def _backups_beside(store: Store) -> list[Path]:
    return sorted((store.file.parent / opening.BACKUPS).glob("*.sqlite3")) if store.file else []


def _sweep_file(connection: Connection) -> bool:
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.execute("VACUUM")
    busy, *_ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _sweep_server(connection: Connection) -> bool:
    """Have the server write the table of names anew, and end the log that held them if it may."""
    where = text("SELECT pg_relation_filenode('person')")
    before = connection.execute(where).scalar()
    # All that the server holds goes to its disk first, which may take a busy one minutes.
    connection.execute(text(f"SET statement_timeout = '{SWEEP_MINUTES}min'"))
    try:
        connection.execute(text("VACUUM FULL person"))
        for step in ("SELECT pg_switch_wal()", "CHECKPOINT"):
            with contextlib.suppress(ProgrammingError):  # for the server's administrator alone
                connection.execute(text(step))
    finally:
        connection.execute(text("RESET statement_timeout"))
    return bool(connection.execute(where).scalar() != before)


def out_of_reach(store: Store) -> str:
    """Return in words where purged names may still be, out of this tool's reach."""
    if store.file:
        return "Backups that you keep elsewhere still hold the names: delete those too."
    return (
        "Out of this tool's reach are the database server's own log (pg_wal), its archive, its "
        "standbys, and backups kept elsewhere: they hold the names until they are overwritten or "
        'deleted. README.md, under "Erasing names", says what its administrator can do.'
    )


def chosen(store: Store, name: str) -> str | None:
    """Return what a person chose for the whole store, or None where no one has chosen."""
    wanted = select(choice.c.value).where(choice.c.name == name)
    value = store.read(lambda c: c.execute(wanted).scalar())
    return None if value is None else str(value)


def choose(store: Store, name: str, value: str, *, by: str, at: str) -> None:
    """Keep what a person chose for the whole store, with who and when."""

    def write(connection: Connection) -> None:
        connection.execute(delete(choice).where(choice.c.name == name))
        row = {"name": name, "value": value, "chosen_by": by, "chosen_at": at}
        connection.execute(insert(choice), row)

    store.write(write)
