"""A committee room in Chromium: a desk, a big screen and phones, and what goes over the line."""

from __future__ import annotations

import re
import struct
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.browser.harness import LAPTOP, PATIENCE, PHONE, RunningApp, Visit, visit

_HEAR = """(() => {
  const real = window.fetch;
  window.fetch = async (...given) => {
    const answer = await real(...given);
    answer.clone().text().then((text) => window.heardByTests(text), () => {});
    return answer;
  };
  addEventListener("DOMContentLoaded", () => heardByTests(document.documentElement.outerHTML));
})()"""
BIG = {"width": 1920, "height": 1080}
CODE = re.compile(r"^[0-9A-Z]{4}-[0-9A-Z]{4}$")


def officers_key(app: RunningApp) -> str:
    """The key that was printed when the app was last started."""
    return re.findall(r"/officer#(\S+)", app.log.read_text())[-1]


@dataclass
class Screen:
    """One open page and every frame that its line brought it."""

    visit: Visit
    frames: list[bytes] = field(default_factory=list)

    @property
    def page(self) -> Page:
        return self.visit.page

    def listen(self) -> None:
        """Keep what comes in; a line that a test may cut is carried by the test itself."""
        self.page.on("websocket", lambda line: line.on("framereceived", self._keep))

    def _keep(self, frame: Any) -> None:
        self.frames.append(frame if isinstance(frame, bytes) else str(frame).encode())

    def listen_to_fetches(self) -> None:
        """Keep every page and every answer that a plain page's script is sent."""
        self.page.expose_binding("heardByTests", lambda _, text: self._keep(text))
        self.page.add_init_script(_HEAR)

    def sleep(self) -> None:
        """Lose the line and the network, as a phone does whose screen goes dark."""
        self.page.context.set_offline(True)

    def wake(self) -> None:
        """Have the network back."""
        self.page.context.set_offline(False)

    def heard(self, *secrets: str | float) -> list[str | float]:
        """Which of these came over the line, as text or as the number itself."""
        whole = b"".join(self.frames)
        return [each for each in secrets if any(form in whole for form in _forms(each))]


def _forms(secret: str | float) -> list[bytes]:
    if isinstance(secret, str):
        return [secret.encode()]
    return [struct.pack("<d", secret), f"{secret:g}".encode()]


class Room:
    """The officer's laptop, the big screen and the phones."""

    def __init__(self, browser: Browser, app: RunningApp, stack: ExitStack) -> None:
        self.browser, self.app, self.stack = browser, app, stack
        self.desk = self._open(LAPTOP)
        self.desk.page.goto(f"{app.url}/officer#{officers_key(app)}")
        self.desk.page.wait_for_url(f"{app.url}/")
        self.phones: list[Screen] = []

    def _open(self, size: dict[str, int]) -> Screen:
        opened = Screen(self.stack.enter_context(visit(self.browser, self.app.url, size)))
        if size == PHONE:
            opened.listen_to_fetches()
        else:
            opened.listen()
        return opened

    def open_workshop(self, appraisal: str) -> str:
        """Open a workshop at the desk and return its code."""
        page = self.desk.page
        page.goto(f"{self.app.url}/workshop?a={appraisal}")
        page.get_by_role("button", name="Open the workshop").click()
        heading = page.get_by_role("heading", name=CODE)
        expect(heading).to_be_visible(timeout=PATIENCE)
        self.desk.visit.settle()
        return heading.inner_text()

    def open_big_screen(self) -> Screen:
        """Open the big screen by the desk's own link."""
        with self.desk.page.context.expect_page() as opening:
            self.desk.page.get_by_role("link", name="Open the big screen").click()
        page = opening.value
        page.set_viewport_size(BIG)
        screen = Screen(Visit(page, self.app.url))
        screen.listen()
        page.reload()
        return screen

    def phone_joins(self, code: str, name: str) -> Screen:
        """Open the join page on a phone and go to the waiting room."""
        phone = self._open(PHONE)
        self.phones.append(phone)
        phone.page.goto(f"{self.app.url}/j")
        self.give_code(phone, code)
        box = phone.page.get_by_label("What should the facilitator call you?")
        expect(box).to_be_visible()
        box.fill(name)
        phone.page.get_by_role("button", name="Join", exact=True).click()
        expect(phone.page.get_by_text("Please wait for the facilitator")).to_be_visible()
        return phone

    def phone_joins_wrongly(self, code: str) -> str:
        """Give a code with one letter wrong, and return what the phone is told."""
        phone = self._open(PHONE)
        phone.page.goto(f"{self.app.url}/j")
        self.give_code(phone, code[:-1] + ("A" if code[-1] != "A" else "B"))
        alert = phone.page.get_by_role("alert")
        expect(alert).to_be_visible()
        return alert.inner_text()

    def give_code(self, phone: Screen, code: str) -> None:
        """Type a code and press Join."""
        phone.page.get_by_label("Code on the big screen").fill(code)
        phone.page.get_by_role("button", name="Join", exact=True).click()

    def press(self, name: str | re.Pattern[str], then: str | re.Pattern[str]) -> None:
        """Press a button at the desk and wait for words that say it was done."""
        self.desk.page.get_by_role("button", name=name, exact=isinstance(name, str)).first.click()
        expect(self.desk.page.get_by_text(then).first).to_be_visible(timeout=PATIENCE)

    def everybody_sees(self, words: str | re.Pattern[str], seconds: float) -> None:
        """Wait until every phone shows these words, without a tap."""
        for phone in self.phones:
            expect(phone.page.get_by_text(words).first).to_be_visible(timeout=seconds * 1000)


def answer(phone: Screen, value: float, reason: str = "") -> None:
    """Answer the question that a phone shows, and wait until it says that it is saved."""
    page = phone.page
    box = page.locator(".control input")
    expect(box).to_have_count(1, timeout=PATIENCE)
    box.fill(f"{value:g}")
    box.press("Enter")
    saved = page.get_by_text(re.compile(r"✓ Saved \d\d:\d\d"))
    expect(saved).to_be_visible(timeout=PATIENCE)
    if reason:
        page.get_by_text("Why? Give a reason").click()
        # No key but letters: the words are sent by themselves a moment later.
        page.locator("textarea").press_sequentially(reason)
        had = page.locator("[name^='had_reason:']")
        expect(had).to_have_value(reason, timeout=5_000)


def next_question(phone: Screen) -> None:
    """Go to the next page, and wait until it is there, with the focus on its heading."""
    heading = phone.page.get_by_role("heading", level=1)
    before = heading.inner_text()
    phone.page.locator(".turn button[value=next]").click()
    expect(heading).not_to_have_text(before, timeout=PATIENCE)
    expect(heading).to_be_in_viewport()
    expect(heading).to_be_focused()


def keep_pictures(folder: Path, **screens: Screen) -> None:
    """Keep a picture of each screen, for whoever looks at a failed test."""
    folder.mkdir(exist_ok=True)
    for name, screen in screens.items():
        screen.page.screenshot(path=folder / f"workshop-{name}.png")
