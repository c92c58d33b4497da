"""A member's pages without script: what is asked, what a form changes, and who sees what."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape
from html.parser import HTMLParser

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from appraisal.model.workshop import questions_of
from appraisal.service import workshop as ws
from appraisal.service.opened import opened_store
from appraisal.settings import read_settings
from appraisal.store import answers
from appraisal.web import join
from appraisal.web.headers import SecurityHeaders
from appraisal.web.phone import routes
from tests.pages.test_hops import ways_to
from tests.service.workshop.room import DIRECTOR, PRACTICE, SWING, Room
from tests.walls import figures

APP = Starlette(routes=[*join.routes(), *routes.routes()], middleware=[Middleware(SecurityHeaders)])
BASE = "http://room.test"


@pytest.fixture
def room(tmp_path, monkeypatch):
    """A workshop under way now with two members, in the store that the routes use."""
    monkeypatch.setenv("APPRAISAL_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    opened = Room(opened_store(read_settings()), start_at=dt.datetime.now(dt.UTC))
    opened.people = opened.members(2)
    yield opened
    opened.store.close()


class Form(HTMLParser):
    """The fields of the page's form about answers, as a browser without script would send them."""

    def __init__(self, text):
        super().__init__()
        self.fields, self.action, self.inside, self.area = {}, None, False, None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        of = dict(attrs)
        if tag == "form" and of.get("action", "").startswith("/m/q/"):
            self.inside, self.action = True, of["action"]
        if not self.inside or "name" not in of:
            return
        if tag == "input" and of.get("type") in ("checkbox", "radio"):
            if "checked" in of:
                self.fields[of["name"]] = of["value"]
        elif tag == "input":
            self.fields[of["name"]] = of.get("value") or ""
        elif tag == "textarea":
            self.area = of["name"]
            self.fields[self.area] = ""

    def handle_data(self, data):
        if self.area:
            self.fields[self.area] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        if tag == "textarea":
            self.area = None


class Phone:
    """A browser without script, with a seat's cookie."""

    def __init__(self, room, person):
        self.room, self.person = room, person
        self.client = TestClient(APP, base_url=BASE, follow_redirects=True)
        self.client.cookies.set("seat", person.token)

    def get(self, path="/m"):
        self.page = self.client.get(path)
        return self

    def send(self, go="next", **fields):
        """Send the form of the page that is open, with some of its fields as given."""
        form = Form(self.page.text)
        every = form.fields | {"go": go} | fields
        body = {name: value for name, value in every.items() if value is not None}
        self.page = self.client.post(form.action, data=body, headers={"origin": BASE})
        return self

    def give(self, question, value, **more):
        return self.send(**{f"value:{question.key}": value}, **more)

    @property
    def path(self):
        return self.page.url.path

    @property
    def words(self):
        text = re.sub(r"<(script|style).*?</\1>", " ", self.page.text, flags=re.S)
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())

    def own(self, question):
        (asked,) = (e for e in self.room.mine(self.person).questions if e.question == question)
        return asked.own


def ask_levels(room):
    room.open(*questions_of(room.kept(), cells="all"))


def test_a_member_waits_and_is_told_what_is_shown_to_whom(room):
    phone = Phone(room, room.people[0]).get()

    assert "You are in. Please wait" in phone.words
    assert "Nobody is shown your answers" in phone.words
    assert "may have to release" in phone.words


def test_the_phone_is_led_to_what_is_asked_first(room):
    room.open()
    phone = Phone(room, room.people[0]).get()

    assert phone.path == "/m/q/1"
    assert "Which of these improvements would you buy first?" in phone.words


def test_the_first_choice_stands_at_100_and_beside_the_others(room):
    room.open()
    phone = Phone(room, room.people[0]).get().send(first=SWING.key)

    assert phone.own(SWING).value == 100
    other = phone.get("/m/q/3").words
    name = room.kept().criterion(SWING.criterion).name
    assert f"You would buy {name} first" in other
    assert "It stands at 100." in other


def test_one_page_asks_about_every_option_on_one_criterion(room):
    ask_levels(room)
    phone = Phone(room, room.people[0]).get()

    assert phone.path == "/m/q/1"
    for option in room.kept().options:
        assert option.name in phone.words
    assert len(re.findall(r"<fieldset class=\"card\"", phone.page.text)) == len(room.kept().options)


def test_what_is_given_on_a_page_is_kept_and_shown_on_coming_back(room):
    ask_levels(room)
    phone = Phone(room, room.people[0]).get()

    phone.give(PRACTICE, "42,5", **{f"reason:{PRACTICE.key}": "two lines\r\nof why"})

    assert phone.path == "/m/q/2"
    assert (phone.own(PRACTICE).value, phone.own(PRACTICE).reason) == (42.5, "two lines\nof why")
    back = phone.get("/m/q/1")
    assert Form(back.page.text).fields[f"value:{PRACTICE.key}"] == "42.5"
    assert "✓ Saved" in back.words


