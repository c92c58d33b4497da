"""A round from its opening to what the room agrees."""

from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appraisal.analysis.results import analyse
from appraisal.errors import AppraisalFrozen, InvalidAppraisal
from appraisal.model.workshop import NEXT, Question, questions_of, range_of
from appraisal.record import State, verify
from appraisal.service import load, save
from appraisal.service import workshop as ws
from appraisal.service.workshop.agreeing import with_agreed
from appraisal.service.workshop.divides import leaders
from tests.strategies import appraisals
from tests.workshop.room import DIRECTOR, PRACTICE, SWING, WORKFORCE, Room


def kinds(room):
    return [event.kind for event in room.events()]


def answered(room, people, question, values, **more):
    for person, value in zip(people, values, strict=True):
        room.answer(person, question, value, **more)


def test_what_members_saved_is_in_the_record_after_the_reveal(room):
    people = room.members(5)
    room.open(PRACTICE, SWING)
    for place, person in enumerate(people):
        room.answer(person, PRACTICE, 10 * place, reason=f"Because {place}")
        room.answer(person, SWING, 50 + place)
    assert room.kept().members == ()

    room.show()

    members = room.kept().members
    assert sorted(m.performances[0].level for m in members) == [0, 10, 20, 30, 40]
    assert {m.label for m in members} == {f"Member {n}" for n in range(1, 6)}
    for person in people:
        view = room.mine(person)
        kept = next(m for m in members if m.id == f"m{view.number}")
        own = {asked.question: asked.own for asked in view.questions}
        assert kept.performances[0].level == own[PRACTICE].value
        assert kept.performances[0].reason == own[PRACTICE].reason
        assert kept.swings["practice"] == own[SWING].value


def test_the_reveal_is_one_event_and_the_record_verifies(room):
    people = room.members(5)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [1, 2, 3, None, 5])
    before = len(room.events())
    room.show()

    assert kinds(room)[before:] == ["closed", "members"]
    event = room.events()[-1]
    assert (event.round, event.via, event.actor) == (1, "facilitator", "director")
    saved = event.payload["saved"]
    assert sorted(str(each["level:practice:trust"]) for each in saved.values()) == [
        "1", "2", "3", "5", "None",
    ]  # fmt: skip
    assert isinstance(verify(room.appraisal, room.events()), State)


def test_the_record_names_no_seat_beside_an_answer(room):
    people = room.members(5)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [1, 2, 3, 4, 5])
    room.show()
    told = str(room.events()[-1].document())

    assert not any(person.seat in told for person in people)


def test_members_numbers_are_drawn_by_lot(store):
    orders = set()
    for _ in range(8):
        room = Room(store)
        people = room.members(5)
        room.open(PRACTICE)
        answered(room, people, PRACTICE, [1, 2, 3, 4, 5])
        room.show()
        orders.add(tuple(room.mine(person).number for person in people))

    assert len(orders) > 1  # 8 draws of 120 orders: all alike once in 10**14


def test_the_last_answer_before_the_lock_counts_and_earlier_ones_are_kept(room):
    people = room.members(5)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [10] * 5)
    room.answer(people[0], PRACTICE, 99)
    room.show()

    assert sorted(m.performances[0].level for m in room.kept().members) == [10, 10, 10, 10, 99]
    with room.store.engine.connect() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM answer").scalar()
    assert count == 6


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
    assert sorted(len(m.performances) for m in room.kept().members) == [0, 1, 1, 1, 1, 1]


def test_no_view_takes_back_what_a_member_said_before(room):
    people = room.members(5)
    for round, value in ((1, 40), (2, None)):
        room.open(PRACTICE, SWING)
        answered(room, people, PRACTICE, [value] * 5, round=round)
        answered(room, people, SWING, [value] * 5, round=round)
        room.show()
        room.again()

    assert {(m.performances, tuple(m.swings)) for m in room.kept().members} == {((), ())}


