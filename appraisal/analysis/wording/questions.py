"""A question of a workshop in words, and the values it takes: the same on phone, desk and paper."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.analysis.wording.figures import level
from appraisal.analysis.wording.scales import ends_of_scale
from appraisal.model import Appraisal, Evidence
from appraisal.model.workshop import Question, range_of

_OPEN = 1e14  # an answer may lie this far out only where the scale goes on for ever


@dataclass(frozen=True)
class Words:
    """One question in words.

    Attributes
    ----------
    title, name : str
        The whole question, and a short name for a list, with users' words as they wrote them.
    worst, best : float
        The answers at the worst and the best end of the scale.
    at_worst, at_best : str
        What those mean.
    unit : str or None
        The unit of the answer.
    low, high : float or None
        The least and the greatest answer; None where there is none.
    step : float
        What one press of plus or minus adds.
    """

    title: str
    name: str
    worst: float
    best: float
    at_worst: str
    at_best: str
    unit: str | None
    low: float | None
    high: float | None
    step: float

    def said(self, value: float) -> str:
        """Return an answer with its unit."""
        return level(value, self.unit)


def words_of(appraisal: Appraisal, question: Question) -> Words:
    """Return a question in words."""
    return _swing(appraisal, question) if question.option is None else _level(appraisal, question)


def _swing(appraisal: Appraisal, question: Question) -> Words:
    criterion = appraisal.criterion(question.criterion)
    return Words(
        title=f"{criterion.name}: how much is it worth to go from the worst end to the best end?",
        name=f"Worth of {criterion.name}",
        worst=0.0,
        best=100.0,
        at_worst="It does not matter here.",
        at_best="The improvement you would buy first.",
        unit=None,
        low=0.0,
        high=100.0,
        step=1.0,
    )


def _level(appraisal: Appraisal, question: Question) -> Words:
    criterion = appraisal.criterion(question.criterion)
    option = appraisal.option(str(question.option))
    worst, best = ends_of_scale(criterion)
    low, high = range_of(appraisal, question)
    span = abs(criterion.scale.best - criterion.scale.worst)
    return Words(
        title=f"{option.name}: how would it do on {criterion.name}?",
        name=f"{criterion.name}: {option.name}",
        worst=criterion.scale.worst,
        best=criterion.scale.best,
        at_worst=worst,
        at_best=best,
        unit=criterion.scale.unit,
        low=None if low < -_OPEN else low,
        high=None if high > _OPEN else high,
        step=1.0 if span >= 10 else 0.1 if span >= 1 else 0.01,
    )


def evidence_for(appraisal: Appraisal, question: Question) -> list[Evidence]:
    """Return the findings that bear on a question: on its cell, or on its criterion for a swing."""
    return [
        item
        for item in appraisal.evidence
        if item.criterion == question.criterion and question.option in (None, item.option)
    ]
