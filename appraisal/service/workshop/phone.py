"""What a member's phone shows: its own questions and answers, and the group's once revealed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from appraisal.model.workshop import Question, Step
from appraisal.service.workshop.callers import Caller, Standing, confirm
from appraisal.service.workshop.interests import left_out, takes_part
from appraisal.service.workshop.refusals import NotAsked
from appraisal.service.workshop.revealing import figures_of
from appraisal.service.workshop.rights import require
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
    require(caller, "mine", workshop, seat)
    return store.read(lambda t: _mine(t, confirm(t, caller), round))


def _mine(transaction: Transaction, standing: Standing | None, round: int | None) -> Mine:
    assert standing is not None  # only a seat's own bearer comes this far
    place, me = standing.place, standing.seat
    number = place.round if round is None else round
    here = workshops.round_of(transaction, place.id, number) if number else None
    if number and here is None:
        raise NotAsked(f"There is no round {number}.")
    out = left_out(seats.interests(transaction, place.id))
    asked = _asked(transaction, here, me.id, out, present=number == place.round) if here else ()
    return Mine(
        step=place.step,
        round=number,
        threshold=here.threshold if here else place.threshold,
        seconds=here.seconds if here else None,
        questions=asked,
        answered=sum(each.own is not None for each in asked),
        left_out_of=tuple(sorted(about for id, about in out if id == me.id)),
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
    return tuple(
        Asked(q, _own(own.get(key)), group.get(key), agreed.get(key))
        for key, q in zip(round.questions, _questions(round.questions), strict=True)
        if not present or takes_part(out, seat, q.criterion)
    )


@lru_cache(maxsize=64)
def _questions(keys: tuple[str, ...]) -> tuple[Question, ...]:
    """Return the questions of a round, which are the same for every phone."""
    return tuple(Question.from_key(key) for key in keys)


def _own(given: answers.Answer | None) -> Own | None:
    return Own(given.value, given.reason, given.at_ms) if given else None
