"""What divides a room, and what agreeing would change: from what the room is shown alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from appraisal.analysis.results import Results, analyse
from appraisal.analysis.scoring import ranks, sum_or_none, tied_first
from appraisal.analysis.spreads import Figures, Spread
from appraisal.analysis.value_functions import value_score
from appraisal.analysis.weights import weights_from_swings
from appraisal.model import Appraisal
from appraisal.model.workshop import Question, anchors_of, is_askable

Overall = Mapping[str, float | None]  # option id -> overall value; empty without weights
Leaders = tuple[str, ...]  # option ids; none where the appraisal is not complete yet


@dataclass(frozen=True)
class Divide:
    """One question on which the answers lie apart.

    Attributes
    ----------
    low, high : float
        The answers between which agreement may well lie: the quartiles; of few answers the band of
        the middle one, and one band more on either side where the answers are apart.
    leaders_at_low, leaders_at_high : tuple of option ids
        Who would lead if the one or the other were agreed and all else stayed.
    moves_lead : float or None
        By how many points of overall value the lead of whoever is first now would differ between
        the two; None where the appraisal is not complete.
    proposed : float or None
        What the round proposed.
    """

    question: Question
    spread: Spread
    low: float
    high: float
    leaders_at_low: Leaders
    leaders_at_high: Leaders
    moves_lead: float | None
    proposed: float | None = None

    @property
    def could_change_leader(self) -> bool:
        """Whether it matters for the result what is agreed here."""
        return self.leaders_at_low != self.leaders_at_high

    @property
    def is_open(self) -> bool:
        """Whether it is to be talked about: answers lie apart, or around another value."""
        return self.spread.together == "apart" or (
            self.proposed is not None and not self.spread.holds(self.proposed)
        )

    @property
    def suggested(self) -> float:
        """What may be agreed without a reason: what was proposed, or the middle of the answers."""
        if self.proposed is not None and self.spread.holds(self.proposed):
            return self.proposed
        return self.spread.centre


def divides_of(
    appraisal: Appraisal, shown: Figures, proposed: Mapping[str, float], most: int
) -> tuple[Divide, ...]:
    """Return the questions that divide the room, those that matter first, at most so many.

    ``shown``: what the room is shown of a round; ``proposed``: what the round proposed. A figure
    that is held back is not used.
    """
    spreads = [
        (Question.from_key(key), figure.spread)
        for key, figure in shown.by_question.items()
        if figure.spread is not None and is_askable(appraisal, Question.from_key(key))
    ]
    now = analyse(appraisal, draws=0)
    divides = [
        _divide(now, question, spread, proposed.get(question.key)) for question, spread in spreads
    ]
    return tuple(sorted(divides, key=lambda each: _order(appraisal, each))[:most])


def _divide(now: Results, question: Question, spread: Spread, proposed: float | None) -> Divide:
    low, high = between(now.appraisal, question, spread)
    at_low, at_high = (overall_if(now, question, value) for value in (low, high))
    leads = _lead(now, at_low), _lead(now, at_high)
    return Divide(
        question, spread, low, high, leaders(now, at_low), leaders(now, at_high),
        moves_lead=None if leads[0] is None or leads[1] is None else abs(leads[1] - leads[0]),
        proposed=proposed,
    )  # fmt: skip


def between(appraisal: Appraisal, question: Question, spread: Spread) -> tuple[float, float]:
    """Return the answers between which agreement may well lie, by what is shown alone."""
    if spread.quartiles is not None:
        return spread.quartiles
    low, high = spread.middle
    if spread.together == "apart":
        least, greatest = anchors_of(appraisal, question)
        low, high = max(least, low - (high - low)), min(greatest, high + (high - low))
    return low, high


def _order(appraisal: Appraisal, each: Divide) -> tuple[bool, bool, float, float, str]:
    """What is to be talked about first; what could change the leader, then what moves its lead."""
    return (
        not each.is_open, not each.could_change_leader, -(each.moves_lead or 0.0),
        -_apart(appraisal, each), each.question.key,
    )  # fmt: skip


def _apart(appraisal: Appraisal, each: Divide) -> float:
    """Return how far apart both ends lie, in value points (0 to 100)."""
    if each.question.option is None:
        return each.high - each.low
    scale = appraisal.criterion(each.question.criterion).scale
    return abs(value_score(scale, each.high) - value_score(scale, each.low))


def leaders(now: Results, overall: Overall) -> Leaders:
    """Return who would rank first with these overall values; nobody while something is missing."""
    return tuple(sorted(tied_first(ranks(overall, now.eligible)))) if overall else ()


def _lead(now: Results, overall: Overall) -> float | None:
    """Return by how much whoever is first now would lead with these overall values, in points.

    None where it is not known, or there is nobody to lead before.
    """
    known = {id: value for id in now.eligible if (value := overall.get(id)) is not None}
    first = next((id for id in now.by_overall_value() if id in known), None)
    if first is None or len(known) < 2:
        return None
    return known[first] - max(value for id, value in known.items() if id != first)


def overall_if(now: Results, question: Question, value: float) -> Overall:
    """Return every option's overall value if a value were agreed and all else stayed.

    The same as analysing the changed appraisal, without checking all of it anew for each question.
    """
    weights = _weights(now.appraisal, question, value)
    if weights is None:
        return {}
    scores = {option: dict(row) for option, row in now.scores.value_scores.items()}
    if question.option is not None:
        scale = now.appraisal.criterion(question.criterion).scale
        scores[question.option][question.criterion] = value_score(scale, value)
    return {
        option: sum_or_none(None if v is None else weights[id] * v for id, v in row.items())
        for option, row in scores.items()
    }


def _weights(appraisal: Appraisal, question: Question, value: float) -> dict[str, float] | None:
    swings = dict(appraisal.swings)
    if question.option is None:
        swings[question.criterion] = value
    counted = {c.id: swings[c.id] for c in appraisal.benefit_criteria() if c.id in swings}
    if len(counted) < len(appraisal.benefit_criteria()) or not any(counted.values()):
        return None
    return weights_from_swings(counted)
