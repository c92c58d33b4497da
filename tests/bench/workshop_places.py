"""A workshop with hundreds of seats, made at once in the store, for the load to come."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import uuid4

from appraisal import service
from appraisal.files.appraisal_file import read_appraisal
from appraisal.files.examples import worked_examples
from appraisal.model.workshop import Question, Role, questions_of
from appraisal.service import workshop
from appraisal.service.acting import By
from appraisal.service.workshop.access import codes
from appraisal.service.workshop.seats import new_seat
from appraisal.store import Store, workshops
from tests.service.examples import officer

OFFICER = workshop.Caller("director")


@dataclass(frozen=True)
class Place:
    """A workshop with an open round; one secret for each member, and one for the screen."""

    id: str
    tokens: list[str]
    screen: str
    first: Question


def open_place(store: Store, members: int) -> Place:
    """Return a workshop on the worked example with everything asked of everybody."""
    now = dt.datetime.now(dt.UTC)
    appraisal = read_appraisal(worked_examples()[0].path)
    kept = service.start(store, officer(now, uuid4().hex), appraisal)
    id = workshop.open_workshop(store, By(OFFICER, now, uuid4().hex), kept.id)
    tokens = [_seat(store, id, "member", now) for _ in range(members)]
    screen = _seat(store, id, "observer", now)
    asked = questions_of(appraisal, swings=True, cells="all")
    workshop.open_round(store, By(OFFICER, now, uuid4().hex), id, asked)
    return Place(id, tokens, screen, asked[0])


def _seat(store: Store, id: str, role: Role, now: dt.datetime) -> str:
    """Seat somebody without a code: making 400 slow hashes is not what is measured."""
    token, now_ms = codes.new_token(), int(now.timestamp() * 1000)
    seat = new_seat.new_seat(id, role, "", "in", new_seat.Phone("", ""), now_ms)

    def sit(transaction) -> None:
        from appraisal.store import seats

        place = workshops.get(transaction, id)
        seats.add(transaction, seat)
        new_seat.add_seat_token(transaction, place, seat.id, token, now_ms)

    store.write(sit)
    return token


def saved_first(store: Store, place: Place, token: str) -> float | None:
    """Return what the store holds of a seat's first answer."""
    caller = workshop.who(store, token, dt.datetime.now(dt.UTC))
    own = workshop.mine(store, caller, place.id, caller.seat or "").questions[0].own
    return own.value if own else None
