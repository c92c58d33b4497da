"""How members' answers enter the appraisal: each member's own, under a number and never a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from appraisal.model import Appraisal, Member
from appraisal.model.workshop import Question
from appraisal.store.answers import Answer

Given = Mapping[int, Mapping[Question, Answer]]  # member's number -> what counts of its answers


def next_number(appraisal: Appraisal, taken: Iterable[int]) -> int:
    """Return the first member's number that is free in the appraisal and in the workshop."""
    ids = [member.id[1:] for member in appraisal.members if member.id[1:].isdecimal()]
    return max([0, *taken, *(int(id) for id in ids)]) + 1


def with_answers(appraisal: Appraisal, round: int, answers: Given) -> Appraisal:
    """Return the appraisal with what each member answered in a round.

    A level stands beside those of earlier rounds; a swing replaces the earlier one. "No view" takes
    back what the member had said before. Swings that are all 0 would give no weights, and are left
    to the event that keeps everything as it was saved.
    """
    members = {member.id: member for member in appraisal.members}
    for number in sorted(answers):
        id = f"m{number}"
        before = members.get(id) or Member(id=id, label=f"Member {number}")
        members[id] = _answered(before, round, answers[number])
    return appraisal.changed(members=list(members.values()))


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


def as_saved(answers: Given) -> dict[str, Any]:
    """Return everything that was saved, for the event: values and "no view", and every reason."""
    values = {f"m{n}": {q.key: a.value for q, a in rows.items()} for n, rows in answers.items()}
    reasons = {
        f"m{n}": {q.key: a.reason for q, a in rows.items() if a.reason}
        for n, rows in answers.items()
    }
    on_paper = sorted(f"m{n}" for n, rows in answers.items() if _paper(rows))
    payload: dict[str, Any] = {"saved": values}
    if any(reasons.values()):
        payload["reasons"] = {id: each for id, each in reasons.items() if each}
    if on_paper:
        payload["entered_by_officer"] = on_paper
    return payload


def _paper(rows: Mapping[Question, Answer]) -> bool:
    return any(answer.via == "officer" for answer in rows.values())
