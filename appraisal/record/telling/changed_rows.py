"""An edit as rows of a table: what it is about, what it was before and what it is after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from appraisal.record.changes import ORDER, Edit
from appraisal.record.telling import values as said
from appraisal.record.telling.excerpts import changed, written
from appraisal.record.telling.field_names import (
    FIELDS,
    IN_CONFIDENCE,
    KEY,
    Field,
    default,
)
from appraisal.record.telling.names import Names
from appraisal.record.telling.parts import SECTIONS, RecordSection, part_of
from appraisal.record.telling.values import NOTHING, Side, quoted

CONFIDENTIAL = "kept in confidence"
CHECKS = "criteria_checks"  # the note in which the Criteria page keeps the answers to its checks
_Leaf = tuple[Field, str, Any]  # the field, its label, its value


@dataclass(frozen=True)
class Row:
    """One thing that changed, in words.

    Attributes
    ----------
    part : str
        One of ``sections.PARTS``.
    of : str
        The entry it belongs to, for example ``Trust on Workforce``; empty for a setting.
    label : str
        Which of its fields, for example ``level``; empty for what the entry is mainly about.
    before, after : str
        In words, whole; ``nothing`` where there was or is none.
    change : str
        Before and after in a phrase for one line, for example ``40 to 55 points``.
    """

    part: str
    of: str
    label: str
    before: str
    after: str
    change: str

    @property
    def what(self) -> str:
        """What changed, for the first column of a table."""
        words = f"{self.of}: {self.label}" if self.of and self.label else self.of or self.label
        return words[:1].upper() + words[1:]

    @property
    def place(self) -> str:
        """What changed, within a sentence."""
        return f"{self.of}, {self.label}" if self.of and self.label else self.of or self.label


def rows_of(edits: Iterable[Edit], before: Names, after: Names) -> list[Row]:
    """Return what edits changed, a row each field, under the names of before and of after.

    Members' own answers are one row that tells none of them.
    """
    rows: list[Row] = []
    members = 0
    for edit in expanded(edits):
        if edit.section == "members":
            members += edit.key != ORDER
        else:
            rows += edit_rows(edit, before, after)
    return [*rows, _of_members(members)] if members else rows


def edit_rows(edit: Edit, before: Names, after: Names) -> list[Row]:
    """Return what one edit changed, a row each field."""
    section, both = SECTIONS[edit.section], before.beside(after)
    if edit.key == ORDER:
        return [_order_row(edit, section, before, after)]
    part, of = part_of(edit.section, edit.key), section.of(both, edit.key)
    if not section.is_rows:
        return [_setting_row(edit, section, part, of, before, after)]
    fill = section.always_there or None not in (edit.before, edit.after)
    old, new = (dict(_leaves(section.model, row or {}, fill)) for row in (edit.before, edit.after))
    sides = Side(before, edit.before or _key_row(edit)), Side(after, edit.after or _key_row(edit))
    return [
        _row(part, of, (old.get(path), new.get(path)), sides)
        for path in dict.fromkeys((*old, *new))
        if _value(old.get(path)) != _value(new.get(path))
    ]


def expanded(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield the edits, those of answers to checks and of notes in as many as they hold."""
    for edit in edits:
        if (edit.section, edit.key) == ("appraisal", ("trade_offs",)):
            yield from _checks(edit)
        elif (edit.section, edit.key) == ("appraisal", ("notes",)):
            yield from _notes(edit)
        else:
            yield edit


def _checks(edit: Edit) -> Iterator[Edit]:
    old, new = ({row["id"]: row for row in side or ()} for side in (edit.before, edit.after))
    for id in dict.fromkeys((*old, *new)):
        if old.get(id) != new.get(id):
            row = new.get(id) or old[id]
            yield Edit("trade_offs", (id, row["question"]), old.get(id), new.get(id))


def _notes(edit: Edit) -> Iterator[Edit]:
    old, new = edit.before or {}, edit.after or {}
    yield from _entries("checks", _answers(old), _answers(new))
    yield from _entries("notes", _others(old), _others(new))


def _answers(notes: dict[str, Any]) -> dict[str, Any]:
    answers = notes.get(CHECKS)
    return answers if isinstance(answers, dict) else {}


def _others(notes: dict[str, Any]) -> dict[str, Any]:
    own = _answers(notes)
    return {key: value for key, value in notes.items() if value is not own}


def _entries(section: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Edit]:
    for key in dict.fromkeys((*old, *new)):
        if (key in old, old.get(key)) != (key in new, new.get(key)):
            yield Edit(section, (key,), old.get(key), new.get(key))


def _key_row(edit: Edit) -> dict[str, Any]:
    """Return what the key of a row that is not there says: its criterion gives the unit."""
    return {"criterion": edit.key[1]} if edit.section == "performances" else {}


def _leaves(model: str, row: dict[str, Any], fill: bool) -> Iterator[tuple[tuple[str, ...], _Leaf]]:
    """Yield every field of a row by its path; ``fill`` puts in what a document leaves out."""
    for name, field in FIELDS[model].items():
        if field in (KEY, IN_CONFIDENCE):
            continue
        if field.inner:
            yield from _leaves(field.inner, row.get(name, {}), fill)
            continue
        value = row.get(name, default(model, name) if fill else None)
        if field.each:
            for key, item in (value or {}).items():
                yield (model, name, key), (field, field.each(key), item)
        else:
            yield (model, name), (field, field.label, value)


def _value(leaf: _Leaf | None) -> Any:
    return None if leaf is None or leaf[2] in ("", [], {}) else leaf[2]


def _row(
    part: str, of: str, leaves: tuple[_Leaf | None, _Leaf | None], sides: tuple[Side, Side]
) -> Row:
    field, label = (leaves[1] or leaves[0] or (KEY, ""))[:2]
    return _made(part, of, label, field, tuple(map(_value, leaves)), sides)


def _setting_row(
    edit: Edit, section: RecordSection, part: str, of: str, before: Names, after: Names
) -> Row:
    name = section.field or edit.key[0]
    field = FIELDS[section.model][name]
    label = field.each(edit.key[0]) if field.each else field.label
    missing = None if section.field else default(section.model, name)
    values = tuple(missing if value is None else value for value in (edit.before, edit.after))
    return _made(part, of, label, field, values, (Side(before, {}), Side(after, {})))


def _made(
    part: str,
    of: str,
    label: str,
    field: Field,
    values: tuple[Any, ...],
    sides: tuple[Side, Side],
) -> Row:
    old, new = (
        NOTHING if value in (None, "", [], {}) else field.say(value, side)
        for value, side in zip(values, sides, strict=True)
    )
    change = written if field.prose else changed
    return Row(part, of, label, old, new, change(old, new, is_figure=field.say is not said.text))


def _order_row(edit: Edit, section: RecordSection, before: Names, after: Names) -> Row:
    names = before.beside(after), after.beside(before)
    old, new = (
        quoted([section.of(own, tuple(key)).strip("‘’") for key in keys or ()])
        for own, keys in zip(names, (edit.before, edit.after), strict=True)
    )
    return Row(section.part, "", f"order of the {section.nouns}", old, new, "changed")


def _of_members(count: int) -> Row:
    whose = "one member" if count == 1 else f"{count} members"
    label = f"own answers of {whose}"
    return Row("Workshop", "", label, CONFIDENTIAL, CONFIDENTIAL, "taken in")
