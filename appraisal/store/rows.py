"""Events and heads as rows of the tables, and back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from appraisal.model.canonical import canonical_bytes
from appraisal.record.events import FIELDS, Event
from appraisal.store.tables import appraisal, event


@dataclass(frozen=True)
class Head:
    """Where a record stands, and what a list of appraisals shows of it."""

    id: str
    title: str
    status: str
    created: str
    saved_at: str
    revision: int
    head: str
    archived: bool = False
    held: bool = False
    parent: str | None = None
    parent_head: str | None = None
    deleted: bool = False
    authority: str = ""


class Unreadable(ValueError):
    """A row that is not an event, or not written as the record writes it."""

    def __init__(self, seq: Any, why: str) -> None:
        self.seq, self.why = seq, why
        super().__init__(f"event {seq}: {why}")


_EVENT = [event.c[name] for name in FIELDS]
_OF_ONE = appraisal.c.id == bindparam("of")
HEAD = select(appraisal).where(_OF_ONE)
HEAD_LOCKED = HEAD.with_for_update()
REVISION = select(appraisal.c.revision).where(_OF_ONE)
EVENTS = (
    select(*_EVENT)
    .where(event.c.appraisal == bindparam("of"), event.c.seq > bindparam("after"))
    .order_by(event.c.seq)
)
ONE_EVENT = select(*_EVENT).where(
    event.c.appraisal == bindparam("of"), event.c.seq == bindparam("seq")
)
UNINDEXED = (
    select(*_EVENT)
    .with_hint(event, "NOT INDEXED", "sqlite")
    .where(event.c.appraisal == bindparam("of"))
    .order_by(event.c.seq)
)
BY_CLIENT = select(*_EVENT).where(
    event.c.appraisal == bindparam("of"), event.c.client_id == bindparam("client")
)
INSERT_EVENT = insert(event)
INSERT_HEAD = insert(appraisal)
_MOVING = ("title", "authority", "status", "saved_at", "revision", "head",
           "archived", "held", "deleted")  # fmt: skip
MOVE_HEAD = (
    update(appraisal).where(_OF_ONE).values({name: bindparam(f"new_{name}") for name in _MOVING})
)


def head_of(connection: Connection, id: str, *, lock: bool = False) -> Head | None:
    """Return where a record stands, its row held until the transaction ends if ``lock``."""
    row = connection.execute(HEAD_LOCKED if lock else HEAD, {"of": id}).mappings().first()
    return Head(**row) if row else None


def event_row(recorded: Event) -> dict[str, Any]:
    """Return the row that keeps an event: its payload as canonical text."""
    return {
        **{name: getattr(recorded, name) for name in FIELDS},
        "payload": canonical_bytes(recorded.payload).decode(),
        "evidence_ids": canonical_bytes(list(recorded.evidence_ids)).decode(),
    }


def event_from(row: Any) -> Event:
    """Return the event that a row keeps.

    Raises
    ------
    Unreadable
        If it is not one, or its text is not byte for byte as the record writes it.
    """
    document = dict(row._mapping)
    seq = document.get("seq")
    try:
        for name in ("payload", "evidence_ids"):
            text = document[name]
            document[name] = json.loads(text)
            if canonical_bytes(document[name]).decode() != text:
                raise Unreadable(seq, "its text is not written as the record writes it")
        return Event.from_document(document)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(seq, "it cannot be read: its text was damaged") from error
