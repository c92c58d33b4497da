"""The steps of a workshop: what may follow what, when it ends, and its timer."""

from __future__ import annotations

import pytest

from appraisal.errors import AppraisalFrozen
from appraisal.model.workshop import NEXT, Question, questions_of
from appraisal.service import load, save
from appraisal.service import workshop as ws
from appraisal.service.workshop.views.change_marks import mark
from tests.service.workshop.room import DIRECTOR, PRACTICE, SWING, answered


def test_a_round_called_off_is_never_shown(room):
    people = room.members(5)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [1, 2, 3, 4, 5])
    ws.call_off_round(room.store, room.by(DIRECTOR), room.id, why="Wrong scores")

    assert room.kept().members == ()
    with pytest.raises(ws.WrongStep):
        room.figures(1)
    assert room.open(PRACTICE) == 2


def test_a_smaller_number_for_figures_is_set_between_rounds_only_and_recorded(room):
    people = room.members(4)
    assert "no group figure is shown" in room.desk().advice[0]

    def set_to(number):
        return ws.set_threshold(
            room.store, room.by(DIRECTOR), room.id, number, why="A cabinet of four"
        )

    with pytest.raises(ws.WrongStep, match="each of the two"):
        set_to(2)
    room.open(PRACTICE)
    with pytest.raises(ws.WrongStep, match="promise"):
        set_to(4)
    answered(room, people, PRACTICE, [1, 2, 3, 4])
    room.show()
    assert room.figures().by_question[PRACTICE.key].spread is None
    set_to(4)
    assert room.figures().by_question[PRACTICE.key].spread is None  # that round was promised 5
    room.again()
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [1, 2, 3, 4], round=2)
    room.show()

    assert room.figures().by_question[PRACTICE.key].spread.count == 4
    said = next(e for e in room.events() if e.kind == "threshold").payload
    assert (said["before"], said["after"], said["why"]) == (5, 4, "A cabinet of four")


@pytest.mark.parametrize("act", ["lock", "reveal", "again", "open", "end"])
@pytest.mark.parametrize("step", ["set_up", "open", "locked", "revealed", "discussing"])
def test_only_a_step_that_may_follow_is_taken(room, step, act):
    to = {"lock": "locked", "reveal": "revealed", "again": "set_up", "open": "open",
          "end": "ended"}[act]  # fmt: skip
    _walk(room, step)
    may = to in NEXT[step] and not (act == "again" and step in ("open", "locked"))

    if may:
        _do(room, act)
        with room.store.engine.connect() as connection:
            assert connection.exec_driver_sql("SELECT step FROM workshop").scalar() == to
    else:
        with pytest.raises(ws.WrongStep):
            _do(room, act)
        assert room.desk().step == step


def _walk(room, step):
    if step != "set_up":
        room.open(PRACTICE)
    if step in ("locked", "revealed", "discussing"):
        room.lock()
    if step in ("revealed", "discussing"):
        room.reveal()
    if step == "discussing":
        ws.go_to(room.store, room.by(DIRECTOR), room.id, "discussing")


def _do(room, act):
    if act == "end":
        ws.end_workshop(room.store, room.by(DIRECTOR), room.id)
    else:
        getattr(room, act)()


def test_an_agreed_appraisal_has_no_workshop(room):
    ws.end_workshop(room.store, room.by(DIRECTOR), room.id)
    kept = load(room.store, room.appraisal)
    agreed = kept.appraisal.changed(status="agreed")
    save(room.store, room.by(DIRECTOR), kept, agreed, kind="status")

    with pytest.raises(ws.WrongStep, match="agreed"):
        ws.open_workshop(room.store, room.by(DIRECTOR), room.appraisal)


def test_nothing_is_agreed_in_a_round_once_the_appraisal_is_frozen(room):
    people = room.members(5)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [1, 2, 3, 4, 5])
    room.show()
    kept = load(room.store, room.appraisal)
    agreed = kept.appraisal.changed(status="agreed")
    save(room.store, room.by(DIRECTOR), kept, agreed, kind="status")

    with pytest.raises(AppraisalFrozen):
        ws.agree(room.store, room.by(DIRECTOR), room.id, PRACTICE, 3, why="So")
    assert room.kept() == agreed


