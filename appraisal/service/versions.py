"""Versions by the names that people give them, and the agreed version one was opened from."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from appraisal.errors import AppraisalError
from appraisal.model.base import Line
from appraisal.record.form import plain
from appraisal.record.kinds import VERSION_NAMED
from appraisal.service.acting import By
from appraisal.service.history import Act
from appraisal.service.loading import Kept, version
from appraisal.service.notes import note
from appraisal.store import Store

LONGEST = 120  # characters of a version's name
_LINE: TypeAdapter[str] = TypeAdapter(Line)


@dataclass(frozen=True)
class Origin:
    """The agreed version that an appraisal was opened from.

    Attributes
    ----------
    id, revision, head
        Its record, its revision there and its fingerprint.
    title : str
        As it is called now; empty where its record is not in this store.
    why : str
        Why it was opened again.
    """

    id: str
    revision: int
    head: str
    title: str
    why: str

    @property
    def is_here(self) -> bool:
        """Whether its record is in this store, to be read and compared."""
        return bool(self.title)


def versions_named(acts: list[Act]) -> dict[int, str]:
    """Return the names of versions that have one, by revision."""
    return dict(acts[-1].after.versions) if acts else {}


def name_version(store: Store, by: By, kept: Kept, revision: int, name: str) -> Kept:
    """Return the appraisal after a version was given a name; no name takes it away.

    It is an event of its own, with the fingerprint of the version, so that a name cannot be moved
    to another version without it showing. An agreed version may be named, too.

    Raises
    ------
    AppraisalError
        If there is no such version, or the name is too long or another version's.
    """
    sent = store.sent(kept.id, by.client_id)
    if sent:
        return version(store, kept.id, sent.seq)
    clean, names = _clean(name), _names(store, kept.id)
    if names.get(revision, "") == clean:
        return kept
    if clean and clean in names.values():
        raise AppraisalError(f"Another version is already named “{clean}”. Choose another name.")
    head = store.event(kept.id, revision).hash
    payload = {"revision": revision, "head": head, "name": clean}
    return note(store, by, kept, VERSION_NAMED, payload)


def opened_from(store: Store, id: str) -> Origin | None:
    """Return the agreed version that an appraisal was opened from; None if it began by itself."""
    first = store.event(id, 0)
    parent = plain(first.payload.get("parent"))
    if not parent:
        return None
    try:
        title = store.head(parent["id"]).title
    except AppraisalError:
        title = ""
    why = str(first.payload.get("why", ""))
    return Origin(parent["id"], parent["revision"], parent["head"], title, why)


def agreed_version(store: Store, origin: Origin) -> Kept:
    """Return the agreed version itself, to read and to compare.

    Raises
    ------
    AppraisalError
        If its record is not here, or is no longer the one that was opened.
    """
    agreed = version(store, origin.id, origin.revision)
    if agreed.head != origin.head:
        raise AppraisalError(
            f"Version {origin.revision} of “{origin.title}” has another fingerprint than the one "
            "this appraisal was opened from, so the two cannot be compared."
        )
    return agreed


def _clean(name: str) -> str:
    name = " ".join(name.split())
    if len(name) > LONGEST:
        raise AppraisalError(f"The name has {len(name)} characters; {LONGEST} are the most.")
    try:
        return _LINE.validate_python(name) if name else ""
    except ValidationError as error:
        why = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise AppraisalError(f"The name cannot be kept: {why}.") from None


def _names(store: Store, id: str) -> dict[int, str]:
    names: dict[int, str] = {}
    for event in store.events(id):
        if event.kind == VERSION_NAMED:
            names[event.payload["revision"]] = event.payload["name"]
    return {revision: name for revision, name in names.items() if name}
