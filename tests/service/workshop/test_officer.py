"""Who is the officer: whoever sits at the laptop, or whoever has the key that was printed."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest

from appraisal.service import workshop as ws
from appraisal.service.acting import By
from tests.service.workshop.room import NOON


def at(store, token, access, address="192.0.2.1", now=NOON):
    return ws.officer_of(store, token, access=access, address=address, now=now).role


@pytest.mark.parametrize("address", ["", "127.0.0.1", "::1", "::ffff:127.0.0.1", "localhost"])
def test_at_a_laptop_whoever_sits_at_it_is_the_officer(store, address):
    assert at(store, None, "laptop", address) == "director"


@pytest.mark.parametrize("address", ["192.0.2.1", "10.0.0.7", "2001:db8::1", "nonsense"])
def test_a_laptop_opened_to_others_by_mistake_opens_nothing_to_them(store, address):
    assert at(store, None, "laptop", address) == "nobody"


def test_in_a_room_only_the_printed_key_makes_an_officer(store):
    key = ws.new_key(store, now=NOON)
    token = ws.sign_in(store, key, now=NOON)

    assert at(store, token, "room") == "director"
    for other in (None, "", "made up", key, "x" * 10_000):
        assert at(store, other, "room", "127.0.0.1") == "nobody"
    with pytest.raises(ws.NotAllowed):
        ws.sign_in(store, "made up", now=NOON)
    with pytest.raises(ws.NotAllowed):
        ws.sign_in(store, token, now=NOON)


def test_a_new_start_ends_the_key_before_it(store):
    old = ws.new_key(store, now=NOON)
    new = ws.new_key(store, now=NOON)

    with pytest.raises(ws.NotAllowed):
        ws.sign_in(store, old, now=NOON)
    assert ws.sign_in(store, new, now=NOON)


def test_an_officers_visit_ends_after_an_idle_hour_and_after_eight(store):
    token = ws.sign_in(store, ws.new_key(store, now=NOON), now=NOON)
    idle = ws.sign_in(store, ws.new_key(store, now=NOON), now=NOON)
    for minutes in range(0, 480, 30):
        assert at(store, token, "room", now=NOON + dt.timedelta(minutes=minutes)) == "director"

    assert at(store, token, "room", now=NOON + dt.timedelta(hours=8, minutes=1)) == "nobody"
    assert at(store, idle, "room", now=NOON + dt.timedelta(minutes=62)) == "nobody"


def test_an_officer_who_was_signed_out_does_nothing_more(store):
    token = ws.sign_in(store, ws.new_key(store, now=NOON), now=NOON)
    stale = ws.officer_of(store, token, access="room", address="192.0.2.1", now=NOON)
    ws.sign_out_officers(store, By(stale, NOON, uuid4().hex))

    assert at(store, token, "room") == "nobody"
    with pytest.raises(ws.NotAllowed):
        ws.workshops_of(store, stale)


def test_a_members_secret_is_no_officers_and_an_officers_no_members(room):
    person = room.person()
    token = ws.sign_in(room.store, ws.new_key(room.store, now=room.now()), now=room.now())

    assert at(room.store, person.token, "room") == "nobody"
    assert ws.who(room.store, token, room.now()).role == "nobody"
