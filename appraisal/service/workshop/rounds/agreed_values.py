"""What was agreed on each question, kept in step with the record as agreements are taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from appraisal.record.agreements import agreements_of
from appraisal.record.events import Event
from appraisal.store import workshops
from appraisal.store.transaction import Transaction


def values_of(event: Event) -> dict[str, Any]:
    """Return question -> the value that an event made the group's own."""
    return {each["question"]: each["agreed"] for each in agreements_of(event)}


def values_before(event: Event, earlier: Iterable[Event]) -> dict[str, Any]:
    """Return what had been agreed on the same questions in the same round; None for nothing.

    ``earlier``: the changes before it that stand, the last first.
    """
    before: dict[str, Any] = dict.fromkeys(values_of(event))
    missing = set(before)
    for each in earlier:
        if not missing:
            break
        agreed = values_of(each)
        if agreed and _round_of(each) == _round_of(event):
            before |= {key: agreed[key] for key in missing & set(agreed)}
            missing -= set(agreed)
    return before


def _round_of(event: Event) -> tuple[Any, ...]:
    return event.payload["workshop"], event.round


def set_agreed(transaction: Transaction, event: Event, values: Mapping[str, Any]) -> None:
    """Show each value, or none, as agreed wherever the one of this event was shown."""
    workshop, round = _round_of(event)
    for question, value in values.items():
        if value is None:
            workshops.forget_agreed(transaction, workshop, round, question)
        else:
            workshops.agree(transaction, workshop, round, question, float(value))
    workshops.move(transaction, workshop)
