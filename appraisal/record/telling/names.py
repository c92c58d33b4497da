"""What things were called at a time: an act is told in the names that stood when it was done."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from appraisal.model import Appraisal
from appraisal.record.changes import ORDER, Edit
from appraisal.record.events import Event
from appraisal.record.form import plain
from appraisal.record.kinds import BEGINNINGS, CHANGES, VERSION_NAMED

_CALLED = {"options": "name", "gates": "name", "criteria": "name", "evidence": "finding"}
_GONE = {
    "options": "an option no longer here",
    "gates": "a must-have no longer here",
    "criteria": "a criterion no longer here",
    "evidence": "a finding no longer here",
}


@dataclass(frozen=True)
class Names:
    """Names by section and id, the unit of each criterion, and the names of versions.

    Attributes
    ----------
    called : mapping of section to mapping of id to name
        Of options, must-haves (``gates``), criteria, and findings (``evidence``).
    units : mapping of criterion id to unit or None
    versions : mapping of revision to name
    """

    called: Mapping[str, Mapping[str, str]]
    units: Mapping[str, str | None]
    versions: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, appraisal: Appraisal) -> Names:
        """Return the names in an appraisal."""
        called = {
            section: {row.id: getattr(row, name) for row in getattr(appraisal, section)}
            for section, name in _CALLED.items()
        }
        return cls(called, {each.id: each.scale.unit for each in appraisal.criteria})

    @classmethod
    def of_document(cls, document: dict[str, Any]) -> Names:
        """Return the names in a plain document."""
        called = {
            section: {row["id"]: row[name] for row in document.get(section, ())}
            for section, name in _CALLED.items()
        }
        return cls(called, {row["id"]: _unit(row) for row in document["criteria"]})

    def name(self, section: str, id: str) -> str:
        """Return what something was called; words for it where it is not known any more."""
        return self.called[section].get(id, _GONE[section])

    def known(self, id: str) -> str | None:
        """Return the name of a criterion or an option with this id, if there is one."""
        return self.called["criteria"].get(id) or self.called["options"].get(id)

    def after(self, event: Event) -> Names:
        """Return the names once an event was done."""
        if event.kind in BEGINNINGS:
            return Names.of_document(plain(event.payload["document"]))
        if event.kind == VERSION_NAMED:
            return self._with_version(event.payload["revision"], event.payload["name"])
        if event.kind not in CHANGES:
            return self
        naming = [edit for edit in event.payload["edits"] if edit["section"] in _CALLED]
        return self.edited(Edit.from_document(plain(edit)) for edit in naming)

    def edited(self, edits: Iterable[Edit]) -> Names:
        """Return the names once these edits were made."""
        called, units = dict(self.called), dict(self.units)
        new: dict[str, dict[str, str]] = {}
        for edit in edits:
            if edit.section not in _CALLED or edit.key == ORDER:
                continue
            rows = new.setdefault(edit.section, dict(called[edit.section]))
            _put(rows, edit, _CALLED[edit.section])
            if edit.section == "criteria":
                units[edit.key[0]] = _unit(edit.after or {})
        return replace(self, called={**called, **new}, units=units) if new else self

    def beside(self, later: Names) -> Names:
        """Return these names, and those of a later time for what was not there yet."""
        if later.called is self.called:
            return self
        called = {
            section: ChainMap(dict(self.called[section]), dict(later.called[section]))
            for section in _CALLED
        }
        return replace(self, called=called)

    def _with_version(self, revision: int, name: str) -> Names:
        rest = {known: label for known, label in self.versions.items() if known != revision}
        return replace(self, versions={**rest, revision: name} if name else rest)


NO_NAMES = Names({section: {} for section in _CALLED}, {})


def _put(rows: dict[str, str], edit: Edit, name: str) -> None:
    if edit.after is None:
        rows.pop(edit.key[0], None)
    else:
        rows[edit.key[0]] = edit.after[name]


def _unit(row: dict[str, Any]) -> str | None:
    unit: str | None = row.get("scale", {}).get("unit")
    return unit
