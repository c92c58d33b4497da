"""A browser without script with a seat's cookie, and what a phone's script would send from it."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from appraisal.model.workshop import questions_of
from appraisal.store import answers
from appraisal.web import join
from appraisal.web.headers import SecurityHeaders
from appraisal.web.phone import routes
from tests.service.workshop.room import PRACTICE

APP = Starlette(routes=[*join.routes(), *routes.routes()], middleware=[Middleware(SecurityHeaders)])
BASE = "http://room.test"


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


def ask_levels(room, **opening):
    room.open(*questions_of(room.kept(), cells="all"), **opening)


def given(transaction, room):
    """Every answer of the first round, in the order they came."""
    return answers.of_round(transaction, room.id, 1)


def act(phone, question=PRACTICE, kind="value", value="42", n=1, **more):
    body = {
        "act": f"act{n}", "phone": "p", "n": n, "of": seat_of(phone), "round": 1,
        "question": question.key, "kind": kind, "value": value, "reason": None, **more,
    }  # fmt: skip
    return phone.client.post("/m/act", json=body, headers={"origin": BASE})


def seat_of(phone):
    """What a page tells the phone's script of whose seat it is."""
    return re.search(r'data-of="(\w+)"', phone.get("/m").page.text)[1]
