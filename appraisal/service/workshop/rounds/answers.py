"""Answers: a seat's own, saved for good before anybody is told so, and read by nobody else."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

from appraisal.model.workshop import MOST_REASON, Question
from appraisal.service.acting import By
from appraisal.service.workshop.access.callers import utc_ms
from appraisal.service.workshop.access.rights import require
from appraisal.service.workshop.refusals import NotAsked
from appraisal.service.workshop.rounds.accepting_answers import Sent, take_in
from appraisal.store import Store
from appraisal.store.answers import Answer
from appraisal.store.group_commit import keep

MOST_ACTS = 2**53  # a browser counts no further without gaps


@dataclass(frozen=True)
class Saved:
    """The receipt of an answer. When a page has it, the answer is safely kept.

    ``overtaken``: a later act of the same phone had arrived before, so this one was not applied.
    """

    number: int
    question: str
    value: float | None
    reason: str
    at_ms: int
    cleared: bool = False
    overtaken: bool = False


@dataclass(frozen=True)
class NewAnswer:
    """An answer as it is given.

    Attributes
    ----------
    value : float or None
        A swing from 0 to 100, or a level in the criterion's own unit; None for "no view".
    round : int
        The round that the page showed: an answer to an older one is never taken for a new one.
    reason : str or None
        None leaves the one that stands.
    cleared : bool
        Whether the answer before is taken back; then there is no value and no reason.
    phone, n : str, int
        Which phone sends it, and how many acts it has sent; empty where a page does not count.
    """

    question: Question
    value: float | None
    round: int
    reason: str | None = ""
    cleared: bool = False
    phone: str = ""
    n: int = 0


def answer(store: Store, by: By, workshop: str, seat: str, new: NewAnswer) -> Saved:
    """Keep an answer of one's own and return its receipt.

    Parameters
    ----------
    by : By
        Its ``client_id`` is made by the page for this answer; the same again gives the first
        receipt back.

    Raises
    ------
    RoundClosed
        If the round is not open (any more). Nothing was counted.
    Replayed
        If the id was used by another seat, or for another answer.
    NotAsked
        If the question is not asked of this seat, or the value is off its scale.
    """
    require(by.caller, "answer", workshop, seat)
    sent = Sent(store, by, _row(by, workshop, seat, new), keeps_reason=new.reason is None)
    return _receipt(keep(store, take_in, sent, group=workshop))


def key_in(store: Store, by: By, workshop: str, seat: str, new: NewAnswer) -> Saved:
    """Keep an answer from a paper sheet, marked as entered by the officer; for paper seats only."""
    require(by.caller, "key_in", workshop, seat)
    sent = Sent(store, by, replace(_row(by, workshop, seat, new), via="officer"))
    return _receipt(keep(store, take_in, sent, group=workshop))


def _row(by: By, workshop: str, seat: str, new: NewAnswer) -> Answer:
    if len(by.client_id) > 100 or len(new.phone) > 100 or not 0 <= new.n < MOST_ACTS:
        raise ValueError("an answer needs an id of its own, and a phone that counts")
    if new.cleared and (new.value is not None or new.reason):
        raise ValueError("an answer that is taken back says nothing")
    return Answer(
        workshop=workshop, seq=0, round=new.round, seat=seat, question=new.question.key,
        value=None if new.value is None else float(new.value),
        reason=_reason(new.reason or ""), client_id=by.client_id, via="phone", at_ms=utc_ms(by.now),
        phone=new.phone, n=new.n, cleared=new.cleared,
    )  # fmt: skip


def _reason(text: str) -> str:
    clean = unicodedata.normalize("NFC", text).replace("\0", "").strip()
    if len(clean) > MOST_REASON:
        raise NotAsked(f"A reason has {MOST_REASON} characters at most; this has {len(clean)}.")
    return clean


def _receipt(row: Answer) -> Saved:
    return Saved(row.seq, row.question, row.value, row.reason, row.at_ms, row.cleared,
                 overtaken=row.seq == 0)  # fmt: skip
