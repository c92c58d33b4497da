"""The options, and the must-haves that stand outside the sum."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from appraisal.model.base import Cited, Id, Line, Text, Value

COUNCIL = "council"
MustHaveOutcome = Literal["pass", "fail", "unknown"]


class Option(Value):
    """One way to run the service.

    ``in_gift_of`` names everyone whose consent it takes: ``council``, ``secretary_of_state``,
    ``partner`` or other words. ``variant_of`` names the option that a hybrid or sub-form grew from.
    """

    id: Id
    name: Line
    summary: Text = ""
    description: Text = ""
    in_gift_of: Annotated[tuple[Line, ...], Field(max_length=20)] = ()
    variant_of: Id | None = None

    def consents_outside_council(self) -> tuple[str, ...]:
        """Return whose consent is needed besides the council's own, in the order given."""
        return tuple(holder for holder in self.in_gift_of if holder != COUNCIL)


class MustHave(Value):
    """A must-have: passed, failed or not yet known. Never weighted."""

    id: Id
    name: Line
    question: Text = ""
    basis: Text = ""
    trap: Text = ""
    owner: Text = ""


class MustHaveResult(Value):
    """How one option stands against one must-have."""

    option: Id
    gate: Id
    result: MustHaveOutcome = "unknown"
    reason: Text = ""
    evidence: Cited = ()
