"""What differs between two appraisals, entry by entry, and the same put back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from appraisal.model import Appraisal
from appraisal.record.entries import MAPPINGS, ROWS, SINGLES, document_of, entries_of, row_keys
from appraisal.record.form import text_keys

Key = tuple[str, ...]
Entries = dict[str, dict[Key, Any]]
ORDER: Key = ("<order>",)  # the key of an edit that says in which order the rows of a section stand


class DoesNotFit(ValueError):
    """An edit that says an entry was one thing, when it was another."""


@dataclass(frozen=True)
class Edit:
    """One entry that changed.

    Attributes
    ----------
    section : str
        Part of the document, for example ``performances`` or ``costs.lines``.
    key : tuple of str
        Which entry, for example ``("trust", "workforce")``; :data:`ORDER` for the order of rows.
    before, after : plain data or None
        The entry as it was and as it is; None where there was or is none.
    """

    section: str
    key: Key
    before: Any
    after: Any

    def inverse(self) -> Edit:
        """Return the edit that takes this one back."""
        return Edit(self.section, self.key, self.after, self.before)

    def document(self) -> dict[str, Any]:
        """Return the edit as plain data."""
        return {
            "section": self.section,
            "key": list(self.key),
            "before": self.before,
            "after": self.after,
        }

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> Edit:
        """Return the edit that plain data describes."""
        return cls(
            document["section"], tuple(document["key"]), document["before"], document["after"]
        )


def inverse_of(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return the edits that take these back."""
    return tuple(edit.inverse() for edit in edits)


def edits_between(before: Appraisal, after: Appraisal) -> tuple[Edit, ...]:
    """Return what differs, one edit an entry, in the order of the file format.

    Applied to ``before`` they give ``after``; their inverses applied to ``after`` give ``before``,
    rows in order. Equal appraisals give none.
    """
    edits = list(_single_edits(before, after))
    for section, names in MAPPINGS.items():
        edits += _mapping_edits(section, names, before, after)
    for section in ROWS:
        edits += _row_edits(section, row_keys(before, section), row_keys(after, section))
    return tuple(edits)


def apply_edits(appraisal: Appraisal, edits: Iterable[Edit]) -> Appraisal:
    """Return the appraisal with the edits made.

    Raises
    ------
    DoesNotFit
        If an entry is not what its edit says it was.
    InvalidAppraisal
        If what comes out breaks a rule of the model.
    """
    entries = entries_of(appraisal)
    apply_to_entries(entries, edits)
    return Appraisal.from_document(document_of(entries))


def apply_to_entries(entries: Entries, edits: Iterable[Edit]) -> None:
    """Make the edits in place; the order of rows last."""
    edits = list(edits)
    for edit in edits:
        if edit.key != ORDER:
            _apply_one(entries[edit.section], edit)
    for edit in edits:
        if edit.key == ORDER:
            _reorder(entries, edit)


def _apply_one(rows: dict[Key, Any], edit: Edit) -> None:
    if rows.get(edit.key) != edit.before:
        where = ", ".join((edit.section, *edit.key))
        raise DoesNotFit(f"{where} was not what the change says it was")
    if edit.after is None:
        del rows[edit.key]
    else:
        rows[edit.key] = edit.after


def _reorder(entries: Entries, edit: Edit) -> None:
    rows = entries[edit.section]
    listed = [tuple(key) for key in edit.after]
    first = {key: rows[key] for key in listed if key in rows}
    entries[edit.section] = first | {key: row for key, row in rows.items() if key not in first}


def _single_edits(before: Appraisal, after: Appraisal) -> Iterator[Edit]:
    changed = [name for name in SINGLES if getattr(before, name) != getattr(after, name)]
    if changed:  # seldom, so that the cost of writing out the whole document is seldom paid
        old, new = text_keys(before.document()), text_keys(after.document())
        for name in changed:
            yield Edit("appraisal", (name,), old.get(name), new.get(name))


def _mapping_edits(
    section: str, names: tuple[str, ...], before: Appraisal, after: Appraisal
) -> Iterator[Edit]:
    old, new = _mapping(before, section, names), _mapping(after, section, names)
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            yield Edit(section, (key,), _shown(old.get(key)), _shown(new.get(key)))


def _mapping(appraisal: Appraisal, section: str, names: tuple[str, ...]) -> dict[str, Any]:
    part: Any = appraisal
    for step in section.split("."):
        part = getattr(part, step)
    if isinstance(part, dict):
        return part
    return {name: value for name in names if (value := _dumped(part, name)) is not None}


def _row_edits(section: str, old: dict[Key, Any], new: dict[Key, Any]) -> Iterator[Edit]:
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            yield Edit(section, key, _row(old.get(key)), _row(new.get(key)))
    if not (_stands(old, new) and _stands(new, old)):
        yield Edit(section, ORDER, [list(key) for key in old], [list(key) for key in new])


def _stands(old: dict[Key, Any], new: dict[Key, Any]) -> bool:
    """Return whether dropping what went and adding what came at the end gives the new order."""
    natural = [key for key in old if key in new] + [key for key in new if key not in old]
    return natural == list(new)


def _dumped(value: Any, name: str) -> Any:
    return value.model_dump(by_alias=True, exclude_defaults=True, include={name}).get(name)


def _row(value: Any) -> Any:
    return None if value is None else text_keys(value.document())


def _shown(value: Any) -> Any:
    """Return a single value as a document holds it: whole numbers without a point."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return text_keys(value)
