"""An event made ready: everything but its place in the chain."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from appraisal import __version__
from appraisal.model import Appraisal
from appraisal.record.events import SCHEMA, Event
from appraisal.record.rules import rules_hash
from appraisal.service.acting import By


def draft(id: str, kind: str, payload: dict[str, Any], after: Appraisal, by: By) -> Event:
    """Return an event without its place; ``after`` is the appraisal that it makes."""
    return Event(
        appraisal=id,
        seq=-1,
        at_utc=by.at_utc,
        actor=by.actor,
        via=by.via,
        kind=kind,
        round=by.round,
        payload=payload,
        rules_hash=rules_hash(after),
        evidence_ids=_evidence(payload),
        app_version=__version__,
        lock_hash=lock_hash(),
        schema=SCHEMA,
        client_id=by.client_id,
        prev="",
    )


@lru_cache(maxsize=1)
def lock_hash() -> str:
    """Return the SHA-256 of the list of packages this program runs on, if it is there."""
    lock = Path(__file__).parents[2] / "requirements.txt"
    try:
        return sha256(lock.read_bytes()).hexdigest()
    except OSError:
        return ""


def _evidence(payload: dict[str, Any]) -> tuple[str, ...]:
    """Return the ids of the evidence that the changed entries rest on."""
    rows = [edit.get("after") for edit in payload.get("edits", ())]
    id_lists = [row["evidence"] for row in rows if isinstance(row, dict) and "evidence" in row]
    return tuple(sorted({id for ids in id_lists if isinstance(ids, list) for id in ids}))
