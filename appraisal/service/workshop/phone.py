"""What a member's phone shows: its own questions and answers, and the group's once revealed."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.model.workshop import Question, Step
from appraisal.service.workshop.callers import Caller
from appraisal.service.workshop.refusals import NotAsked
from appraisal.service.workshop.revealing import shown_round
from appraisal.service.workshop.rights import reading
from appraisal.service.workshop.spreads import Figure
from appraisal.service.workshop.watching import progress
from appraisal.store import Store, answers, workshops
from appraisal.store.transaction import Transaction


@dataclass(frozen=True)
class Own:
    """One's own answer; ``value`` is None for "no view"."""

    value: float | None
    reason: str
    at_ms: int


@dataclass(frozen=True)
class Asked:
    """One question of a round: one's own answer if given, and once revealed the group's figure."""

    question: Question
    own: Own | None
    group: Figure | None
    agreed: float | None


@dataclass(frozen=True)
class Mine:
    """A member's own view of a workshop.

    Attributes
    ----------
    step, round, threshold, seconds
        Where the workshop stands.
    questions : tuple of Asked
        What is asked of this seat in the round, in order.
    answered : int
        How many of them it has answered: "7 of 56".
    left_out_of : tuple of str
        Criterion ids that it does not judge, "" for the whole.
    number : int or None
        Under which number its answers stand in the record, once the first round was revealed.
    revision : int
        What :func:`~appraisal.service.workshop.watching.pulse` moves on from.
    """

    step: Step
    round: int
    threshold: int
    seconds: int | None
    questions: tuple[Asked, ...]
    answered: int
    left_out_of: tuple[str, ...]
    number: int | None
    revision: int


def mine(store: Store, caller: Caller, workshop: str, seat: str, round: int | None = None) -> Mine:
    """Return a member's own view, of the present round or of an earlier one.

    Nobody else can call it, the facilitator included.
    """
    return reading(
        store, caller, "mine", workshop, lambda t: _mine(t, workshop, seat, round), seat=seat
    )


def _mine(transaction: Transaction, workshop: str, seat: str, round: int | None) -> Mine:
    now = progress(transaction, workshop)
    number = now.place.round if round is None else round
    shown_now = workshops.round_of(transaction, workshop, number) if number else None
    if number and shown_now is None:
        raise NotAsked(f"There is no round {number}.")
    own = answers.of_seat(transaction, workshop, number, seat)
    figures = shown_round(transaction, workshop, number) if number else None
    agreed = workshops.agreed_in(transaction, workshop, number) if figures else {}
    asked = tuple(
        Asked(
            question=question,
            own=_own(own.get(question.key)),
            group=figures.by_question.get(question.key) if figures else None,
            agreed=agreed.get(question.key),
        )
        for question in (Question.from_key(k) for k in (shown_now.questions if shown_now else ()))
        if question in now.asked_of(seat) or number != now.place.round
    )
    me = next(each for each in now.seats if each.id == seat)
    return Mine(
        step=now.place.step,
        round=number,
        threshold=shown_now.threshold if shown_now else now.place.threshold,
        seconds=shown_now.seconds if shown_now else None,
        questions=asked,
        answered=sum(each.own is not None for each in asked),
        left_out_of=tuple(sorted(about for id, about in now.out if id == seat)),
        number=me.member,
        revision=now.place.revision,
    )


def _own(given: answers.Answer | None) -> Own | None:
    return Own(given.value, given.reason, given.at_ms) if given else None
