"""What was agreed on each question, kept in step with the record as agreements are taken back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from appraisal.record.events import Event
from appraisal.store import workshops
from appraisal.store.transaction import Transaction

AGREED = "agreed"  # in the payload of an event by which the group's own value was set


def agreed_before(event: Event, earlier: Iterable[Event]) -> Any:
    """Return what had been agreed on the same question in the same round; None if nothing.

    ``earlier``: the changes before it that stand, the last first.
    """
    return next(
        (
            each.payload[AGREED]
            for each in earlier
            if AGREED in each.payload and _question(each) == _question(event)
        ),
        None,
    )


def _question(event: Event) -> tuple[Any, ...]:
    return event.payload["workshop"], event.round, event.payload["question"]


def set_agreed(transaction: Transaction, event: Event, value: Any) -> None:
    """Show a value, or none, as agreed wherever the one of this event was shown."""
    workshop, round, question = _question(event)
    if value is None:
        workshops.forget_agreed(transaction, workshop, round, question)
    else:
        workshops.agree(transaction, workshop, round, question, float(value))
    workshops.move(transaction, workshop)
