"""A record within a transaction: just seen, or held for the turn of its one writer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection

from appraisal.errors import AppraisalError, StaleRevision
from appraisal.record.events import START, Event
from appraisal.store import rows
from appraisal.store.rows import Head

Also = Callable[[Connection], None]


class Sight:
    """A record as a transaction sees it; ``head`` is where it stands."""

    def __init__(self, connection: Connection, id: str, *, lock: bool = False) -> None:
        head = rows.head_of(connection, id, lock=lock)
        if head is None:
            raise AppraisalError(f"There is no appraisal {id!r} here.")
        self.connection, self.head = connection, head

    def events(self, id: str, *, after: int = -1) -> list[Event]:
        """Return the events with ``seq`` above ``after``, in order."""
        event_rows = self.connection.execute(rows.EVENTS, {"of": id, "after": after})
        return [rows.event_from(row) for row in event_rows]


class Turn(Sight):
    """A record whose head row is held until the transaction ends: there is no other writer."""

    def __init__(self, connection: Connection, id: str) -> None:
        super().__init__(connection, id, lock=True)

    def sent(self, client_id: str) -> Event | None:
        """Return the event that a client's id was already used for, if any."""
        where = {"of": self.head.id, "client": client_id}
        row = self.connection.execute(rows.BY_CLIENT, where).first()
        return rows.event_from(row) if row else None

    def append(
        self, draft: Event, head: Head, *, base: int | None = None, also: Also | None = None
    ) -> Event:
        """Keep one event at the end, and return it in its place; see ``Store.append``."""
        again = same_again(self.connection, draft)
        if again:
            return again
        now = self.head
        if base is not None and base != now.revision:
            raise StaleRevision(
                f"Not saved: it was changed meanwhile (revision {now.revision}, not {base}).",
                revision=now.revision,
            )
        event = draft.sealed(seq=now.revision + 1, prev=now.head)
        self.connection.execute(rows.INSERT_EVENT, rows.event_row(event))
        self.connection.execute(rows.MOVE_HEAD, {"of": now.id, **moved(event, head)})
        if also:
            also(self.connection)
        return event


def begin(connection: Connection, draft: Event, head: Head) -> Event:
    """Keep the first event of a record; the same client id again gives the same event back."""
    if rows.head_of(connection, head.id, lock=True):
        return same_again(connection, draft) or _clash(draft)
    event = draft.sealed(seq=0, prev=START)
    placed = {"revision": 0, "head": event.hash, "saved_at": event.at_utc}
    connection.execute(rows.INSERT_HEAD, {**vars(head), **placed, "created": event.at_utc})
    connection.execute(rows.INSERT_EVENT, rows.event_row(event))
    return event


def take_in(connection: Connection, events: Sequence[Event], head: Head) -> None:
    """Keep events of another copy of a record as they are, at the end of what is here."""
    now = rows.head_of(connection, head.id, lock=True)
    if (now.head if now else START) != events[0].prev:
        raise StaleRevision("Not saved: the record moved on meanwhile. Import it again.")
    if now is None:
        connection.execute(rows.INSERT_HEAD, vars(head))
    connection.execute(rows.INSERT_EVENT, [rows.event_row(event) for event in events])
    connection.execute(rows.MOVE_HEAD, {"of": head.id, **moved(events[-1], head)})


def moved(event: Event, head: Head) -> dict[str, Any]:
    """Return what the head row is to hold after an event."""
    return {
        "new_title": head.title,
        "new_authority": head.authority,
        "new_status": head.status,
        "new_archived": head.archived,
        "new_held": head.held,
        "new_deleted": head.deleted,
        "new_saved_at": event.at_utc,
        "new_revision": event.seq,
        "new_head": event.hash,
    }


def same_again(connection: Connection, draft: Event) -> Event | None:
    """Return the event already kept under this client id: sent twice, it counts once."""
    where = {"of": draft.appraisal, "client": draft.client_id}
    row = connection.execute(rows.BY_CLIENT, where).first()
    if row is None:
        return None
    event = rows.event_from(row)
    same = (event.actor, event.kind, event.payload) == (draft.actor, draft.kind, draft.payload)
    return event if same else _clash(draft)


def _clash(draft: Event) -> Event:
    raise AppraisalError(
        f"Not saved: the id {draft.client_id!r} was already used for something else. "
        "Load the page again and repeat the change."
    )
