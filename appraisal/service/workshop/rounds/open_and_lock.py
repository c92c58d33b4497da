"""Rounds: what is asked, open, locked, called off, and on to the next step."""

from __future__ import annotations

from collections.abc import Iterable

from appraisal.model import Appraisal
from appraisal.model.canonical import sha256_of
from appraisal.model.workshop import STEP_WORDS, Question, Step, in_order, is_askable, may_follow
from appraisal.service.acting import By
from appraisal.service.loading import load
from appraisal.service.workshop.access.callers import utc_ms
from appraisal.service.workshop.access.rights import require, writing
from appraisal.service.workshop.acts import WorkshopAct, do, held, place_of, refuse_open_vote
from appraisal.service.workshop.refusals import NotAsked, ReasonNeeded, WrongStep
from appraisal.store import Store, workshops
from appraisal.store.answers import Answer
from appraisal.store.transaction import Transaction
from appraisal.store.workshops import Round, Workshop


def open_round(
    store: Store,
    by: By,
    workshop: str,
    questions: Iterable[Question],
    *,
    seconds: int | None = None,
    propose: bool = False,
) -> int:
    """Open the next round and return its number.

    Parameters
    ----------
    questions : iterable of Question
        What is asked, for example ``questions_of(appraisal, swings=True, cells="all")``.
    seconds : int, optional
        What the round's timer starts from. A timer that has run out closes nothing.
    propose : bool
        Whether each score that stands in the appraisal now is proposed, to agree with or to differ
        from. What is proposed stays as it was here, whatever becomes of the score meanwhile.
    """
    require(by.caller, "open_round", workshop)
    workshop_row = place_of(store, workshop)
    appraisal = load(store, workshop_row.appraisal).appraisal
    asked = _asked(appraisal, questions)
    new = Round(
        workshop=workshop,
        number=workshop_row.round + 1,
        questions=tuple(question.key for question in asked),
        threshold=workshop_row.threshold,
        rules_hash=scales_hash(appraisal, asked),
        seconds=seconds,
        opened_ms=utc_ms(by.now),
        locked_ms=None,
        state="open",
        shown=None,
        proposed=proposals_of(appraisal, asked) if propose else {},
    )

    def begin(transaction: Transaction) -> None:
        latest = _ready(transaction, workshop, "open")
        if (latest.round + 1, latest.threshold) != (new.number, new.threshold):
            raise WrongStep("Somebody else opened a round, or changed the rules, just now.")
        refuse_open_vote(transaction, workshop)
        workshops.add_round(transaction, new)
        workshops.move(transaction, workshop, step="open", round=new.number)

    payload = {"questions": list(new.questions), "threshold": new.threshold, "seconds": seconds}
    if new.proposed:
        payload["proposed"] = new.proposed
    act = WorkshopAct("opened", payload, begin, round=new.number)
    return int(do(store, workshop_row.appraisal, workshop, act, by).round or 0)


def proposals_of(appraisal: Appraisal, asked: Iterable[Question]) -> dict[str, float]:
    """Return the scores that stand, by question; a swing is never proposed, nor is what is blank.

    How much an improvement is worth is the members' own to say before anybody else does.
    """
    cells = appraisal.cells()
    standing = {each.key: cells.get((each.option, each.criterion)) for each in asked if each.option}
    return {
        key: cell.level
        for key, cell in standing.items()
        if cell is not None and cell.level is not None
    }


def _asked(appraisal: Appraisal, questions: Iterable[Question]) -> tuple[Question, ...]:
    wanted = set(questions)
    strange = sorted(each.key for each in wanted if not is_askable(appraisal, each))
    if strange:
        raise NotAsked(f"This cannot be asked of this appraisal: {', '.join(strange)}.")
    if not wanted:
        raise NotAsked("Choose what to ask: the swings, some scores, or all.")
    return in_order(wanted, appraisal)


