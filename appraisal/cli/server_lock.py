"""One server on one SQLite file: a second one says where the first is, and does not start.

Two are safe, since every write takes the file's lock, but they are hardly ever meant: somebody
started the tool again and would carry on at another address than the room. Commands beside a server
are meant, and are not asked. On PostgreSQL several servers share one database by design.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TextIO

from appraisal.errors import AppraisalError
from appraisal.settings import Settings
from appraisal.store.opening import FILE

NOTE = "server.txt"
_PLACE = 1 << 30  # the byte that is locked: far behind the words, which others are to read


class Claim:
    """A server's hold on its data folder, until its process ends, however it ends."""

    def __init__(self, note: TextIO | None) -> None:
        self._note = note

    def release(self) -> None:
        """Let go of it, where nothing is started after all."""
        if self._note is not None:
            self._note.close()

    def say(self, address: str) -> None:
        """Write down where the server is, for one that is started after it."""
        if self._note is None:
            return
        self._note.seek(0)
        self._note.truncate()
        self._note.write(f"{address} (process {os.getpid()})\n")
        self._note.flush()


def claim(settings: Settings) -> Claim:
    """Return a hold on the data folder.

    Raises
    ------
    AppraisalError
        If another server holds it: with its address, and what else can be done.
    """
    if settings.database_url:
        return Claim(None)
    path = settings.data / NOTE
    try:
        settings.data.mkdir(exist_ok=True)
        note = path.open("a+", encoding="utf-8")
    except OSError:  # read-only or out of reach: the pages say so, with the remedy
        return Claim(None)
    try:
        _lock(note.fileno())
    except BlockingIOError:
        with note:
            note.seek(0)
            raise AppraisalError(_told(settings.data / FILE, note.read().strip())) from None
    except OSError:  # a drive without locks
        note.close()
        return Claim(None)
    os.set_inheritable(note.fileno(), True)  # the server takes this process's place
    return Claim(note)


def _told(file: Path, where: str) -> str:
    return (
        f"{file} is in use: this tool is running already{' at ' if where else ''}{where}. "
        "Open that address, or stop that one first; to work on something else beside it, name "
        "another folder with APPRAISAL_DATA."
    )


if os.name == "posix":
    import fcntl

    def _lock(handle: int) -> None:
        # One that belongs to the process: it outlives exec, and no child keeps it.
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _PLACE)
        except PermissionError as error:  # how some systems say that another holds it
            raise BlockingIOError(*error.args) from None

else:
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, _PLACE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except PermissionError as error:
            raise BlockingIOError(*error.args) from None
