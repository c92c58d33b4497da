"""Answers taken in: all that came at the same moment, each seen to by itself, kept together."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from appraisal.errors import AppraisalError
from appraisal.model import Appraisal
from appraisal.model.workshop import Question, range_of
from appraisal.service.acting import By
from appraisal.service.loading import load_within
from appraisal.service.workshop.access.callers import confirm, confirm_as_read
from appraisal.service.workshop.acts import held
from appraisal.service.workshop.refusals import NotAllowed, NotAsked, Replayed, RoundClosed
from appraisal.service.workshop.seats.interests import left_out, takes_part
from appraisal.service.workshop.seats.seat_codes import seat_in
from appraisal.store import Store, answers, seats, workshops
from appraisal.store.answers import Answer
from appraisal.store.seats import Seat
from appraisal.store.transaction import Transaction


@dataclass(frozen=True)
class Sent:
    """An answer on its way: to which store, who sent it when, and whether the reason stays."""

    store: Store
    by: By
    answer: Answer
    keeps_reason: bool = False


def take_in(transaction: Transaction, sent: list[Sent]) -> list[Answer | AppraisalError]:
    """Return each answer with its number as it is kept, or why it was refused, in the same order.

    All are of one workshop. An answer that was sent before is given back as it was kept then. One
    that a later act of the same phone overtook on the way is not kept: it comes back without a
    number.
    """
    workshop = sent[0].answer.workshop
    try:
        in_hand = _WorkshopInHand(transaction, workshop, sent)
    except AppraisalError as refusal:
        return [refusal for _ in sent]
    outcomes = [in_hand.outcome(each) for each in sent]
    if in_hand.new:
        workshops.add_data(transaction, workshop, len(in_hand.new))
        answers.add_all(transaction, in_hand.new)
    return outcomes


class _WorkshopInHand:
    """A workshop whose row is held, and what is read in it once for all that is taken in."""

    def __init__(self, transaction: Transaction, workshop: str, sent: Iterable[Sent]) -> None:
        self._transaction = transaction
        self._standing = workshops.standings(transaction, {s.by.caller.proof for s in sent})
        self._place = held(transaction, workshop)
        ids = [each.answer.client_id for each in sent]
        self._sent = answers.by_clients(transaction, workshop, ids)
        round = workshops.round_of(transaction, workshop, self._place.round)
        self._questions = frozenset(round.questions if round else ())
        self._out = left_out(seats.interests(transaction, workshop))
        self._appraisal: Appraisal | None = None
        of = {(each.answer.seat, each.answer.question) for each in sent}
        self._last = answers.last_given(transaction, workshop, self._place.round, of)
        self.new: list[Answer] = []

    def outcome(self, sent: Sent) -> Answer | AppraisalError:
        """Return the answer as it is to be kept, or was before; the refusal if it is refused."""
        try:
            return self._taken(sent)
        except AppraisalError as refusal:
            return refusal

    def _taken(self, sent: Sent) -> Answer:
        answer = sent.answer
        seat = self._seat_of(sent)
        before = self._sent.get(answer.client_id)
        if before is not None:
            return _same(
                before, replace(answer, reason=before.reason) if sent.keeps_reason else answer
            )
        if self._place.step != "open" or self._place.round != answer.round:
            raise RoundClosed(
                f"Round {answer.round} was closed before this answer arrived, so it was not "
                "counted."
            )
        if seat is None or seat.id != answer.seat:
            seat = seat_in(self._transaction, answer.workshop, answer.seat)
        self._refuse_unless_asked(seat, answer)
        if answer.value is not None:
            appraisal = self._appraisal_in(sent.store)
            _refuse_off_scale(appraisal, Question.from_key(answer.question), answer.value)
        last = self._last[answer.seat, answer.question]
        if answer.phone and answer.n < last.acts.get(answer.phone, 0):
            return answer
        if sent.keeps_reason and not answer.cleared:
            answer = replace(answer, reason=_reason_of(last.answer, seat))
        new = replace(answer, seq=self._place.data + len(self.new) + 1)
        last.take(new)
        self._sent[new.client_id] = new
        self.new.append(new)
        return new

    def _appraisal_in(self, store: Store) -> Appraisal:
        """Return the appraisal whose scales the answers must be on, read once for all of them."""
        if self._appraisal is None:
            kept = load_within(store, self._transaction, self._place.appraisal)
            self._appraisal = kept.appraisal
        return self._appraisal

    def _seat_of(self, sent: Sent) -> Seat | None:
        """Return the caller's own seat, its secret seen to hold; None for the officer."""
        if sent.by.caller.role == "director":
            confirm(self._transaction, sent.by.caller, sent.by.now)
            return None
        read = self._standing.get(sent.by.caller.proof)
        return confirm_as_read(read, sent.by.caller, sent.by.now).seat

    def _refuse_unless_asked(self, seat: Seat, answer: Answer) -> None:
        if seat.role != "member" or seat.state != "in":
            raise NotAllowed("Only members answer.")
        if seat.paper != (answer.via == "officer"):
            raise NotAllowed("Only the answers of a paper seat are keyed in, and only by the desk.")
        if answer.question not in self._questions:
            raise NotAsked("This is not asked in this round.")
        if not takes_part(self._out, answer.seat, Question.from_key(answer.question).criterion):
            raise NotAsked("You declared an interest in this, so you are not asked about it.")


def _reason_of(last: Answer | None, seat: Seat) -> str:
    """Return the reason that stands; not one that was given before the seat was given again."""
    return last.reason if last is not None and last.seq > seat.sealed else ""


def _refuse_off_scale(appraisal: Appraisal, question: Question, value: float) -> None:
    try:
        low, high = range_of(appraisal, question)
    except KeyError:
        raise NotAsked("This criterion is no longer in the appraisal.") from None
    if not (math.isfinite(value) and low <= value <= high):
        raise NotAsked(f"{value:g} is off the scale. Choose a value from {low:g} to {high:g}.")


def _same(sent: Answer, again: Answer) -> Answer:
    if sent.seat != again.seat:
        raise Replayed("This answer was sent by another seat before, so it was refused.")
    for name in ("round", "question", "value", "reason", "via", "cleared"):
        if getattr(sent, name) != getattr(again, name):
            raise Replayed("The id of this answer was used for another one. Load the page again.")
    return sent
