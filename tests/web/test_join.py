"""The join page and its posts, on the real server: who may post, and what the cookie is like."""

from __future__ import annotations

import datetime as dt
import http.client
import json
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from appraisal import service
from appraisal.analysis.wording import promises
from appraisal.service import workshop
from appraisal.service.acting import By, Caller
from appraisal.settings import Settings
from appraisal.store import Store
from tests.browser.harness import RunningApp
from tests.browser.workshop_room import officers_key
from tests.pages.conftest import small_appraisal

OFFICER = workshop.Caller("director")


class Door:
    """A workshop on a running server, and posts to it."""

    def __init__(self, app: RunningApp) -> None:
        self.app = app
        self.store = Store.open(Settings(data=app.data))
        kept = service.start(self.store, by(), small_appraisal())
        self.id = workshop.open_workshop(self.store, by(OFFICER), kept.id)
        self.code = workshop.invitation(self.store, OFFICER, self.id).code

    def ask(self, method: str, path: str, data: str | None = None, **headers: str):
        line = http.client.HTTPConnection("127.0.0.1", self.app.port, timeout=20)
        headers = {"Connection": "close", **headers}
        line.request(method, path, data, {n.replace("_", "-"): v for n, v in headers.items()})
        answer = line.getresponse()
        body = answer.read().decode()
        line.close()
        return answer.status, answer.headers, body

    def post(self, path: str, fields: object, **headers: str):
        own = {"Origin": self.app.url, "Content_Type": "application/json"}
        return self.ask("POST", path, json.dumps(fields), **{**own, **headers})


def by(caller: Caller = OFFICER) -> By:
    return By(caller, dt.datetime.now(dt.UTC), uuid.uuid4().hex)


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    data: Path = tmp_path_factory.mktemp("door") / "data"
    with RunningApp(data, env={"APPRAISAL_ACCESS": "room"}) as app:
        made = Door(app)
        yield made
        made.store.close()


def test_a_right_code_leads_to_the_waiting_room_with_a_cookie_no_script_can_read(door: Door):
    status, headers, body = door.post("/api/join", {"code": door.code})

    assert (status, json.loads(body)["state"]) == (200, "waiting")
    cookie = headers["Set-Cookie"]
    assert cookie.startswith("seat=")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert headers["Cache-Control"] == "no-store"
    assert door.code not in cookie


def test_behind_https_the_cookie_is_bound_to_the_host(door: Door):
    secure = door.app.url.replace("http://", "https://")

    _, headers, _ = door.post("/api/join", {"code": door.code}, Origin=secure)

    assert headers["Set-Cookie"].startswith("__Host-seat=")
    assert "Secure" in headers["Set-Cookie"]


@pytest.mark.parametrize("origin", ["http://evil.example", "null", ""])
def test_another_site_cannot_join_for_somebody(door: Door, origin: str):
    status, headers, body = door.post("/api/join", {"code": door.code}, Origin=origin)

    assert status == 403
    assert "Set-Cookie" not in headers
    assert "not sent from a page of this tool" in json.loads(body)["problem"]


def test_a_form_of_another_kind_is_refused(door: Door):
    status, headers, _ = door.post("/api/join", {"code": door.code}, Content_Type="text/plain")

    assert status == 403
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("fields", ["x", [1], None, {"code": "A" * 5_000}])
def test_what_is_not_a_short_form_is_refused_in_words(door: Door, fields: object):
    status, _, body = door.post("/api/join", fields)

    assert status == 403
    assert json.loads(body)["problem"]


def test_a_wrong_code_is_told_apart_from_nothing_else(door: Door):
    wrong = door.code[:-1] + ("A" if door.code[-1] != "A" else "B")

    status, headers, body = door.post("/api/join", {"code": wrong})

    assert status == 400
    assert "opens no workshop" in json.loads(body)["problem"]
    assert "Set-Cookie" not in headers


def test_a_phone_that_was_let_in_gets_a_new_secret(door: Door):
    _, headers, _ = door.post("/api/join", {"code": door.code})
    waiting = headers["Set-Cookie"].partition(";")[0]
    for person in workshop.desk(door.store, OFFICER, door.id).waiting:
        workshop.admit(door.store, by(OFFICER), door.id, person.id)

    status, headers, body = door.post("/api/enter", {}, Cookie=waiting)

    assert (status, json.loads(body)["state"]) == (200, "in")
    seat = headers["Set-Cookie"].partition(";")[0]
    assert seat != waiting
    assert door.ask("GET", "/api/pulse", Cookie=seat)[2].startswith("member ")


