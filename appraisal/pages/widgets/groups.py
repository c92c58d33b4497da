"""Boxes that make sense only together: the two ends of a range, the parts of a scale.

Each is kept as it is typed. As soon as all of them together are a whole they are saved, as one
event; until then what is on record stays, and the page says what is still missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from appraisal.edits.accessors import GONE
from appraisal.errors import Fault, InvalidAppraisal
from appraisal.model import Appraisal
from appraisal.pages.escaping import plain
from appraisal.pages.session import state
from appraisal.pages.widgets import binding, fields, notices

Values = dict[str, Any]


@dataclass(frozen=True)
class BoxGroup:
    """Values that are saved together.

    Attributes
    ----------
    name : str
        Of the group; its boxes are called after it.
    kind : str
        The kind of change it is in the record.
    read : function of an appraisal to the values by name, or ``GONE``
    write : function of an appraisal and all the values to the appraisal
        Raises ``InvalidAppraisal`` where they are not a whole.
    """

    name: str
    kind: str
    read: Callable[[Appraisal], Any]
    write: Callable[[Appraisal, Values], Appraisal]


@dataclass(frozen=True)
class _Draft:
    """What was typed and is not on record yet, and what was on record as it was begun."""

    base: Values
    typed: Values


def values(group: BoxGroup, appraisal: Appraisal) -> Values:
    """Return the values as the page shows them: on record, but for what waits to be whole."""
    base: Values = group.read(appraisal)
    draft = _draft(group)
    if draft is None:
        return dict(base)
    if draft.base != base:  # somebody else changed them: what waits no longer fits
        _drop(group)
        notices.refuse(group.name, binding.ELSEWHERE)
        return dict(base)
    return {**base, **draft.typed}


def box(group: BoxGroup, appraisal: Appraisal, name: str) -> fields.Box:
    """Return one value of a group, for a widget."""
    value = values(group, appraisal)[name]
    target = _InGroup(state.open_id(), group, name)
    return fields.Box(f"unsaved:{group.name}:{name}", value, target)


def show_state(group: BoxGroup) -> None:
    """Say what of a group is not saved yet, and let it be put back to what is on record."""
    notice = notices.of(group.name)
    notices.was_seen(group.name)
    if _draft(group) is None:
        if notice:
            st.warning(f"Not saved. {plain(notice.refused)}", icon=":material/warning:")
        return
    why = plain(notice.refused) if notice else ""
    st.warning(f"Not saved yet. {why}", icon=":material/edit:")
    st.button("Put back what is on record", key=f"{group.name}:back", on_click=_drop, args=(group,))


@dataclass(frozen=True)
class _InGroup:
    id: str | None
    group: BoxGroup
    name: str

    def stored(self) -> Any:
        current = state.kept()
        if current is None or current.id != self.id or self.group.read(current.appraisal) is GONE:
            return GONE
        return values(self.group, current.appraisal)[self.name]

    def keep(self, value: Any, seen: Any) -> str:
        current = state.kept()
        if current is None:
            return "No appraisal is open."
        base: Values = self.group.read(current.appraisal)
        whole = {**values(self.group, current.appraisal), self.name: value}
        typed = {name: whole[name] for name in whole if not binding.same(whole[name], base[name])}
        _drop(self.group)
        if not typed:
            return ""
        state.put(_name(self.group), _Draft(base, typed))
        _save(self.group, base, whole)
        return ""


def _save(group: BoxGroup, base: Mapping[str, Any], whole: Values) -> None:
    """Save a group if it is whole; say what is missing if not."""

    def make(appraisal: Appraisal) -> Appraisal:
        if group.read(appraisal) != base:
            raise InvalidAppraisal([Fault((), binding.ELSEWHERE)])
        return group.write(appraisal, whole)

    refused = state.refusal_of(group.kind, make)
    if refused:
        notices.refuse(group.name, refused, stays=True)
    else:
        _drop(group)


def _draft(group: BoxGroup) -> _Draft | None:
    draft = state.value(_name(group))
    return draft if isinstance(draft, _Draft) else None


def _drop(group: BoxGroup) -> None:
    state.forget(_name(group))
    notices.forget(group.name)


def _name(group: BoxGroup) -> str:
    return f"draft:{state.open_id()}:{group.name}"
