"""What the desk and the big screen see: who is in and who has answered, never what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from appraisal.model.workshop import NEXT, Question, Role, Step
from appraisal.service.workshop.access.callers import Caller
from appraisal.service.workshop.access.rights import reading
from appraisal.service.workshop.refusals import NotAllowed
from appraisal.service.workshop.seats.interests import takes_part
from appraisal.service.workshop.seats.who_counts import WhoCounts, who_counts_of
from appraisal.service.workshop.views.ballots import VoteNow, vote_now, voted_on
from appraisal.service.workshop.views.steering import Shows, can_show, shown_on
from appraisal.store import Store, answers, seats, workshops
from appraisal.store.seats import Seat
from appraisal.store.transaction import Transaction
from appraisal.store.workshops import Round, Workshop


@dataclass(frozen=True)
class SeatLine:
    """One seat at the desk: how many of its questions it has answered, and when it was heard of."""

    id: str
    label: str
    role: Role
    paper: bool
    answered: int
    asked: int
    left_out_of: tuple[str, ...]
    heard_ms: int | None


@dataclass(frozen=True)
class Waiting:
    """Somebody who asks to be let in."""

    id: str
    label: str
    asked_ms: int


@dataclass(frozen=True)
class QuestionLine:
    """One question at the desk: how many of those asked have answered, what is agreed."""

    question: Question
    answered: int
    asked: int
    agreed: float | None
    proposed: float | None = None


@dataclass(frozen=True)
class Desk:
    """The facilitator's view of a workshop."""

    workshop: str
    appraisal: str
    step: Step
    next_steps: tuple[Step, ...]
    round: int
    threshold: int
    seconds: int | None
    seats: tuple[SeatLine, ...]
    waiting: tuple[Waiting, ...]
    questions: tuple[QuestionLine, ...]
    advice: tuple[str, ...]
    asks_for_labels: bool
    keep_rows: bool
    ends_ms: int
    shows: Shows
    can_show: tuple[Shows, ...]
    vote: VoteNow | None
    revision: int
    data: int


@dataclass(frozen=True)
class Screen:
    """What the room sees: what is shown now, what is asked, and while answers come in their count.

    ``finished``: members who have answered all that they are asked; ``voted_on``: the words of the
    last vote, once it is closed.
    """

    step: Step
    shows: Shows
    round: int
    questions: tuple[Question, ...]
    members: int
    finished: int
    answered: int
    asked: int
    agreed: dict[str, float]
    vote: VoteNow | None
    voted_on: str
    seconds: int | None
    revision: int
    data: int


@dataclass(frozen=True)
class Pulse:
    """Two counters: a page reads again when one has moved. Members see no ``data``."""

    revision: int
    data: int | None


