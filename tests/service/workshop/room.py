"""A room for tests: an appraisal, a workshop, a clock that moves a second an act, and people."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass, replace
from uuid import uuid4

from appraisal.model.workshop import Question, questions_of
from appraisal.service import load, start
from appraisal.service import workshop as ws
from appraisal.service.acting import By
from tests.service.examples import small_appraisal

NOON = dt.datetime(2026, 11, 21, 12, 0, tzinfo=dt.UTC)
DIRECTOR = ws.Caller("director")
PRACTICE = Question("practice", "trust")
WORKFORCE = Question("workforce", "trust")
SWING = Question("practice")


@dataclass
class Person:
    """Somebody in the room, with the secret in their cookie."""

    seat: str
    token: str


class Room:
    """A workshop and short ways to act in it. Every act has its own id and a later second."""

    def __init__(self, store, *, appraisal=None, start_at=NOON, address="", **terms):
        self.store = store
        self._seconds, self._start = itertools.count(), start_at
        kept = start(store, self.by(DIRECTOR), appraisal or small_appraisal())
        self.appraisal = kept.id
        self.id = ws.open_workshop(
            store, self.by(DIRECTOR), kept.id, ws.Terms(**terms), address=address
        )

    def now(self):
        return self._start + dt.timedelta(seconds=next(self._seconds))

    def by(self, caller, **changes) -> By:
        return replace(By(caller, self.now(), uuid4().hex), **changes)

    def kept(self):
        return load(self.store, self.appraisal).appraisal

    def events(self):
        return self.store.events(self.appraisal)

    @property
    def code(self):
        return ws.invitation(self.store, DIRECTOR, self.id).code

    def person(self, role="member", **joining) -> Person:
        """Somebody who came in by a seat code."""
        roles = [role]
        (code,) = ws.seat_codes(self.store, self.by(DIRECTOR), self.id, roles)
        joined = ws.join(
            self.store, ws.Joining(code=self.code, seat_code=code, **joining), now=self.now()
        )
        return Person(joined.seat, joined.token)

    def members(self, count):
        return [self.person() for _ in range(count)]

    def caller(self, person: Person, now=None):
        return ws.who(self.store, person.token, now or self.now())

    def open(self, *questions, by=DIRECTOR, **opening):
        asked = questions or questions_of(self.kept(), swings=True, cells="all")
        return ws.open_round(self.store, self.by(by), self.id, asked, **opening)

    def answer(self, person, question, value, *, round=1, reason="", **changes):
        by = self.by(self.caller(person), **changes)
        return ws.answer(
            self.store,
            by,
            self.id,
            person.seat,
            ws.NewAnswer(question, value, round=round, reason=reason),
        )

    def lock(self, by=DIRECTOR):
        ws.lock_round(self.store, self.by(by), self.id)

    def reveal(self, by=DIRECTOR):
        ws.reveal_round(self.store, self.by(by), self.id)

    def show(self):
        self.lock()
        self.reveal()

    def again(self):
        ws.go_to(self.store, self.by(DIRECTOR), self.id, "set_up")

    def mine(self, person, **which):
        return ws.mine(self.store, self.caller(person), self.id, person.seat, **which)

    def figures(self, round=None):
        return ws.figures(self.store, DIRECTOR, self.id, round)

    def desk(self):
        return ws.desk(self.store, DIRECTOR, self.id)


def kinds(room):
    return [event.kind for event in room.events()]


def answered(room, people, question, values, **more):
    for person, value in zip(people, values, strict=True):
        room.answer(person, question, value, **more)


def agreed_everywhere(room, person):
    """What the desk and a phone say was agreed, and what stands in the appraisal."""
    return (
        [line.agreed for line in room.desk().questions],
        [asked.agreed for asked in room.mine(person).questions],
        room.kept().performance("trust", "practice").level,
    )
