"""Minutes: what the record of a whole workshop tells, and that they hold nobody's answers."""

from __future__ import annotations

import pytest

from appraisal.analysis.results import analyse
from appraisal.record.minutes import workshops_held
from appraisal.report import make_minutes
from appraisal.report.contents.minutes import minutes
from appraisal.report.parts import Para, Pending, Table
from appraisal.service import load, redo, undo
from appraisal.service import workshop as ws
from tests.service.workshop.room import DIRECTOR, PRACTICE, SWING, WORKFORCE, answered

ANSWERS = [31.7, 33.9, 34.1, 36.3, 61.3]


@pytest.fixture
def held(room):
    """A workshop held to its end: a round called off, one agreed in part, a vote."""
    people = room.members(5)
    ws.record_attendance(
        room.store, room.by(DIRECTOR), room.id, ws.Present(["Cllr Poe", "Cllr Roe"], quorum=2)
    )
    room.open(PRACTICE)
    ws.call_off_round(room.store, room.by(DIRECTOR), room.id, why="The wrong scale")
    room.open(PRACTICE, WORKFORCE, SWING, propose=True)
    answered(room, people, PRACTICE, ANSWERS, round=2, reason="secret words")
    room.show()
    agree(room, PRACTICE, 35)
    agree(room, WORKFORCE, 44, "The audit of May")
    agree(room, SWING, 70, "By voice")
    undo(room.store, room.by(DIRECTOR), load(room.store, room.appraisal))
    ws.record_dissent(
        room.store, room.by(DIRECTOR), room.id, "practice", "Too low.", who="Cllr Ash"
    )
    ws.open_vote(room.store, room.by(DIRECTOR), room.id, "That the trust be set up.")
    for person in people:
        by = room.by(room.caller(person))
        ws.cast_vote(room.store, by, room.id, person.seat, ws.NewBallot(1, "for"))
    ws.close_vote(room.store, room.by(DIRECTOR), room.id)
    ws.end_workshop(room.store, room.by(DIRECTOR), room.id)
    return room


def agree(room, question, value, why=""):
    ws.agree(room.store, room.by(DIRECTOR), room.id, question, value, why=why)


def paper(room):
    kept = load(room.store, room.appraisal)
    return minutes(analyse(kept.appraisal, draws=0), workshops_held(room.events()), kept.head)


def words(contents):
    """Every word of it."""
    return "\n".join(str(block) for block in contents.blocks())


def test_rounds_and_what_was_agreed_are_read_off_the_record(held):
    (workshop,) = workshops_held(held.events())
    first, second = workshop.rounds

    assert (first.number, first.called_off, first.agreed) == (1, "The wrong scale", ())
    assert (second.number, second.members) == (2, 5)
    one, other = second.agreed
    assert (one.question, one.value, one.middle, one.why) == (PRACTICE.key, 35, (20, 40), "")
    assert one.proposed is not None
    assert (other.question, other.value, other.middle) == (WORKFORCE.key, 44, None)
    assert other.why == "The audit of May"
    assert workshop.ended_utc > workshop.opened_utc


def test_what_was_undone_is_not_in_them_and_what_was_made_again_is(room):
    people = room.members(5)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, ANSWERS)
    room.show()

    def agreed():
        return [each.value for each in workshops_held(room.events())[0].rounds[0].agreed]

    agree(room, PRACTICE, 30)
    agree(room, PRACTICE, 35)
    assert agreed() == [35]
    for act, left in ((undo, [30]), (undo, []), (redo, [30]), (redo, [35])):
        act(room.store, room.by(DIRECTOR), load(room.store, room.appraisal))
        assert agreed() == left


def test_the_minutes_say_who_what_and_how_it_was_voted(held):
    contents = paper(held)
    said = words(contents)

    assert contents.kind == "Minutes of the workshop"
    assert "Present: Cllr Poe; Cllr Roe. 2 members named as present. The quorum is 2: met." in said
    assert "Called off and not shown: The wrong scale" in said
    assert "5 members answered. Agreed: 2 of 3." in said
    assert "Cllr Ash" in said
    assert "That the trust be set up." in said
    (table,) = (each for each in contents.tables() if each.key == "agreed_2")
    assert table.rows[0][2:] == ("20 to 40", "35", "–")
    assert table.rows[1][2:] == ("Not shown", "44% agency", "The audit of May")


def test_nobodys_answers_and_no_seat_are_in_them(held):
    said = words(paper(held)) + make(held, "html")

    for answer in ANSWERS:
        assert f"{answer:g}" not in said
    assert "secret words" not in said
    for seat in {event.payload["seat"] for event in held.events() if "seat" in event.payload}:
        assert seat not in said


def test_what_nobody_wrote_down_is_left_to_a_person(room):
    room.members(3)
    blocks = list(paper(room).blocks())

    assert any(isinstance(block, Pending) and "present" in block.what for block in blocks)
    said = [block.text for block in blocks if isinstance(block, Para)]
    assert "No round was opened." in said
    assert "This workshop had not ended when these minutes were made." in said
    assert not [block for block in blocks if isinstance(block, Table) and block.key == "votes"]


def make(room, to):
    kept = load(room.store, room.appraisal)
    held = workshops_held(room.events())
    data = make_minutes(analyse(kept.appraisal, draws=0), held, kept.head, to)
    return data.decode("utf-8") if to == "html" else data


def test_they_are_made_as_a_pdf_too(held):
    assert make(held, "pdf").startswith(b"%PDF-")