def scales_hash(appraisal: Appraisal, asked: Iterable[Question]) -> str:
    """Return a mark of the scales and options asked about: answers on other scales do not count."""
    asked = tuple(asked)
    options = {option.id for option in appraisal.options}
    scales = {
        criterion.id: [criterion.axis, criterion.scale.document()]
        for criterion in appraisal.criteria
        if criterion.id in {question.criterion for question in asked}
    }
    named = sorted(options & {str(question.option) for question in asked})
    return sha256_of({"scales": scales, "options": named})


def lock_round(store: Store, by: By, workshop: str) -> None:
    """Close the round: no answer that comes later counts, and it never opens again."""
    require(by.caller, "lock_round", workshop)
    now_ms, workshop_row = utc_ms(by.now), place_of(store, workshop)

    def close(transaction: Transaction) -> None:
        latest = _ready(transaction, workshop, "locked")
        if latest.round != workshop_row.round:
            raise WrongStep("Another round was opened meanwhile.")
        workshops.change_round(
            transaction, workshop, latest.round, state="locked", locked_ms=now_ms
        )
        workshops.move(transaction, workshop, step="locked")

    act = WorkshopAct("closed", {}, close, round=workshop_row.round)
    do(store, workshop_row.appraisal, workshop, act, by)


def call_off_round(store: Store, by: By, workshop: str, *, why: str) -> None:
    """Call a round off before it is shown: its answers are kept, never shown, and do not count."""
    require(by.caller, "call_off_round", workshop)
    if not why.strip():
        raise ReasonNeeded("Say in a few words why this round is called off.")
    workshop_row = place_of(store, workshop)

    def drop(transaction: Transaction) -> None:
        latest = held(transaction, workshop)
        if latest.step not in ("open", "locked") or latest.round != workshop_row.round:
            raise wrong_step(latest, "A round can be called off while it is open or closed.")
        workshops.change_round(transaction, workshop, latest.round, state="called_off")
        workshops.move(transaction, workshop, step="set_up")

    act = WorkshopAct("called_off", {"why": why.strip()}, drop, round=workshop_row.round)
    do(store, workshop_row.appraisal, workshop, act, by)


def go_to(store: Store, by: By, workshop: str, step: Step) -> None:
    """Go to discussing, agreeing, or back to getting ready for another round."""
    if step not in ("discussing", "agreeing", "set_up"):
        raise ValueError(f"{step!r} has a function of its own")

    def go(transaction: Transaction) -> None:
        latest = held(transaction, workshop)
        if latest.step in ("open", "locked"):
            raise wrong_step(latest, "Show the round, or call it off, first.")
        _ready(transaction, workshop, step)
        workshops.move(transaction, workshop, step=step)

    writing(store, by, "go_to", workshop, go)


def _ready(transaction: Transaction, workshop: str, to: Step) -> Workshop:
    latest = held(transaction, workshop)
    if not may_follow(latest.step, to):
        raise wrong_step(latest, f"From there it cannot go to: {STEP_WORDS[to].lower()}.")
    return latest


def wrong_step(workshop: Workshop, why: str) -> WrongStep:
    """Return the refusal that says where the workshop stands."""
    return WrongStep(f"The workshop stands at: {STEP_WORDS[workshop.step].lower()}. {why}")


def last_answers(answers: Iterable[Answer]) -> dict[tuple[str, str], Answer]:
    """Return what counts, by (seat, question): the last of each, in the order of their numbers."""
    ordered = sorted(answers, key=lambda answer: answer.seq)
    return {(answer.seat, answer.question): answer for answer in ordered}


def answers_mark(answers: Iterable[Answer]) -> str:
    """Return a hash that binds the answers of a round without giving any away.

    Each holds a random id of its sender, so that no answer can be found by trying.
    """
    return sha256_of(
        [
            [a.seq, a.seat, a.question, a.value, a.reason, a.client_id, *["cleared"] * a.cleared]
            for a in answers
        ]
    )
