"""What a phone's script sends: kept once, in its order, or refused in words."""

from __future__ import annotations

import json

import pytest

from appraisal.errors import NotSaved
from appraisal.store import answers
from appraisal.web.phone import routes
from tests.pages.test_hops import ways_to
from tests.service.workshop.room import PRACTICE
from tests.walls import figures
from tests.web.phone_client import BASE, Phone, act, ask_levels, seat_of


@pytest.mark.parametrize(
    "changes",
    [
        '"n": Infinity', '"round": NaN', '"reason": "\\ud800"', '"act": "\\u0000"',
        '"phone": "a b"', '"question": null',
    ],
)  # fmt: skip
def test_what_no_page_of_ours_sends_is_refused_and_nothing_fails(room, changes):
    ask_levels(room)
    phone = Phone(room, room.people[0])
    body = json.dumps(
        {"act": "a", "phone": "p", "n": 1, "of": seat_of(phone), "round": 1,
         "question": PRACTICE.key, "kind": "value", "value": "42", "reason": None}
    )[:-1] + f", {changes}}}"  # fmt: skip

    answer = phone.client.post(
        "/m/act", content=body, headers={"origin": BASE, "content-type": "application/json"}
    )

    assert answer.status_code in (400, 403)
    assert answer.json()["problem"]
    assert phone.own(PRACTICE) is None


def test_what_the_store_cannot_keep_just_now_is_to_be_sent_again(room, monkeypatch):
    def fails(*_):
        raise NotSaved("The disk is full.")

    ask_levels(room)
    phone = Phone(room, room.people[0])
    monkeypatch.setattr(routes.workshop, "answer", fails)

    assert act(phone).status_code == 503


def test_an_act_is_kept_and_its_receipt_says_so(room):
    ask_levels(room)
    phone = Phone(room, room.people[0])

    receipt = act(phone).json()

    assert receipt["overtaken"] is False
    assert phone.own(PRACTICE).number == receipt["number"]
    assert phone.own(PRACTICE).at_ms == receipt["at_ms"]
    assert act(phone).json() == receipt  # sent again: no answer came


def test_an_act_that_was_overtaken_is_acknowledged(room):
    ask_levels(room)
    phone = Phone(room, room.people[0])
    act(phone, n=2, value="80")

    assert act(phone, n=1, value="20").json()["overtaken"] is True
    assert phone.own(PRACTICE).value == 80


def test_an_act_after_the_close_is_told_with_what_is_saved(room):
    ask_levels(room)
    phone = Phone(room, room.people[0])
    act(phone, n=1, value="42")
    room.lock()

    answer = act(phone, n=2, value="55")

    assert answer.status_code == 409
    assert answer.json()["closed"] is True
    assert answer.json()["kept"].startswith("42")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"value": "5o"}, "Found '5o'"),
        ({"value": "400"}, "Right would be a number from 0 to 100"),
        ({"value": ""}, "The box is empty"),
        ({"question": "level:practice"}, "Load it again"),
        ({"n": -1}, "Load it again"),
        ({"n": 2**60}, "Load it again"),
        ({"kind": "other"}, "Load it again"),
        ({"round": "one"}, "Load it again"),
        ({"question": "level:nothing:house"}, "not asked in this round"),
    ],
)
def test_an_act_that_stands_for_no_answer_is_refused_in_words(room, changes, said):
    ask_levels(room)
    phone = Phone(room, room.people[0])
    body = {
        "act": "a", "phone": "p", "n": 1, "of": seat_of(phone), "round": 1,
        "question": PRACTICE.key, "kind": "value", "value": "42", "reason": None,
    }  # fmt: skip

    answer = phone.client.post("/m/act", json=body | changes, headers={"origin": BASE})

    assert answer.status_code == 400
    assert said in answer.json()["problem"]


def test_what_was_kept_for_another_seat_is_not_taken_for_this_one(room):
    ask_levels(room)
    one, two = (Phone(room, person) for person in room.people[:2])

    answer = act(two, of=seat_of(one))

    assert answer.status_code == 409
    assert answer.json()["other"] is True
    assert two.own(PRACTICE) is None


def test_an_answer_is_saved_in_few_steps(room, monkeypatch):
    ask_levels(room)
    phone = Phone(room, room.people[0])
    ways = ways_to(monkeypatch, answers, "add_all")

    act(phone)

    (way,) = ways
    assert way[0] == "web/phone/routes.py: send_act"
    assert len(way) <= figures.MOST_TO_SAVE_AN_ANSWER, way
