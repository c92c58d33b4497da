"""Members' own answers in the appraisal: once, as a workshop ends, and only if it was opened so.

Each stands under a number drawn by lot at that moment, which follows neither seats nor the order in
which they came. While the workshop is open no answer leaves the store.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from appraisal.model import Appraisal, Member
from appraisal.model.workshop import Question
from appraisal.service.workshop.rounds.reveal import counted_of
from appraisal.service.workshop.seats.who_counts import who_counts
from appraisal.store import answers, workshops
from appraisal.store.answers import Answer
from appraisal.store.transaction import Transaction

Given = Mapping[int, Mapping[Question, Answer]]  # member's number -> what counts of its answers
ByRound = Mapping[int, Given]


def drawn_by_lot(transaction: Transaction, workshop: str) -> ByRound:
    """Return what counts of the answers in each round that was shown, under numbers drawn now."""
    who = who_counts(transaction, workshop)
    shown = [r for r in workshops.rounds_of(transaction, workshop) if r.state == "revealed"]
    counted = {
        each.number: counted_of(each, answers.of_round(transaction, workshop, each.number), who)
        for each in shown
    }
    lot = sorted({seat for rows in counted.values() for seat in rows})
    random.SystemRandom().shuffle(lot)
    numbers = {seat: number for number, seat in enumerate(lot, start=1)}
    return {
        round: {
            numbers[seat]: {Question.from_key(key): answer for key, answer in rows.items()}
            for seat, rows in by_seat.items()
        }
        for round, by_seat in counted.items()
    }


def with_members(appraisal: Appraisal, by_round: ByRound) -> Appraisal:
    """Return the appraisal with the members of a workshop in place of any others.

    A level stands beside those of earlier rounds; a swing replaces the earlier one. "No view" takes
    back what the member had said before. Swings that are all 0 would give no weights, and are left
    to the event that keeps everything as it was saved.
    """
    members: dict[int, Member] = {}
    for round, given in sorted(by_round.items()):
        for number in sorted(given):
            before = members.get(number) or Member(id=f"m{number}", label=f"Member {number}")
            members[number] = _answered(before, round, given[number])
    return appraisal.changed(members=[members[number] for number in sorted(members)])


def _answered(member: Member, round: int, answers: Mapping[Question, Answer]) -> Member:
    swings = dict(member.swings)
    rows = [row.document() for row in member.performances]
    for question, answer in answers.items():
        if question.option is None:
            swings.pop(question.criterion, None)
            if answer.value is not None:
                swings[question.criterion] = answer.value
        else:
            rows = [row for row in rows if not _replaced(row, question, answer, round)]
            if answer.value is not None:
                rows.append(_row(question, answer, round))
    if not any(swings.values()):
        swings = {}
    return Member.model_validate({**member.document(), "swings": swings, "performances": rows})


def _replaced(row: dict[str, Any], question: Question, answer: Answer, round: int) -> bool:
    same = (row["option"], row["criterion"]) == (question.option, question.criterion)
    return same and (answer.value is None or row.get("round", 1) == round)


def _row(question: Question, answer: Answer, round: int) -> dict[str, Any]:
    row = {"option": question.option, "criterion": question.criterion, "level": answer.value,
           "round": round}  # fmt: skip
    return {**row, "reason": answer.reason} if answer.reason else row


def as_saved(by_round: ByRound) -> dict[str, Any]:
    """Return everything that was saved, for the event: values, "no view", and every reason.

    Which answers came on paper is not told: it would say whose they are.
    """
    return {
        "saved": {str(round): _values(given) for round, given in by_round.items()},
        "reasons": {str(round): _reasons(given) for round, given in by_round.items()},
    }


def _values(given: Given) -> dict[str, dict[str, float | None]]:
    return {f"m{n}": {q.key: a.value for q, a in rows.items()} for n, rows in sorted(given.items())}


def _reasons(given: Given) -> dict[str, dict[str, str]]:
    every = {
        f"m{n}": {q.key: a.reason for q, a in rows.items() if a.reason}
        for n, rows in sorted(given.items())
    }
    return {member: reasons for member, reasons in every.items() if reasons}
