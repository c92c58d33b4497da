"""Coming in over HTTP: who may post, what the cookie is, and that guessing stays hopeless."""

from __future__ import annotations

import random
import time

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from appraisal.service import workshop as ws
from appraisal.service.opened import opened_store
from appraisal.service.workshop.access import guess_limits
from appraisal.service.workshop.access.codes import ALPHABET
from appraisal.settings import read_settings
from appraisal.web import join
from appraisal.web.headers import HEADERS, SecurityHeaders
from tests.service.workshop.room import DIRECTOR, Room

APP = Starlette(routes=join.routes(), middleware=[Middleware(SecurityHeaders)])


@pytest.fixture
def room(tmp_path, monkeypatch):
    """A workshop under way now, in the store that the routes use."""
    import datetime as dt

    monkeypatch.setenv("APPRAISAL_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    opened = Room(opened_store(read_settings()), start_at=dt.datetime.now(dt.UTC))
    yield opened
    opened.store.close()


def browser(address="192.0.2.1", scheme="http"):
    return TestClient(APP, base_url=f"{scheme}://room.test", client=(address, 50_000))


def post(client, path, fields, **headers):
    own = {"origin": str(client.base_url), **headers}
    return client.post(path, json=fields, headers={k: v for k, v in own.items() if v})


def test_a_phone_joins_waits_and_comes_in(room):
    phone = browser()
    assert phone.get("/j").status_code == 200
    assert post(phone, "/api/join", {"code": room.code}).json()["state"] == "waiting"
    first = phone.cookies["seat"]
    (waiting,) = room.desk().waiting
    ws.admit(room.store, room.by(DIRECTOR), room.id, waiting.id)

    assert post(phone, "/api/enter", {}).json() == {"state": "in", "role": "member"}
    assert phone.cookies["seat"] != first
    caller = ws.who(room.store, phone.cookies["seat"], room.now())
    assert (caller.role, caller.seat) == ("member", waiting.id)
    post(phone, "/api/sign-out", {})
    assert "seat" not in phone.cookies
    assert room.desk().seats[0].heard_ms is None


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(room):
    plain = post(browser(), "/api/join", {"code": room.code}).headers["set-cookie"]
    secure = post(browser(scheme="https"), "/api/join", {"code": room.code}).headers["set-cookie"]

    for kept in (plain, secure):
        assert "HttpOnly" in kept
        assert "SameSite=strict" in kept
        assert "Path=/" in kept
        assert "Domain" not in kept
    assert plain.startswith("seat=")
    assert "Secure" not in plain
    assert secure.startswith("__Host-seat=")
    assert "Secure" in secure


@pytest.mark.parametrize("path", ["/api/join", "/api/enter", "/api/sign-out", "/api/officer"])
@pytest.mark.parametrize("origin", ["http://evil.test", "null", None, "http://room.test.evil.test"])
def test_another_sites_page_posts_nothing(room, path, origin):
    answer = post(browser(), path, {"code": room.code}, origin=origin)

    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert room.desk().waiting == ()


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_what_is_not_json_is_refused(room, kind):
    answer = browser().post(
        "/api/join",
        content=b'{"code": "x"}',
        headers={"origin": "http://room.test", "content-type": kind},
    )

    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/j", "/officer", "/j/join.js", "/api/join", "/j/../app.py"])
def test_every_answer_carries_the_headers_and_no_secret_in_an_address(room, path):
    answer = browser().get(path)

    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert room.code.replace("-", "") not in answer.text


def test_the_pages_run_no_script_but_files_of_their_own(room):
    for path in ("/j", "/officer"):
        text = browser().get(path).text
        assert text.count("<script") == text.count('<script src="') + text.count(
            '<script defer src="'
        ) + text.count('<script type="module" src="')
        assert "onclick" not in text
        assert "http://" not in text.replace("http://www.w3.org", "")


def test_30_honest_phones_and_one_guesser_on_one_address(room):
    """Over HTTP, as it comes: the guesser drops its cookies and posts all the time."""
    rng, guesser = random.Random(1), browser("203.0.113.5")
    room.person(address="203.0.113.5")  # the first of the room is in
    waits, answers, started = [], [], time.monotonic()
    for n in range(30):
        for _ in range(5):
            guesser.cookies.clear()
            code = "".join(rng.choice(ALPHABET) for _ in range(8))
            answers.append(post(guesser, "/api/join", {"code": code}).status_code)
        phone = browser("203.0.113.5")
        phone.get("/j")
        began = time.monotonic()
        assert post(phone, "/api/join", {"code": room.code}).json()["state"] == "waiting", n
        waits.append(time.monotonic() - began)

    assert max(waits) < 5
    assert set(answers) == {400, 429}
    hours = (time.monotonic() - started + 1) / 3_600
    assert answers.count(400) <= guess_limits.most_tries(guess_limits.ADDRESS, hours) + 1
    assert len(room.desk().waiting) == 30


def test_the_officers_key_opens_the_officers_pages_and_nothing_else_does(room):
    key = ws.new_key(room.store, now=room.now())
    laptop, wrong = browser(), browser()

    assert post(wrong, "/api/officer", {"key": "made up"}).status_code == 403
    assert post(laptop, "/api/officer", {"key": key}).json() == {"state": "in"}
    found = ws.officer_of(room.store, laptop.cookies["officer"], access="room", address="192.0.2.1",
                       now=room.now())  # fmt: skip
    assert found.role == "director"
    assert "officer" not in wrong.cookies
