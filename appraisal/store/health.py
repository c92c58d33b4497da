"""Whether a store can keep something right now, and what it stands on."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert

from appraisal.errors import AppraisalError
from appraisal.store import migrating
from appraisal.store.store import Store
from appraisal.store.tables import meta

ENOUGH_BYTES = 50_000_000  # below this, room should be made before a workshop begins


@dataclass(frozen=True)
class Health:
    """What a store stands on, and whether a write went through.

    Attributes
    ----------
    ok : bool
        A row was written and read back, and the tables are those of this version.
    problem : str
        What is wrong and what would mend it; empty where nothing is.
    place, engine, mode : str
        Where it is, which engine with its version, and how it writes.
    tables : str
        Version of the tables.
    free_bytes : int or None
        Space left on the disk of a SQLite file.
    """

    ok: bool
    problem: str
    place: str
    engine: str
    mode: str
    tables: str
    free_bytes: int | None


def health(store: Store) -> Health:
    """Return the health of a store: it writes one small row, for an answer that means something."""
    problem, tables, engine = "", "", ""
    try:
        engine, tables = store.write(_written)
        if tables != migrating.HEAD:
            problem = f"The tables are version {tables}, and this program needs {migrating.HEAD}."
    except AppraisalError as error:
        problem = str(error)
    free = None
    if store.file is not None:
        try:
            free = shutil.disk_usage(store.file.parent).free
        except OSError:
            free = 0
        if not problem and free < ENOUGH_BYTES:
            problem = f"Only {free // 1_000_000} MB are free on the disk that holds {store.place}."
    ok = not problem or (bool(tables) and tables == migrating.HEAD and bool(engine))
    return Health(ok, problem, store.place, engine, store.mode, tables, free)


def _written(connection: Connection) -> tuple[str, str]:
    connection.execute(delete(meta).where(meta.c.name == "ready"))
    connection.execute(insert(meta), {"name": "ready", "value": "yes"})
    tables = migrating.version_of(connection) or ""
    if connection.dialect.name == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}", tables
    version = connection.dialect.server_version_info or ()
    return f"PostgreSQL {'.'.join(map(str, version))}", tables
