"""What a record tells of its workshops, for their minutes: rounds, and what was agreed in each.

Nothing here says how anybody answered: a record holds the group's figures alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from appraisal.record.agreements import agreements_of
from appraisal.record.events import Event
from appraisal.record.form import plain


@dataclass(frozen=True)
class Agreed:
    """What the group agreed on one question.

    Attributes
    ----------
    question : str
        Its key, such as ``level:workforce:trust``.
    value : float
    proposed : float or None
        What the round proposed.
    middle : tuple of float, or None
        The ends of the band that the middle answer lies in, the answer twice from eight on; None
        where it was not shown.
    why : str
        Why it is another value than the middle one; mostly empty.
    """

    question: str
    value: float
    proposed: float | None
    middle: tuple[float, float] | None
    why: str


@dataclass(frozen=True)
class RoundHeld:
    """One round: what was asked, how many answered, what came of it, and what was agreed.

    ``called_off`` says why it was not shown; ``members`` is None until it was.
    """

    number: int
    at_utc: str
    questions: tuple[str, ...]
    members: int | None = None
    called_off: str = ""
    agreed: tuple[Agreed, ...] = ()


@dataclass(frozen=True)
class WorkshopHeld:
    """One workshop, from its opening to its end; ``ended_utc`` is empty while it is under way."""

    opened_utc: str
    ended_utc: str = ""
    rounds: tuple[RoundHeld, ...] = ()


@dataclass
class _Making:
    """A workshop and its rounds as they are read off the record."""

    workshop: WorkshopHeld
    rounds: dict[int, RoundHeld] = field(default_factory=dict)
    proposed: dict[int, dict[str, float]] = field(default_factory=dict)
    agreed: dict[int, dict[str, Agreed]] = field(default_factory=dict)

    def whole(self) -> WorkshopHeld:
        """The workshop with its rounds, and with what was agreed in each in the order asked."""
        rounds = [
            replace(each, agreed=self._in_order(number, each))
            for number, each in sorted(self.rounds.items())
        ]
        return replace(self.workshop, rounds=tuple(rounds))

    def _in_order(self, number: int, each: RoundHeld) -> tuple[Agreed, ...]:
        agreed = self.agreed.get(number, {})
        return tuple(agreed[key] for key in each.questions if key in agreed)


def workshops_held(events: Iterable[Event]) -> tuple[WorkshopHeld, ...]:
    """Return the workshops of a record, the first first, without what was undone."""
    every = list(events)
    taken_back = _taken_back(every)
    by_workshop: dict[str, _Making] = {}
    for event in every:
        id = event.payload.get("workshop")
        if id is None:
            continue
        if event.kind == "convened":
            by_workshop[id] = _Making(WorkshopHeld(event.at_utc))
        if id in by_workshop and event.seq not in taken_back:
            _add(by_workshop[id], event)
    return tuple(each.whole() for each in by_workshop.values())


def _taken_back(events: list[Event]) -> set[int]:
    """Return the ``seq`` of every event that stands undone at the end."""
    undone: set[int] = set()
    for event in events:
        if event.kind == "undo":
            undone.add(event.payload["of"])
        elif event.kind == "redo":
            undone.discard(event.payload["of"])
    return undone


def _add(making: _Making, event: Event) -> None:
    payload: dict[str, Any] = plain(event.payload)
    number = event.round or 0
    if event.kind == "opened":
        making.rounds[number] = RoundHeld(number, event.at_utc, tuple(payload["questions"]))
        making.proposed[number] = payload.get("proposed", {})
    elif event.kind == "revealed" and number in making.rounds:
        making.rounds[number] = replace(making.rounds[number], members=payload["members"])
    elif event.kind == "called_off" and number in making.rounds:
        making.rounds[number] = replace(making.rounds[number], called_off=payload["why"])
    elif event.kind in ("ended", "members") and "rounds" in payload:
        making.workshop = replace(making.workshop, ended_utc=event.at_utc)
    elif event.kind == "resumed":
        making.workshop = replace(making.workshop, ended_utc="")
    for each in agreements_of(event):
        making.agreed.setdefault(number, {})[each["question"]] = Agreed(
            each["question"],
            float(each["agreed"]),
            making.proposed.get(number, {}).get(each["question"]),
            None if each["middle"] is None else (each["middle"][0], each["middle"][1]),
            each["why"],
        )
