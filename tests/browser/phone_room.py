"""A workshop on the worked example and a phone in it: what tests of the phone stand on."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect

from appraisal import service
from appraisal.files.appraisal_file import read_appraisal
from appraisal.files.examples import worked_examples
from appraisal.model.workshop import questions_of
from appraisal.service import workshop as ws
from appraisal.service.acting import By
from appraisal.store import Store
from tests.browser.harness import PATIENCE, Visit, visit
from tests.service.examples import officer

DIRECTOR = ws.Caller("director")
SMALL = {"width": 390, "height": 660}


class PhoneRoom:
    """A workshop on the worked example, acted on over the services as the desk would."""

    def __init__(self, store: Store) -> None:
        self.store = store
        appraisal = read_appraisal(worked_examples()[0].path)
        self.appraisal = service.start(store, officer(self.now(), uuid.uuid4().hex), appraisal)
        self.id = ws.open_workshop(store, self.by(), self.appraisal.id)
        self.questions = questions_of(appraisal, cells="all")

    def now(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC)

    def by(self, caller: ws.Caller = DIRECTOR) -> By:
        return By(caller, self.now(), uuid.uuid4().hex)

    def seat(self) -> str:
        """Seat a member, and return the secret of its cookie."""
        (code,) = ws.seat_codes(self.store, self.by(), self.id, ["member"])
        room_code = ws.invitation(self.store, DIRECTOR, self.id).code
        joining = ws.Joining(code=room_code, seat_code=code)
        return str(ws.join(self.store, joining, now=self.now()).token)

    def open(self, **more: int) -> None:
        ws.open_round(self.store, self.by(), self.id, self.questions, **more)

    def lock(self) -> None:
        ws.lock_round(self.store, self.by(), self.id)

    def own(self, token: str, round: int | None = None) -> dict[str, tuple[float | None, str]]:
        """What the store holds of a seat's answers: value and reason by question."""
        caller = ws.who(self.store, token, self.now())
        mine = ws.mine(self.store, caller, *caller.place, round)
        return {
            each.question.key: (each.own.value, each.own.reason)
            for each in mine.questions
            if each.own
        }


@contextmanager
def phone(browser: Browser, url: str, token: str, size: dict = SMALL) -> Iterator[Visit]:
    """A phone with a seat's cookie, at the page that is asked first."""
    with visit(browser, url, size) as opened:
        opened.page.context.add_cookies([{"name": "seat", "value": token, "url": url}])
        opened.page.goto(f"{url}/m")
        yield opened
        assert not opened.faults


def card(page: Page, number: int = 0):
    return page.locator(".card[data-question]").nth(number)


def key_of(page: Page, number: int = 0) -> str:
    return str(card(page, number).get_attribute("data-question"))


def box(page: Page, number: int = 0):
    return card(page, number).locator(".control input")


def plus(page: Page, number: int = 0):
    return card(page, number).locator(".step[data-by='1']")


def all_sent(page: Page) -> None:
    """Wait until the phone keeps nothing any more that was not received."""
    page.wait_for_function("() => !JSON.parse(localStorage['phone:queue'] || '[]').length",
                           timeout=60_000)  # fmt: skip


def go(page: Page, where: str = "next") -> None:
    heading = page.get_by_role("heading", level=1)
    before = heading.inner_text()
    page.locator(f".turn button[value={where}]").click()
    expect(heading).not_to_have_text(before, timeout=PATIENCE)


def give(page: Page, value: str, number: int = 0) -> None:
    """Type an answer and leave its box by Enter."""
    box(page, number).fill(value)
    box(page, number).press("Enter")


def is_saved(page: Page, number: int = 0) -> None:
    """Wait until a card says that its answer is saved."""
    expect(card(page, number).get_by_text("✓ Saved")).to_be_visible(timeout=PATIENCE)
