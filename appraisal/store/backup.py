"""Copies of a store, taken while it is in use, and the way back from one.

A backup is always one SQLite file, whichever engine it came from, so that it can be read, checked
and restored anywhere.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, MetaData, insert, select

from appraisal.errors import AppraisalError
from appraisal.settings import Settings
from appraisal.store import opening, sqlite
from appraisal.store.failures import plainly
from appraisal.store.store import Store
from appraisal.store.tables import meta

_AT_A_TIME = 500


def back_up(store: Store, to: Path) -> None:
    """Write a backup of a store in use to a new file, whole or not at all.

    Raises
    ------
    AppraisalError
        If the file is there already, or cannot be written.
    """
    if to.exists():
        raise AppraisalError(f"{to}: there is a file of this name already. Give another name.")
    with plainly(str(to), saving=True, seconds=sqlite.BUSY_SECONDS):
        if store.file is not None:
            opening.copy_file(store.file, to)
        else:
            _copy_tables(store, to)


def _copy_tables(store: Store, to: Path) -> None:
    """Copy every table of a PostgreSQL store as it stands at one moment."""
    beside = to.with_name(f"{to.name}.{secrets.token_hex(4)}.part")
    try:
        engine = opening.make_file(beside, named=False)
        steady = store.engine.execution_options(isolation_level="REPEATABLE READ")
        with engine.begin() as target, steady.connect() as source:
            copy_rows(source, target)
        engine.dispose()
        beside.replace(to)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def copy_rows(source: Connection, target: Connection) -> None:
    """Copy every row of every table into empty tables."""
    there = MetaData()
    there.reflect(source)
    for table in there.sorted_tables:  # parents before those that name them
        if table.name == "alembic_version":
            continue
        result = source.execute(select(table).order_by(*table.primary_key)).mappings()
        for part in result.partitions(_AT_A_TIME):
            target.execute(insert(table), [dict(row) for row in part])


@contextlib.contextmanager
def opened_backup(path: Path) -> Iterator[Store]:
    """Give a backup as a store, to be read and verified: a copy of it, the file stays as it is.

    Raises
    ------
    AppraisalError
        If it is no backup of this tool, or a newer version made it.
    """
    if not path.is_file():
        raise AppraisalError(f"{path}: there is no such file.")
    with tempfile.TemporaryDirectory(prefix="appraisal-") as folder:
        copy = Path(folder) / path.name
        with plainly(str(path), saving=False, seconds=sqlite.BUSY_SECONDS):
            opening.look_at_header(path)
            shutil.copyfile(path, copy)
            engine = sqlite.engine_for(copy, sqlite.ROLLBACK)
            with opening.let_go_if_it_fails(engine):
                opening.bring_up_to_date(engine, copy)
                store = Store(engine, str(path), mode=f"SQLite {sqlite.ROLLBACK}", file=copy)
        try:
            yield store
        finally:
            store.close()


def put_back(backup: Path, settings: Settings) -> Path | None:
    """Put a backup in the place of the store; return where what was there before was kept.

    On SQLite it goes in through SQLite's own backup, in one transaction, so that a running copy of
    the program works on. A PostgreSQL database has to be empty.
    """
    if settings.database_url:
        _into_tables(backup, settings)
        return None
    path = settings.data / opening.FILE
    with plainly(str(path), saving=True, seconds=sqlite.BUSY_SECONDS):
        settings.data.mkdir(exist_ok=True)
        aside = _kept_aside(path)
        if path.exists() and _opens(path):
            _over(backup, path)
        else:
            opening.copy_file(backup, path)
    return aside


def _into_tables(backup: Path, settings: Settings) -> None:
    target = Store.open(settings)
    try:
        if target.heads(limit=1, archived=True, deleted=True):
            raise AppraisalError(
                f"{target.place}: this database holds appraisals already. Restore into an empty "
                "one, and name that in DATABASE_URL."
            )
        with opened_backup(backup) as source:
            reading = source.engine.connect().execution_options(reading=True)
            with reading, target.engine.begin() as writing:
                writing.execute(meta.delete())
                copy_rows(reading, writing)
    finally:
        target.close()


def _kept_aside(path: Path) -> Path | None:
    """Keep a copy of what a restore is about to replace, damaged or not."""
    if not path.exists():
        return None
    folder = path.parent / opening.BACKUPS
    folder.mkdir(exist_ok=True)
    aside = folder / f"before-restore-{secrets.token_hex(4)}.sqlite3"
    try:
        opening.copy_file(path, aside)
    except sqlite3.Error:
        aside.write_bytes(path.read_bytes())
    return aside


def _opens(path: Path) -> bool:
    """Return whether SQLite can still write into a file in one transaction."""
    try:
        connection = sqlite.connect(path, sqlite.ROLLBACK)
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            connection.execute("ROLLBACK")
        finally:
            connection.close()
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        path.rename(path.with_name(f"{path.name}.damaged-{secrets.token_hex(4)}"))
        return False
    return True


def _over(backup: Path, path: Path) -> None:
    source, target = sqlite3.connect(backup), sqlite.connect(path, sqlite.ROLLBACK)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()


def erase_names(path: Path, of: str) -> None:
    """Erase the names of one appraisal from a backup, leaving no trace of them in the file."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("DELETE FROM person WHERE appraisal = ?", (of,))
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
    with path.open("rb+") as file:
        os.fsync(file.fileno())