def test_a_second_round_stands_beside_the_first(room):
    people = room.members(5)
    for round in (1, 2):
        room.open(PRACTICE, SWING)
        answered(room, people, PRACTICE, [10 * round + n for n in range(5)], round=round)
        answered(room, people, SWING, [10 * round + n for n in range(5)], round=round)
        room.show()
        room.again()
    for member in room.kept().members:
        first, second = member.performances
        assert (first.round, second.round, second.level - first.level) == (1, 2, 10)
        assert member.swings == {"practice": second.level}


def test_swings_that_are_all_0_are_kept_in_the_event_and_give_no_weights(room):
    people = room.members(5)
    room.open(SWING)
    answered(room, people, SWING, [0, 0, 0, 0, 50])
    room.show()

    assert sorted(len(m.swings) for m in room.kept().members) == [0, 0, 0, 0, 1]
    saved = room.events()[-1].payload["saved"].values()
    assert sorted(each["swing:practice"] for each in saved) == [0, 0, 0, 0, 50]


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
    assert [(a.own.value, a.group.spread.median) for a in room.mine(people[0]).questions] == [
        (10, 30)
    ]
    room.again()
    room.open(PRACTICE)

    (asked,) = room.mine(people[0]).questions
    assert (asked.own, asked.group) == (None, None)
    (before,) = room.mine(people[0], round=1).questions
    assert (before.own.value, before.group.spread.median) == (10, 30)


def test_an_interest_leaves_a_seat_out_of_a_criterion_with_an_event(room):
    people = room.members(6)
    room.open(PRACTICE, WORKFORCE)
    answered(room, people, PRACTICE, [1, 2, 3, 4, 5, 99])
    caller = room.caller(people[5])
    ws.declare_interest(
        room.store, caller, room.id, people[5].seat, "practice", "My firm bids.", **room.act()
    )

    with pytest.raises(ws.NotAsked, match="interest"):
        room.answer(people[5], PRACTICE, 98)
    assert [a.question for a in room.mine(people[5]).questions] == [WORKFORCE]
    room.show()
    assert room.figures().by_question[PRACTICE.key].spread.high == 5
    event = next(e for e in room.events() if e.kind == "interest")
    assert event.payload["outcome"] == "excluded"
    assert event.payload["why"] == "My firm bids."


def test_a_dispensation_brings_a_seat_back(room):
    (person,) = room.members(1)
    room.open(PRACTICE)
    ws.declare_interest(
        room.store, DIRECTOR, room.id, person.seat, ws.EVERYTHING, "Her brother", **room.act()
    )
    assert room.mine(person).questions == ()
    ws.lift_interest(
        room.store, DIRECTOR, room.id, person.seat, ws.EVERYTHING, "By the MO", **room.act()
    )

    assert room.answer(person, PRACTICE, 10).value == 10


def test_a_paper_sheet_is_keyed_in_as_entered_by_the_officer(room):
    people = room.members(4)
    paper = ws.paper_seat(room.store, DIRECTOR, room.id, "Cllr P", **room.act())
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [1, 2, 3, 4])
    ws.key_in(room.store, DIRECTOR, room.id, paper, PRACTICE, 5, round=1, **room.act())
    room.show()

    assert room.figures().by_question[PRACTICE.key].spread.count == 5
    (marked,) = room.events()[-1].payload["entered_by_officer"]
    member = next(m for m in room.kept().members if m.id == marked)
    assert member.performances[0].level == 5


def test_the_desk_answers_for_nobody_who_has_a_phone(room):
    (person,) = room.members(1)
    room.open(PRACTICE)

    with pytest.raises(ws.NotAllowed):
        ws.key_in(room.store, DIRECTOR, room.id, person.seat, PRACTICE, 5, round=1, **room.act())


def test_agreeing_on_the_median_takes_one_call(room):
    before = room.kept().performance("trust", "practice")
    people = room.members(5)
    room.open(PRACTICE, SWING)
    answered(room, people, PRACTICE, [10, 20, 30, 40, 50])
    answered(room, people, SWING, [60, 70, 80, 90, 100])
    room.show()
    ws.agree(room.store, DIRECTOR, room.id, PRACTICE, 30, **room.act())
    ws.agree(room.store, DIRECTOR, room.id, SWING, 80, **room.act())

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

    with pytest.raises(ws.ReasonNeeded, match="median is 30"):
        ws.agree(room.store, DIRECTOR, room.id, PRACTICE, 45, **room.act())
    ws.agree(room.store, DIRECTOR, room.id, PRACTICE, 45, why="New figures", **room.act())
    assert room.kept().performance("trust", "practice").reason == "New figures"
    said = room.events()[-1].payload
    assert (said["agreed"], said["median"], said["why"]) == (45, 30, "New figures")


