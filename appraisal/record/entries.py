"""A document laid out as entries, each under a key of its own, so that a change names one entry."""

from __future__ import annotations

from typing import Any

from appraisal.model import Appraisal
from appraisal.record.form import text_keys

Key = tuple[str, ...]

# section -> what names a row. Where two rows may share the names, their turn is added: "1", "2" ...
ROWS: dict[str, tuple[str, ...]] = {
    "options": ("id",),
    "gates": ("id",),
    "gate_results": ("option", "gate"),
    "criteria": ("id",),
    "performances": ("option", "criterion"),
    "evidence": ("id",),
    "costs.lines": ("option", "item", "kind"),
    "members": ("id",),
    "dissent": ("by", "about"),
    "interests": ("by", "about"),
    "attendance": ("date",),
    "votes": ("words",),
}
_MAY_REPEAT = {"costs.lines", "dissent", "interests", "attendance", "votes"}

# section -> its named settings; none where the keys are the user's own
MAPPINGS: dict[str, tuple[str, ...]] = {
    "swings": (),
    "swing_reasons": (),
    "costs": ("base_year", "discount_rate", "horizon_years"),
    "report": ("exempt",),
    "report.sections": (),
}

_APART = {name.partition(".")[0] for name in (*ROWS, *MAPPINGS)} | {"format"}
# Notes are one entry: what is inside them is the user's own affair.
SINGLES = tuple(name for name in Appraisal.model_fields if name not in _APART)


def entries_of(appraisal: Appraisal) -> dict[str, dict[Key, Any]]:
    """Return every entry of an appraisal as plain data, by section and key, in order."""
    return document_entries(text_keys(appraisal.document()))


def document_entries(document: dict[str, Any]) -> dict[str, dict[Key, Any]]:
    """Return every entry of a plain document (text keys), by section and key, in order."""
    entries: dict[str, dict[Key, Any]] = {
        "appraisal": {(name,): document[name] for name in SINGLES if name in document}
    }
    for section, names in MAPPINGS.items():
        mapping = _at(document, section) or {}
        entries[section] = {(key,): mapping[key] for key in mapping if not names or key in names}
    for section, names in ROWS.items():
        rows = _at(document, section) or []
        keys = _keys(section, [[row[name] for name in names] for row in rows])
        entries[section] = dict(zip(keys, rows, strict=True))
    return entries


def document_of(entries: dict[str, dict[Key, Any]]) -> dict[str, Any]:
    """Return the plain document that these entries make, empty parts left out."""
    document: dict[str, Any] = {"format": "appraisal/1"}
    document |= {key[0]: value for key, value in entries["appraisal"].items()}
    for section in MAPPINGS:
        _put(document, section, {key[0]: value for key, value in entries[section].items()})
    for section in ROWS:
        _put(document, section, list(entries[section].values()))
    return document


def row_keys(appraisal: Appraisal, section: str) -> dict[Key, Any]:
    """Return the rows of a section as model values, by key, in order."""
    part: Any = appraisal
    for step in section.split("."):
        part = getattr(part, step)
    names = ROWS[section]
    keys = _keys(section, [[str(getattr(row, name)) for name in names] for row in part])
    return dict(zip(keys, part, strict=True))


def _keys(section: str, named: list[list[str]]) -> list[Key]:
    if section not in _MAY_REPEAT:
        return [tuple(names) for names in named]
    turns: dict[Key, int] = {}
    keys = []
    for names in named:
        turns[tuple(names)] = turn = turns.get(tuple(names), 0) + 1
        keys.append((*names, str(turn)))
    return keys


def _at(document: dict[str, Any], section: str) -> Any:
    part: Any = document
    for step in section.split("."):
        part = part.get(step, {})
    return part


def _put(document: dict[str, Any], section: str, value: Any) -> None:
    if not value:
        return
    *above, last = section.split(".")
    part = document
    for step in above:
        part = part.setdefault(step, {})
    part[last] = {**part[last], **value} if isinstance(part.get(last), dict) else value