def test_a_field_that_was_left_alone_replaces_nothing(room):
    ask_levels(room)
    phone, other = Phone(room, room.people[0]).get(), Phone(room, room.people[0]).get()
    other.give(PRACTICE, "80")

    phone.send()  # its page still shows no answer

    assert phone.own(PRACTICE).value == 80
    assert len(room.store.read(lambda t: _given(t, room))) == 1


def _given(transaction, room):
    return answers.of_round(transaction, room.id, 1)


def test_an_emptied_box_takes_the_answer_back_and_so_does_the_button(room):
    ask_levels(room)
    phone = Phone(room, room.people[0]).get()
    phone.give(PRACTICE, "80").get("/m/q/1").give(PRACTICE, "")
    assert phone.own(PRACTICE) is None

    phone.get("/m/q/1").give(PRACTICE, "70").get("/m/q/1").send(clear=PRACTICE.key, go=None)

    assert phone.own(PRACTICE) is None
    assert "Not answered yet" in phone.words


def test_no_view_is_an_answer_and_not_a_nought(room):
    ask_levels(room)
    phone = Phone(room, room.people[0]).get()

    phone.send(**{f"none:{PRACTICE.key}": "1"})
    assert phone.own(PRACTICE).value is None
    assert Form(phone.get("/m/q/1").page.text).fields[f"value:{PRACTICE.key}"] == ""

    phone.give(PRACTICE, "30")  # beside the tick, which stands
    assert phone.own(PRACTICE).value == 30


def test_a_value_that_cannot_be_read_is_named_and_the_others_are_kept(room):
    ask_levels(room)
    here = [q for q in questions_of(room.kept(), cells="all") if q.criterion == PRACTICE.criterion]
    phone = Phone(room, room.people[0]).get()

    phone.send(**{f"value:{here[0].key}": "5o", f"value:{here[1].key}": "60"})

    assert phone.page.status_code == 422
    assert "Found '5o'" in phone.words
    assert phone.own(here[1]).value == 60
    assert phone.own(here[0]) is None
    assert Form(phone.page.text).fields[f"value:{here[0].key}"] == "5o"  # in sight to be mended
    assert 'href="#value:' in phone.page.text


def test_a_reason_alone_asks_for_an_answer_first(room):
    ask_levels(room)
    phone = Phone(room, room.people[0]).get()

    phone.send(**{f"reason:{PRACTICE.key}": "because"})

    assert "Give your answer too" in phone.words
    assert phone.own(PRACTICE) is None


def test_enter_in_a_box_saves_and_clears_nothing(room):
    """A browser without script presses the form's first button."""
    ask_levels(room)
    phone = Phone(room, room.people[0]).get()

    (first,) = re.findall(r"<form[^>]*/m/q/.*?<button([^>]*)>", phone.page.text, flags=re.S)[:1]

    assert 'value="stay"' in first
    assert phone.give(PRACTICE, "55", go="stay").path == "/m/q/1"
    assert phone.own(PRACTICE).value == 55


def test_a_form_that_comes_after_the_close_is_refused_by_name(room):
    ask_levels(room)
    phone = Phone(room, room.people[0]).get()
    room.lock()

    phone.give(PRACTICE, "55")

    assert phone.page.status_code == 400
    assert "Round 1 was closed before this answer arrived" in phone.words


def test_a_form_that_is_sent_twice_counts_once(room):
    ask_levels(room)
    phone = Phone(room, room.people[0]).get()
    form = Form(phone.page.text)
    body = form.fields | {f"value:{PRACTICE.key}": "55", "go": "next"}

    for _ in range(2):
        phone.client.post(form.action, data=body, headers={"origin": BASE})

    assert len(room.store.read(lambda t: _given(t, room))) == 1


def test_the_last_page_shows_every_answer_and_what_is_not_answered(room):
    ask_levels(room)
    phone = Phone(room, room.people[0]).get()
    phone.give(PRACTICE, "42")

    check = phone.get("/m/check")

    assert "Check your answers" in check.words
    assert "not answered" in check.words
    assert "42" in check.words
    pages = {question.criterion for question in questions_of(room.kept(), cells="all")}
    assert check.page.text.count("Change") == len(pages)