def test_agreeing_where_no_median_is_shown_asks_for_a_reason(room):
    people = room.members(3)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [10, 10, 10])
    room.show()

    with pytest.raises(ws.ReasonNeeded, match="not shown"):
        ws.agree(room.store, DIRECTOR, room.id, PRACTICE, 10, **room.act())


def test_a_range_that_no_longer_holds_the_agreed_level_goes(room):
    kept = load(room.store, room.appraisal)
    rows = [row.document() for row in kept.appraisal.performances]
    rows[1] |= {"low": 35, "high": 45}
    after = kept.appraisal.changed(performances=rows)
    save(room.store, kept, after, kind="scores", actor="director", **room.act())
    people = room.members(5)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [80] * 5)
    room.show()
    ws.agree(room.store, DIRECTOR, room.id, PRACTICE, 80, **room.act())

    cell = room.kept().performance("trust", "practice")
    assert (cell.level, cell.low, cell.high) == (80, None, None)


def test_dissent_is_recorded_under_the_members_number_or_nobodys_name(room):
    people = room.members(5)
    room.open(PRACTICE)
    with pytest.raises(ws.WrongStep):
        ws.record_dissent(room.store, DIRECTOR, room.id, "practice", "No.", **room.act())
    answered(room, people, PRACTICE, [1, 2, 3, 4, 5])
    room.show()
    caller, seat = room.caller(people[0]), people[0].seat
    ws.record_dissent(room.store, caller, room.id, "practice", "No.", seat=seat, **room.act())
    ws.record_dissent(room.store, DIRECTOR, room.id, "trust", "Nor I.", **room.act())

    number = room.mine(people[0]).number
    assert [(d.by, d.text) for d in room.kept().dissent] == [
        (f"m{number}", "No."), ("A member", "Nor I."),
    ]  # fmt: skip
    said = next(event for event in room.events() if event.kind == "dissent")
    assert people[0].seat not in str(said.document())  # or it would say whose answers m1's are


def test_a_round_called_off_is_never_shown(room):
    people = room.members(5)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [1, 2, 3, 4, 5])
    ws.call_off_round(room.store, DIRECTOR, room.id, why="Wrong scores", **room.act())

    assert room.kept().members == ()
    with pytest.raises(ws.WrongStep):
        room.figures(1)
    assert room.open(PRACTICE) == 2


def test_answers_given_on_other_scales_are_not_taken_in(room):
    people = room.members(5)
    room.open(WORKFORCE)
    answered(room, people, WORKFORCE, [1, 2, 3, 4, 5])
    kept = load(room.store, room.appraisal)
    criteria = [criterion.document() for criterion in kept.appraisal.criteria]
    criteria[1]["scale"]["worst"] = 70
    after = kept.appraisal.changed(criteria=criteria)
    save(room.store, kept, after, kind="criteria", actor="director", **room.act())
    room.lock()

    with pytest.raises(ws.WrongStep, match="changed since"):
        room.reveal()
    assert room.kept().members == ()


def test_a_late_joiner_answers_and_draws_a_number_at_the_next_reveal(room):
    people = room.members(5)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [1, 2, 3, 4, 5])
    room.show()
    room.again()
    room.open(PRACTICE)
    late = room.person()
    answered(room, [*people, late], PRACTICE, [10, 20, 30, 40, 50, 60], round=2)
    room.show()

    assert room.mine(late).number == 6
    assert room.figures().by_question[PRACTICE.key].spread.count == 6


