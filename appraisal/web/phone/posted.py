"""What a phone sent: a form without script, or an act of its own with one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from appraisal.analysis.wording.questions import words_of
from appraisal.edits.typed import number_reader, number_text
from appraisal.errors import AppraisalError
from appraisal.model import Appraisal
from appraisal.model.workshop import Question, is_askable
from appraisal.service.workshop import Asked, NewAnswer
from appraisal.service.workshop.rounds.answers import MOST_ACTS

_PHONE = re.compile(r"[a-z0-9]{1,100}")


class Unreadable(AppraisalError):
    """What was typed stands for no answer; the text says what would."""


@dataclass(frozen=True)
class Faulty:
    """An answer of a form that could not be taken: all that was given of it, and why."""

    key: str
    typed: str
    none: bool
    reason: str
    problem: str


def value_in(appraisal: Appraisal, question: Question, text: str) -> float | None:
    """Return a typed answer as a number, None for an empty box.

    Raises
    ------
    Unreadable
        In words for the person.
    """
    words = words_of(appraisal, question)
    try:
        return number_reader(words.low, words.high)(text)
    except ValueError as error:
        raise Unreadable(str(error)) from None


def act_in(appraisal: Appraisal, body: Mapping[str, Any]) -> NewAnswer:
    """Return the answer that a phone's script sent as an act of its own.

    Raises
    ------
    Unreadable
        If it is not what the script sends, or a value that is no number on the scale.
    """
    try:
        question = Question.from_key(str(body["question"]))
        round, n = int(body["round"]), int(body["n"])
        kind = str(body["kind"])
    except (KeyError, TypeError, ValueError, OverflowError):  # a number may be "Infinity"
        raise Unreadable("This page is an old one. Load it again.") from None
    phone = str(body.get("phone", ""))
    if (
        kind not in ("value", "none", "clear")
        or not 0 <= n < MOST_ACTS
        or not _PHONE.fullmatch(phone)
    ):
        raise Unreadable("This page is an old one. Load it again.")
    if not is_askable(appraisal, question):
        raise Unreadable("This is not asked in this round. Load the page again.")
    reason = body.get("reason")
    value = None
    if kind == "value":
        value = value_in(appraisal, question, str(body.get("value", ""))[:100])
        if value is None:
            raise Unreadable("The box is empty. Type a number, or clear your answer.")
    cleared = kind == "clear"
    return NewAnswer(
        question, value, round, cleared=cleared, phone=phone, n=n,
        reason="" if cleared else None if reason is None else str(reason),
    )  # fmt: skip


def changes_in(
    appraisal: Appraisal, asked: Iterable[Asked], round: int, form: Mapping[str, str]
) -> tuple[list[NewAnswer], list[Faulty]]:
    """Return what a form changes, and what of it could not be read.

    Only what differs from what the page had shown is a change: a field that was left alone replaces
    nothing, whatever was saved meanwhile.
    """
    new: list[NewAnswer] = []
    faulty: list[Faulty] = []
    for each in asked:
        try:
            change = _change(appraisal, each, round, form)
        except Unreadable as error:
            faulty.append(_faulty(each.question.key, form, str(error)))
            continue
        if change is not None:
            new.append(change)
    return new, faulty


def _change(
    appraisal: Appraisal, asked: Asked, round: int, form: Mapping[str, str]
) -> NewAnswer | None:
    question, key = asked.question, asked.question.key
    if f"value:{key}" not in form:
        return None
    if form.get("clear") == key:
        return NewAnswer(question, None, round, cleared=True)
    agrees = form.get("agree") == key and asked.proposed is not None
    typed = shown_value(asked.proposed) if agrees else form[f"value:{key}"].strip()
    had = form.get(f"had:{key}", "")
    none, had_none = f"none:{key}" in form, form.get(f"had_none:{key}") == "1"
    reason = _lines(form.get(f"reason:{key}", ""))
    is_value_new = typed != had
    is_reason_new = reason != _lines(form.get(f"had_reason:{key}", ""))
    if not is_value_new and none == had_none and not is_reason_new:
        return None
    kept = reason if is_reason_new else None
    # A number typed beside "no view" takes its place; a tick just given takes the number's.
    if typed and (is_value_new or not none):
        return NewAnswer(question, value_in(appraisal, question, typed), round, kept)
    if none:
        return NewAnswer(question, None, round, kept)
    if had or had_none:
        return NewAnswer(question, None, round, cleared=True)
    if is_reason_new and reason:
        raise Unreadable("Give your answer too, or say that you have no view.")
    return None


def _faulty(key: str, form: Mapping[str, str], problem: str) -> Faulty:
    reason = _lines(form.get(f"reason:{key}", ""))
    return Faulty(key, form.get(f"value:{key}", ""), f"none:{key}" in form, reason, problem)


def _lines(text: str) -> str:
    """Return a text with the line ends of a form as those of the store."""
    return text.replace("\r\n", "\n").strip()


def shown_value(value: float | None) -> str:
    """Return an answer as its box shows it."""
    return number_text(value)
