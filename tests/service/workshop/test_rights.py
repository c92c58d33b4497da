"""Who may do what: every function, by every kind of caller, with ids swapped; each cell asserted.

What is right is written here by hand, and not read from the table that the service asks.
"""

from __future__ import annotations

import datetime as dt
import inspect
import shutil
import sqlite3
from uuid import uuid4

import pytest

from appraisal.errors import AppraisalError
from appraisal.service import cache
from appraisal.service import workshop as ws
from appraisal.service.acting import By
from appraisal.service.workshop.access.callers import Caller
from appraisal.service.workshop.views.change_marks import mark
from appraisal.settings import Settings
from appraisal.store import Store
from tests.service.workshop.room import DIRECTOR, PRACTICE, SWING, Person, Room

LATER = dt.datetime(2026, 11, 21, 12, 30, tzinfo=dt.UTC)


def by(caller):
    return By(caller, LATER, uuid4().hex)


# name -> call with (store, caller, workshop, seat); every function that takes a caller is here


def polled(store, caller, workshop, seat):
    """What an open page asks every two seconds; nobody's mark is the refusal."""
    if mark(store, caller, workshop) == "nobody":
        raise ws.NotAllowed("nobody")


CALLS = {
    "open_workshop": lambda t, c, w, s: ws.open_workshop(t, by(c), "no such appraisal"),
    "workshops_of": lambda t, c, w, s: ws.workshops_of(t, c),
    "resume": lambda t, c, w, s: ws.resume(t, by(c), w),
    "desk": lambda t, c, w, s: ws.desk(t, c, w),
    "invitation": lambda t, c, w, s: ws.invitation(t, c, w),
    "new_code": lambda t, c, w, s: ws.new_code(t, by(c), w),
    "set_threshold": lambda t, c, w, s: ws.set_threshold(t, by(c), w, 4, why="small"),
    "make_longer": lambda t, c, w, s: ws.make_longer(t, by(c), w),
    "steer": lambda t, c, w, s: ws.steer(t, by(c), w, ("blank", 1)),
    "end_workshop": lambda t, c, w, s: ws.end_workshop(t, by(c), w),
    "admit": lambda t, c, w, s: ws.admit(t, by(c), w, s),
    "turn_away": lambda t, c, w, s: ws.turn_away(t, by(c), w, s),
    "seat_codes": lambda t, c, w, s: ws.seat_codes(t, by(c), w, ["member"]),
    "paper_seat": lambda t, c, w, s: ws.paper_seat(t, by(c), w),
    "reissue": lambda t, c, w, s: ws.reissue(t, by(c), w, s),
    "sign_out_seat": lambda t, c, w, s: ws.sign_out_seat(t, by(c), w, s),
    "take_out": lambda t, c, w, s: ws.take_out(t, by(c), w, s, "left"),
    "count_as": lambda t, c, w, s: ws.count_as(t, by(c), w, s, s),
    "sign_out_all": lambda t, c, w, s: ws.sign_out_all(t, by(c), w),
    "declare_interest": lambda t, c, w, s: ws.declare_interest(
        t, by(c), w, s, ws.NewInterest("practice", "mine", "pecuniary")
    ),
    "lift_interest": lambda t, c, w, s: ws.lift_interest(t, by(c), w, s, "practice", "by MO"),
    "open_round": lambda t, c, w, s: ws.open_round(t, by(c), w, [SWING]),
    "lock_round": lambda t, c, w, s: ws.lock_round(t, by(c), w),
    "call_off_round": lambda t, c, w, s: ws.call_off_round(t, by(c), w, why="wrong one"),
    "reveal_round": lambda t, c, w, s: ws.reveal_round(t, by(c), w),
    "go_to": lambda t, c, w, s: ws.go_to(t, by(c), w, "set_up"),
    "key_in": lambda t, c, w, s: ws.key_in(t, by(c), w, s, ws.NewAnswer(PRACTICE, 1, round=2)),
    "key_in_vote": lambda t, c, w, s: ws.key_in_vote(t, by(c), w, s, ws.NewBallot(1, "for")),
    "agree": lambda t, c, w, s: ws.agree(t, by(c), w, PRACTICE, 50, why="so"),
    "record_attendance": lambda t, c, w, s: ws.record_attendance(t, by(c), w, ws.Present(["Poe"])),
    "open_vote": lambda t, c, w, s: ws.open_vote(t, by(c), w, "That it be so."),
    "close_vote": lambda t, c, w, s: ws.close_vote(t, by(c), w),
    "call_off_vote": lambda t, c, w, s: ws.call_off_vote(t, by(c), w, why="so"),
    "cast_vote": lambda t, c, w, s: ws.cast_vote(t, by(c), w, s, ws.NewBallot(1, "for")),
    "agree_on": lambda t, c, w, s: ws.agree_on(t, by(c), w, [ws.Agreement(PRACTICE, 50, "so")]),
    "dividing": lambda t, c, w, s: ws.dividing(t, c, w),
    "screen": lambda t, c, w, s: ws.screen(t, c, w),
    "figures": lambda t, c, w, s: ws.figures(t, c, w),
    "room_appraisal": lambda t, c, w, s: ws.room_appraisal(t, c, w),
    "time_left": lambda t, c, w, s: ws.time_left(t, c, w, now=LATER, monotonic=1.0),
    "pulse": polled,
    "answer": lambda t, c, w, s: ws.answer(t, by(c), w, s, ws.NewAnswer(PRACTICE, 1, round=2)),
    "mine": ws.mine,
    "give_name": lambda t, c, w, s: ws.give_name(t, by(c), w, s, "A. Smith", consents=True),
    "record_dissent": lambda t, c, w, s: ws.record_dissent(t, by(c), w, "practice", "No."),
    "set_pin": lambda t, c, w, s: ws.set_pin(t, by(c), w, s, "2580"),
    "unseal": lambda t, c, w, s: ws.unseal(t, by(c), w, s, "2580"),
    "sign_out": lambda t, c, w, s: ws.sign_out(t, by(c), w),
    "sign_out_officers": lambda t, c, w, s: ws.sign_out_officers(t, by(c)),
}
# They take a secret or a code, not a caller: what they give rests on that alone.
BY_SECRET = {
    "join", "enter", "who", "caller_of", "officer_of", "new_key", "sign_in", "is_code_of",
}  # fmt: skip

