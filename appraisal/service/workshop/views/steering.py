"""What the big screen shows: what the desk chose, or what goes with the step; nothing by itself."""

from __future__ import annotations

from collections.abc import Iterator

from appraisal.model.workshop import SHOWN, Step
from appraisal.service.acting import By
from appraisal.service.workshop.access.rights import writing
from appraisal.service.workshop.acts import held
from appraisal.service.workshop.refusals import WrongStep
from appraisal.store import Store, votes, workshops
from appraisal.store.transaction import Transaction
from appraisal.store.workshops import Workshop

JOIN, QUESTION, ANSWERS, AGREED, RANKING, VOTE, BLANK, THANKS = (
    "join", "question", "answers", "agreed", "ranking", "vote", "blank", "thanks"
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


def choices(step: Step, questions: int, *, votes: bool = False) -> Iterator[Shows]:
    """Yield what can be shown at a step of a workshop whose last shown round asked so much.

    ``votes``: whether there was a vote, open or closed.
    """
    yield (JOIN, 1)
    if step in ("open", "locked"):
        yield (QUESTION, 1)
    elif questions:
        yield from ((ANSWERS, page) for page in range(1, -(-questions // ON_A_PAGE) + 1))
        yield from ((AGREED, 1), (RANKING, 1))
    if votes:
        yield (VOTE, 1)
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
        if shows not in can_show(transaction, latest):
            raise WrongStep("That cannot be shown at this step.")
        kind, page = shows
        workshops.move(transaction, workshop, screen=show_from_now(latest, kind, page))

    writing(store, by, "steer", workshop, choose)


def show_from_now(workshop: Workshop, kind: str, page: int = 1) -> str:
    """Return how it is kept that the screen shows this, until another step is taken."""
    return f"{_when(workshop)} {kind} {page}"


def can_show(transaction: Transaction, workshop: Workshop) -> tuple[Shows, ...]:
    """Return what the desk can choose from now."""
    last = votes.last(transaction, workshop.id)
    is_there = last is not None and last.state != "called_off"
    asked = shown_questions(transaction, workshop.id)
    return tuple(choices(workshop.step, asked, votes=is_there))


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
