"""The meeting at which an appraisal was decided on: who was there, interests, and votes."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Literal

from pydantic import Field, model_validator

from appraisal.model.base import Date, Line, Text, Value

InterestKind = Literal["pecuniary", "other_registrable", "non_registrable"]
InterestOutcome = Literal["left_out", "dispensation"]
BallotChoice = Literal["for", "against", "abstain"]
Count = Annotated[int, Field(ge=0, le=10_000)]


class DeclaredInterest(Value):
    """An interest that somebody declared, and what became of it.

    The kinds are those of the Local Government Association's model code of conduct (2020).
    ``about`` is a criterion's id, or a few words such as "the whole decision".
    """

    by: Line
    kind: InterestKind
    about: Line
    text: Text
    outcome: InterestOutcome = "left_out"


class Attendance(Value):
    """Who was at a meeting, as its minutes name them; of several on one day, all together.

    ``quorum``: how many members must be there for a decision.
    """

    date: Date
    present: Annotated[tuple[Line, ...], Field(max_length=500)] = ()
    apologies: Annotated[tuple[Line, ...], Field(max_length=500)] = ()
    quorum: Count | None = None


class NamedVote(Value):
    """How one person voted, where a vote was held by name."""

    name: Line
    vote: BallotChoice


class Vote(Value):
    """A vote and its outcome; of a secret one the three counts alone.

    ``words`` is what was voted on, as it was put to the members.
    """

    words: Text
    date: Date
    votes_for: Count
    votes_against: Count
    abstained: Count
    by_name: Annotated[tuple[NamedVote, ...], Field(max_length=500)] = ()

    @model_validator(mode="after")
    def _counts_are_those_of_the_names(self) -> Vote:
        counts = Counter[str](each.vote for each in self.by_name)
        own = {"for": self.votes_for, "against": self.votes_against, "abstain": self.abstained}
        if self.by_name and any(counts[choice] != count for choice, count in own.items()):
            raise ValueError("the votes by name do not add up to the counts given")
        return self
