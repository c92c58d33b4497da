"""What people judged: performances, swings, each member's own, and dissent."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from appraisal.model.base import Cited, Id, Line, Number, Text, Value
from appraisal.model.ranges import missing_level_problems, score_range_problems

Strength = Literal["strong", "moderate", "weak", "none"]
Swing = Annotated[Number, Field(ge=0, le=100)]


class Normal(Value):
    """A normal distribution of the level: mean and standard deviation in the criterion's unit."""

    normal: tuple[Number, Annotated[Number, Field(gt=0)]]


class Beta(Value):
    """A beta distribution over low to high (the whole scale where they are not given)."""

    beta: tuple[Annotated[Number, Field(gt=0)], Annotated[Number, Field(gt=0)]]


Distribution = Literal["triangular", "uniform", "exact"] | Normal | Beta


class Performance(Value):
    """How one option does on one criterion, with its range, its reason and its evidence.

    ``level``, ``low`` and ``high`` are in the criterion's own unit (0 to 100 on a judged scale).
    A level may be left out only where the strength of evidence is ``none``: it is then drawn over
    the stated range or the whole scale, and is never filled with a guess.
    """

    option: Id
    criterion: Id
    level: Number | None = None
    low: Number | None = None
    high: Number | None = None
    distribution: Distribution | None = None
    strength: Strength | None = None
    reason: Text = ""
    evidence: Cited = ()

    @model_validator(mode="after")
    def _range_holds_the_level(self) -> Performance:
        for problem in score_range_problems(self.level, self.low, self.high):
            raise ValueError(problem)
        return self

    @model_validator(mode="after")
    def _level_is_given_unless_no_evidence(self) -> Performance:
        for problem in missing_level_problems(self.level, self.strength):
            raise ValueError(problem)
        if self.level is None and self.distribution == "exact":
            raise ValueError("distribution exact needs a level")
        return self


class MemberPerformance(Value):
    """One member's own level for a cell, in the round in which it was given."""

    option: Id
    criterion: Id
    level: Number
    round: Annotated[int, Field(ge=1, le=1000)] = 1
    reason: Text = ""


class Member(Value):
    """One member's own judgements. The label is a role or a number, a name only by consent."""

    id: Id
    label: Line
    swings: dict[Id, Swing] = Field(default_factory=dict, max_length=100)
    performances: Annotated[tuple[MemberPerformance, ...], Field(max_length=5_000)] = ()


class Dissent(Value):
    """A view that the group did not share, kept in the member's own words."""

    by: Line
    about: Line
    text: Text


class TradeOff(Value):
    """The group's answer to one question that checks the weights, with the question as asked.

    The question carries its figures: once the swings move, it reads differently and the answer is
    known to be stale.
    """

    id: Id
    question: Text
    answer: Literal["agree", "disagree", "not_sure"]
    comment: Text = ""
