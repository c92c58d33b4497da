"""What a question's page shows: plain values for its template, without markup."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from appraisal.analysis.wording.evidence import source_words, weight_words
from appraisal.analysis.wording.questions import Words, evidence_for, words_of
from appraisal.analysis.wording.scales import ends_of_scale, place_in_words
from appraisal.model import Appraisal, Criterion, Evidence
from appraisal.service.workshop import Asked, Mine
from appraisal.web.phone.posted import Faulty, shown_value
from appraisal.web.phone.sheet import MOST, QuestionPage, moved_first

_FINDINGS = 3  # of each option, so that a page stays one that is read
_JUDGED_STEP = 5.0  # what one press adds where a scale is judged, not measured


@dataclass(frozen=True)
class Known:
    """A finding, as a member reads it."""

    finding: str
    source: str
    weight: str


@dataclass(frozen=True)
class Card:
    """One answer's controls: what is asked, what is saved, and what there is to know.

    Attributes
    ----------
    value, none, reason : str, bool, str
        What its boxes show: what is saved, or what was given and refused.
    had, had_none, had_reason : str, bool, str
        What is saved; a form sends it back, so that only a change is one.
    state : str
        What is saved, in words; empty where nothing is.
    at_ms : int
        When it was saved; 0 where nothing is.
    problem : str
        Why what was typed was not taken.
    proposed, proposal, because : str
        The value that the officers propose, for the box and in words, and their reason; empty where
        the round proposes none.
    """

    key: str
    name: str
    label: str
    unit: str
    step: str
    low: str
    high: str
    value: str
    none: bool
    had: str
    had_none: bool
    reason: str
    had_reason: str
    state: str
    at_ms: int
    is_sealed: bool
    about: str
    known: tuple[Known, ...]
    more_known: int
    problem: str = ""
    proposed: str = ""
    proposal: str = ""
    because: str = ""


@dataclass(frozen=True)
class Choice:
    """One improvement among those of which one would come first."""

    key: str
    name: str
    worst: str
    best: str
    is_answered: bool
    is_chosen: bool


def cards_of(
    appraisal: Appraisal, page: QuestionPage, faulty: Mapping[str, Faulty]
) -> tuple[Card, ...]:
    """Return a card for each answer of a page."""
    return tuple(_card(appraisal, each, faulty.get(each.question.key)) for each in page.asked)


def _card(appraisal: Appraisal, asked: Asked, faulty: Faulty | None) -> Card:
    question, own = asked.question, asked.own
    words = words_of(appraisal, question)
    option = appraisal.option(question.option) if question.option else None
    criterion = appraisal.criterion(question.criterion)
    findings = evidence_for(appraisal, question)
    had = shown_value(own.value) if own else ""
    none = own is not None and own.value is None
    had_reason = own.reason if own else ""
    return Card(
        key=question.key,
        name=option.name if option else f"Worth of {criterion.name}",
        label=f"Your answer for {option.name if option else criterion.name}",
        unit=words.unit or "points",
        step=shown_value(_step(words)),
        low=shown_value(words.low), high=shown_value(words.high),
        value=faulty.typed if faulty else had, none=faulty.none if faulty else none,
        had=had, had_none=none,
        reason=faulty.reason if faulty else had_reason, had_reason=had_reason,
        state=saved_words(asked, words), at_ms=own.at_ms if own else 0, is_sealed=asked.sealed,
        about=option.description if option else "",
        known=tuple(_known(item) for item in findings[:_FINDINGS]),
        more_known=max(0, len(findings) - _FINDINGS),
        problem=faulty.problem if faulty else "",
        proposed=shown_value(asked.proposed),
        proposal="" if asked.proposed is None else words.said(asked.proposed),
        because=_because(appraisal, asked),
    )  # fmt: skip


def _because(appraisal: Appraisal, asked: Asked) -> str:
    """Return the reason of the score that is proposed; none if the score is another by now."""
    cell = appraisal.cells().get((asked.question.option or "", asked.question.criterion))
    return cell.reason if cell is not None and cell.level == asked.proposed else ""


def _step(words: Words) -> float:
    return words.step if words.unit else _JUDGED_STEP


def _known(item: Evidence) -> Known:
    return Known(item.finding, source_words(item), weight_words(item))


def saved_words(asked: Asked, words: Words) -> str:
    """Return what is saved of an answer, in words; nothing where nothing is."""
    if asked.sealed:
        return "answered before, not shown"
    if asked.own is None:
        return ""
    return "no view" if asked.own.value is None else words.said(asked.own.value)


@dataclass(frozen=True)
class Answered:
    """What a page's answers are: its number, what it asks about, and each answer in words."""

    number: int
    name: str
    answers: tuple[tuple[str, str], ...]


def answers_of(appraisal: Appraisal, pages: tuple[QuestionPage, ...]) -> tuple[Answered, ...]:
    """Return every answer by page; an empty text is one that was not given."""
    return tuple(
        Answered(
            number,
            appraisal.criterion(page.asked[0].question.criterion).name,
            tuple(
                (
                    appraisal.option(each.question.option).name
                    if each.question.option
                    else "Worth of the improvement",
                    saved_words(each, words_of(appraisal, each.question)),
                )
                for each in page.asked
            ),
        )
        for number, page in enumerate(pages, 1)
        if page.kind != "first"
    )


def choices_of(appraisal: Appraisal, page: QuestionPage, mine: Mine) -> tuple[Choice, ...]:
    """Return the improvements of which one would come first."""
    first = moved_first(mine)

    def choice(each: Asked) -> Choice:
        criterion = appraisal.criterion(each.question.criterion)
        ends = ends_of_scale(criterion)
        return Choice(
            each.question.key, criterion.name, *ends, each.is_answered, is_chosen=each is first
        )

    return tuple(choice(each) for each in page.asked)


def beside(appraisal: Appraisal, page: QuestionPage, mine: Mine) -> str:
    """Return what a swing is rated against: the improvement that comes first, at 100."""
    first = moved_first(mine)
    if page.kind != "swing" or first is None or first.question == page.asked[0].question:
        return ""
    criterion = appraisal.criterion(first.question.criterion)
    worst, best = ends_of_scale(criterion)
    return f"You would buy {criterion.name} first, from {worst} to {best}. It stands at {MOST:g}."


def scale_of(criterion: Criterion) -> tuple[tuple[str, str], ...]:
    """Return a whole scale from its worst end to its best: value score and what it means."""
    return tuple(
        (f"{score:g}", place_in_words(criterion, score))
        for score in sorted({0.0, 100.0, *criterion.scale.levels})
    )


def clock(at_ms: int) -> str:
    """Return a time of day by the server's clock; the script shows it in the phone's own zone."""
    return f"{dt.datetime.fromtimestamp(at_ms / 1000, dt.UTC).astimezone():%H:%M}"
