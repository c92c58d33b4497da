"""One event: who did what, when, under which rules, and the hash that ties it to the one before."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from appraisal.model.canonical import sha256_of

SCHEMA = 1
START = "0" * 64  # what stands in `prev` of the first event


@dataclass(frozen=True)
class Event:
    """One act, as kept for ever.

    Attributes
    ----------
    appraisal : str
        Id of the appraisal whose record this is.
    seq : int
        0, 1, 2 ...; the order of events is this and never the clock.
    at_utc : str
        When, as ``2026-11-21T10:30:00.000Z``.
    actor : str
        Seat or role, never a personal name.
    via : str
        How it came in: ``screen``, ``phone``, ``facilitator``, ``import``, ``command``.
    kind : str
        One word, from :mod:`appraisal.record.kinds`.
    round : int or None
        The round of the workshop it belongs to.
    payload : dict
        What was done, in the form of :mod:`appraisal.record.form`.
    rules_hash : str
        SHA-256 of the rules in force after the event (:func:`appraisal.record.rules.rules_hash`).
    evidence_ids : tuple of str
        Evidence that the changed entries rest on.
    app_version, lock_hash : str
        Version of this software, and SHA-256 of its list of packages.
    schema : int
        Version of this layout.
    client_id : str
        Made by the sender, so that the same thing sent twice counts once.
    prev, hash : str
        Hash of the event before, and SHA-256 of the canonical form of every other field.
    """

    appraisal: str
    seq: int
    at_utc: str
    actor: str
    via: str
    kind: str
    round: int | None
    payload: dict[str, Any]
    rules_hash: str
    evidence_ids: tuple[str, ...]
    app_version: str
    lock_hash: str
    schema: int
    client_id: str
    prev: str
    hash: str = ""

    def computed_hash(self) -> str:
        """Return the hash that this event should carry."""
        return sha256_of({name: getattr(self, name) for name in HASHED})

    def sealed(self, *, seq: int, prev: str) -> Event:
        """Return the event in its place in the chain, with its hash."""
        placed = replace(self, seq=seq, prev=prev)
        return replace(placed, hash=placed.computed_hash())

    def document(self) -> dict[str, Any]:
        """Return the event as plain data, one key a field."""
        return {**asdict(self), "evidence_ids": list(self.evidence_ids)}

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> Event:
        """Return the event that plain data describes; KeyError if it describes none."""
        if set(document) != set(FIELDS):
            raise KeyError(f"the fields of an event are {', '.join(FIELDS)}")
        return cls(**{**document, "evidence_ids": tuple(document["evidence_ids"])})


FIELDS = tuple(field.name for field in fields(Event))
HASHED = tuple(name for name in FIELDS if name != "hash")


def utc_text(now: dt.datetime) -> str:
    """Return a time as the record writes it: UTC, milliseconds, ``2026-11-21T10:30:00.000Z``.

    Raises
    ------
    ValueError
        If the time has no zone.
    """
    if now.tzinfo is None:
        raise ValueError("a time needs its zone")
    utc = now.astimezone(dt.UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"
