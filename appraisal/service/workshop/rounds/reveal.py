"""The reveal: a round's figures are set for good, and enter the record as they are shown."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from appraisal.analysis.spreads import (
    Figure,
    Figures,
    figure_of,
    from_kept,
    kept_form,
    public_form,
)
from appraisal.model import Appraisal
from appraisal.model.workshop import Question, anchors_of
from appraisal.service.acting import By
from appraisal.service.loading import load
from appraisal.service.workshop.access.callers import Caller
from appraisal.service.workshop.access.rights import reading, require
from appraisal.service.workshop.acts import WorkshopAct, do, held, place_of
from appraisal.service.workshop.refusals import WrongStep
from appraisal.service.workshop.rounds.open_and_lock import (
    answers_mark,
    last_answers,
    scales_hash,
    wrong_step,
)
from appraisal.service.workshop.seats.interests import takes_part
from appraisal.service.workshop.seats.who_counts import WhoCounts, who_counts
from appraisal.service.workshop.shared import once
from appraisal.store import Store, answers, workshops
from appraisal.store.answers import Answer
from appraisal.store.transaction import Transaction
from appraisal.store.workshops import Round

Rows = dict[str, dict[str, Answer]]  # seat -> question -> what counts of its answers


@dataclass(frozen=True)
class _Gathered:
    """A locked round and everything that its figures depend on; nothing of it moves any more."""

    rounds: list[Round]
    given: list[Answer]
    who: WhoCounts

    @property
    def round(self) -> Round:
        return self.rounds[-1]

    def counted(self) -> Rows:
        """The answers that count."""
        return counted_of(self.round, self.given, self.who)


def counted_of(round: Round, given: list[Answer], who: WhoCounts) -> Rows:
    """Return seat -> question -> the last answer, of those who take part in what it is about.

    Two seats of one person count as one, and a seat that was taken out as none.
    """
    asked = set(round.questions)
    persons = {answer.seat: who.person(answer.seat) for answer in given}
    by_person = [
        replace(answer, seat=seat) for answer in given if (seat := persons[answer.seat]) is not None
    ]
    by_seat: dict[str, dict[str, Answer]] = defaultdict(dict)
    for (seat, question), answer in last_answers(by_person).items():
        criterion = Question.from_key(question).criterion
        if question in asked and not answer.cleared and takes_part(who.out, seat, criterion):
            by_seat[seat][question] = answer
    return by_seat


def reveal_round(store: Store, by: By, workshop: str) -> None:
    """Show a locked round: its figures are set for good, and enter the record as they are shown.

    No member's answer enters the record or the appraisal, under whatever name: while a workshop is
    open whoever reads either could tell by what is missing, or by who came late, whose it is.

    Raises
    ------
    WrongStep
        If the round is not locked, or the scales it asked about were changed since it was opened.
    """
    require(by.caller, "reveal_round", workshop)
    workshop_row = place_of(store, workshop)
    if store.sent(workshop_row.appraisal, by.client_id):
        return
    if workshop_row.step != "locked":
        raise wrong_step(workshop_row, "Close the round before you show it.")
    gathered = store.read(lambda t: _gather(t, workshop))
    appraisal = load(store, workshop_row.appraisal).appraisal
    _refuse_other_scales(appraisal, gathered.round)
    counted = gathered.counted()
    kept = _shown(appraisal, gathered, counted)

    def show(transaction: Transaction) -> None:
        latest = held(transaction, workshop)
        if latest.step != "locked" or latest.round != gathered.round.number:
            raise wrong_step(latest, "Somebody else was quicker.")
        workshops.change_round(transaction, workshop, latest.round, state="revealed", shown=kept)
        workshops.move(transaction, workshop, step="revealed")

    payload = {
        "figures": {key: public_form(from_kept(each)) for key, each in kept.items()},
        "members": len(counted),
        "answers_mark": answers_mark(gathered.given),
    }
    act = WorkshopAct("revealed", payload, show, round=gathered.round.number)
    do(store, workshop_row.appraisal, workshop, act, by)


def _gather(transaction: Transaction, workshop: str) -> _Gathered:
    workshop_row = workshops.get(transaction, workshop)
    assert workshop_row is not None
    return _Gathered(
        workshops.rounds_of(transaction, workshop),
        answers.of_round(transaction, workshop, workshop_row.round),
        who_counts(transaction, workshop),
    )


def _refuse_other_scales(appraisal: Appraisal, round: Round) -> None:
    asked = [Question.from_key(key) for key in round.questions]
    if scales_hash(appraisal, asked) != round.rules_hash:
        raise WrongStep(
            f"Options or scales that round {round.number} asks about were changed since it was "
            "opened, so its answers do not fit any more. Call the round off and ask again."
        )


def _shown(appraisal: Appraisal, gathered: _Gathered, counted: Rows) -> dict[str, Any]:
    shown = {}
    for key in gathered.round.questions:
        given = [rows[key] for _, rows in sorted(counted.items()) if key in rows]
        values = {answer.seat: answer.value for answer in given if answer.value is not None}
        figure = figure_of(
            values,
            gathered.round.threshold,
            anchors_of(appraisal, Question.from_key(key)),
            _earlier(gathered.rounds[:-1], key),
        )
        shown[key] = kept_form(with_reasons(figure, given), values)
    return shown


def with_reasons(figure: Figure, given: list[Answer]) -> Figure:
    """Return a figure with the reasons that were given, in an order that tells nothing."""
    if figure.spread is None:
        return figure
    reasons = [answer.reason for answer in given if answer.reason]
    random.SystemRandom().shuffle(reasons)
    return replace(figure, reasons=tuple(reasons))


def _earlier(rounds: list[Round], key: str) -> list[tuple[int, dict[str, float]]]:
    earlier = []
    for round in rounds:
        figure = (round.shown or {}).get(key)
        if figure and figure["spread"]:
            earlier.append((round.number, figure["counted"]))
    return earlier


def figures(store: Store, caller: Caller, workshop: str, round: int | None = None) -> Figures:
    """Return the figures of a revealed round; of the last one where none is named.

    Raises
    ------
    WrongStep
        If the round is not shown yet, or there is none.
    """
    shown = reading(store, caller, "figures", workshop, lambda t: shown_round(t, workshop, round))
    if shown is None:
        raise WrongStep("No round has been shown yet.")
    return shown


def shown_round(transaction: Transaction, workshop: str, number: int | None) -> Figures | None:
    """Return the figures of a revealed round, the last one where none is named; None if none is."""
    rounds = [workshops.round_of(transaction, workshop, number)] if number else None
    if rounds is None:
        rounds = [*workshops.rounds_of(transaction, workshop)]
    return next((figures_of(r) for r in reversed(rounds) if r and r.state == "revealed"), None)


def figures_of(round: Round) -> Figures:
    """Return the figures of a revealed round, as they were set at the reveal."""
    by_question = {key: from_kept(figure) for key, figure in (round.shown or {}).items()}
    return Figures(round.number, round.threshold, by_question)


def room_appraisal(store: Store, caller: Caller, workshop: str) -> Appraisal:
    """Return the appraisal without any member's own judgements: what the room may see analysed.

    With them, a figure such as how often an option ranks first would move when one seat's answer
    does.
    """
    workshop_row = reading(
        store, caller, "room_appraisal", workshop, lambda t: workshops.get(t, workshop)
    )
    assert workshop_row is not None
    return without_members(store, workshop_row.appraisal)[1]


def without_members(store: Store, id: str) -> tuple[str, Appraisal]:
    """Return the hash of the record's last event, and the appraisal as the room may see it."""
    kept = load(store, id)
    return kept.head, once(
        ("room", store.id, kept.head),
        lambda: kept.appraisal.changed(members=[], dissent=[]),
    )
