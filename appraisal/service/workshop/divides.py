"""Where the room disagrees most, and what agreeing would change."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.analysis.results import analyse
from appraisal.analysis.value_functions import value_score
from appraisal.model import Appraisal
from appraisal.model.workshop import Question
from appraisal.service.workshop.agreeing import with_agreed
from appraisal.service.workshop.callers import Caller
from appraisal.service.workshop.revealing import figures, room_appraisal
from appraisal.service.workshop.rights import require
from appraisal.service.workshop.spreads import Spread
from appraisal.store import Store

Leaders = tuple[str, ...]  # option ids; none where the appraisal is not complete yet


@dataclass(frozen=True)
class Divide:
    """One question on which the answers lie apart.

    Attributes
    ----------
    apart : float
        From lower to upper quartile, in value points (0 to 100): how far the middle half of the
        room is apart, so that one stray answer does not lead the list.
    leaders_at_low, leaders_at_high : tuple of option ids
        Who would lead if the lowest, or the highest, answer were agreed and all else stayed.
    """

    question: Question
    spread: Spread
    apart: float
    leaders_at_low: Leaders
    leaders_at_high: Leaders

    @property
    def could_change_leader(self) -> bool:
        """Whether it matters for the result what is agreed here."""
        return self.leaders_at_low != self.leaders_at_high


def dividing(store: Store, caller: Caller, workshop: str, *, most: int = 12) -> list[Divide]:
    """Return the questions of the last shown round on which the room is furthest apart, in order.

    Made from what the room is shown alone; a figure that is held back is not used.
    """
    require(caller, "dividing", workshop)
    shown = figures(store, caller, workshop)
    appraisal = room_appraisal(store, caller, workshop)
    found = [
        (Question.from_key(key), figure.spread)
        for key, figure in shown.by_question.items()
        if figure.spread is not None
    ]
    apart = sorted(
        ((_apart(appraisal, question, spread), question, spread) for question, spread in found),
        key=lambda each: (-each[0], each[1].key),
    )
    return [
        Divide(
            question=question,
            spread=spread,
            apart=points,
            leaders_at_low=leaders(appraisal, question, spread.low),
            leaders_at_high=leaders(appraisal, question, spread.high),
        )
        for points, question, spread in apart[:most]
    ]


def _apart(appraisal: Appraisal, question: Question, spread: Spread) -> float:
    low, high = spread.lower_quartile, spread.upper_quartile
    if question.option is None:
        return high - low
    scale = appraisal.criterion(question.criterion).scale
    return abs(value_score(scale, high) - value_score(scale, low))


def leaders(appraisal: Appraisal, question: Question, value: float) -> Leaders:
    """Return who would rank first if a value were agreed; nobody while something is missing."""
    tried = with_agreed(appraisal, question, value)
    return tuple(sorted(analyse(tried, draws=0).tied_first))
