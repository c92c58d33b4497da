"""A round that proposes scores: what is offered, where it is talked about, what settling moves."""

from __future__ import annotations

import pytest

from appraisal.analysis.results import analyse
from appraisal.service import load, save, undo
from appraisal.service import workshop as ws
from appraisal.service.workshop.rounds.agreement import with_agreed
from tests.service.workshop.room import (
    DIRECTOR,
    PRACTICE,
    SWING,
    agreed_everywhere,
    answered,
)


def test_a_round_proposes_the_scores_that_stand_and_no_swing(room):
    (person,) = room.members(1)
    before = room.kept().performance("trust", "practice").level
    room.open(SWING, PRACTICE, propose=True)
    move_to(room, 90)

    assert {asked.question: asked.proposed for asked in room.mine(person).questions} == {
        SWING: None,
        PRACTICE: before,  # as it stood when the round was opened
    }
    (opened,) = [event for event in room.events() if event.kind == "opened"]
    assert opened.payload["proposed"] == {PRACTICE.key: before}


def test_a_round_proposes_nothing_unless_it_is_asked_to(room):
    (person,) = room.members(1)
    room.open(PRACTICE)

    assert [asked.proposed for asked in room.mine(person).questions] == [None]


def test_what_is_proposed_is_suggested_where_the_answers_bear_it_out(room):
    before = room.kept().performance("trust", "practice").level
    people = room.members(5)
    room.open(PRACTICE, propose=True)
    answered(room, people, PRACTICE, [before, before, before, before + 1, before + 1])
    room.show()

    (divide,) = ws.dividing(room.store, DIRECTOR, room.id)
    assert (divide.is_open, divide.suggested) == (False, before)


def test_answers_close_together_around_another_value_are_to_be_talked_about(room):
    people = room.members(5)
    room.open(PRACTICE, propose=True)
    answered(room, people, PRACTICE, [85] * 5)
    room.show()

    (divide,) = ws.dividing(room.store, DIRECTOR, room.id)
    assert (divide.is_open, divide.suggested) == (True, 90)


def test_what_is_agreed_as_it_stood_can_be_taken_back_too(room):
    before = room.kept().performance("trust", "practice").level
    people = room.members(5)
    room.open(PRACTICE, propose=True)
    answered(room, people, PRACTICE, [before] * 5)
    room.show()
    ws.agree(room.store, room.by(DIRECTOR), room.id, PRACTICE, before)

    undo(room.store, room.by(DIRECTOR), load(room.store, room.appraisal))
    assert agreed_everywhere(room, people[0]) == ([None], [None], before)


def test_what_settling_a_question_moves_is_the_difference_of_the_lead(room):
    move_to(room, 40)
    after = room.kept().changed(swings={"practice": 100, "workforce": 50})
    save(room.store, room.by(DIRECTOR), load(room.store, room.appraisal), after, kind="weights")
    people = room.members(5)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [10, 20, 50, 80, 90])
    room.show()
    (divide,) = ws.dividing(room.store, DIRECTOR, room.id)
    first = analyse(room.kept(), draws=0).by_overall_value()[0]

    def lead(value):
        changed = with_agreed(room.kept(), ws.Agreement(PRACTICE, value))
        overall = analyse(changed, draws=0).scores.overall
        return overall[first] - max(each for id, each in overall.items() if id != first)

    assert divide.moves_lead == pytest.approx(abs(lead(divide.high) - lead(divide.low)))


def move_to(room, level):
    """Move the score that is asked about, by an officer; and fill what the small one leaves."""
    rows = [
        {"option": option, "criterion": criterion, "level": level if option == "trust" else 35}
        for option in ("status_quo", "trust")
        for criterion in ("practice", "workforce")
    ]
    after = room.kept().changed(performances=rows)
    save(room.store, room.by(DIRECTOR), load(room.store, room.appraisal), after, kind="scores")
