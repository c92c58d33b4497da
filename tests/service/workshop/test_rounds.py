"""A round from its opening to what the room agrees."""

from __future__ import annotations

from uuid import uuid4

import pytest

from appraisal.model.workshop import Question
from appraisal.record import State, verify
from appraisal.service import workshop as ws
from appraisal.store import workshops
from tests.service.workshop.room import DIRECTOR, PRACTICE, SWING, WORKFORCE, answered, kinds


def test_the_reveal_is_one_event_and_the_record_verifies(room):
    people = room.members(5)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [1, 2, 3, None, 5])
    before = len(room.events())
    room.show()

    assert kinds(room)[before:] == ["closed", "revealed"]
    event = room.events()[-1]
    assert (event.round, event.via, event.actor) == (1, "facilitator", "director")
    assert event.payload["members"] == 5
    assert "Fewer than 5" in event.payload["figures"][PRACTICE.key]["why"]
    assert isinstance(verify(room.appraisal, room.events()), State)


def test_the_last_answer_before_the_lock_counts_and_earlier_ones_are_kept(room):
    people = room.members(8)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [10] * 8)
    room.answer(people[0], PRACTICE, 99)
    room.show()

    assert room.figures().by_question[PRACTICE.key].spread.ends == (10, 99)
    with room.store.engine.connect() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM answer").scalar()
    assert count == 9


def test_answers_can_be_neither_changed_nor_removed_in_the_database(room):
    (person,) = room.members(1)
    room.open(PRACTICE)
    room.answer(person, PRACTICE, 10)

    for statement in ("UPDATE answer SET value = 90", "DELETE FROM answer"):
        with pytest.raises(Exception, match="never changed"), room.store.engine.begin() as c:
            c.exec_driver_sql(statement)


def test_no_view_is_an_answer_and_no_figure(room):
    people = room.members(6)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [1, 2, 3, 4, 5, None])
    assert [line.answered for line in room.desk().seats] == [1] * 6
    room.show()

    assert room.figures().by_question[PRACTICE.key].spread.count == 5


def test_nothing_is_counted_after_the_lock(room):
    (person,) = room.members(1)
    room.open(PRACTICE)
    room.lock()

    with pytest.raises(ws.RoundClosed, match="Round 1 was closed"):
        room.answer(person, PRACTICE, 10)


def test_an_answer_to_an_old_round_is_never_taken_for_a_new_one(room):
    people = room.members(5)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [1, 2, 3, 4, 5])
    room.show()
    room.again()
    room.open(PRACTICE)

    with pytest.raises(ws.RoundClosed):
        room.answer(people[0], PRACTICE, 90, round=1)


def test_the_same_answer_sent_twice_counts_once_even_after_the_lock(room):
    (person,) = room.members(1)
    room.open(PRACTICE)
    id = uuid4().hex
    first = room.answer(person, PRACTICE, 10, client_id=id)
    second = room.answer(person, PRACTICE, 10, client_id=id)
    room.lock()

    assert first == second == room.answer(person, PRACTICE, 10, client_id=id)


def test_an_id_used_by_another_seat_or_for_another_answer_is_refused_by_name(room):
    one, two = room.members(2)
    room.open(PRACTICE)
    id = uuid4().hex
    room.answer(one, PRACTICE, 10, client_id=id)

    with pytest.raises(ws.Replayed, match="another seat"):
        room.answer(two, PRACTICE, 10, client_id=id)
    with pytest.raises(ws.Replayed, match="another one"):
        room.answer(one, PRACTICE, 11, client_id=id)


@pytest.mark.parametrize(
    ("question", "value"),
    [(SWING, 101), (SWING, -1), (PRACTICE, 100.5), (WORKFORCE, 61), (SWING, float("nan")),
     (Question("practice", "status_quo"), 5), (Question("nothing"), 5)],
)  # fmt: skip
def test_an_answer_off_its_scale_or_not_asked_is_refused(room, question, value):
    (person,) = room.members(1)
    room.open(SWING, PRACTICE, WORKFORCE)

    with pytest.raises(ws.NotAsked):
        room.answer(person, question, value)


def test_a_phone_sees_its_own_answers_and_how_far_it_is(room):
    person, other = room.members(2)
    room.open()
    room.answer(other, SWING, 77)
    room.answer(person, SWING, 30, reason="It matters")

    view = room.mine(person)
    own = [asked for asked in view.questions if asked.own]
    assert (view.answered, len(view.questions)) == (1, 6)
    assert [(a.question, a.own.value, a.own.reason) for a in own] == [(SWING, 30, "It matters")]
    assert all(asked.group is None for asked in view.questions)


