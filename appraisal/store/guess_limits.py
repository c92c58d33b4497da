"""How far a limit on guessing is used up, kept in the database so that every copy shares it."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from appraisal.store.workshop_tables import guess

_READ = select(guess.c.free_ms).where(guess.c.key == bindparam("of"))
_LOCK = _READ.with_for_update()
_WRITE = update(guess).where(guess.c.key == bindparam("of")).values(free_ms=bindparam("new"))
_FORGET = delete(guess).where(guess.c.free_ms < bindparam("before"))


def free_at_locked(connection: Connection, key: str) -> int:
    """Return the same and hold the row until the transaction ends, so that none count at once."""
    make = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = make.insert(guess).on_conflict_do_nothing()
    connection.execute(statement, {"key": key, "free_ms": 0})
    return int(connection.execute(_LOCK, {"of": key}).scalar_one())


def set_free_at(connection: Connection, key: str, free_ms: int) -> None:
    """Write how far a limit is used up."""
    connection.execute(_WRITE, {"of": key, "new": free_ms})


def forget_unused(connection: Connection, before_ms: int) -> None:
    """Delete what says nothing any more, so that no address is kept longer than it is needed."""
    connection.execute(_FORGET, {"before": before_ms})