# What is right. "own": one's own seat only. Everything else is refused.
OFFICER = {"open_workshop", "workshops_of", "resume", "sign_out_officers"}
TO_A_SEAT = {
    "admit", "turn_away", "reissue", "sign_out_seat", "take_out", "count_as", "lift_interest",
    "key_in", "key_in_vote",
}  # fmt: skip
AT_DESK = TO_A_SEAT | {
    "desk", "make_longer", "steer", "new_code", "set_threshold", "end_workshop", "seat_codes",
    "paper_seat",
    "sign_out_all", "open_round", "lock_round", "call_off_round", "reveal_round", "go_to", "agree",
    "agree_on", "record_attendance", "open_vote", "close_vote", "call_off_vote",
}  # fmt: skip
IN_ROOM = {"screen", "invitation", "dividing"}
IN = {"figures", "room_appraisal", "time_left", "pulse"}
OWN = {"answer", "cast_vote", "mine", "give_name", "set_pin", "unseal", "declare_interest"}
DESK_TOO = {"record_dissent", "declare_interest"}
SEATED = TO_A_SEAT | OWN  # those that name a seat
READS = {"workshops_of", "desk", "invitation", "dividing", "screen", "figures", "room_appraisal",
         "time_left", "pulse", "mine"}  # fmt: skip


def is_right(name: str, who: str, workshop: str, seat: str) -> bool:
    """Whether this caller may do this to that: workshops and seats by the names used below."""
    if who in ("nobody", "expired", "signed out", "reissued"):
        return False
    if name in ("key_in", "key_in_vote") and seat != "paper":
        return False  # nobody answers for a member who has a phone
    if who == "director":
        if name in OWN - DESK_TOO | {"sign_out"}:
            return False
        return name in OFFICER or name not in SEATED or seat in SEATS_OF[workshop]
    if workshop != HOME[who] or name in OFFICER:
        return False
    if name in SEATED and seat not in SEATS_OF[workshop]:
        return False
    if who == "facilitator":
        return name in AT_DESK | IN_ROOM | IN | DESK_TOO | {"sign_out"}
    if who == "observer":
        return name in IN_ROOM | IN | {"sign_out"}
    if who == "waiting":
        return name in {"pulse", "sign_out"}
    return name in IN | {"sign_out", "record_dissent"} or (name in OWN and seat == who)  # members


HOME = {"member": "one", "other member": "one", "observer": "one", "facilitator": "one",
        "waiting": "one", "stranger": "two"}  # fmt: skip
SEATS_OF = {"one": {"member", "other member", "waiting", "paper"}, "two": {"stranger"}}
CALLERS = [*HOME, "director", "expired", "signed out", "reissued", "nobody"]
WITH_SEATS = [
    (w, s) for w in SEATS_OF for s in ("member", "other member", "waiting", "paper", "stranger")
]


