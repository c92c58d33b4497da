"""At the desk: what the big screen shows, chosen here and by nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.pages.session import workshop_calls
from appraisal.pages.widgets import fields
from appraisal.service import workshop
from appraisal.service.workshop import Desk
from appraisal.service.workshop.views.steering import ANSWERS, Shows

WORDS = {
    "join": "How to join",
    "question": "What is asked, and how many have finished",
    "answers": "The group's answers",
    "agreed": "What is agreed",
    "ranking": "The ranking",
    "vote": "The vote",
    "blank": "Nothing",
}


@dataclass(frozen=True)
class _OnScreen:
    """What the big screen shows, as the box for it keeps it: by a name such as ``answers 2``."""

    desk: Desk

    def stored(self) -> str:
        return _name(self.desk.shows)

    def keep(self, name: str, seen: str) -> str:
        shows = next(each for each in self.desk.can_show if _name(each) == name)
        return workshop_calls.tried(workshop.steer, self.desk.workshop, shows).refused


def _name(shows: Shows) -> str:
    kind, page = shows
    return f"{kind} {page}"


def steering(desk: Desk) -> None:
    """Choose what the room sees; it stays until another is chosen, or the next step is taken."""
    pages = sum(kind == ANSWERS for kind, _ in desk.can_show)
    words = {
        _name((kind, page)): f"{WORDS[kind]}, page {page} of {pages}"
        if kind == ANSWERS and pages > 1
        else WORDS[kind]
        for kind, page in desk.can_show
    }
    fields.choice(
        "The big screen shows",
        list(words),
        fields.Box("desk:screen", _name(desk.shows), _OnScreen(desk)),
        words=words.__getitem__,
    )
