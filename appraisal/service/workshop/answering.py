"""Answers: a seat's own, saved for good before anybody is told so, and read by nobody else."""

from __future__ import annotations

import datetime as dt
import math
import unicodedata
from dataclasses import dataclass, replace

from appraisal.model import Appraisal
from appraisal.model.workshop import MOST_REASON, Question, range_of
from appraisal.service.loading import load
from appraisal.service.workshop.acts import appraisal_of, held
from appraisal.service.workshop.callers import Caller, confirm, utc_ms
from appraisal.service.workshop.interests import left_out, takes_part
from appraisal.service.workshop.refusals import NotAllowed, NotAsked, Replayed, RoundClosed
from appraisal.service.workshop.rights import require
from appraisal.service.workshop.seat_giving import seat_in
from appraisal.service.workshop.together import Shared, keep
from appraisal.store import Store, answers, seats, workshops
from appraisal.store.answers import Answer
from appraisal.store.seats import Seat
from appraisal.store.transaction import Transaction


@dataclass(frozen=True)
class Saved:
    """The receipt of an answer. When a page has it, the answer is safely kept."""

    number: int
    question: str
    value: float | None
    at_ms: int


def answer(
    store: Store,
    caller: Caller,
    workshop: str,
    seat: str,
    question: Question,
    value: float | None,
    *,
    round: int,
    reason: str = "",
    now: dt.datetime,
    client_id: str,
) -> Saved:
    """Keep an answer of one's own and return its receipt.

    Parameters
    ----------
    value : float or None
        A swing from 0 to 100, or a level in the criterion's own unit; None for "no view".
    round : int
        The round that the page showed: an answer to an older one is never taken for a new one.
    client_id : str
        Made by the page for this answer; the same again gives the first receipt back.

    Raises
    ------
    RoundClosed
        If the round is not open (any more). Nothing was counted.
    Replayed
        If the id was used by another seat, or for another answer.
    NotAsked
        If the question is not asked of this seat, or the value is off its scale.
    """
    given = _checked(store, caller, "answer", workshop, seat, question, value, round, reason,
                     now, client_id, "phone")  # fmt: skip
    return _kept(store, caller, "answer", given, now)


def key_in(
    store: Store,
    caller: Caller,
    workshop: str,
    seat: str,
    question: Question,
    value: float | None,
    *,
    round: int,
    reason: str = "",
    now: dt.datetime,
    client_id: str,
) -> Saved:
    """Keep an answer from a paper sheet, marked as entered by the officer; for paper seats only."""
    given = _checked(store, caller, "key_in", workshop, seat, question, value, round, reason,
                     now, client_id, "officer")  # fmt: skip
    return _kept(store, caller, "key_in", given, now)


def _checked(
    store: Store, caller: Caller, act: str, workshop: str, seat: str, question: Question,
    value: float | None, round: int, reason: str, now: dt.datetime, client_id: str, via: str,
) -> Answer:  # fmt: skip
    require(caller, act, workshop, seat)
    if not client_id or len(client_id) > 100:
        raise ValueError("an answer needs an id of its own")
    if value is not None:
        value = float(value)
        _refuse_off_scale(load(store, appraisal_of(store, workshop)).appraisal, question, value)
    return Answer(
        workshop=workshop, seq=0, round=round, seat=seat, question=question.key, value=value,
        reason=_reason(reason), client_id=client_id, via=via, at_ms=utc_ms(now),
    )  # fmt: skip


def _reason(text: str) -> str:
    clean = unicodedata.normalize("NFC", text).replace("\0", "").strip()
    if len(clean) > MOST_REASON:
        raise NotAsked(f"A reason has {MOST_REASON} characters at most; this has {len(clean)}.")
    return clean


def _refuse_off_scale(appraisal: Appraisal, question: Question, value: float) -> None:
    try:
        low, high = range_of(appraisal, question)
    except KeyError:
        raise NotAsked("This criterion is no longer in the appraisal.") from None
    if not (math.isfinite(value) and low <= value <= high):
        raise NotAsked(f"{value:g} is off the scale. Choose a value from {low:g} to {high:g}.")


class _Round:
    """The present round of a workshop whose row is held: read once for all that is kept with it."""

    def __init__(self, transaction: Transaction, workshop: str) -> None:
        self.place = held(transaction, workshop)
        self.round = workshops.round_of(transaction, workshop, self.place.round)
        self.questions = frozenset(self.round.questions if self.round else ())
        self.out = left_out(seats.interests(transaction, workshop))

    def next_number(self, transaction: Transaction) -> int:
        """Move the data counter on and return its new value, which numbers an answer."""
        number = workshops.next_data(transaction, self.place)
        self.place = replace(self.place, data=number)
        return number


def _kept(store: Store, caller: Caller, act: str, given: Answer, now: dt.datetime) -> Saved:
    """Return the receipt of an answer once it is kept, with what others sent meanwhile."""
    require(caller, act, given.workshop, given.seat)

    def keep_it(transaction: Transaction, shared: Shared) -> Saved:
        standing = confirm(transaction, caller, now)
        here = shared.once(("round", given.workshop), lambda: _Round(transaction, given.workshop))
        sent = answers.by_client(transaction, given.workshop, given.client_id)
        if sent is not None:
            return _receipt(_same(sent, given))
        place = here.place
        if place.step != "open" or place.round != given.round:
            raise RoundClosed(
                f"Round {given.round} was closed before this answer arrived, so it was not counted."
            )
        seat = standing.seat if standing else None
        if seat is None or seat.id != given.seat:
            seat = seat_in(transaction, given.workshop, given.seat)
        _refuse_unless_asked(here, seat, given)
        new = replace(given, seq=here.next_number(transaction))
        answers.add(transaction, new)
        return _receipt(new)

    return keep(store, keep_it)


def _same(sent: Answer, given: Answer) -> Answer:
    if sent.seat != given.seat:
        raise Replayed("This answer was sent by another seat before, so it was refused.")
    for name in ("round", "question", "value", "reason", "via"):
        if getattr(sent, name) != getattr(given, name):
            raise Replayed("The id of this answer was used for another one. Load the page again.")
    return sent


def _refuse_unless_asked(here: _Round, seat: Seat, given: Answer) -> None:
    if seat.role != "member" or seat.state != "in":
        raise NotAllowed("Only members answer.")
    if seat.paper != (given.via == "officer"):
        raise NotAllowed("Only the answers of a paper seat are keyed in, and only by the desk.")
    if given.question not in here.questions:
        raise NotAsked("This is not asked in this round.")
    if not takes_part(here.out, given.seat, Question.from_key(given.question).criterion):
        raise NotAsked("You declared an interest in this, so you are not asked about it.")


def _receipt(kept: Answer) -> Saved:
    return Saved(kept.seq, kept.question, kept.value, kept.at_ms)
