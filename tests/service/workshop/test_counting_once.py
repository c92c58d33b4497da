"""Each person counts once: a seat that is taken out, and two seats of one person."""

from __future__ import annotations

import pytest

from appraisal.service import workshop as ws
from tests.service.workshop.room import DIRECTOR, PRACTICE, SWING, Person, Room, answered, kinds


def take_out(room, person, why="Left for good"):
    ws.take_out(room.store, room.by(DIRECTOR), room.id, person.seat, why)


def count_as(room, earlier, kept):
    ws.count_as(room.store, room.by(DIRECTOR), room.id, earlier.seat, kept.seat)


def count(room, question=PRACTICE):
    return room.figures().by_question[question.key].spread.count


def test_a_seat_that_is_taken_out_counts_in_no_round_shown_later(room):
    people = room.members(9)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [1, 2, 3, 4, 5, 6, 7, 8, 99])
    take_out(room, people[8])
    assert room.caller(people[8]).role == "nobody"
    assert ws.screen(room.store, DIRECTOR, room.id).members == 8
    room.show()

    assert count(room) == 8
    assert room.figures().by_question[PRACTICE.key].spread.ends == (1, 8)
    assert kinds(room).count("unseated") == 1


def test_taking_a_seat_out_needs_a_reason(room):
    (person,) = room.members(1)

    with pytest.raises(ws.ReasonNeeded):
        take_out(room, person, " ")


def test_two_seats_of_one_person_count_as_one(room):
    people = room.members(5)
    room.open(PRACTICE, SWING)
    answered(room, people, PRACTICE, [10, 20, 30, 40, 50])
    again = room.person()  # the last one came in anew, on another phone
    answered(room, people, SWING, [10, 20, 30, 40, 50])
    room.answer(again, PRACTICE, 90)
    assert ws.screen(room.store, DIRECTOR, room.id).members == 6
    count_as(room, people[4], again)

    shown = ws.screen(room.store, DIRECTOR, room.id)
    assert (shown.members, shown.finished, shown.answered) == (5, 5, 10)
    room.show()
    assert (count(room), count(room, SWING)) == (5, 5)


def test_of_two_answers_of_one_person_the_last_that_was_given_counts(store):
    room = Room(store, threshold=8)
    people = room.members(8)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [50] * 7 + [10])
    again = room.person()
    room.answer(again, PRACTICE, 90)
    count_as(room, people[7], again)
    room.show()

    assert room.figures().by_question[PRACTICE.key].spread.ends == (50, 90)


def test_what_the_earlier_seat_answered_counts_and_is_not_shown_on_the_other(room):
    people = room.members(5)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [10, 20, 30, 40, 50])
    again = room.person()
    count_as(room, people[4], again)

    (asked,) = room.mine(again).questions
    assert (asked.own, asked.sealed) == (None, True)
    assert "50" not in repr(room.mine(again))


def test_an_interest_of_the_earlier_seat_holds_for_the_other(room):
    people = room.members(6)
    room.open(PRACTICE)
    again = room.person()
    by = room.by(room.caller(people[5]))
    ws.declare_interest(
        room.store,
        by,
        room.id,
        people[5].seat,
        ws.NewInterest("practice", "My firm bids.", "pecuniary"),
    )
    count_as(room, people[5], again)

    assert room.mine(again).questions == ()


@pytest.mark.parametrize("into", ["itself", "observer", "gone"])
def test_seats_count_only_as_another_members_seat_that_is_in(room, into):
    person, other = room.members(2)
    observer = room.person("observer")
    take_out(room, other)
    targets = {"itself": person, "observer": observer, "gone": other}

    with pytest.raises(ws.WrongStep):
        count_as(room, person, targets[into])
    assert room.caller(person).role == "member"


def test_at_the_end_one_person_has_one_row(store):
    room = Room(store, keep_rows=True)
    people = room.members(5)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [10, 20, 30, 40, 50])
    again = room.person()
    room.answer(again, PRACTICE, 60)
    count_as(room, people[4], again)
    room.show()
    ws.end_workshop(room.store, room.by(DIRECTOR), room.id)

    levels = sorted(member.performances[0].level for member in room.kept().members)
    assert levels == [10, 20, 30, 40, 60]


def test_a_seat_that_is_given_again_stands_for_itself(room):
    person, other = room.members(2)
    count_as(room, person, other)
    code = ws.reissue(room.store, room.by(DIRECTOR), room.id, person.seat)
    joined = ws.join(room.store, ws.Joining(code=room.code, seat_code=code), now=room.now())
    back = Person(joined.seat, joined.token)
    assert ws.screen(room.store, DIRECTOR, room.id).members == 2

    count_as(room, other, back)  # the other way round: they never count as each other
    room.open(PRACTICE)
    room.answer(back, PRACTICE, 10)
    shown = ws.screen(room.store, DIRECTOR, room.id)
    assert (shown.members, shown.finished) == (1, 1)
