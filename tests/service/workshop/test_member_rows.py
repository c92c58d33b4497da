"""Members' own answers enter the appraisal as a workshop ends, if it was opened so; never else."""

from __future__ import annotations

import json

import pytest

from appraisal.files.appraisal_yaml.writer import write_appraisal
from appraisal.record import State, verify
from appraisal.service import load
from appraisal.service import workshop as ws
from tests.service.examples import small_appraisal
from tests.service.workshop.room import DIRECTOR, PRACTICE, SWING, Room, answered, kinds


@pytest.fixture
def keeping(store):
    """A workshop opened so that answers are kept by number."""
    return Room(store, keep_rows=True)


def end(room):
    ws.end_workshop(room.store, room.by(DIRECTOR), room.id)


def told(room):
    """Everything that leaves the store: the record's events and the appraisal's own file."""
    events = json.dumps([event.document() for event in room.events()], default=str)
    return events + write_appraisal(load(room.store, room.appraisal).appraisal)


def test_while_it_is_open_no_answer_is_in_record_or_file(keeping):
    people = keeping.members(6)
    keeping.open(PRACTICE)
    answered(keeping, people, PRACTICE, [11.5, 22.5, 33.5, 44.5, 55.5, 66.5], reason="Of mine")
    keeping.show()

    assert not any(f"{value}" in told(keeping) for value in (11.5, 22.5, 33.5, 44.5, 55.5, 66.5))
    assert keeping.kept().members == ()


def test_as_it_ends_every_answer_is_kept_under_a_number(keeping):
    people = keeping.members(5)
    keeping.open(PRACTICE, SWING)
    for place, person in enumerate(people):
        keeping.answer(person, PRACTICE, 10 * place, reason=f"Because {place}")
        keeping.answer(person, SWING, 50 + place)
    keeping.show()
    end(keeping)

    members = keeping.kept().members
    assert {m.label for m in members} == {f"Member {n}" for n in range(1, 6)}
    assert sorted(
        (m.performances[0].level, m.performances[0].reason, m.swings["practice"]) for m in members
    ) == [(10 * n, f"Because {n}", 50 + n) for n in range(5)]
    assert not any(person.seat in str(keeping.events()[-1].document()) for person in people)
    assert kinds(keeping)[-1] == "members"
    assert keeping.desk().step == "ended"
    assert isinstance(verify(keeping.appraisal, keeping.events()), State)


def test_a_workshop_that_was_not_opened_so_keeps_none(room):
    people = room.members(5)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [11.5, 22.5, 33.5, 44.5, 55.5])
    room.show()
    end(room)

    assert room.kept().members == ()
    assert not any(f"{value}" in told(room) for value in (11.5, 22.5, 33.5, 44.5, 55.5))


def test_numbers_are_drawn_by_lot_and_follow_neither_seats_nor_joining(store):
    orders = set()
    for _ in range(8):
        room = Room(store, keep_rows=True)
        people = room.members(4)
        room.open(PRACTICE)
        answered(room, people, PRACTICE, [1, 2, 3, 4])
        room.show()
        room.again()
        late = room.person()
        room.open(PRACTICE)
        answered(room, [*people, late], PRACTICE, [1, 2, 3, 4, 5], round=2)
        room.show()
        end(room)
        orders.add(tuple(m.performances[-1].level for m in room.kept().members))

    assert len(orders) > 1  # 8 draws of 120 orders: all alike once in 10**14
    assert {order[-1] for order in orders} != {5}  # who came last has not always the last number


def test_no_view_takes_back_what_a_member_said_before(keeping):
    people = keeping.members(5)
    for round, value in ((1, 40), (2, None)):
        keeping.open(PRACTICE, SWING)
        answered(keeping, people, PRACTICE, [value] * 5, round=round)
        answered(keeping, people, SWING, [value] * 5, round=round)
        keeping.show()
        keeping.again()
    end(keeping)

    assert {(m.performances, tuple(m.swings)) for m in keeping.kept().members} == {((), ())}


def test_a_second_round_stands_beside_the_first(keeping):
    people = keeping.members(5)
    for round in (1, 2):
        keeping.open(PRACTICE, SWING)
        answered(keeping, people, PRACTICE, [10 * round + n for n in range(5)], round=round)
        answered(keeping, people, SWING, [10 * round + n for n in range(5)], round=round)
        keeping.show()
        keeping.again()
    end(keeping)

    for member in keeping.kept().members:
        first, second = member.performances
        assert (first.round, second.round, second.level - first.level) == (1, 2, 10)
        assert member.swings == {"practice": second.level}


def test_swings_that_are_all_0_are_kept_in_the_event_and_give_no_weights(keeping):
    people = keeping.members(5)
    keeping.open(SWING)
    answered(keeping, people, SWING, [0, 0, 0, 0, 50])
    keeping.show()
    end(keeping)

    assert sorted(len(m.swings) for m in keeping.kept().members) == [0, 0, 0, 0, 1]
    saved = keeping.events()[-1].payload["saved"]["1"].values()
    assert sorted(each["swing:practice"] for each in saved) == [0, 0, 0, 0, 50]


def test_members_of_a_file_are_set_aside_as_a_workshop_opens(store):
    fictional = small_appraisal().changed(
        members=[{"id": "m1", "label": "Member 1", "swings": {"practice": 77}}]
    )
    room = Room(store, appraisal=fictional, keep_rows=True)
    assert room.kept().members == ()
    people = room.members(5)
    room.open(SWING)
    answered(room, people, SWING, [10, 20, 30, 40, 50])
    room.show()
    end(room)

    swings = sorted(member.swings["practice"] for member in room.kept().members)
    assert swings == [10, 20, 30, 40, 50]
    assert "members" in kinds(room)[:2]  # History keeps what was set aside


def test_a_paper_sheet_is_not_told_apart_by_its_row(keeping):
    people = keeping.members(4)
    paper = ws.paper_seat(keeping.store, keeping.by(DIRECTOR), keeping.id, "Cllr P")
    keeping.open(PRACTICE)
    answered(keeping, people, PRACTICE, [1, 2, 3, 4])
    by = keeping.by(DIRECTOR)
    ws.key_in(keeping.store, by, keeping.id, paper, ws.NewAnswer(PRACTICE, 5, round=1))
    keeping.show()
    end(keeping)

    assert sorted(m.performances[0].level for m in keeping.kept().members) == [1, 2, 3, 4, 5]
    assert "officer" not in str(keeping.events()[-1].payload)


def test_a_workshop_taken_up_again_has_no_answers_in_the_appraisal_until_it_ends_anew(keeping):
    people = keeping.members(5)
    keeping.open(SWING)
    answered(keeping, people, SWING, [10, 20, 30, 40, 50])
    keeping.show()
    end(keeping)
    assert len(keeping.kept().members) == 5
    ws.resume(keeping.store, keeping.by(DIRECTOR), keeping.id)

    assert keeping.kept().members == ()
    end(keeping)
    assert len(keeping.kept().members) == 5
