"""Coming in, staying in, and going out."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text

from appraisal.service import workshop as ws
from appraisal.service.acting import By
from appraisal.service.people import people
from appraisal.service.workshop.access import codes
from appraisal.store import names
from tests.service.workshop.room import DIRECTOR, NOON, PRACTICE, SWING, Person, Room


def rows(store, table):
    with store.engine.connect() as connection:
        return connection.execute(text(f"SELECT * FROM {table}")).mappings().all()


def test_a_code_alone_leads_to_the_waiting_room_and_shows_nothing(room):
    joined = ws.join(room.store, ws.Joining(code=room.code), now=room.now())
    caller = ws.who(room.store, joined.token, room.now())

    assert (joined.state, caller.role) == ("waiting", "waiting")
    with pytest.raises(ws.NotAllowed):
        ws.mine(room.store, caller, room.id, joined.seat)
    with pytest.raises(ws.NotAllowed):
        ws.figures(room.store, caller, room.id)


def test_the_facilitator_lets_a_phone_in_with_a_new_secret(room):
    joined = ws.join(room.store, ws.Joining(code=room.code), now=room.now())
    assert ws.enter(room.store, joined.token, room.now()).state == "waiting"

    ws.admit(room.store, room.by(DIRECTOR), room.id, joined.seat)
    entered = ws.enter(room.store, joined.token, room.now())

    assert (entered.state, entered.seat) == ("in", joined.seat)
    assert entered.token != joined.token
    assert ws.who(room.store, entered.token, room.now()).role == "member"


def test_an_answer_lost_on_its_way_can_be_asked_for_again_until_it_is_used(room):
    joined = ws.join(room.store, ws.Joining(code=room.code), now=room.now())
    ws.admit(room.store, room.by(DIRECTOR), room.id, joined.seat)
    ws.enter(room.store, joined.token, room.now())  # the phone slept and never got this

    entered = ws.enter(room.store, joined.token, room.now())
    ws.who(room.store, entered.token, room.now())

    with pytest.raises(ws.NotAllowed):
        ws.enter(room.store, joined.token, room.now())


def test_somebody_turned_away_is_nobody(room):
    joined = ws.join(room.store, ws.Joining(code=room.code), now=room.now())
    ws.turn_away(room.store, room.by(DIRECTOR), room.id, joined.seat)

    assert ws.who(room.store, joined.token, room.now()).role == "nobody"
    with pytest.raises(ws.NotAllowed):
        ws.enter(room.store, joined.token, room.now())


def test_a_seat_code_lets_in_once(room):
    (code,) = ws.seat_codes(room.store, room.by(DIRECTOR), room.id, ["member"])
    first = ws.join(room.store, ws.Joining(code=room.code, seat_code=code.lower()), now=room.now())

    assert first.state == "in"
    with pytest.raises(ws.WrongSeatCode):
        ws.join(room.store, ws.Joining(code=room.code, seat_code=code), now=room.now())
    assert len(room.desk().seats) == 1


def test_a_seat_code_of_another_workshop_opens_nothing(room):
    other = Room(room.store)
    (code,) = ws.seat_codes(room.store, room.by(DIRECTOR), other.id, ["member"])

    with pytest.raises(ws.WrongSeatCode):
        ws.join(room.store, ws.Joining(code=room.code, seat_code=code), now=room.now())


def test_refresh_restart_and_a_second_tab_come_back_to_the_same_seat(room):
    person = room.person()
    again = ws.join(room.store, ws.Joining(code=room.code), token=person.token, now=room.now())

    assert (again.state, again.seat, again.token) == ("in", person.seat, None)
    assert room.caller(person) == room.caller(person)


def test_a_phone_that_asks_twice_waits_once(room):
    for _ in range(3):
        joined = ws.join(room.store, ws.Joining(code=room.code, device="abc"), now=room.now())

    assert [each.id for each in room.desk().waiting] == [joined.seat]


@pytest.mark.parametrize("typed", ["7K3M-9QXD", "7k3m 9qxd", " 7K3M9QXD ", "7K3M\u20139QXD"])
def test_a_code_is_read_however_it_is_typed(typed):
    assert codes.tidy(typed) == "7K3M9QXD"


def test_letters_that_look_like_digits_are_taken_for_them():
    assert codes.tidy("oOiIlL00") == "00111100"
    assert codes.tidy("UUUU-UUUU") is None  # there is no U in any code


def test_a_seat_given_again_ends_the_phone_it_had_and_seals_its_answers(room):
    person = room.person()
    room.open(PRACTICE, SWING)
    room.answer(person, PRACTICE, 40)

    moved = given_again(room, person)

    assert room.caller(person).role == "nobody"
    assert moved.seat == person.seat
    swing, level = room.mine(moved).questions
    assert (level.own, level.sealed, level.is_answered) == (None, True, True)
    assert (swing.own, swing.sealed, swing.is_answered) == (None, False, False)
    assert "40" not in repr(room.mine(moved).questions)
    room.answer(moved, PRACTICE, 55)
    assert [(a.own and a.own.value, a.sealed) for a in room.mine(moved).questions] == [
        (None, False), (55, False),
    ]  # fmt: skip


def given_again(room, person):
    """Whoever sits down on a seat that was given again."""
    code = ws.reissue(room.store, room.by(DIRECTOR), room.id, person.seat)
    moved = ws.join(room.store, ws.Joining(code=room.code, seat_code=code), now=room.now())
    return Person(moved.seat, moved.token)


def test_what_is_sealed_counts_until_it_is_answered_anew(room):
    people = room.members(5)
    room.open(PRACTICE)
    for person in people:
        room.answer(person, PRACTICE, 40)
    given_again(room, people[0])
    room.show()

    assert room.figures().by_question[PRACTICE.key].spread.count == 5


def pin(act, room, person, digits):
    act(room.store, room.by(room.caller(person)), room.id, person.seat, digits)


def test_a_pin_opens_what_was_answered_before_the_seat_was_given_again(room):
    person = room.person()
    room.open(PRACTICE)
    pin(ws.set_pin, room, person, "2580")
    room.answer(person, PRACTICE, 40)
    moved = given_again(room, person)

    with pytest.raises(ws.WrongPin, match="not the PIN"):
        pin(ws.unseal, room, moved, "2581")
    assert room.mine(moved).questions[0].own is None
    pin(ws.unseal, room, moved, "2580")
    assert room.mine(moved).questions[0].own.value == 40


def test_a_pin_set_by_whoever_took_the_seat_opens_nothing_of_before(room):
    person = room.person()
    room.open(PRACTICE)
    pin(ws.set_pin, room, person, "2580")
    room.answer(person, PRACTICE, 40)
    taker = given_again(room, person)
    pin(ws.set_pin, room, taker, "1111")
    pin(ws.unseal, room, taker, "1111")
    assert room.mine(taker).questions[0].own is None

    again = given_again(room, taker)
    pin(ws.unseal, room, again, "1111")
    assert room.mine(again).questions[0].own is None


@pytest.mark.parametrize("wrong", ["", "12", "12345", "abcd", "١٢٣٤"])
def test_a_pin_is_four_digits(room, wrong):
    person = room.person()

    with pytest.raises(ws.WrongPin, match="4 digits"):
        pin(ws.set_pin, room, person, wrong)


def test_five_wrong_pins_are_enough(room):
    person = room.person()
    pin(ws.set_pin, room, person, "2580")
    moved = given_again(room, person)
    for guess in range(5):
        with pytest.raises(ws.WrongPin):
            pin(ws.unseal, room, moved, f"000{guess}")

    with pytest.raises(ws.TooManyTries, match="10 minutes"):
        pin(ws.unseal, room, moved, "2580")


def test_sign_out_all_ends_every_phone_and_unused_code_at_once(room):
    people = room.members(3)
    (unused,) = ws.seat_codes(room.store, room.by(DIRECTOR), room.id, ["member"])
    stale = room.caller(people[0])
    ws.sign_out_all(room.store, room.by(DIRECTOR), room.id)

    assert {room.caller(person).role for person in people} == {"nobody"}
    with pytest.raises(ws.NotAllowed):
        ws.mine(room.store, stale, room.id, people[0].seat)
    with pytest.raises(ws.WrongSeatCode):
        ws.join(room.store, ws.Joining(code=room.code, seat_code=unused), now=room.now())


def test_a_facilitator_who_signs_all_out_stays(room):
    desk = room.person("facilitator")
    ws.sign_out_all(room.store, room.by(room.caller(desk)), room.id)

    assert room.caller(desk).role == "facilitator"


def test_a_phone_that_sleeps_is_never_signed_out_before_the_workshop_is_over(room):
    person = room.person()
    room.open(PRACTICE)
    assert room.caller(person, room.now()).role == "member"

    for hours in (1, 8, 24, 35):
        assert room.caller(person, NOON + dt.timedelta(hours=hours)).role == "member"
    over = room.caller(person, NOON + dt.timedelta(hours=36, minutes=1))  # the end of the next day
    assert (over.role, "time of this workshop is over" in over.why) == ("nobody", True)


def test_a_workshop_that_is_made_longer_gives_every_seat_back(room):
    person = room.person()
    late = NOON + dt.timedelta(days=3)
    assert room.caller(person, late).role == "nobody"
    ws.make_longer(room.store, By(DIRECTOR, late, "longer"), room.id)

    assert room.caller(person, late).role == "member"
    assert room.caller(person, late + dt.timedelta(hours=35)).role == "member"


def test_codes_printed_the_evening_before_open_seats_in_the_morning(store):
    evening = dt.datetime(2026, 11, 20, 19, 0, tzinfo=dt.UTC)
    room = Room(store, start_at=evening)
    (code,) = ws.seat_codes(store, room.by(DIRECTOR), room.id, ["member"])
    morning = evening + dt.timedelta(hours=15)
    joined = ws.join(store, ws.Joining(code=room.code, seat_code=code), now=morning)

    assert ws.who(store, joined.token, morning).role == "member"
    assert ws.who(store, joined.token, morning + dt.timedelta(hours=13)).role == "member"


def test_who_waits_for_an_hour_is_told_to_join_again(room):
    waiting = ws.join(room.store, ws.Joining(code=room.code, device="d"), now=room.now())

    later = ws.who(room.store, waiting.token, NOON + dt.timedelta(minutes=62))
    assert (later.role, "Join again" in later.why) == ("nobody", True)


def test_a_clock_set_back_signs_nobody_out(room):
    person = room.person()

    assert room.caller(person, NOON - dt.timedelta(days=1)).role == "member"


def test_the_end_signs_everybody_out_and_forgets_what_they_were_called(store):
    room = Room(store, ask_label=True)
    waiting = ws.join(
        store, ws.Joining(code=room.code, label="Cllr Nobody", device="d"), now=room.now()
    )
    person = room.person(device="phone", address="192.0.2.7")
    ws.end_workshop(store, room.by(DIRECTOR), room.id)

    assert room.caller(person).role == "nobody"
    assert ws.who(store, waiting.token, room.now()).role == "nobody"
    assert {(r["label"], r["device"], r["address"]) for r in rows(store, "seat")} == {("", "", "")}
    with pytest.raises(ws.WrongStep):
        ws.invitation(store, DIRECTOR, room.id)


def test_a_label_is_asked_for_only_where_the_workshop_asks(store):
    asks, does_not = Room(store, ask_label=True), Room(store)

    with pytest.raises(ws.LabelNeeded):
        ws.join(store, ws.Joining(code=asks.code), now=asks.now())
    ws.join(store, ws.Joining(code=asks.code, label=" Cllr\n A. \u202eSmith "), now=asks.now())
    ws.join(store, ws.Joining(code=does_not.code, label="Cllr B"), now=asks.now())

    assert [each.label for each in asks.desk().waiting] == ["Cllr A. Smith"]
    assert [each.label for each in does_not.desk().waiting] == [""]


def test_a_stolen_database_holds_no_secret_that_opens_anything(room):
    person = room.person()
    (unused,) = ws.seat_codes(room.store, room.by(DIRECTOR), room.id, ["member"])
    joined = ws.join(room.store, ws.Joining(code=room.code), now=room.now())
    tables = ("token", "seat", "seat_code", "event")
    kept = "\n".join(str(row) for table in tables for row in rows(room.store, table))

    for secret in (person.token, joined.token, unused, codes.tidy(unused)):
        assert secret not in kept
    for row in rows(room.store, "token"):
        assert ws.who(room.store, row["hash"], room.now()).role == "nobody"


def test_new_codes_close_the_door_and_leave_those_inside(room):
    person, old = room.person(), room.code
    ws.new_code(room.store, room.by(DIRECTOR), room.id)

    with pytest.raises(ws.UnknownCode):
        ws.join(room.store, ws.Joining(code=old), now=room.now())
    assert room.caller(person).role == "member"
    assert ws.join(room.store, ws.Joining(code=room.code), now=room.now()).state == "waiting"


def test_a_workshop_taken_up_again_keeps_its_seats(room):
    people = room.members(5)
    room.open(PRACTICE)
    for person in people:
        room.answer(person, PRACTICE, 50)
    room.show()
    ws.end_workshop(room.store, room.by(DIRECTOR), room.id)
    ws.resume(room.store, room.by(DIRECTOR), room.id)

    code = ws.reissue(room.store, room.by(DIRECTOR), room.id, people[0].seat)
    back = ws.join(room.store, ws.Joining(code=room.code, seat_code=code), now=room.now())

    caller = ws.who(room.store, back.token, room.now())
    view = ws.mine(room.store, caller, room.id, back.seat)
    assert (back.seat, view.round) == (people[0].seat, 1)
    assert [(asked.own, asked.sealed) for asked in view.questions] == [(None, True)]


def test_an_appraisal_has_one_workshop_at_a_time(room):
    with pytest.raises(ws.WrongStep, match="under way"):
        ws.open_workshop(room.store, room.by(DIRECTOR), room.appraisal)


def test_every_code_is_new_and_has_all_its_bits():
    made = [codes.new_code(8) for _ in range(5_000)]

    assert len(set(made)) == 5_000
    for place in range(8):
        assert len({code[place] for code in made}) == 32
    assert len(codes.new_token()) == 43  # 256 bits, 6 a character
    assert codes.spoken("7K3M") == "seven, Kilo, three, Mike"


def test_a_name_is_kept_apart_by_consent_and_shown_to_nobody(room):
    person = room.person()
    caller = room.caller(person)

    def give(name, consents):
        return ws.give_name(
            room.store, room.by(caller), room.id, person.seat, name, consents=consents
        )

    with pytest.raises(ws.ReasonNeeded):
        give("Alex Zebedee", False)
    give("Alex Zebedee", True)

    assert list(people(room.store, room.appraisal).values()) == ["Alex Zebedee"]
    assert "Zebedee" not in "".join(str(event.document()) for event in room.events())
    assert "Zebedee" not in repr(room.desk())
    (found,) = names.people(room.store, room.appraisal)
    assert found.is_whole()
    assert room.events()[-1].payload["name_hash"] == found.hash
