"""What a member's phone shows: its own questions and answers, and the group's once revealed."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from appraisal.analysis.spreads import Figure
from appraisal.model.workshop import Question, Step
from appraisal.service.remembered import Remembered
from appraisal.service.workshop.access.callers import Caller, Standing, confirm
from appraisal.service.workshop.access.rights import require
from appraisal.service.workshop.refusals import NotAsked
from appraisal.service.workshop.rounds.reveal import figures_of
from appraisal.service.workshop.seats.interests import takes_part
from appraisal.service.workshop.seats.who_counts import WhoCounts, who_counts
from appraisal.service.workshop.views.ballots import OwnVote, own_vote, voted_on
from appraisal.store import Store, answers, seats, workshops
from appraisal.store.transaction import Transaction
from appraisal.store.workshops import Round, Workshop


@dataclass(frozen=True)
class Own:
    """One's own answer; ``value`` is None for "no view", ``number`` that of its receipt."""

    value: float | None
    reason: str
    at_ms: int
    number: int


@dataclass(frozen=True)
class Asked:
    """One question of a round: one's own answer if given, and once revealed the group's figure.

    ``sealed``: an answer counts that was given from this seat before it was given again.
    ``proposed``: the score that the round asks to agree with or to differ from.
    """

    question: Question
    own: Own | None
    group: Figure | None
    agreed: float | None
    sealed: bool = False
    proposed: float | None = None

    @property
    def is_answered(self) -> bool:
        """Whether an answer counts, be it one that is not shown."""
        return self.own is not None or self.sealed


@dataclass(frozen=True)
class Mine:
    """A member's own view of a workshop.

    Attributes
    ----------
    step, round, threshold, seconds
        Where the workshop stands.
    questions : tuple of Asked
        What is asked of this seat in the round, in order.
    left_out_of : tuple of str
        Criterion ids that it does not judge, "" for the whole.
    has_pin, keep_rows : bool
        Whether this seat has a PIN, and whether answers are kept by number as the workshop ends.
    revision : int
        The workshop's revision that it was read at.
    vote : OwnVote or None
        The vote that is open now, with one's own.
    voted_on : str
        The words of the last vote of this workshop, once it is closed.
    """

    step: Step
    round: int
    threshold: int
    seconds: int | None
    questions: tuple[Asked, ...]
    left_out_of: tuple[str, ...]
    has_pin: bool
    keep_rows: bool
    revision: int
    vote: OwnVote | None = None
    voted_on: str = ""

    @property
    def answered(self) -> int:
        """How many of the questions are answered: "7 of 56"."""
        return sum(each.is_answered for each in self.questions)


def mine(store: Store, caller: Caller, workshop: str, seat: str, round: int | None = None) -> Mine:
    """Return a member's own view, of the present round or of an earlier one.

    Nobody else can call it, the facilitator included.
    """
    require(caller, "mine", workshop, seat)
    return store.read(lambda t: _mine(t, store, confirm(t, caller), round))


@dataclass(frozen=True)
class _Room:
    """A round as every phone of the room sees it: of the answers the group's figures alone."""

    round: Round | None
    questions: tuple[Question, ...]
    who: WhoCounts
    group: dict[str, Figure]
    agreed: dict[str, float]


def _mine(
    transaction: Transaction, store: Store, standing: Standing | None, asked: int | None
) -> Mine:
    assert standing is not None  # only a seat's own bearer comes this far
    workshop, me = standing.place, standing.seat
    number = workshop.round if asked is None else asked
    room = _room(transaction, store, workshop, number)
    if number and room.round is None:
        raise NotAsked(f"There is no round {number}.")
    this_round, out = room.round, room.who.out
    questions = _asked(transaction, room, me, present=number == workshop.round)
    return Mine(
        step=workshop.step,
        round=number,
        threshold=this_round.threshold if this_round else workshop.threshold,
        seconds=this_round.seconds if this_round else None,
        questions=questions,
        left_out_of=tuple(sorted(about for id, about in out if id == me.id)),
        has_pin=bool(me.pin),
        keep_rows=workshop.keep_rows,
        revision=workshop.revision,
        vote=own_vote(transaction, me) if asked is None else None,
        voted_on=voted_on(transaction, workshop.id) if asked is None else "",
    )


# Whatever is in it moves the workshop's revision. The seconds are for a store that was set back to
# a backup, whose counting begins anew.
_rooms: Remembered[tuple[_Room, float]] = Remembered(64)
_SECONDS = 5.0


def _room(transaction: Transaction, store: Store, workshop: Workshop, number: int) -> _Room:
    key = (store.id, workshop.id, workshop.revision, workshop.step, workshop.round, number)
    known = _rooms.get(key)
    if known is not None and time.monotonic() - known[1] < _SECONDS:
        return known[0]
    room = _read(transaction, workshop.id, number)
    now = workshops.get(transaction, workshop.id)
    if now is not None and now.revision == workshop.revision:  # else it moved between two reads
        _rooms.put(key, (room, time.monotonic()))
    return room


def _read(transaction: Transaction, workshop: str, number: int) -> _Room:
    who = who_counts(transaction, workshop)
    round = workshops.round_of(transaction, workshop, number) if number else None
    if round is None:
        return _Room(None, (), who, {}, {})
    questions = tuple(Question.from_key(key) for key in round.questions)
    shown = round.state == "revealed"
    group = figures_of(round).by_question if shown else {}
    agreed = workshops.agreed_in(transaction, workshop, number) if shown else {}
    # What each seat answered stands in `shown`, and is not kept here.
    return _Room(replace(round, shown=None), questions, who, group, agreed)


def _asked(
    transaction: Transaction, room: _Room, seat: seats.Seat, *, present: bool
) -> tuple[Asked, ...]:
    """Return the questions of a round with one's own answers, and the group's once it is shown."""
    if room.round is None:
        return ()
    workshop, number = room.round.workshop, room.round.number
    own = answers.of_seat(transaction, workshop, number, seat.id)
    sealed = {key for key, answer in own.items() if answer.seq <= seat.sealed}
    for earlier in room.who.earlier_seats(seat.id):
        there = answers.of_seat(transaction, workshop, number, earlier)
        sealed |= {key for key, answer in there.items() if key not in own and not answer.cleared}
    sealed -= {key for key, answer in own.items() if answer.cleared}
    return tuple(
        Asked(
            q,
            None if key in sealed else _own(own.get(key)),
            room.group.get(key),
            room.agreed.get(key),
            key in sealed,
            room.round.proposed.get(key),
        )
        for key, q in zip(room.round.questions, room.questions, strict=True)
        if not present or takes_part(room.who.out, seat.id, q.criterion)
    )


def _own(answer: answers.Answer | None) -> Own | None:
    if answer is None or answer.cleared:
        return None
    return Own(answer.value, answer.reason, answer.at_ms, answer.seq)
