"""Small pure edits: an appraisal and a new value in, the appraisal as it then is out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from appraisal.model import Appraisal
from appraisal.model.base import Value

Row = dict[str, Any]
GONE: Any = object()  # what a place holds where its row was removed
MADE_BY_SETTING = ("performances", "gate_results", "trade_offs")  # rows that a first value makes


@dataclass(frozen=True)
class Accessor:
    """Where one value stands in an appraisal: how it is read, and how it is set.

    ``read`` gives ``GONE`` where the row that it belongs to was removed.
    """

    read: Callable[[Appraisal], Any]
    write: Callable[[Appraisal, Any], Appraisal]


def setting(field: str) -> Accessor:
    """Return the place of one plain field of the appraisal; empty means nothing."""
    return Accessor(
        lambda appraisal: getattr(appraisal, field),
        lambda appraisal, value: appraisal.changed(**{field: value}),
    )


def row_setting(section: str, key: Row, field: str) -> Accessor:
    """Return the place of one field of the row with this key.

    A score or a result is made by its first value. An empty value takes the field away; a row that
    holds nothing but its key goes too.
    """

    def read(appraisal: Appraisal) -> Any:
        row = found_row(appraisal, section, key)
        if row is None:
            return None if section in MADE_BY_SETTING else GONE
        return getattr(row, field)

    return Accessor(read, lambda appraisal, value: set_row(appraisal, section, key, {field: value}))


def or_empty(accessor: Accessor) -> Accessor:
    """Return a place whose missing value is an empty text, for a list that has words for none."""

    def read(appraisal: Appraisal) -> Any:
        value = accessor.read(appraisal)
        return "" if value is None else value

    return Accessor(read, accessor.write)


def found_row(appraisal: Appraisal, section: str, key: Row) -> Value | None:
    """Return the row with this key, or None."""
    rows: Iterable[Value] = getattr(appraisal, section)
    return next((row for row in rows if _has_key(row, key)), None)


def set_row(appraisal: Appraisal, section: str, key: Row, fields: Row) -> Appraisal:
    """Return the appraisal with these fields of one row set; empty ones are taken away."""
    rows: list[Value | Row] = list(getattr(appraisal, section))
    index = next((i for i, row in enumerate(rows) if _has_key(row, key)), None)
    row = _row(rows[index]) if index is not None else dict(key)
    for field, value in fields.items():
        if value in (None, "", [], ()):
            row.pop(field, None)
        else:
            row[field] = value
    keep = row.keys() - key.keys()
    changed = [*rows] if index is not None else [*rows, row]
    if index is not None:
        changed[index] = row
    if not keep and section in ("performances", "gate_results"):
        changed = [other for other in changed if not _has_key(other, key)]
    return appraisal.changed(**{section: changed})


def without_row(appraisal: Appraisal, section: str, key: Row) -> Appraisal:
    """Return the appraisal without the row with this key."""
    rows: Iterable[Value] = getattr(appraisal, section)
    return appraisal.changed(**{section: [row for row in rows if not _has_key(row, key)]})


def _row(row: Value | Row) -> Row:
    return row.document() if isinstance(row, Value) else row


def _has_key(row: Value | Row, key: Row) -> bool:
    values = vars(row) if isinstance(row, Value) else row
    return all(values.get(field) == value for field, value in key.items())


def entry_setting(section: str, key: str) -> Accessor:
    """Return the place of one entry of a mapping such as ``swings``; None takes it away."""

    def write(appraisal: Appraisal, value: Any) -> Appraisal:
        entries = dict(getattr(appraisal, section))
        if value is None or value == "":
            entries.pop(key, None)
        else:
            entries[key] = value
        return appraisal.changed(**{section: entries})

    return Accessor(lambda appraisal: getattr(appraisal, section).get(key), write)


def new_id(name: str, taken: Iterable[str], fallback: str) -> str:
    """Return an id made from a name that nobody has yet."""
    letters = "".join(c if c.isascii() and c.isalnum() else "_" for c in name.lower())
    base = letters.strip("_")[:30] or fallback
    if not base[0].isalpha():
        base = f"{fallback}_{base}"[:30]
    known, number, id = set(taken), 2, base
    while id in known:
        id, number = f"{base}_{number}", number + 1
    return id