def test_a_seat_that_signs_out_opens_nothing_any_more(door: Door):
    (code,) = workshop.seat_codes(door.store, by(OFFICER), door.id, ["member"])
    _, headers, _ = door.post("/api/join", {"code": door.code, "seat_code": code})
    seat = headers["Set-Cookie"].partition(";")[0]
    assert door.ask("GET", "/api/pulse", Cookie=seat)[2].startswith("member ")

    door.post("/api/sign-out", {}, Cookie=seat)

    assert door.ask("GET", "/api/pulse", Cookie=seat)[2] == "nobody"


def test_the_officers_key_opens_the_desk_and_a_wrong_one_nothing(door: Door):
    wrong = door.post("/api/officer", {"key": "x" * 43})
    status, headers, _ = door.post("/api/officer", {"key": officers_key(door.app)})

    assert wrong[0] == 403
    assert status == 200
    officer = headers["Set-Cookie"].partition(";")[0]
    mark = door.ask("GET", f"/api/pulse?w={door.id}", Cookie=officer)[2]
    assert mark.startswith("director ")


def test_a_stranger_is_led_to_the_join_page(door: Door):
    status, headers, _ = door.ask("GET", "/", Accept="text/html")

    assert (status, headers["Location"]) == (303, "/j")


def test_the_join_page_says_what_is_kept_and_who_sees_it(door: Door):
    _, headers, body = door.ask("GET", "/j")

    words = " ".join(body.split())
    assert f"{promises.NOBODY} {promises.GROUP_ONLY}" in words
    assert promises.BY_LAW in words
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "<script src=" in body
    assert "onclick" not in body


@pytest.mark.parametrize("name", ["..%2fjoin.html", "nothing.js", "join.html"])
def test_only_the_named_files_are_given_out(door: Door, name: str):
    assert door.ask("GET", f"/j/{name}")[0] in (400, 404)


def another_room(door: Door) -> str:
    """The code of a second workshop on the same server."""
    kept = service.start(door.store, by(), small_appraisal())
    id = workshop.open_workshop(door.store, by(OFFICER), kept.id)
    return workshop.invitation(door.store, OFFICER, id).code


def seated(door: Door) -> str:
    """The cookie of somebody who came in by a seat code."""
    (code,) = workshop.seat_codes(door.store, by(OFFICER), door.id, ["member"])
    _, headers, _ = door.post("/api/join", {"code": door.code, "seat_code": code})
    return headers["Set-Cookie"].partition(";")[0]


def test_the_code_of_another_room_asks_which_and_moves_nobody_by_itself(door: Door):
    cookie, code = seated(door), another_room(door)

    status, _, body = door.post("/api/join", {"code": code}, Cookie=cookie)
    assert (status, json.loads(body)["need"]) == (409, "which")
    _, _, body = door.post("/api/enter", {"code": code}, Cookie=cookie)
    assert json.loads(body) == {"state": "in", "role": "member", "elsewhere": True}
    _, _, body = door.post("/api/enter", {"code": door.code}, Cookie=cookie)
    assert json.loads(body) == {"state": "in", "role": "member"}


def test_who_leaves_a_room_for_another_is_out_of_the_first(door: Door):
    cookie, code = seated(door), another_room(door)

    status, headers, body = door.post("/api/join", {"code": code, "leaves": "true"}, Cookie=cookie)

    assert (status, json.loads(body)["state"]) == (200, "waiting")
    assert headers["Set-Cookie"].startswith("seat=")
    token = cookie.partition("=")[2]
    assert workshop.who(door.store, token, dt.datetime.now(dt.UTC)).role == "nobody"


def test_a_wrong_code_does_not_cost_the_seat_one_has(door: Door):
    cookie = seated(door)

    status, _, _ = door.post("/api/join", {"code": "00000000", "leaves": "true"}, Cookie=cookie)

    assert status == 400
    token = cookie.partition("=")[2]
    assert workshop.who(door.store, token, dt.datetime.now(dt.UTC)).role == "member"