@dataclass(frozen=True)
class Progress:
    """Who is asked what in the present round, and who has answered."""

    place: Workshop
    round: Round | None
    seats: list[Seat]
    out: frozenset[tuple[str, str]]
    answered: set[tuple[str, str]]

    def members(self) -> list[Seat]:
        """The seats that are asked."""
        return [seat for seat in self.seats if seat.state == "in" and seat.role == "member"]

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What is asked in the present round."""
        return tuple(Question.from_key(key) for key in self.round.questions) if self.round else ()

    @cached_property
    def _by_seat(self) -> dict[str, set[str]]:
        by_seat: dict[str, set[str]] = {}
        for seat, key in self.answered:
            by_seat.setdefault(seat, set()).add(key)
        return by_seat

    def asked_of(self, seat: str) -> tuple[Question, ...]:
        """What is asked of one seat."""
        if not any(id == seat for id, _ in self.out):
            return self.questions
        return tuple(q for q in self.questions if takes_part(self.out, seat, q.criterion))

    def answered_by(self, seat: str) -> int:
        """How many of those it has answered."""
        keys = self._by_seat.get(seat, set())
        return sum(question.key in keys for question in self.asked_of(seat)) if keys else 0


def progress(transaction: Transaction, workshop: str) -> Progress:
    """Return who has answered what; what they answered is not even read."""
    workshop_row = workshops.get(transaction, workshop)
    if workshop_row is None:
        raise NotAllowed("You cannot do this here. Ask the facilitator.")
    rows = seats.of_workshop(transaction, workshop)
    who = who_counts_of(transaction, workshop, rows)
    given = answers.who(transaction, workshop, workshop_row.round)
    return Progress(
        workshop_row,
        workshops.round_of(transaction, workshop, workshop_row.round),
        rows,
        who.out,
        _answered(given, who),
    )


def _answered(given: Mapping[tuple[str, str], int], who: WhoCounts) -> set[tuple[str, str]]:
    """Return (person's seat, question) of each whose last word is an answer, not a taking back."""
    last: dict[tuple[str, str], int] = {}
    for (seat, key), number in given.items():
        person = who.person(seat)
        if person is not None and abs(number) > abs(last.get((person, key), 0)):
            last[person, key] = number
    return {each for each, number in last.items() if number > 0}


def desk(store: Store, caller: Caller, workshop: str) -> Desk:
    """Return the facilitator's view: nobody's answers, and no figure of an open round."""
    return reading(store, caller, "desk", workshop, lambda t: _desk(t, workshop))


def _desk(transaction: Transaction, workshop: str) -> Desk:
    now = progress(transaction, workshop)
    workshop_row = now.place
    return Desk(
        workshop=workshop_row.id,
        appraisal=workshop_row.appraisal,
        step=workshop_row.step,
        next_steps=NEXT[workshop_row.step],
        round=workshop_row.round,
        threshold=workshop_row.threshold,
        seconds=now.round.seconds if now.round else None,
        seats=_seat_lines(transaction, now),
        waiting=tuple(
            Waiting(s.id, s.label, s.asked_ms) for s in now.seats if s.state == "waiting"
        ),
        questions=_question_lines(transaction, now),
        advice=_advice(now),
        asks_for_labels=workshop_row.ask_label,
        keep_rows=workshop_row.keep_rows,
        ends_ms=workshop_row.ends_ms,
        shows=shown_on(workshop_row),
        can_show=can_show(transaction, workshop_row),
        vote=vote_now(transaction, workshop),
        revision=workshop_row.revision,
        data=workshop_row.data,
    )


def _seat_lines(transaction: Transaction, now: Progress) -> tuple[SeatLine, ...]:
    heard = seats.last_seen(transaction, now.place.id)
    return tuple(
        SeatLine(
            id=seat.id,
            label=seat.label,
            role=seat.role,
            paper=seat.paper,
            answered=now.answered_by(seat.id) if seat.role == "member" else 0,
            asked=len(now.asked_of(seat.id)) if seat.role == "member" else 0,
            left_out_of=tuple(sorted(about for id, about in now.out if id == seat.id)),
            heard_ms=heard.get(seat.id),
        )
        for seat in now.seats
        if seat.state == "in"
    )


def _question_lines(transaction: Transaction, now: Progress) -> tuple[QuestionLine, ...]:
    agreed = workshops.agreed_in(transaction, now.place.id, now.place.round)
    proposed = now.round.proposed if now.round else {}
    lines = []
    for question in now.questions:
        asked = [s.id for s in now.members() if takes_part(now.out, s.id, question.criterion)]
        answered = sum((id, question.key) in now.answered for id in asked)
        lines.append(QuestionLine(
            question, answered, len(asked), agreed.get(question.key), proposed.get(question.key)
        ))  # fmt: skip
    return tuple(lines)


def _advice(now: Progress) -> tuple[str, ...]:
    members, threshold = len(now.members()), now.place.threshold
    if 0 < members < threshold:
        are = "members are" if members != 1 else "member is"
        advice = (
            f"{members} {are} in, and no group figure is shown with fewer than {threshold} "
            "answers. Wait for more members, or set a smaller number before you open the round; "
            "the change is recorded."
        )
        return (advice,)
    return ()


def screen(store: Store, caller: Caller, workshop: str) -> Screen:
    """Return what the big screen shows while answers come in: counts alone."""
    now, agreed, vote, words = reading(
        store, caller, "screen", workshop, lambda t: _on_screen(t, workshop)
    )
    members = now.members()
    return Screen(
        step=now.place.step,
        shows=shown_on(now.place),
        round=now.place.round,
        questions=now.questions,
        members=len(members),
        finished=sum(now.answered_by(s.id) >= len(now.asked_of(s.id)) for s in members),
        answered=sum(now.answered_by(seat.id) for seat in members),
        asked=sum(len(now.asked_of(seat.id)) for seat in members),
        agreed=agreed,
        vote=vote,
        voted_on=words,
        seconds=now.round.seconds if now.round else None,
        revision=now.place.revision,
        data=now.place.data,
    )


def _on_screen(
    transaction: Transaction, workshop: str
) -> tuple[Progress, dict[str, float], VoteNow | None, str]:
    now = progress(transaction, workshop)
    agreed = workshops.agreed_in(transaction, workshop, now.place.round)
    return now, agreed, vote_now(transaction, workshop), voted_on(transaction, workshop)


def pulse_in(transaction: Transaction, caller: Caller, workshop: str) -> Pulse:
    """Return both counters; NotAllowed if the caller's seat was ended."""
    counters = workshops.pulse(transaction, workshop, caller.proof)
    if counters is None:
        raise NotAllowed("You cannot do this here. Ask the facilitator.")
    revision, data, lives = counters
    if caller.proof and not lives:
        raise NotAllowed("You were signed out. Join again.")
    return Pulse(revision, data)