def test_a_phone_sees_the_groups_spread_beside_its_own_answer_of_that_round_only(room):
    people = room.members(5)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [10, 20, 30, 40, 50])
    room.show()
    assert [(a.own.value, a.group.spread.middle) for a in room.mine(people[0]).questions] == [
        (10, (20, 40))
    ]
    room.again()
    room.open(PRACTICE)

    (asked,) = room.mine(people[0]).questions
    assert (asked.own, asked.group) == (None, None)
    (before,) = room.mine(people[0], round=1).questions
    assert (before.own.value, before.group.spread.middle) == (10, (20, 40))


def test_an_interest_leaves_a_seat_out_of_a_criterion_with_an_event(room):
    people = room.members(9)
    room.open(PRACTICE, WORKFORCE)
    answered(room, people, PRACTICE, [1, 2, 3, 4, 5, 5, 5, 5, 99])
    caller = room.caller(people[-1])
    ws.declare_interest(
        room.store,
        room.by(caller),
        room.id,
        people[-1].seat,
        ws.NewInterest("practice", "My firm bids.", "pecuniary"),
    )

    with pytest.raises(ws.NotAsked, match="interest"):
        room.answer(people[-1], PRACTICE, 98)
    assert [a.question for a in room.mine(people[-1]).questions] == [WORKFORCE]
    room.show()
    assert room.figures().by_question[PRACTICE.key].spread.ends == (1, 5)
    event = next(e for e in room.events() if e.kind == "declared")
    assert event.payload["outcome"] == "excluded"
    assert people[-1].seat not in str(event.document())  # a name is in it: no seat may be
    (declared,) = room.kept().interests
    assert (declared.by, declared.text) == ("A member", "My firm bids.")
    assert (declared.kind, declared.about) == ("pecuniary", "practice")


def test_a_dispensation_brings_a_seat_back(room):
    (person,) = room.members(1)
    room.open(PRACTICE)
    ws.declare_interest(
        room.store,
        room.by(DIRECTOR),
        room.id,
        person.seat,
        ws.NewInterest(ws.EVERYTHING, "Her brother", "pecuniary"),
    )
    assert room.mine(person).questions == ()
    ws.lift_interest(
        room.store, room.by(DIRECTOR), room.id, person.seat, ws.EVERYTHING, "By the MO"
    )

    assert room.answer(person, PRACTICE, 10).value == 10
    (declared,) = room.kept().interests
    assert (declared.outcome, declared.about) == ("dispensation", "The whole decision")
    assert declared.text == "Her brother Dispensation: By the MO"


def test_a_paper_sheet_counts_and_the_record_does_not_say_which_it_was(room):
    people = room.members(4)
    paper = ws.paper_seat(room.store, room.by(DIRECTOR), room.id, "Cllr P")
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [1, 2, 3, 4])
    ws.key_in(room.store, room.by(DIRECTOR), room.id, paper, ws.NewAnswer(PRACTICE, 5, round=1))
    room.show()

    assert room.figures().by_question[PRACTICE.key].spread.count == 5
    assert "officer" not in str(room.events()[-1].payload)


def test_the_desk_answers_for_nobody_who_has_a_phone(room):
    (person,) = room.members(1)
    room.open(PRACTICE)

    with pytest.raises(ws.NotAllowed):
        ws.key_in(
            room.store, room.by(DIRECTOR), room.id, person.seat, ws.NewAnswer(PRACTICE, 5, round=1)
        )


def test_answers_given_on_other_scales_are_not_taken_in(room):
    people = room.members(5)
    room.open(WORKFORCE)
    answered(room, people, WORKFORCE, [1, 2, 3, 4, 5])
    # No save changes a scale meanwhile (test_structure.py); a store put together by hand might.
    room.store.write(lambda t: workshops.change_round(t, room.id, 1, rules_hash="others"))
    room.lock()

    with pytest.raises(ws.WrongStep, match="changed since"):
        room.reveal()
    assert room.desk().step == "locked"


def test_a_late_joiner_answers_from_the_next_round_on(room):
    people = room.members(5)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [1, 2, 3, 4, 5])
    room.show()
    room.again()
    room.open(PRACTICE)
    late = room.person()
    answered(room, [*people, late], PRACTICE, [10, 20, 30, 40, 50, 60], round=2)
    room.show()

    assert room.figures().by_question[PRACTICE.key].spread.count == 6