def targets(name):
    """Every workshop with every seat where a seat is meant, else every workshop."""
    return WITH_SEATS if name in SEATED else [("one", "member"), ("two", "stranger")]


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    """Two workshops in their second round, and everybody who might call."""
    data = tmp_path_factory.mktemp("rights") / "data"
    store = Store.open(Settings(data=data))
    one, two = Room(store), Room(store)
    people = {
        "member": one.person(),
        "other member": one.person(),
        "observer": one.person("observer"),
        "facilitator": one.person("facilitator"),
        "stranger": two.person(),
    }
    gone, moved = one.person(), one.person()
    people |= {f"more {n}": one.person() for n in range(3)}
    for room in (one, two):
        room.open(PRACTICE, SWING)
        room.show()
        room.again()
        room.open(PRACTICE, SWING)
    waiting = ws.join(store, ws.Joining(code=one.code), now=LATER)
    people["waiting"] = waiting
    people["paper"] = Person(ws.paper_seat(store, by(DIRECTOR), one.id), "")
    callers = {name: ws.who(store, people[name].token, LATER) for name in HOME}
    callers |= {"director": DIRECTOR, "nobody": ws.who(store, "made up", LATER)}
    callers["expired"] = ws.who(store, people["member"].token, LATER + dt.timedelta(hours=40))
    callers |= {"signed out": one.caller(gone), "reissued": one.caller(moved)}
    ws.sign_out_seat(store, by(DIRECTOR), one.id, gone.seat)
    ws.reissue(store, by(DIRECTOR), one.id, moved.seat)
    store.close()
    return Scene(data, {"one": one.id, "two": two.id}, people, callers)


class Scene:
    """The two workshops on disk; every allowed call gets a copy of its own."""

    def __init__(self, data, workshops, people, callers):
        self.data, self.workshops, self.callers = data, workshops, callers
        self.seats = {name: person.seat for name, person in people.items()}

    def dump(self):
        """Everything that is kept, as text."""
        with sqlite3.connect(self.data / "appraisal.sqlite3") as file:
            return "\n".join(file.iterdump())


def refused(store, scene, name, who, workshop, seat) -> bool:
    """Whether a call is refused by name; any other fault is not about rights."""
    cache.forget()
    try:
        CALLS[name](store, scene.callers[who], scene.workshops[workshop], scene.seats[seat])
    except ws.NotAllowed:
        return True
    except AppraisalError:
        return False
    return False


def test_every_function_that_takes_a_caller_is_in_the_matrix():
    functions = {name for name in ws.__all__ if inspect.isfunction(getattr(ws, name))}
    with_caller = {
        name
        for name in functions
        if {"caller", "by"} & inspect.signature(getattr(ws, name)).parameters.keys()
    }

    assert with_caller | {"pulse"} == {call.partition(" ")[0] for call in CALLS}
    assert functions - with_caller == BY_SECRET


@pytest.mark.parametrize("name", CALLS)
def test_each_caller_may_do_what_is_right_and_nothing_else(scene, tmp_path, name):
    before, wrong, allowed, cells = scene.dump(), [], [], 0
    store = Store.open(Settings(data=scene.data))
    for who in CALLERS:
        for workshop, seat in targets(name):
            cells += 1
            if is_right(name, who, workshop, seat):
                allowed.append((who, workshop, seat))
            elif not refused(store, scene, name, who, workshop, seat):
                wrong.append((who, workshop, seat, "was let through"))
    store.close()
    assert scene.dump() == before  # what was refused wrote nothing
    for place, (who, workshop, seat) in enumerate(allowed):
        with copy_of(scene, tmp_path / str(place)) as copied:
            if refused(copied, scene, name, who, workshop, seat):
                wrong.append((who, workshop, seat, "was refused"))

    assert cells == len(CALLERS) * len(targets(name))
    assert not wrong, wrong


class copy_of:  # noqa: N801 - reads as what it is
    def __init__(self, scene, folder):
        shutil.copytree(scene.data, folder)
        self.store = Store.open(Settings(data=folder))

    def __enter__(self):
        return self.store

    def __exit__(self, *_):
        self.store.close()


@pytest.mark.parametrize("name", sorted(READS))
def test_reading_writes_nothing(scene, name):
    before = scene.dump()
    store = Store.open(Settings(data=scene.data))
    for who in CALLERS:
        for workshop, seat in targets(name):
            refused(store, scene, name, who, workshop, seat)
    store.close()

    assert scene.dump() == before


def test_a_facilitator_cannot_make_another_facilitator(room):
    desk = room.caller(room.person("facilitator"))
    waiting = ws.join(room.store, ws.Joining(code=room.code), now=room.now())

    with pytest.raises(ws.NotAllowed):
        ws.seat_codes(room.store, room.by(desk), room.id, ["facilitator"])
    with pytest.raises(ws.NotAllowed):
        ws.admit(room.store, room.by(desk), room.id, waiting.seat, "facilitator")


def test_a_caller_made_up_from_known_ids_is_refused(room):
    person = room.person()
    made_up = Caller("member", room.id, person.seat, proof="0" * 64)

    with pytest.raises(ws.NotAllowed):
        ws.mine(room.store, made_up, room.id, person.seat)