def test_a_smaller_number_for_figures_is_set_between_rounds_only_and_recorded(room):
    people = room.members(4)
    assert "no group figure is shown" in room.desk().advice[0]
    set_to = lambda number: ws.set_threshold(  # noqa: E731
        room.store, DIRECTOR, room.id, number, why="A cabinet of four", **room.act()
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


def test_the_room_is_told_what_divides_it_most_and_whether_it_matters(room):
    kept = load(room.store, room.appraisal)
    rows = [
        {"option": option, "criterion": criterion, "level": level}
        for option, levels in {"status_quo": (50, 30), "trust": (55, 30)}.items()
        for criterion, level in zip(("practice", "workforce"), levels, strict=True)
    ]
    after = kept.appraisal.changed(performances=rows, swings={"practice": 100, "workforce": 50})
    save(room.store, kept, after, kind="scores", actor="director", **room.act())
    people = room.members(5)
    room.open(PRACTICE, WORKFORCE)
    answered(room, people, PRACTICE, [10, 20, 50, 80, 90])
    answered(room, people, WORKFORCE, [27, 28, 30, 32, 33])
    room.show()

    first, second = ws.dividing(room.store, DIRECTOR, room.id)
    assert (first.question, first.apart) == (PRACTICE, 60)
    assert (first.leaders_at_low, first.leaders_at_high) == (("status_quo",), ("trust",))
    assert first.could_change_leader
    assert second.apart == pytest.approx(100 * 4 / 60)


def test_what_the_room_sees_analysed_rests_on_no_members_own_judgements(room):
    people = room.members(5)
    room.open(SWING)
    answered(room, people, SWING, [10, 20, 30, 40, 50])
    before = ws.room_appraisal(room.store, DIRECTOR, room.id)
    room.show()
    after = ws.room_appraisal(room.store, DIRECTOR, room.id)

    assert room.kept().members
    assert before == after
    assert analyse(before, draws=0).inputs_sha256 == analyse(after, draws=0).inputs_sha256


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
        ws.go_to(room.store, DIRECTOR, room.id, "discussing", now=room.now())


def _do(room, act):
    if act == "end":
        ws.end_workshop(room.store, DIRECTOR, room.id, **room.act())
    else:
        getattr(room, act)()


def test_an_agreed_appraisal_has_no_workshop(room):
    ws.end_workshop(room.store, DIRECTOR, room.id, **room.act())
    kept = load(room.store, room.appraisal)
    agreed = kept.appraisal.changed(status="agreed")
    save(room.store, kept, agreed, kind="status", actor="director", **room.act())

    with pytest.raises(ws.WrongStep, match="agreed"):
        ws.open_workshop(room.store, DIRECTOR, room.appraisal, **room.act())


def test_an_appraisal_agreed_meanwhile_takes_in_no_more_answers(room):
    people = room.members(5)
    room.open(PRACTICE)
    answered(room, people, PRACTICE, [1, 2, 3, 4, 5])
    kept = load(room.store, room.appraisal)
    agreed = kept.appraisal.changed(status="agreed")
    save(room.store, kept, agreed, kind="status", actor="director", **room.act())
    room.lock()

    with pytest.raises(AppraisalFrozen):
        room.reveal()
    assert room.desk().step == "locked"


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


def test_the_revision_moves_with_the_steps_and_the_data_with_the_answers(room):
    (person,) = room.members(1)
    desk = lambda: ws.pulse(room.store, DIRECTOR, room.id)  # noqa: E731
    before = desk()
    room.open(PRACTICE)
    opened = desk()
    room.answer(person, PRACTICE, 10)
    after = desk()

    assert opened.revision > before.revision
    assert (after.revision, after.data) == (opened.revision, opened.data + 1)
    assert ws.pulse(room.store, room.caller(person), room.id).data is None


@given(appraisals(), st.floats(0, 100), st.data())
@settings(max_examples=25)
def test_who_would_lead_is_what_analysing_the_change_says(appraisal, share, data):
    question = data.draw(st.sampled_from(questions_of(appraisal, swings=True, cells="all")))
    low, high = range_of(appraisal, question)
    value = low + (high - low) * share / 100 if high < 1e15 else share
    try:
        changed = with_agreed(appraisal, question, value)
    except InvalidAppraisal:
        return  # every swing 0: no such appraisal
    slow = analyse(changed, draws=0).tied_first

    assert leaders(analyse(appraisal, draws=0), question, value) == tuple(sorted(slow))
