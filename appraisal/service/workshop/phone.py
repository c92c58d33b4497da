"""What a member's phone shows: its own questions and answers, and the group's once revealed."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.model.workshop import Question, Step
from appraisal.service.workshop.callers import Caller
from appraisal.service.workshop.interests import left_out, takes_part
from appraisal.service.workshop.refusals import NotAllowed, NotAsked
from appraisal.service.workshop.revealing import figures_of
from appraisal.service.workshop.rights import reading
from appraisal.service.workshop.spreads import Figure
from appraisal.store import Store, answers, seats, workshops
from appraisal.store.transaction import Transaction
from appraisal.store.workshops import Round


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
    place, me = workshops.get(transaction, workshop), seats.get(transaction, seat)
    if place is None or me is None:
        raise NotAllowed("You cannot do this here. Ask the facilitator.")
    number = place.round if round is None else round
    here = workshops.round_of(transaction, workshop, number) if number else None
    if number and here is None:
        raise NotAsked(f"There is no round {number}.")
    out = left_out(seats.interests(transaction, workshop))
    asked = _asked(transaction, here, seat, out, present=number == place.round) if here else ()
    return Mine(
        step=place.step,
        round=number,
        threshold=here.threshold if here else place.threshold,
        seconds=here.seconds if here else None,
        questions=asked,
        answered=sum(each.own is not None for each in asked),
        left_out_of=tuple(sorted(about for id, about in out if id == seat)),
        number=me.member,
        revision=place.revision,
    )


def _asked(
    transaction: Transaction, round: Round, seat: str, out: set[tuple[str, str]], *, present: bool
) -> tuple[Asked, ...]:
    """Return the questions of a round with one's own answers, and the group's once it is shown."""
    own = answers.of_seat(transaction, round.workshop, round.number, seat)
    group: dict[str, Figure] = {}
    agreed: dict[str, float] = {}
    if round.state == "revealed":
        group = figures_of(round).by_question
        agreed = workshops.agreed_in(transaction, round.workshop, round.number)
    questions = [Question.from_key(key) for key in round.questions]
    return tuple(
        Asked(q, _own(own.get(q.key)), group.get(q.key), agreed.get(q.key))
        for q in questions
        if not present or takes_part(out, seat, q.criterion)
    )


def _own(given: answers.Answer | None) -> Own | None:
    return Own(given.value, given.reason, given.at_ms) if given else None
