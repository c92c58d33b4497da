"""Agreeing: the group's own level or swing, why, and who dissents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from appraisal.analysis.spreads import Figures, Spread
from appraisal.analysis.wording.group import middle_words
from appraisal.model import Appraisal, Dissent, Performance
from appraisal.model.workshop import SHOWN, Question, range_of
from appraisal.record.agreements import AGREEMENTS
from appraisal.service.acting import By
from appraisal.service.loading import load
from appraisal.service.workshop.access.rights import require
from appraisal.service.workshop.acts import WorkshopAct, do, held, place_of
from appraisal.service.workshop.refusals import NotAsked, ReasonNeeded, WrongStep
from appraisal.service.workshop.rounds.open_and_lock import wrong_step
from appraisal.service.workshop.rounds.reveal import shown_round
from appraisal.store import Store, workshops
from appraisal.store.transaction import Transaction

NEAR = 0.005  # share of the scale within which a value still is the median, rounded
SOMEBODY = "A member"


@dataclass(frozen=True)
class Agreement:
    """What a group agrees on one question: a swing from 0 to 100, or a level in its own unit."""

    question: Question
    value: float
    why: str = ""


def agree(
    store: Store,
    by: By,
    workshop: str,
    question: Question,
    value: float,
    *,
    why: str = "",
) -> None:
    """Make a value the group's own: :func:`agree_on` of one question."""
    agree_on(store, by, workshop, [Agreement(question, value, why)])


def agree_on(store: Store, by: By, workshop: str, agreements: Sequence[Agreement]) -> None:
    """Make values the group's own, all of them or none, in one act that is undone as one.

    They go into the appraisal, each with its reason on the record. A reason is needed where a
    value is not the group's middle answer, or none could be shown. The range that a level had stays
    if it holds the new level, and goes if it does not.

    Raises
    ------
    ReasonNeeded, NotAsked
    WrongStep
        If no round is being shown.
    """
    require(by.caller, "agree", workshop)
    workshop_row = place_of(store, workshop)
    shown = store.read(lambda t: shown_round(t, workshop, None))
    if workshop_row.step not in SHOWN or shown is None:
        raise wrong_step(workshop_row, "Show the round first, and then agree.")
    if not agreements:
        raise NotAsked("There is nothing to agree on.")
    appraisal = load(store, workshop_row.appraisal).appraisal
    payload = [_said(appraisal, shown, each) for each in agreements]

    def keep(transaction: Transaction) -> None:
        latest = held(transaction, workshop)
        if latest.step not in SHOWN or latest.round != workshop_row.round:
            raise wrong_step(latest, "Somebody moved on meanwhile.")
        for each in agreements:
            workshops.agree(transaction, workshop, shown.round, each.question.key, each.value)
        workshops.move(transaction, workshop)

    act = WorkshopAct(_kind(agreements), {AGREEMENTS: payload}, keep,
                      lambda now: reduce(with_agreed, agreements, now), shown.round)  # fmt: skip
    do(store, workshop_row.appraisal, workshop, act, by)


def _kind(agreements: Iterable[Agreement]) -> str:
    return "scores" if any(each.question.option for each in agreements) else "weights"


def _said(appraisal: Appraisal, shown: Figures, each: Agreement) -> dict[str, Any]:
    """Return an agreement as its event says it; refuse what was not asked, or needs a reason."""
    figure = shown.by_question.get(each.question.key)
    if figure is None:
        raise NotAsked(f"This was not asked in round {shown.round}.")
    _refuse_without_reason(appraisal, each, figure.spread)
    middle = list(figure.spread.middle) if figure.spread else None
    return {
        "question": each.question.key, "agreed": each.value, "middle": middle,
        "why": each.why.strip(),
    }  # fmt: skip


def _refuse_without_reason(appraisal: Appraisal, each: Agreement, spread: Spread | None) -> None:
    low, high = range_of(appraisal, each.question)
    near = NEAR * (high - low) if high - low < 1e15 else 0.0
    if each.why.strip() or (spread is not None and spread.holds(each.value, near)):
        return
    if spread is None:
        raise ReasonNeeded(
            "The group's middle answer is not shown for this, so say why the group agrees on "
            f"{each.value:g}."
        )
    raise ReasonNeeded(
        f"The group's middle answer is {middle_words(spread)}. Say why the group agrees on "
        f"{each.value:g} instead."
    )


def with_agreed(appraisal: Appraisal, agreement: Agreement) -> Appraisal:
    """Return the appraisal with an agreed swing or level in it.

    A reason that was given for another value goes: it would stand beside this one by mistake.
    """
    question, value, why = agreement.question, agreement.value, agreement.why.strip()
    if question.option is None:
        reasons = dict(appraisal.swing_reasons)
        if appraisal.swings.get(question.criterion) != value:
            reasons.pop(question.criterion, None)
        if why:
            reasons[question.criterion] = why
        swings = {**appraisal.swings, question.criterion: value}
        return appraisal.changed(swings=swings, swing_reasons=reasons)
    before = appraisal.performance(question.option, question.criterion)
    new = _level(before, question, value, why)
    rows = [new if row is before else row for row in appraisal.performances]
    return appraisal.changed(performances=rows if before else [*rows, new])


def _level(before: Performance | None, question: Question, value: float, why: str) -> Performance:
    own = {"option": question.option, "criterion": question.criterion}
    row: dict[str, Any] = {**(before.document() if before else own), "level": value}
    if not row.get("low", value) <= value <= row.get("high", value):
        row = {key: each for key, each in row.items() if key not in ("low", "high")}
    if before is not None and before.level != value:
        row.pop("reason", None)
    return Performance.model_validate({**row, "reason": why} if why else row)


def record_dissent(
    store: Store,
    by: By,
    workshop: str,
    about: str,
    text: str,
    *,
    who: str = SOMEBODY,
) -> None:
    """Record a view that the group did not share, in the person's own words.

    Parameters
    ----------
    about : str
        A criterion's or option's id, or a few words.
    who : str
        Who dissents, as they wish to be named; nobody is named by default. It stands under no
        number that anything else of the same person has.
    """
    seat = by.caller.seat if by.caller.role == "member" else None
    require(by.caller, "record_dissent", workshop, seat)
    if not text.strip():
        raise ReasonNeeded("Write the view that is to be recorded.")
    workshop_row = place_of(store, workshop)
    new = Dissent(by=who.strip() or SOMEBODY, about=about, text=text.strip())

    def keep(transaction: Transaction) -> None:
        held(transaction, workshop)
        if shown_round(transaction, workshop, None) is None:
            raise WrongStep("Dissent is recorded once a round has been shown.")
        workshops.move(transaction, workshop)

    act = WorkshopAct("dissent", {}, keep, lambda now: now.changed(dissent=[*now.dissent, new]))
    named = replace(by, under=SOMEBODY.lower()) if seat is not None else by
    do(store, workshop_row.appraisal, workshop, act, named)
