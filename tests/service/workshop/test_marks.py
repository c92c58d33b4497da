"""A phone is drawn again when what it shows has moved, and for nothing else."""

from __future__ import annotations

import pytest

from appraisal.service import workshop as ws
from appraisal.service.workshop import remembered
from appraisal.service.workshop.views import change_marks
from appraisal.store import workshops
from tests.service.workshop.room import DIRECTOR, PRACTICE, SWING


def of(room, person):
    return change_marks.mark(room.store, room.caller(person), room.id)


def test_nobody_elses_coming_or_answer_has_a_phone_drawn_again(room):
    me, other = room.members(2)
    room.open(PRACTICE, SWING)
    before = of(room, me)

    room.person()
    room.answer(other, PRACTICE, 10)
    ws.declare_interest(
        room.store,
        room.by(DIRECTOR),
        room.id,
        other.seat,
        ws.NewInterest("practice", "So", "pecuniary"),
    )
    ws.sign_out_seat(room.store, room.by(DIRECTOR), room.id, other.seat)

    assert of(room, me) == before


def test_each_step_and_ones_own_interest_have_it_drawn_again(room):
    people = room.members(5)
    me, seen = people[0], []

    def note():
        seen.append(of(room, me))

    note()
    room.open(PRACTICE, SWING)
    note()
    ws.declare_interest(
        room.store,
        room.by(DIRECTOR),
        room.id,
        me.seat,
        ws.NewInterest("workforce", "So", "pecuniary"),
    )
    note()
    for person in people:
        room.answer(person, PRACTICE, 10)
    room.lock()
    note()
    room.reveal()
    note()
    ws.agree(room.store, room.by(DIRECTOR), room.id, PRACTICE, 12, why="So")
    note()
    room.again()
    note()
    room.open(PRACTICE)
    note()

    assert len(set(seen)) == len(seen)


def test_the_desk_sees_that_somebody_answered(room):
    (person,), desk = room.members(1), room.person("facilitator")
    room.open(PRACTICE)
    before = of(room, desk)

    room.answer(person, PRACTICE, 10)

    assert of(room, desk) != before


@pytest.fixture
def polled(room):
    """Somebody whose page asked a moment ago, and what it was told."""
    person = room.person()
    room.open(PRACTICE)
    said = change_marks.look(room.store, room.caller(person), person.token, room.id, 100.0)
    return person, said


def test_a_poll_within_a_moment_reads_nothing(room, polled):
    person, said = polled

    assert change_marks.glance(room.store, person.token, None, 100.2) == said
    assert change_marks.glance(room.store, person.token, room.id, 100.2) == said
    assert (
        change_marks.glance(room.store, person.token, None, 100.3) is None
    )  # this one looks anew,
    assert (
        change_marks.glance(room.store, person.token, None, 100.31) == said
    )  # the others go by before
    assert change_marks.glance(room.store, person.token, None, 101.1) is None


def test_a_secret_of_nobody_or_for_another_workshop_is_looked_up(room, polled):
    person, _ = polled

    assert change_marks.glance(room.store, "x" * 43, None, 100.1) is None
    assert change_marks.glance(room.store, None, None, 100.1) is None
    assert change_marks.glance(room.store, person.token, "another", 100.1) is None


def test_what_is_done_here_shows_in_the_next_poll(room, polled):
    person, _ = polled

    ws.sign_out_seat(room.store, room.by(DIRECTOR), room.id, person.seat)

    assert change_marks.glance(room.store, person.token, None, 100.1) is None
    assert of(room, person) == "nobody"


def test_what_another_copy_of_the_program_does_ends_the_memory_of_a_seat(room, polled):
    person, other = polled[0], room.person()
    said = change_marks.look(room.store, room.caller(person), person.token, room.id, 100.0)
    room.store.write(lambda t: workshops.move(t, room.id))  # as if done elsewhere: nobody is told
    assert change_marks.glance(room.store, person.token, None, 100.2) == said

    change_marks.look(room.store, room.caller(other), other.token, room.id, 100.4)

    assert remembered.pulses.get((room.store.id, room.id)) is not None
    assert (
        change_marks.glance(room.store, person.token, None, 100.4) is None
    )  # looked up again, by itself


def test_no_two_phones_share_what_is_remembered_of_them(room):
    me, other = room.members(2)
    ws.declare_interest(
        room.store,
        room.by(DIRECTOR),
        room.id,
        me.seat,
        ws.NewInterest("practice", "So", "pecuniary"),
    )
    for person in (me, other):
        change_marks.look(room.store, room.caller(person), person.token, room.id, 100.0)

    own = change_marks.glance(room.store, me.token, None, 100.1)
    others = change_marks.glance(room.store, other.token, None, 100.1)

    assert own != others
    assert (own, others) == (of(room, me), of(room, other))
