"""A receipt says what a member's own view then shows, and a change is counted once."""

from __future__ import annotations

import pytest

from appraisal.service import workshop as ws
from tests.service.workshop.room import PRACTICE, SWING, WORKFORCE


def mine(room, person):
    return ws.mine(room.store, room.caller(person), room.id, person.seat)


@pytest.mark.parametrize(
    ("question", "value", "reason"),
    [(PRACTICE, 37.5, ""), (SWING, 0.0, "  It was\0 said. "), (WORKFORCE, None, "No view e\u0301")],
)
def test_a_receipt_says_all_that_is_shown_of_an_answer(room, question, value, reason):
    person, other = room.members(2)
    room.open(PRACTICE, SWING, WORKFORCE)
    room.answer(person, PRACTICE, 10.0, reason="before")

    saved = room.answer(person, question, value, reason=reason)

    own = next(each.own for each in mine(room, person).questions if each.question == question)
    assert (own.value, own.reason, own.at_ms, own.number) == (
        saved.value, saved.reason, saved.at_ms, saved.number,
    )  # fmt: skip
    assert mine(room, other).answered == 0


def test_a_change_of_an_answer_is_counted_once(room):
    person = room.person()
    room.open(PRACTICE, SWING)

    for value in (10.0, 20.0, None, 30.0):
        room.answer(person, PRACTICE, value)

    view = mine(room, person)
    assert (view.answered, view.questions[1].own.value) == (1, 30.0)
