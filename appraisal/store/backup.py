"""Copies of a SQLite store, taken while it is in use."""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
from pathlib import Path

from appraisal.store import sqlite


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
