"""A round's questions on pages: one criterion a page, all that is asked about it side by side."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.model.workshop import SheetKind, sheets_of
from appraisal.service.workshop import Asked, Mine

MOST = 100.0  # the swing that one would move first


@dataclass(frozen=True)
class QuestionPage:
    """One page of a round.

    Attributes
    ----------
    kind : "first", "swing" or "levels"
        Which improvement would come first; what one improvement is worth; how each option does.
    asked : tuple of Asked
        What is asked on it; of a "first" page every swing of the round.
    """

    kind: SheetKind
    asked: tuple[Asked, ...]

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to answer on it."""
        if self.kind == "first":
            return any(each.is_answered for each in self.asked)
        return all(each.is_answered for each in self.asked)


def pages_of(mine: Mine) -> tuple[QuestionPage, ...]:
    """Return the pages of what is asked of a member, swings first, in the round's order."""
    asked = {each.question: each for each in mine.questions}
    return tuple(
        QuestionPage(kind, tuple(asked[question] for question in questions))
        for kind, questions in sheets_of(asked)
    )


def first_open(pages: tuple[QuestionPage, ...]) -> int | None:
    """Return the number, from 1, of the first page that is not done; None if all are."""
    return next((n for n, page in enumerate(pages, 1) if not page.is_done), None)


def moved_first(mine: Mine) -> Asked | None:
    """Return the swing that a member would move first: one that stands at 100."""
    swings = (each for each in mine.questions if each.question.option is None)
    return next((each for each in swings if each.own and each.own.value == MOST), None)