def test_the_group_is_shown_beside_ones_own_and_nobody_by_name(room):
    ask_levels(room)
    room.people += room.members(3)
    for number, person in enumerate(room.people):
        Phone(room, person).get().give(
            PRACTICE, str(10 * number), **{f"reason:{PRACTICE.key}": f"why {number}"}
        )
    room.show()

    phone = Phone(room, room.people[4]).get()

    assert "Round 1: you and the group" in phone.words
    assert "You: 40" in phone.words
    assert "The middle one of the 5 answers lies between 20 and 40" in phone.words
    assert sorted(re.findall(r"<blockquote>(why \d)<", phone.page.text)) == [
        f"why {n}" for n in range(5)
    ]


def test_a_seat_that_was_signed_out_is_at_the_door(room):
    phone = Phone(room, room.people[0])
    ws.sign_out_seat(room.store, room.by(DIRECTOR), room.id, room.people[0].seat)

    assert "signed out" in phone.get().words
    assert phone.path == "/m"


def test_an_ended_workshop_thanks(room):
    phone = Phone(room, room.people[0])
    ws.end_workshop(room.store, room.by(DIRECTOR), room.id)

    assert "Thank you" in phone.get().words


def test_observers_have_a_page_of_their_own(room):
    phone = Phone(room, room.person("observer"))

    assert "You are in as an observer" in phone.get().words
    assert phone.get("/m/q/1").words == phone.get().words


def test_a_page_is_never_kept_by_the_browser_and_tells_no_seat_in_its_address(room):
    room.open()
    page = Phone(room, room.people[0]).get().page

    assert page.headers["cache-control"] == "no-store"
    assert room.people[0].seat not in page.text
    assert room.people[0].token not in page.text


@pytest.mark.parametrize("path", ["/m/q/1", "/m/interest", "/m/dissent", "/m/pin", "/m/sign-out"])
@pytest.mark.parametrize(
    "headers",
    [{"origin": "http://evil.test"}, {}, {"origin": BASE, "sec-fetch-site": "cross-site"}],
)
def test_another_sites_form_changes_nothing(room, path, headers):
    room.open()
    phone = Phone(room, room.people[0])

    answer = phone.client.post(path, data={"round": "1", "pin": "1234"}, headers=headers)

    assert answer.status_code == 400
    assert "was not sent from a page of this tool" in answer.text
    assert phone.get().path == "/m/q/1"


def test_an_interest_is_declared_and_the_criterion_is_not_asked_any_more(room):
    ask_levels(room)
    phone = Phone(room, room.people[0]).get("/m/more")

    phone.page = phone.client.post(
        "/m/interest", data={"about": "practice", "why": "My firm"}, headers={"origin": BASE}
    )

    assert "Your interest is recorded." in phone.words
    asked = {each.question.criterion for each in room.mine(room.people[0]).questions}
    assert "practice" not in asked


def test_a_refused_pin_says_why_beside_its_box(room):
    phone = Phone(room, room.people[0]).get("/m/more")

    phone.page = phone.client.post("/m/pin", data={"pin": "12"}, headers={"origin": BASE})

    assert phone.page.status_code == 422
    assert "A PIN is 4 digits" in phone.words


# --- What the script sends -----------------------------------------------------------------------


def act(phone, question=PRACTICE, kind="value", value="42", n=1, **more):
    of = re.search(r'data-of="(\w+)"', phone.get("/m").page.text)[1]
    body = {
        "act": f"act{n}", "phone": "p", "n": n, "of": of, "round": 1, "question": question.key,
        "kind": kind, "value": value, "reason": None, **more,
    }  # fmt: skip
    return phone.client.post("/m/act", json=body, headers={"origin": BASE})


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
    of = re.search(r'data-of="(\w+)"', phone.get("/m").page.text)[1]
    body = {
        "act": "a", "phone": "p", "n": 1, "of": of, "round": 1, "question": PRACTICE.key,
        "kind": "value", "value": "42", "reason": None,
    }  # fmt: skip

    answer = phone.client.post("/m/act", json=body | changes, headers={"origin": BASE})

    assert answer.status_code == 400
    assert said in answer.json()["problem"]


def test_what_was_kept_for_another_seat_is_not_taken_for_this_one(room):
    ask_levels(room)
    one, two = (Phone(room, person) for person in room.people[:2])
    of = re.search(r'data-of="(\w+)"', one.get("/m").page.text)[1]

    answer = act(two, of=of)

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


def test_every_page_is_small(room):
    """The first load stays under 60 kB, of which a page has 15."""
    room.open()
    phone = Phone(room, room.people[0])
    files = sum(len(phone.client.get(f"/j/{name}").content) for name in ("phone.js", "phone.css"))

    pages = [len(phone.get(f"/m/q/{n}").page.content) for n in range(1, 7)]

    assert max(pages) < 15_000
    assert files + max(pages) < 60_000
