"""The workshop: who takes part, what is asked, and which step may follow which."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from appraisal.model.appraisal import Appraisal

Role = Literal["facilitator", "member", "observer"]

Step = Literal["set_up", "open", "locked", "revealed", "discussing", "agreeing", "ended"]

# A round runs set_up -> open -> locked -> revealed; a locked round never opens again, so that
# nothing can be answered after others' answers were near. Open or locked -> set_up is a round that
# was called off: its answers are kept but never shown.
NEXT: dict[Step, tuple[Step, ...]] = {
    "set_up": ("open", "ended"),
    "open": ("locked", "set_up"),
    "locked": ("revealed", "set_up"),
    "revealed": ("discussing", "agreeing", "set_up", "ended"),
    "discussing": ("agreeing", "set_up", "ended"),
    "agreeing": ("discussing", "set_up", "ended"),
    "ended": (),
}
SHOWN: tuple[Step, ...] = ("revealed", "discussing", "agreeing")  # the round's figures are shown

STEP_WORDS: dict[Step, str] = {
    "set_up": "Getting ready",
    "open": "Answers are being given",
    "locked": "Answers are closed",
    "revealed": "The group's answers are shown",
    "discussing": "Discussion",
    "agreeing": "Agreeing",
    "ended": "The workshop has ended",
}

DEFAULT_THRESHOLD = 5  # answers below which no group figure is shown
LEAST_THRESHOLD = 3  # with two answers, each of the two would know the other's
MOST_SEATS = 500  # as many members as one appraisal holds
MOST_REASON = 2_000  # characters


def may_follow(now: Step, to: Step) -> bool:
    """Return whether a workshop at step ``now`` may go to step ``to``."""
    return to in NEXT[now]


@dataclass(frozen=True, order=True)
class Question:
    """One thing a member is asked: the swing of a criterion, or the level of an option on one.

    ``key`` is its text form, for example ``swing:workforce`` or ``level:workforce:trust``.
    """

    criterion: str
    option: str | None = None

    @property
    def kind(self) -> Literal["swing", "level"]:
        """Whether a swing is asked for, or a level."""
        return "swing" if self.option is None else "level"

    @property
    def key(self) -> str:
        """The question as text; :meth:`from_key` gives it back."""
        if self.option is None:
            return f"swing:{self.criterion}"
        return f"level:{self.criterion}:{self.option}"

    @classmethod
    def from_key(cls, key: str) -> Question:
        """Return the question that a text names; ValueError if it names none."""
        kind, *names = key.split(":")
        if (kind, len(names)) == ("swing", 1) and names[0]:
            return cls(names[0])
        if (kind, len(names)) == ("level", 2) and all(names):
            return cls(names[0], names[1])
        raise ValueError(f"{key!r} is not a question")


def questions_of(
    appraisal: Appraisal,
    *,
    swings: bool = False,
    cells: Collection[tuple[str, str]] | Literal["all"] = (),
) -> tuple[Question, ...]:
    """Return the questions of a round, swings first, then cells criterion by criterion.

    Parameters
    ----------
    swings : bool
        Whether the swing of every benefit criterion is asked for.
    cells : "all" or collection of (option id, criterion id)
        Which levels are asked for. The cost axis is filled by the cost lines and never asked.
    """
    asked = [Question(c.id) for c in appraisal.benefit_criteria()] if swings else []
    asked += [
        Question(criterion.id, option.id)
        for criterion in appraisal.benefit_criteria()
        for option in appraisal.options
        if cells == "all" or (option.id, criterion.id) in cells
    ]
    return tuple(asked)


def is_askable(appraisal: Appraisal, question: Question) -> bool:
    """Return whether a question fits an appraisal: its criterion counts, its option is there."""
    counted = {criterion.id for criterion in appraisal.benefit_criteria()}
    options = {option.id for option in appraisal.options}
    return question.criterion in counted and question.option in (None, *options)


def range_of(appraisal: Appraisal, question: Question) -> tuple[float, float]:
    """Return the lowest and highest answer a question takes, in numeric order.

    A swing runs from 0 to 100 and a level over its scale. Where a scale goes on beyond its anchors
    (``outside: extend``), so may the answer.
    """
    if question.kind == "swing":
        return (0.0, 100.0)
    scale = appraisal.criterion(question.criterion).scale
    if scale.outside == "extend" and scale.unit is not None:
        return (-1e15, 1e15)
    return anchors_of(appraisal, question)


def anchors_of(appraisal: Appraisal, question: Question) -> tuple[float, float]:
    """Return the lower and the upper end of a question's scale; an open scale goes on beyond."""
    if question.kind == "swing":
        return (0.0, 100.0)
    scale = appraisal.criterion(question.criterion).scale
    return (min(scale.worst, scale.best), max(scale.worst, scale.best))


def remaining(seconds: float, elapsed: float) -> float:
    """Return the seconds left of a round's timer, never below 0.

    ``elapsed`` is a difference of a clock that only goes forward. A timer that has run out closes
    nothing: the facilitator does.
    """
    return max(0.0, seconds - max(0.0, elapsed))


def in_order(questions: Iterable[Question], appraisal: Appraisal) -> tuple[Question, ...]:
    """Return the questions in the order in which they are asked, each once."""
    wanted = set(questions)
    every = questions_of(appraisal, swings=True, cells="all")
    return tuple(question for question in every if question in wanted)


SheetKind = Literal["first", "swing", "levels"]


def sheets_of(
    questions: Iterable[Question],
) -> tuple[tuple[SheetKind, tuple[Question, ...]], ...]:
    """Return questions as they stand on pages: one criterion a page, all its options side by side.

    Of several swings it is first asked which would come first.
    """
    asked = tuple(questions)
    swings = tuple(question for question in asked if question.option is None)
    levels: dict[str, list[Question]] = {}
    for question in asked:
        if question.option is not None:
            levels.setdefault(question.criterion, []).append(question)
    sheets: list[tuple[SheetKind, tuple[Question, ...]]] = []
    if len(swings) > 1:
        sheets.append(("first", swings))
    sheets += [("swing", (swing,)) for swing in swings]
    sheets += [("levels", tuple(cells)) for cells in levels.values()]
    return tuple(sheets)