def test_the_timer_runs_on_a_clock_that_only_goes_forward(room):
    room.open(PRACTICE, seconds=300)
    start = room.now()
    left = lambda now, monotonic: ws.time_left(  # noqa: E731
        room.store, DIRECTOR, room.id, now=now, monotonic=monotonic
    )
    first = left(start, 1_000.0)

    assert 295 <= first <= 300
    for jump in (-86_400, 86_400, 40_000_000):
        moved = start.fromtimestamp(start.timestamp() + jump, tz=start.tzinfo)
        assert left(moved, 1_010.0) == pytest.approx(first - 10)
    assert left(start, 9_999.0) == 0
    assert room.desk().step == "open"  # it closes nothing


def test_questions_are_asked_criterion_by_criterion(small):
    keys = [q.key for q in questions_of(small, swings=True, cells=[("trust", "workforce")])]

    assert keys == ["swing:practice", "swing:workforce", "level:workforce:trust"]
    assert [Question.from_key(key).key for key in keys] == keys
    for wrong in ("swing", "swing:", "level:a", "level:a:b:c", "price:a", ""):
        with pytest.raises(ValueError, match="question"):
            Question.from_key(wrong)


def test_the_desks_mark_moves_with_steps_and_answers_a_phones_with_steps_alone(room):
    (person,) = room.members(1)

    def marks():
        return [mark(room.store, who, room.id) for who in (DIRECTOR, room.caller(person))]

    before = marks()
    room.open(PRACTICE)
    opened = marks()
    room.answer(person, PRACTICE, 10)
    after = marks()

    assert opened[0] != before[0]
    assert opened[1] != before[1]
    assert after[0] != opened[0]
    assert after[1] == opened[1]


def on_screen(room):
    return ws.screen(room.store, DIRECTOR, room.id).shows


def steered(room, *shows):
    ws.steer(room.store, room.by(DIRECTOR), room.id, shows)
    return on_screen(room)


def test_the_big_screen_shows_what_goes_with_the_step_until_the_desk_chooses(room):
    people = room.members(5)
    assert on_screen(room) == ("join", 1)
    room.open(PRACTICE)
    assert on_screen(room) == ("question", 1)
    assert steered(room, "join", 1) == ("join", 1)
    answered(room, people, PRACTICE, [1, 2, 3, 4, 5])
    assert on_screen(room) == ("join", 1)  # no answer moves it
    room.lock()
    assert on_screen(room) == ("question", 1)  # the choice was for the step before
    room.reveal()
    assert on_screen(room) == ("answers", 1)
    assert steered(room, "ranking", 1) == ("ranking", 1)
    ws.go_to(room.store, room.by(DIRECTOR), room.id, "agreeing")
    assert on_screen(room) == ("ranking", 1)
    assert steered(room, "blank", 1) == ("blank", 1)


@pytest.mark.parametrize("shows", [("ranking", 1), ("answers", 1), ("agreed", 1), ("nothing", 1)])
def test_nothing_is_on_the_screen_before_there_is_anything_to_show(room, shows):
    room.open(PRACTICE)

    with pytest.raises(ws.WrongStep):
        steered(room, *shows)


def test_the_answers_have_as_many_pages_as_there_are_questions_to_show(room):
    people = room.members(5)
    room.open()
    for person in people:
        for asked in room.mine(person).questions:
            room.answer(person, asked.question, 10)
    room.show()

    assert [shows for shows in room.desk().can_show if shows[0] == "answers"] == [
        ("answers", 1), ("answers", 2),
    ]  # fmt: skip
    assert steered(room, "answers", 2) == ("answers", 2)
    with pytest.raises(ws.WrongStep):
        steered(room, "answers", 3)


def test_the_screen_says_how_many_people_have_finished(room):
    people = room.members(3)
    room.open(PRACTICE, SWING)
    room.answer(people[0], PRACTICE, 10)
    room.answer(people[0], SWING, 10)
    room.answer(people[1], SWING, 10)

    shown = ws.screen(room.store, DIRECTOR, room.id)
    assert (shown.finished, shown.members, shown.answered, shown.asked) == (1, 3, 3, 6)
    assert set(shown.questions) == {PRACTICE, SWING}
