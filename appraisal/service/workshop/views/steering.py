"""What the big screen shows: what the desk chose, or what goes with the step; nothing by itself."""

from __future__ import annotations

from collections.abc import Iterator

from appraisal.model.workshop import SHOWN, Step
from appraisal.service.acting import By
from appraisal.service.workshop.access.rights import writing
from appraisal.service.workshop.acts import held
from appraisal.service.workshop.refusals import WrongStep
from appraisal.store import Store, workshops
from appraisal.store.transaction import Transaction
from appraisal.store.workshops import Workshop

JOIN, QUESTION, ANSWERS, AGREED, RANKING, BLANK, THANKS = (
    "join", "question", "answers", "agreed", "ranking", "blank", "thanks"
)  # fmt: skip
ON_A_PAGE = 4  # questions whose answers fit on the screen at a time

Shows = tuple[str, int]  # what, and which page of it


def usual(step: Step) -> Shows:
    """Return what goes with a step until the desk chooses something else."""
    if step == "ended":
        return (THANKS, 1)
    if step in SHOWN:
        return (ANSWERS, 1)
    return (QUESTION if step in ("open", "locked") else JOIN, 1)


def choices(step: Step, questions: int) -> Iterator[Shows]:
    """Yield what can be shown at a step of a workshop whose last shown round asked so much."""
    yield (JOIN, 1)
    if step in ("open", "locked"):
        yield (QUESTION, 1)
    elif questions:
        yield from ((ANSWERS, page) for page in range(1, -(-questions // ON_A_PAGE) + 1))
        yield from ((AGREED, 1), (RANKING, 1))
    yield (BLANK, 1)


def steer(store: Store, by: By, workshop: str, shows: Shows) -> None:
    """Have the big screen show something, until another step is taken.

    Raises
    ------
    WrongStep
        If there is nothing of that kind to show at this step.
    """

    def choose(transaction: Transaction) -> None:
        latest = held(transaction, workshop)
        if shows not in choices(latest.step, shown_questions(transaction, workshop)):
            raise WrongStep("That cannot be shown at this step.")
        kind, page = shows
        chosen = f"{_when(latest)} {kind} {page}"
        workshops.move(transaction, workshop, screen=chosen)

    writing(store, by, "steer", workshop, choose)


def shown_on(workshop: Workshop) -> Shows:
    """Return what the big screen shows now; a choice ends with the step that it was made at."""
    if workshop.screen.startswith(f"{_when(workshop)} "):
        kind, page = workshop.screen.split()[-2:]
        return (kind, int(page))
    return usual(workshop.step)


def _when(workshop: Workshop) -> str:
    step = "shown" if workshop.step in SHOWN else workshop.step
    return f"{workshop.round} {step}"


def shown_questions(transaction: Transaction, workshop: str) -> int:
    """Return how many questions the last round asked that was shown; 0 where none was."""
    rounds = workshops.rounds_of(transaction, workshop)
    shown = [len(each.questions) for each in rounds if each.state == "revealed"]
    return shown[-1] if shown else 0
