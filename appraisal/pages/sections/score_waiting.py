"""What is said of a score before its level is given: it waits here, and is saved with the level.

A strength, a reason or evidence without a level is no score, so the record has no place for it. A
person gives them in any order all the same, and tabs on before the level's own save has come back:
so their boxes stand open from the start, under the same keys before and after.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from appraisal.edits.accessors import Accessor, Row, found_row, or_empty, row_setting
from appraisal.edits.scores import left_open, range_let_go, score_key, with_level
from appraisal.model import Appraisal, Performance
from appraisal.pages.session import state
from appraisal.pages.widgets import binding, buttons, fields, notices
from appraisal.pages.widgets.binding import Target

KIND = "scores"
OVERTAKEN = "The level was given elsewhere meanwhile, so that this was not saved with it."


def waiting(option: str, criterion: str) -> Row:
    """Return what was said of a score that has no level yet, by field."""
    row = state.value(_name(option, criterion))
    return dict(row) if isinstance(row, dict) else {}


def level_accessor(option: str, criterion: str) -> Accessor:
    """Return how a level is read and set; with a first level goes what waited for it."""
    key = score_key(option, criterion)
    return Accessor(
        row_setting("performances", key, "level").read,
        lambda latest, level: with_level(latest, key, level, waiting(option, criterion)),
    )


def level_box(appraisal: Appraisal, option: str, criterion: str) -> fields.Box:
    """Return the level for a widget; with a first level goes what waited for it."""
    box = fields.record(
        appraisal,
        level_accessor(option, criterion),
        field_name(option, criterion, "level"),
        KIND,
        then=lambda: _drop_once_scored(option, criterion),
    )
    score = appraisal.performance(option, criterion)
    return replace(box, doubt=lambda level: range_let_go(score, level))


def said_box(appraisal: Appraisal, option: str, criterion: str, field: str) -> fields.Box:
    """Return a strength, a reason or evidence for a widget."""
    accessor = row_setting("performances", score_key(option, criterion), field)
    if field == "strength":  # its list has words for none
        accessor = or_empty(accessor)
    name = field_name(option, criterion, field)
    in_record = fields.record(appraisal, accessor, name, KIND)
    target = _OnceScored(in_record.target, option, criterion, field)
    return fields.Box(name, target.stored(), target)


def field_name(option: str, criterion: str, field: str) -> str:
    """Return what a box of a score is called."""
    return f"score:{criterion}:{option}:{field}"


def leave_open(option: str, criterion: str, button: str) -> None:
    """Leave the whole scale open, with what was said, as a button's ``on_click``."""
    key, row = score_key(option, criterion), waiting(option, criterion)
    if buttons.keep(button, KIND, lambda latest: left_open(latest, key, row)):
        _drop_once_scored(option, criterion)


def tell_overtaken(score: Performance) -> None:
    """Say beside its boxes what waited for a level that came without it, from elsewhere.

    What waited and was saved with the level, in the table of all, is let go of.
    """
    option, criterion = score.option, score.criterion
    for field, value in waiting(option, criterion).items():
        if binding.same(getattr(score, field), value):
            continue
        name = field_name(option, criterion, field)
        notices.keep_out(name, value, notices.in_words(value), OVERTAKEN)
        binding.draw_anew(name)
    state.forget(_name(option, criterion))


@dataclass(frozen=True)
class _OnceScored:
    """Keeps in the record once there is a score, and with this visitor until then."""

    in_record: Target
    option: str
    criterion: str
    field: str

    def stored(self) -> Any:
        stored = self.in_record.stored()
        row = waiting(self.option, self.criterion)
        return row.get(self.field, stored) if not _scored(self.option, self.criterion) else stored

    def keep(self, value: Any, seen: Any) -> str:
        if _scored(self.option, self.criterion):
            return self.in_record.keep(value, seen)
        row = waiting(self.option, self.criterion)
        row.pop(self.field, None)
        if not binding.same(value, None):
            row[self.field] = value
        state.put(_name(self.option, self.criterion), row)
        return ""


def _scored(option: str, criterion: str) -> bool:
    current = state.kept()
    key = score_key(option, criterion)
    return current is not None and found_row(current.appraisal, "performances", key) is not None


def _drop_once_scored(option: str, criterion: str) -> None:
    if _scored(option, criterion):
        state.forget(_name(option, criterion))


def _name(option: str, criterion: str) -> str:
    return f"waiting:{state.open_id()}:{option}:{criterion}"
