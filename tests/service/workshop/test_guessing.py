"""Guessing a code is hopeless, and one guesser holds up nobody else."""

from __future__ import annotations

import datetime as dt
import random
import time

import pytest

from appraisal.service import workshop as ws
from appraisal.service.workshop.access import guess_limits
from appraisal.service.workshop.access.addresses import network_of
from appraisal.service.workshop.access.codes import ALPHABET, SCRYPT
from tests.service.workshop.room import DIRECTOR, NOON, Room


def guesses(seed):
    rng = random.Random(seed)
    while True:
        yield "".join(rng.choice(ALPHABET) for _ in range(8))


def tried(store, code, now, **who):
    """What a try comes to: a word."""
    try:
        return ws.join(store, ws.Joining(code=code, **who), now=now).state
    except ws.UnknownCode:
        return "wrong"
    except ws.TooManyTries:
        return "too many"


def test_the_chance_of_entry_is_under_1_in_10_000():
    chance = guess_limits.chance_of_entry(workshops=50, addresses=1_000, hours=3)

    assert chance == pytest.approx((1_000 * (20 + 900) + 200 + 1_080_000) * 50 / 32**8, rel=1e-12)
    assert chance <= 1e-4


def test_the_running_service_lets_no_more_guesses_through_than_the_chance_rests_on(store):
    rooms = [Room(store, address="198.51.100.1") for _ in range(3)]
    code, found = guesses(1), []
    for tick in range(0, 900, 3):  # a quarter of an hour, a try every 3 seconds
        now = NOON + dt.timedelta(seconds=tick)
        found.append(tried(store, next(code), now, address="203.0.113.9"))

    looked_at = found.count("wrong")
    assert looked_at <= guess_limits.most_tries(guess_limits.ADDRESS, 0.25) == 95
    assert looked_at >= 90  # and the limit is what stopped it
    assert "waiting" not in found
    assert all(room.desk().waiting == () for room in rooms)


def test_a_right_code_is_refused_too_while_an_address_waits(store):
    room = Room(store)
    code = guesses(2)
    for _ in range(25):
        tried(store, next(code), NOON, address="203.0.113.9")

    assert tried(store, room.code, NOON, address="203.0.113.9") == "too many"
    assert tried(store, room.code, NOON, address="203.0.113.10") == "waiting"


def test_30_honest_phones_behind_a_guessers_address_are_not_held_up(store):
    room = Room(store, address="192.0.2.1")  # opened from the council's own address
    code, found = guesses(3), []
    for second in range(90):
        now = NOON + dt.timedelta(seconds=second)
        for _ in range(3):  # without cookies, as fast as it likes
            assert tried(store, next(code), now, address="192.0.2.1") in ("wrong", "too many")
        if second % 3 == 0:
            device = f"phone {second}"
            found.append(tried(store, room.code, now, address="192.0.2.1", device=device))

    assert found == ["waiting"] * 30


def test_one_person_inside_is_enough_for_the_others_at_an_address(store):
    room = Room(store)  # the officer sits elsewhere
    room.person(address="192.0.2.1")
    code = guesses(4)
    for _ in range(40):
        tried(store, next(code), NOON, address="192.0.2.1")

    assert tried(store, room.code, NOON, address="192.0.2.1") == "waiting"


def test_the_link_of_the_picture_is_never_held_up(store):
    room = Room(store)
    link = ws.invitation(store, DIRECTOR, room.id).link_code
    code = guesses(5)
    for _ in range(40):
        tried(store, next(code), NOON, address="192.0.2.1", device="guesser")

    assert tried(store, link, NOON, address="192.0.2.1") == "waiting"
    wrong_end = link[:-1] + ("0" if link[-1] != "0" else "1")
    assert tried(store, wrong_end, NOON, address="203.0.113.77") == "wrong"


def test_a_phone_that_types_ten_wrong_codes_waits_and_no_other_does(store):
    room = Room(store)
    code = guesses(6)
    found = [
        tried(store, next(code), NOON, address="192.0.2.1", device="fat fingers") for _ in range(12)
    ]

    assert found == ["wrong"] * 10 + ["too many"] * 2
    assert tried(store, room.code, NOON, address="192.0.2.1", device="other") == "waiting"


def test_whoever_is_in_is_never_touched_by_a_limit(store):
    room = Room(store)
    person = room.person(address="192.0.2.1")
    code = guesses(7)
    for _ in range(40):
        tried(store, next(code), NOON, address="192.0.2.1", device="guesser")

    again = ws.join(
        store,
        ws.Joining(code=room.code, device="guesser", address="192.0.2.1"),
        token=person.token,
        now=NOON,
    )
    assert again.state == "in"


def test_wrong_seat_codes_are_limited_in_each_workshop(store):
    room, other = Room(store), Room(store)
    most, now_ms, found = guess_limits.SEAT_CODES.burst, int(NOON.timestamp() * 1000), []
    for _ in range(most - 3):  # as if they had been tried; each real try costs 50 ms on purpose
        store.write(
            lambda t: guess_limits.count(t, f"seats {room.id}", guess_limits.SEAT_CODES, now_ms)
        )
    for n in range(5):
        try:
            ws.join(
                store,
                ws.Joining(code=room.code, seat_code=f"{n:010d}", address=f"192.0.2.{n}"),
                now=NOON,
            )
        except (ws.WrongSeatCode, ws.TooManyTries) as error:
            found.append(type(error).__name__)

    assert found == ["WrongSeatCode"] * 3 + ["TooManyTries"] * 2
    assert tried(store, room.code, NOON, address="192.0.2.99") == "waiting"  # the desk lets in
    assert other.person().token


def test_a_clock_set_back_a_day_holds_nobody_up_for_longer_than_the_burst(store):
    room = Room(store)
    code = guesses(8)
    for _ in range(25):
        tried(store, next(code), NOON, address="192.0.2.1")
    back = NOON - dt.timedelta(days=1)

    with pytest.raises(ws.TooManyTries) as held:
        ws.join(store, ws.Joining(code=room.code, address="192.0.2.1"), now=back)
    assert held.value.seconds <= 12
    later = back + dt.timedelta(seconds=held.value.seconds)
    assert tried(store, room.code, later, address="192.0.2.1") in ("waiting", "too many")


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("no address", ""),
    ],
)
def test_an_ipv6_address_counts_with_its_whole_network(address, network):
    assert network_of(address) == network


def test_a_waiting_room_holds_a_hundred_and_says_so(store):
    room = Room(store)
    for n in range(guess_limits.MOST_WAITING):
        assert tried(store, room.code, NOON, device=f"phone {n}") == "waiting"

    with pytest.raises(ws.WorkshopFull):
        ws.join(store, ws.Joining(code=room.code, device="one more"), now=NOON)


def test_a_seat_code_out_of_a_stolen_database_takes_16_mb_and_many_milliseconds_a_guess(
    store, dear_seat_codes
):
    room = Room(store)
    (code,) = ws.seat_codes(room.store, room.by(DIRECTOR), room.id, ["member"])
    began = time.process_time()

    joined = ws.join(room.store, ws.Joining(code=room.code, seat_code=code), now=room.now())

    assert joined.seat
    assert 128 * SCRYPT["n"] * SCRYPT["r"] >= 16 * 2**20
    assert time.process_time() - began > 0.005
