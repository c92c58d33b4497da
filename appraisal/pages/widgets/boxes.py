"""What a widget stands for, and where that is kept: in the record, or with this visitor."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from appraisal.edits import typed
from appraisal.edits.accessors import GONE, Accessor
from appraisal.errors import Fault, InvalidAppraisal
from appraisal.model import Appraisal
from appraisal.pages.session import state
from appraisal.pages.widgets import binding
from appraisal.pages.widgets.binding import Target


@dataclass(frozen=True)
class Box:
    """What a widget stands for: its field's name, the value as it is stored, and where it is kept.

    ``then`` is done after a change was kept or refused; ``doubt`` is asked before a value is kept.
    """

    field: str
    stored: Any
    target: Target
    then: Callable[[], None] | None = None
    doubt: Callable[[Any], str] = lambda value: ""

    @property
    def is_own(self) -> bool:
        """Return whether it is this visitor's alone, so that nothing of anybody's is replaced."""
        return isinstance(self.target, _InSession)


@dataclass(frozen=True)
class _InRecord:
    id: str | None
    kind: str
    place: Accessor

    def stored(self) -> Any:
        current = state.kept()
        if current is None or current.id != self.id:
            return GONE
        return self.place.read(current.appraisal)

    def keep(self, value: Any, seen: Any) -> str:
        def make(appraisal: Appraisal) -> Appraisal:
            if not binding.same(self.place.read(appraisal), seen):
                raise InvalidAppraisal([Fault((), binding.ELSEWHERE)])
            return self.place.write(appraisal, value)

        return state.refusal_of(self.kind, make)


@dataclass(frozen=True)
class _InSession:
    name: str
    default: Any

    def stored(self) -> Any:
        value = state.value(self.name)
        return self.default if value is None else value

    def keep(self, value: Any, seen: Any) -> str:
        state.put(self.name, value)
        return ""


def record(
    appraisal: Appraisal,
    accessor: Accessor,
    field: str,
    kind: str,
    then: Callable[[], None] | None = None,
) -> Box:
    """Return a value of the appraisal: each change of it is an event of this kind."""
    target = _InRecord(state.open_id(), kind, accessor)
    return Box(field, accessor.read(appraisal), target, then)


def unsaved(field: str, default: Any = None, then: Callable[[], None] | None = None) -> Box:
    """Return a value that is being made ready: kept while this visitor is here, not on record."""
    target = _InSession(f"kept:{state.open_id()}:{field}", default)
    return Box(f"unsaved:{field}", target.stored(), target, then)


def view(
    field: str, default: Any = None, then: Callable[[], None] | None = None, *, of_all: bool = False
) -> Box:
    """Return a choice of what a page shows; ``of_all`` for one that no single appraisal is of."""
    target = _InSession(f"kept:{'' if of_all else state.open_id()}:{field}", default)
    return Box(f"view:{field}", target.stored(), target, then)


def held(field: str, default: Any = None) -> Any:
    """Return what an ``unsaved`` box holds now.

    What the box itself holds comes first: a press on a button can come in one message with what was
    typed before it, and nothing says which of the two is looked at first.
    """
    box = unsaved(field, default)
    return binding.held(box.field, box.stored)


def held_number(field: str) -> float | None:
    """Return what an ``unsaved`` box for a number holds now; None where it holds none."""
    value = held(field)
    try:
        return typed.number_reader()(value) if isinstance(value, str) else value
    except ValueError:
        return None


def clear(fields: Iterable[str]) -> None:
    """Empty boxes of ``unsaved`` values, as what they held is on record now."""
    for field in fields:
        state.forget(f"kept:{state.open_id()}:{field}")
        binding.spend(f"unsaved:{field}")


def show(box: Box, value: Any) -> None:
    """Have a page show another choice from now on: what ``view`` returns is then this."""
    box.target.keep(value, box.stored)
