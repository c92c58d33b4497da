"""Personal names, apart from the record, and their erasure; what a person chose for the store."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, text

from appraisal.store import opening
from appraisal.store.backup import erase_names
from appraisal.store.store import Store
from appraisal.store.tables import choice, person


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
    """Leave no trace of deleted names in the store's files and in the backups beside it."""
    outside = store.engine.execution_options(isolation_level="AUTOCOMMIT")
    with outside.connect() as connection:
        if store.file is None:
            connection.execute(text("VACUUM FULL person"))
            connection.execute(text("CHECKPOINT"))
            return
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("VACUUM")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for backup in sorted((store.file.parent / opening.BACKUPS).glob("*.sqlite3")):
        erase_names(backup, id)


def chosen(store: Store, name: str) -> str | None:
    """Return what a person chose for the whole store, or None where no one has chosen."""
    wanted = select(choice.c.value).where(choice.c.name == name)
    found = store.read(lambda c: c.execute(wanted).scalar())
    return None if found is None else str(found)


def choose(store: Store, name: str, value: str, *, by: str, at: str) -> None:
    """Keep what a person chose for the whole store, with who and when."""

    def write(connection: Connection) -> None:
        connection.execute(delete(choice).where(choice.c.name == name))
        row = {"name": name, "value": value, "chosen_by": by, "chosen_at": at}
        connection.execute(insert(choice), row)

    store.write(write)
