"""Agreeing after a reveal: the level, its reason, dissent, and what divides the room."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appraisal.analysis.results import analyse
from appraisal.errors import InvalidAppraisal
from appraisal.model.workshop import questions_of, range_of
from appraisal.record.agreements import agreements_of
from appraisal.service import load, redo, save, undo
from appraisal.service import workshop as ws
from appraisal.service.workshop.rounds.agreement import with_agreed
from appraisal.service.workshop.rounds.divides import leaders, overall_if
from tests.service.workshop.room import (
    DIRECTOR,
    PRACTICE,
    SWING,
    WORKFORCE,
    agreed_everywhere,
    answered,
    kinds,
)
from tests.strategies import appraisals


def test_agreeing_on_the_median_takes_one_call(room):
    before = room.kept().performance("trust", "practice")
    people = room.members(5)
    room.open(PRACTICE, SWING)
    answered(room, people, PRACTICE, [10, 20, 30, 40, 50])
    answered(room, people, SWING, [60, 70, 80, 90, 100])
    room.show()
    ws.agree(room.store, room.by(DIRECTOR), room.id, PRACTICE, 30)
    ws.agree(room.store, room.by(DIRECTOR), room.id, SWING, 80)

    kept = room.kept()
    assert kept.performance("trust", "practice").level == 30
    assert kept.performance("trust", "practice").evidence == before.evidence != ()
    assert kept.swings == {"practice": 80}
    assert kinds(room)[-2:] == ["scores", "weights"]
    assert {line.question: line.agreed for line in room.desk().questions} == {
        PRACTICE: 30,
        SWING: 80,
    }
    assert {a.question: a.agreed for a in room.mine(people[0]).questions} == {
        PRACTICE: 30,
        SWING: 80,
    }


def test_overriding_the_median_asks_for_a_reason_and_keeps_it(room):
    people = room.members(5)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [10, 20, 30, 40, 50])
    room.show()

    with pytest.raises(ws.ReasonNeeded, match="middle answer is 20 to 40"):
        ws.agree(room.store, room.by(DIRECTOR), room.id, PRACTICE, 45)
    ws.agree(room.store, room.by(DIRECTOR), room.id, PRACTICE, 45, why="New figures")
    assert room.kept().performance("trust", "practice").reason == "New figures"
    (said,) = room.events()[-1].payload["agreements"]
    assert (said["agreed"], said["middle"], said["why"]) == (45, [20, 40], "New figures")


def test_agreeing_where_no_median_is_shown_asks_for_a_reason(room):
    people = room.members(3)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [10, 10, 10])
    room.show()

    with pytest.raises(ws.ReasonNeeded, match="not shown"):
        ws.agree(room.store, room.by(DIRECTOR), room.id, PRACTICE, 10)


def test_a_range_that_no_longer_holds_the_agreed_level_goes(room):
    kept = load(room.store, room.appraisal)
    rows = [row.document() for row in kept.appraisal.performances]
    rows[1] |= {"low": 35, "high": 45}
    after = kept.appraisal.changed(performances=rows)
    save(room.store, room.by(DIRECTOR), kept, after, kind="scores")
    people = room.members(5)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [80] * 5)
    room.show()
    ws.agree(room.store, room.by(DIRECTOR), room.id, PRACTICE, 80)

    cell = room.kept().performance("trust", "practice")
    assert (cell.level, cell.low, cell.high) == (80, None, None)


def test_dissent_is_recorded_under_nobodys_name_or_the_one_that_was_given(room):
    people = room.members(5)
    room.open(PRACTICE)
    with pytest.raises(ws.WrongStep):
        ws.record_dissent(room.store, room.by(DIRECTOR), room.id, "practice", "No.")
    answered(room, people, PRACTICE, [1, 2, 3, 4, 5])
    room.show()
    caller = room.caller(people[0])
    ws.record_dissent(room.store, room.by(caller), room.id, "practice", "No.")
    caller = room.caller(people[1])
    ws.record_dissent(room.store, room.by(caller), room.id, "practice", "Nor I.", who="A. Smith")
    ws.record_dissent(room.store, room.by(DIRECTOR), room.id, "trust", "Nor we.")

    assert [(d.by, d.text) for d in room.kept().dissent] == [
        ("A member", "No."), ("A. Smith", "Nor I."), ("A member", "Nor we."),
    ]  # fmt: skip
    said = [str(event.document()) for event in room.events() if event.kind == "dissent"]
    assert not any(person.seat in words for person in people for words in said)


def test_the_room_is_told_what_divides_it_most_and_whether_it_matters(room):
    kept = load(room.store, room.appraisal)
    rows = [
        {"option": option, "criterion": criterion, "level": level}
        for option, levels in {"status_quo": (50, 30), "trust": (55, 30)}.items()
        for criterion, level in zip(("practice", "workforce"), levels, strict=True)
    ]
    after = kept.appraisal.changed(performances=rows, swings={"practice": 100, "workforce": 50})
    save(room.store, room.by(DIRECTOR), kept, after, kind="scores")
    people = room.members(5)
    room.open(PRACTICE, WORKFORCE)
    answered(room, people, PRACTICE, [10, 20, 50, 80, 90])
    answered(room, people, WORKFORCE, [27, 28, 30, 32, 33])
    room.show()

    first, second = ws.dividing(room.store, DIRECTOR, room.id)
    # The fifth of the scale that the middle lies in, and one more on either side where it is apart.
    assert (first.question, first.low, first.high) == (PRACTICE, 20, 80)
    assert (first.leaders_at_low, first.leaders_at_high) == (("status_quo",), ("trust",))
    assert first.could_change_leader
    assert (second.question, second.low, second.high) == (WORKFORCE, 24, 36)


def test_what_the_room_sees_analysed_rests_on_no_members_own_judgements(room):
    people = room.members(5)
    room.open(SWING)
    answered(room, people, SWING, [10, 20, 30, 40, 50])
    before = ws.room_appraisal(room.store, DIRECTOR, room.id)
    room.show()
    after = ws.room_appraisal(room.store, DIRECTOR, room.id)

    assert before == after
    assert analyse(before, draws=0).inputs_sha256 == analyse(after, draws=0).inputs_sha256


@given(appraisals(), st.floats(0, 100), st.data())
@settings(max_examples=25)
def test_who_would_lead_is_what_analysing_the_change_says(appraisal, share, data):
    question = data.draw(st.sampled_from(questions_of(appraisal, swings=True, cells="all")))
    low, high = range_of(appraisal, question)
    value = low + (high - low) * share / 100 if high < 1e15 else share
    try:
        changed = with_agreed(appraisal, ws.Agreement(question, value))
    except InvalidAppraisal:
        return  # every swing 0: no such appraisal
    slow = analyse(changed, draws=0).tied_first

    now = analyse(appraisal, draws=0)
    assert leaders(now, overall_if(now, question, value)) == tuple(sorted(slow))


def test_a_reason_for_another_value_is_never_kept_by_mistake(room):
    kept = load(room.store, room.appraisal)
    rows = [row.document() for row in kept.appraisal.performances]
    rows[1] |= {"reason": "For 40."}
    after = kept.appraisal.changed(
        performances=rows, swings={"practice": 80}, swing_reasons={"practice": "For 80."}
    )
    save(room.store, room.by(DIRECTOR), kept, after, kind="scores")
    people = room.members(5)
    room.open(PRACTICE, SWING)
    answered(room, people, PRACTICE, [40] * 5)
    answered(room, people, SWING, [80] * 5)
    room.show()

    ws.agree(room.store, room.by(DIRECTOR), room.id, PRACTICE, 40)  # as it was: so is its reason
    ws.agree(room.store, room.by(DIRECTOR), room.id, SWING, 80)
    assert room.kept().performance("trust", "practice").reason == "For 40."
    assert room.kept().swing_reasons == {"practice": "For 80."}
    ws.agree(room.store, room.by(DIRECTOR), room.id, PRACTICE, 50)
    ws.agree(room.store, room.by(DIRECTOR), room.id, SWING, 90)
    assert not room.kept().performance("trust", "practice").reason
    assert room.kept().swing_reasons == {}


def test_an_agreement_that_is_undone_is_taken_back_everywhere(room):
    before = room.kept().performance("trust", "practice").level
    people = room.members(5)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [10, 20, 30, 40, 50])
    room.show()
    ws.agree(room.store, room.by(DIRECTOR), room.id, PRACTICE, 30)
    ws.agree(room.store, room.by(DIRECTOR), room.id, PRACTICE, 35)
    mark = room.desk().revision

    undo(room.store, room.by(DIRECTOR), load(room.store, room.appraisal))
    assert agreed_everywhere(room, people[0]) == ([30], [30], 30)
    assert room.desk().revision > mark  # so that every open page is drawn anew
    undo(room.store, room.by(DIRECTOR), load(room.store, room.appraisal))
    assert agreed_everywhere(room, people[0]) == ([None], [None], before)
    redo(room.store, room.by(DIRECTOR), load(room.store, room.appraisal))
    redo(room.store, room.by(DIRECTOR), load(room.store, room.appraisal))
    assert agreed_everywhere(room, people[0]) == ([35], [35], 35)


def test_several_are_agreed_in_one_act_and_undone_in_one(room):
    people = room.members(5)
    room.open(SWING, PRACTICE)
    answered(room, people, PRACTICE, [30] * 5)
    answered(room, people, SWING, [70] * 5)
    room.show()
    swings, level = room.kept().swings, room.kept().performance("trust", "practice").level
    ws.agree_on(
        room.store, room.by(DIRECTOR), room.id,
        [ws.Agreement(SWING, 70), ws.Agreement(PRACTICE, 30)],
    )  # fmt: skip

    assert [line.agreed for line in room.desk().questions] == [70, 30]
    assert kinds(room)[-1] == "scores"
    undo(room.store, room.by(DIRECTOR), load(room.store, room.appraisal))
    assert [line.agreed for line in room.desk().questions] == [None, None]
    assert room.kept().swings == swings
    assert room.kept().performance("trust", "practice").level == level
    redo(room.store, room.by(DIRECTOR), load(room.store, room.appraisal))
    assert [line.agreed for line in room.desk().questions] == [70, 30]


def test_of_several_one_that_needs_a_reason_keeps_all_from_being_agreed(room):
    people = room.members(5)
    room.open(SWING, PRACTICE)
    answered(room, people, PRACTICE, [30] * 5)
    answered(room, people, SWING, [70] * 5)
    room.show()
    many = [ws.Agreement(SWING, 70), ws.Agreement(PRACTICE, 90)]

    with pytest.raises(ws.ReasonNeeded, match="20 to 40"):
        ws.agree_on(room.store, room.by(DIRECTOR), room.id, many)
    assert [line.agreed for line in room.desk().questions] == [None, None]


def test_an_agreement_from_before_they_were_kept_as_lists_is_read(room):
    people = room.members(5)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [30] * 5)
    room.show()
    ws.agree(room.store, room.by(DIRECTOR), room.id, PRACTICE, 30)
    event = room.events()[-1]
    (one,) = event.payload["agreements"]
    old = {**{k: v for k, v in event.payload.items() if k != "agreements"}, **one}

    assert agreements_of(replace(event, payload=old)) == agreements_of(event) == [one]


def test_an_agreement_on_a_fraction_is_undone_and_made_again_too(room):
    before = room.kept().performance("trust", "practice").level
    people = room.members(5)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [10, 20, 30.5, 40, 50])
    room.show()
    ws.agree(room.store, room.by(DIRECTOR), room.id, PRACTICE, 30.5)
    ws.agree(room.store, room.by(DIRECTOR), room.id, PRACTICE, 35)

    undo(room.store, room.by(DIRECTOR), load(room.store, room.appraisal))
    assert agreed_everywhere(room, people[0]) == ([30.5], [30.5], 30.5)
    undo(room.store, room.by(DIRECTOR), load(room.store, room.appraisal))
    assert agreed_everywhere(room, people[0]) == ([None], [None], before)
    redo(room.store, room.by(DIRECTOR), load(room.store, room.appraisal))
    assert agreed_everywhere(room, people[0]) == ([30.5], [30.5], 30.5)
