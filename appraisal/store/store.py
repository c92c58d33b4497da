"""The store: where records are kept. It computes nothing; one transaction keeps one event."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError, TimeoutError

from appraisal.errors import AppraisalError, RecordDamaged
from appraisal.record.events import Event
from appraisal.settings import Settings
from appraisal.store import opening, postgres, rows, sqlite
from appraisal.store.failures import plainly
from appraisal.store.locked_record import Also, Turn, begin, take_in
from appraisal.store.rows import Head
from appraisal.store.tables import appraisal, meta

T = TypeVar("T")
# A restarted PostgreSQL is back well within this; with the longest that the last try can wait for
# a lock, what is kept at all is kept within 30 s.
RETRY_SECONDS = 20.0
# What PostgreSQL says when trying again is right: it was stopped, starting, or out of reach, or
# someone else held the row.
_TRY_AGAIN = ("08", "57P", "40", "55P03", "57014")


class Store:
    """Records in a SQLite file or a PostgreSQL database; safe to use from many threads.

    Make one with :meth:`open`. Every fault is an ``AppraisalError`` that names the place and says
    what would mend it; after it is mended the same store works on.
    """

    def __init__(self, engine: Engine, place: str, *, mode: str, file: Path | None = None) -> None:
        self.engine, self.place, self.mode, self.file = engine, place, mode, file
        # On PostgreSQL each statement sees its own moment, in a transaction or not: so reading does
        # without one, which saves two of three messages to the server and back.
        alone = {} if file else {"isolation_level": "AUTOCOMMIT"}
        self._reader = engine.execution_options(reading=True, **alone)
        self.id = self._id()

    @classmethod
    def open(cls, settings: Settings) -> Store:
        """Return the store the settings name: PostgreSQL by its address, else SQLite in ``data``.

        Raises
        ------
        AppraisalError
            If it cannot be opened or made, is not a store of this tool, or is newer than this
            version, which is then left untouched.
        """
        if settings.database_url:
            url = postgres.address(settings.database_url)
            place = url.render_as_string(hide_password=True)
            with plainly(place, saving=False, seconds=postgres.LOCK_SECONDS):
                engine = postgres.engine_for(url)
                with opening.let_go_if_it_fails(engine):
                    opening.open_tables(engine, place)
                    return cls(engine, place, mode="PostgreSQL")
        file = settings.data / opening.FILE
        with plainly(str(file), saving=False, seconds=sqlite.BUSY_SECONDS):
            engine, mode = opening.open_file(settings.data)
            with opening.let_go_if_it_fails(engine):
                return cls(engine, str(file), mode=f"SQLite {mode}", file=file)

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    # --- Reading ---------------------------------------------------------------------------------

    def revision(self, id: str) -> int:
        """Return the revision of an appraisal: one indexed read.

        Raises
        ------
        AppraisalError
            If there is no such appraisal.
        """
        revision = self.read(lambda c: c.execute(rows.REVISION, {"of": id}).scalar())
        if revision is None:
            raise _unknown(id, self.place)
        return int(revision)

    def head(self, id: str) -> Head:
        """Return where a record stands; AppraisalError if there is none."""
        head = self.read(lambda c: rows.head_of(c, id))
        if head is None:
            raise _unknown(id, self.place)
        return head

    def heads(
        self, *, limit: int | None = None, archived: bool = False, deleted: bool = False
    ) -> list[Head]:
        """Return where records stand, the last saved first; put away or deleted only if asked."""
        wanted = select(appraisal).order_by(appraisal.c.saved_at.desc(), appraisal.c.id)
        for asked, mark in ((archived, appraisal.c.archived), (deleted, appraisal.c.deleted)):
            wanted = wanted if asked else wanted.where(mark.is_(False))
        head_rows = self.read(lambda c: c.execute(wanted.limit(limit)).mappings().all())
        return [Head(**row) for row in head_rows]

    def all_heads(self) -> list[Head]:
        """Return where every record stands, put away and deleted ones too, the last saved first."""
        return self.heads(archived=True, deleted=True)

    def events(self, id: str, *, after: int = -1) -> list[Event]:
        """Return the events of a record with ``seq`` above ``after``, in order.

        Raises
        ------
        RecordDamaged
            If a row is no event, naming it.
        """
        event_rows = self.read(lambda c: c.execute(rows.EVENTS, {"of": id, "after": after}).all())
        try:
            return [rows.event_from(row) for row in event_rows]
        except rows.Unreadable as error:
            raise RecordDamaged(f"{self.place}: the record of {id}, {error}.") from error

    def event(self, id: str, seq: int) -> Event:
        """Return one event of a record: one indexed read.

        Raises
        ------
        AppraisalError
            If there is no such event.
        RecordDamaged
            If its row is no event.
        """
        row = self.read(lambda c: c.execute(rows.ONE_EVENT, {"of": id, "seq": seq}).first())
        if row is None:
            raise AppraisalError(f"{id} has no revision {seq}.")
        try:
            return rows.event_from(row)
        except rows.Unreadable as error:
            raise RecordDamaged(f"{self.place}: the record of {id}, {error}.") from error

    def all_events(self, id: str) -> list[Event]:
        """Return every event of a record as its rows have it, with no help from an index.

        An index keeps copies of some columns, so that a row damaged there could pass unseen.
        """
        event_rows = self.read(lambda c: c.execute(rows.UNINDEXED, {"of": id}).all())
        try:
            return [rows.event_from(row) for row in event_rows]
        except rows.Unreadable as error:
            raise RecordDamaged(f"{self.place}: the record of {id}, {error}.") from error

    def own_check(self) -> list[str]:
        """Return what SQLite itself finds wrong with its file; PostgreSQL checks as it reads."""
        if self.file is None:
            return []
        lines = self.read(lambda c: c.exec_driver_sql("PRAGMA integrity_check(20)").scalars().all())
        return [line for line in map(str, lines) if line != "ok"]

    def sent(self, id: str, client_id: str) -> Event | None:
        """Return the event that a client's id was already used for, if any."""
        row = self.read(
            lambda c: c.execute(rows.BY_CLIENT, {"of": id, "client": client_id}).first()
        )
        return rows.event_from(row) if row else None

    # --- Writing ---------------------------------------------------------------------------------

    def begin(self, draft: Event, head: Head) -> Event:
        """Keep the first event of a record; the same client id again gives the same event back."""
        return self.write(lambda c: begin(c, draft, head))

    def append(self, draft: Event, head: Head, *, base: int | None) -> Event:
        """Keep one event at the end of a record, and return it in its place.

        Parameters
        ----------
        draft : Event
            Everything but its place and hash.
        head : Head
            Title, status and marks that the list of appraisals is to show from now on.
        base : int or None
            Revision the change was based on; None for what rests on no revision, such as a note.

        Raises
        ------
        StaleRevision
            If the record has moved on since ``base``. Nothing is written.
        NotSaved
            If the database could not keep it. Nothing is half-written.
        """
        return self.turn(draft.appraisal, lambda turn: turn.append(draft, head, base=base))

    def turn(self, id: str, act: Callable[[Turn], T]) -> T:
        """Return what ``act`` gives once all it wrote is kept; no one else writes meanwhile.

        For a change that has to see the latest state, such as a submission that counts only while
        its round is open. ``act`` may be called again if the database was lost on the way.
        """
        return self.write(lambda c: act(Turn(c, id)))

    def take_in(self, events: Sequence[Event], head: Head) -> None:
        """Keep events of another copy of a record as they are, at the end of what is here."""
        self.write(lambda c: take_in(c, events, head))

    def read(self, act: Callable[[Connection], T]) -> T:
        """Return what ``act`` reads: in one transaction on SQLite, else by the statement."""
        with plainly(self.place, saving=False, seconds=self._seconds):
            return self._again(lambda: self._reading(act))

    def write(self, act: Callable[[Connection], T]) -> T:
        """Return what ``act`` gives once everything it wrote is safely kept."""
        with plainly(self.place, saving=True, seconds=self._seconds):
            return self._again(lambda: self._writing(act))

    def _reading(self, act: Callable[[Connection], T]) -> T:
        with self._reader.connect() as connection:
            return act(connection)

    def _writing(self, act: Callable[[Connection], T]) -> T:
        while True:
            with self.engine.begin() as connection:
                if sqlite.is_current(connection, self.file):
                    return act(connection)
                connection.invalidate()  # it was replaced while this one waited for its turn

    def _again(self, act: Callable[[], T]) -> T:
        """Try again while PostgreSQL restarts; client ids keep that from counting twice.

        A SQLite file that could not be written is opened anew, once: a connection that was opened
        while it was read-only stays so.
        """
        deadline = time.monotonic() + RETRY_SECONDS
        pause, opened_anew = 0.02, False
        while True:
            try:
                return act()
            except (DBAPIError, TimeoutError) as error:
                if self.file is not None:
                    if opened_anew or not self._open_anew(error):
                        raise
                    opened_anew = True
                    continue
                if not _worth_another(error) or time.monotonic() + pause > deadline:
                    raise
            time.sleep(pause * (0.5 + secrets.randbelow(512) / 512))  # not all at one moment
            pause = min(pause * 1.5, 0.2)

    def _open_anew(self, error: Exception) -> bool:
        """Let go of every connection to the file; return whether another try is worth while."""
        if not isinstance(error, DBAPIError):
            return False
        self.engine.dispose()
        return "readonly" in str(error.orig).lower()

    @property
    def _seconds(self) -> float:
        return sqlite.BUSY_SECONDS if self.file is not None else postgres.LOCK_SECONDS

    def _id(self) -> str:
        result = self.read(lambda c: c.execute(select(meta.c.value).where(meta.c.name == "store")))
        value = result.scalar()
        if value is None:
            raise AppraisalError(f"{self.place}: this store has no name of its own. Restore it.")
        return str(value)


def _unknown(id: str, place: str) -> AppraisalError:
    return AppraisalError(f"There is no appraisal {id!r} in {place}.")


def _worth_another(error: Exception) -> bool:
    if isinstance(error, TimeoutError):
        return False
    state = getattr(getattr(error, "orig", None), "sqlstate", None)
    if state is None:
        lost = getattr(error, "connection_invalidated", False)
        return bool(lost) or type(error).__name__ in ("OperationalError", "InterfaceError")
    return str(state).startswith(_TRY_AGAIN)


__all__ = ["Also", "Head", "Store", "Turn"]
