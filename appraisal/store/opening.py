"""Opening a store: find it or make it, see that it is ours, bring its tables up to date."""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, insert
from sqlalchemy.exc import DatabaseError

from appraisal.errors import AppraisalError
from appraisal.store import migrating, sqlite
from appraisal.store.tables import meta

FILE = "appraisal.sqlite3"
MARKER = "store.txt"
BACKUPS = "backups"


def open_file(data: Path) -> tuple[Engine, sqlite.Mode]:
    """Return an engine on the SQLite file in a folder, made where there was none.

    Raises
    ------
    AppraisalError
        If the folder cannot be used, the file is gone or not ours, or a newer version made it.
    """
    path = data / FILE
    mode = sqlite.mode_for(sqlite3.sqlite_version_info, network=sqlite.on_network(data))
    _folder(data)
    if not path.exists():
        _refuse_if_lost(data, path)
        _make(path)
    look_at_header(path)
    engine = sqlite.engine_for(path, mode)
    with let_go_if_it_fails(engine):
        bring_up_to_date(engine, path)
        _set_mode(path, mode)
    _mark(data)
    return engine, mode


def open_tables(engine: Engine, place: str) -> None:
    """Make or bring up to date the tables of a PostgreSQL database."""
    with engine.connect() as connection:
        if _version(connection, place) == migrating.HEAD:
            return
    with engine.begin() as connection:
        fresh = migrating.version_of(connection) is None
        migrating.upgrade(connection)
        if fresh and connection.execute(meta.select()).first() is None:
            _name(connection)


def _folder(data: Path) -> None:
    try:
        data.mkdir(exist_ok=True)
    except FileNotFoundError:
        raise AppraisalError(
            f"{data}: the folder it should lie in does not exist. Make it, or name another folder "
            "with APPRAISAL_DATA."
        ) from None
    except OSError as error:
        raise AppraisalError(
            f"{data}: this folder cannot be made or used ({error.strerror}). Name another one with "
            "APPRAISAL_DATA, or give this user the right to write there."
        ) from None


def _refuse_if_lost(data: Path, path: Path) -> None:
    if (data / MARKER).exists():
        raise AppraisalError(
            f"{path}: the appraisals were kept in this file, and it is gone. Put it back, or "
            "restore a backup with `python -m appraisal restore`. To begin with nothing, remove "
            f"{data / MARKER} first."
        )


def _make(path: Path) -> None:
    """Make the file whole beside its place, then move it there, so that a half never stands."""
    beside = path.with_name(f"{FILE}.{secrets.token_hex(4)}.new")
    try:
        make_file(beside).dispose()
        with contextlib.suppress(FileExistsError):  # another copy was quicker: use its file
            _move_unless_there(beside, path)
    except (OSError, sqlite3.Error, DatabaseError) as error:
        raise AppraisalError(
            f"{path}: this file cannot be made ({_reason(error)}). Free some space, or give this "
            "user the right to write in the folder, or name another with APPRAISAL_DATA."
        ) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def make_file(path: Path, *, named: bool = True) -> Engine:
    """Make a new file with the tables of this version, and return an engine on it."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {sqlite.APPLICATION_ID}")
    engine = sqlite.engine_for(path, sqlite.ROLLBACK)
    with let_go_if_it_fails(engine), engine.begin() as opened:
        migrating.upgrade(opened)
        if named:
            _name(opened)
    return engine


@contextlib.contextmanager
def let_go_if_it_fails(engine: Engine) -> Iterator[None]:
    """Close an engine's connections if what is done here fails, so that no file is held open."""
    try:
        yield
    except BaseException:
        engine.dispose()
        raise


def copy_file(path: Path, to: Path) -> None:
    """Copy a live SQLite file to ``to`` through SQLite's own backup, whole or not at all.

    Copying the bytes of a live file can catch half a transaction; this does not. The copy is one
    plain file: what was still in a write-ahead log is in it.
    """
    beside = to.with_name(f"{to.name}.{secrets.token_hex(4)}.part")
    source = sqlite.connect(path, sqlite.ROLLBACK)
    try:
        target = sqlite3.connect(beside, isolation_level=None)
        try:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        finally:
            target.close()
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.replace(to)
    finally:
        source.close()
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def _move_unless_there(beside: Path, path: Path) -> None:
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:  # a drive without hard links
        if path.exists():
            raise FileExistsError(path) from None
        beside.rename(path)


def _reason(error: BaseException) -> str:
    return str(getattr(error, "orig", None) or getattr(error, "strerror", None) or error)


def _name(connection: Connection) -> None:
    connection.execute(insert(meta), {"name": "store", "value": secrets.token_hex(16)})


def look_at_header(path: Path) -> None:
    """Refuse a file that is not a database of this tool, before anything is opened on it."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise AppraisalError(
            f"{path}: this file cannot be read ({error.strerror}). Give this user the right to "
            "read and write it."
        ) from None
    ours = sqlite.APPLICATION_ID.to_bytes(4, "big")
    if header[:16] != b"SQLite format 3\x00" or header[68:72] != ours:
        raise AppraisalError(
            f"{path}: this is not a file of this tool, or its beginning is damaged. Move it away "
            "and keep it; restore a backup with `python -m appraisal restore`."
        )


def bring_up_to_date(engine: Engine, path: Path) -> None:
    """Migrate an older file, after a backup of it; refuse a newer one, untouched."""
    with engine.connect().execution_options(reading=True) as connection:
        version = _version(connection, str(path))
    if version == migrating.HEAD:
        return
    folder = path.parent / BACKUPS
    folder.mkdir(exist_ok=True)
    copy_file(path, folder / f"before-{migrating.HEAD}-from-{version or 'nothing'}.sqlite3")
    with engine.begin() as connection:  # holds the write lock: one copy of the program migrates
        if migrating.version_of(connection) != migrating.HEAD:
            migrating.upgrade(connection)


def _version(connection: Connection, place: str) -> str | None:
    try:
        version = migrating.version_of(connection)
    except AppraisalError as error:
        raise AppraisalError(f"{place}: {error}.") from None
    if version is not None and version not in migrating.VERSIONS:
        raise AppraisalError(
            f"{place}: a newer version of this tool made these tables (version {version}; this one "
            f"knows {migrating.HEAD}). Nothing was touched. Use the newer version."
        )
    return version


def _set_mode(path: Path, mode: sqlite.Mode) -> None:
    connection = sqlite.connect(path, mode)
    try:
        now = str(connection.execute("PRAGMA journal_mode").fetchone()[0]).upper()
        if now != mode.journal and sqlite.set_journal(connection, mode) != mode.journal:
            raise sqlite3.OperationalError("database is locked")
    finally:
        connection.close()


def _mark(data: Path) -> None:
    marker = data / MARKER
    with contextlib.suppress(OSError):  # a read-only folder can still be read from
        if not marker.exists():
            marker.write_text(
                f"Appraisals are kept in {FILE} beside this note. If that file is ever missing, "
                "the tool stops and says so, instead of beginning with nothing.\n",
                encoding="utf-8",
            )
