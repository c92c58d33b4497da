"""Leaving a field in every way there is, coming back to it, and what then has to hold."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Error, FloatRect, Locator, Page, expect

from appraisal.edits.typed import read_date, read_partial_date
from appraisal.model import Appraisal
from appraisal.pages.steps import BY_KEY, neighbours
from appraisal.record.changes import ORDER, Edit
from appraisal.record.events import Event
from appraisal.record.replay import edits_of
from appraisal.record.telling.field_names import default
from appraisal.record.telling.parts import SECTIONS
from appraisal.store import Store
from tests.browser.harness import LOOK, PATIENCE, RunningApp, Visit
from tests.browser.page_fields import TYPED, Field, fill, held, open_for, open_parts
from tests.pages.conftest import small_appraisal

PRESSES = (0, 20, 90)  # ms that a finger or a mouse is down
LATE_LOOKS = 15  # at a page on a slow line, 100 ms apart, for what it was told of a refusal
REACTION = 150  # ms that nobody is quicker than from one press to the next


class PressLost(AssertionError):
    """A press on what leads to another page led nowhere."""


@dataclass(frozen=True)
class Way:
    """A way of leaving a field.

    Attributes
    ----------
    press : int
        For how long a mouse or a finger is down, ms.
    may_lose : bool
        Whether the way ends the page before the box could be sent: then what was there stays.
    """

    name: str
    press: int = 0
    may_lose: bool = False

    def __str__(self) -> str:
        return f"{self.name} ({self.press} ms)" if self.name in (*PRESSED, "tap") else self.name


PRESSED = ("click away", "side list", "Next", "Back")
WAYS = [
    Way("Tab"),
    Way("Enter"),
    *(Way(name, press) for name in PRESSED for press in PRESSES),
    Way("browser's Back"),
    Way("reload", may_lose=True),
    Way("second tab"),
]


@dataclass
class Room:
    """A visitor on a store that the test reads too."""

    visit: Visit
    store: Store
    id: str
    app: RunningApp
    slow: bool = False

    @property
    def page(self) -> Page:
        return self.visit.page

    def events(self) -> list[Event]:
        return self.store.events(self.id)

    def to(self, key: str, field: Field | None = None) -> None:
        """Go to a page by its address, in a session of its own."""
        self.visit.open(f"/{key}?a={self.id}")
        self.open_up(key, field)

    def open_up(self, key: str, field: Field | None) -> None:
        """Open what a field stands in, or all that opens; press what of a page hides the rest."""
        if key == "evidence" and self.page.get_by_role("button", name="Change e1").count():
            self.page.get_by_role("button", name="Change e1").click()
            expect(self.page.get_by_role("button", name="Done with e1")).to_be_visible()
            self.visit.settle()
        if field is None:
            open_parts(self.visit)
        else:
            open_for(field, self.visit)

    def come_back(self, key: str, field: Field) -> None:
        """Come to the page again in the same session, from another one in any case."""
        self.visit.settle()
        if self.page.get_by_role("heading", level=1).inner_text() == BY_KEY[key].title:
            go_by_side_list(self.page, other_page(key))
            arrive(self.page, BY_KEY[other_page(key)].title)
        go_by_side_list(self.page, key)
        arrive(self.page, BY_KEY[key].title)
        self.visit.settle()
        self.open_up(key, field)


def go_by_side_list(page: Page, key: str) -> None:
    side = page.get_by_test_id("stSidebar")
    link = side.get_by_role("link").filter(has_text=BY_KEY[key].title).first
    opener = page.get_by_test_id("stExpandSidebarButton")
    if opener.is_visible():
        opener.click()
    link.click()


def where(target: Locator) -> FloatRect:
    """Where something stands once it is in view: nobody presses what they do not see there."""
    for _ in range(40):
        try:
            target.scroll_into_view_if_needed(timeout=2_000)
            found = target.bounding_box()
            if found and target.evaluate(_IS_AT, found, timeout=2_000):
                return found
        except Error:  # the page draws it anew just now
            pass
        target.page.wait_for_timeout(25)
    raise AssertionError(f"{target} is not to be seen on the page")


_IS_AT = """(e, at) => {
  const seen = document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2);
  return !!seen && (e.contains(seen) || seen.contains(e));
}"""


def press(page: Page, target: Locator, ms: int) -> None:
    """Press the mouse on something for so long: no more gently than a hand does."""
    box = where(target)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    if ms:
        page.wait_for_timeout(ms)
    page.mouse.up()


def other_page(key: str) -> str:
    return "decision" if key != "decision" else "options"


def leave(room: Room, key: str, field: Field, way: Way) -> None:
    """Leave a field, and the page, in one way."""
    page = room.page
    before, after = neighbours(key)
    if way.name == "Tab":
        page.keyboard.press("Tab")
    elif way.name == "Enter":
        page.keyboard.press("Control+Enter" if field.kind == "area" else "Enter")
    elif way.name == "click away":
        press(page, page.get_by_role("heading", level=1), way.press)
    elif way.name == "side list":
        side = page.get_by_test_id("stSidebar")
        title = BY_KEY[other_page(key)].title
        press(page, side.get_by_role("link").filter(has_text=title).first, way.press)
        arrive(page, title)
    elif way.name in ("Next", "Back", "tap"):
        step = before if way.name == "Back" and before and before.key != "start" else after
        assert step is not None
        word = "Back" if step == before else "Next"
        button = page.get_by_role("button", name=f"{word}: {step.title}", exact=True)
        (tap if way.name == "tap" else press)(page, button, way.press)
        arrive(page, step.title)
    elif way.name == "browser's Back":
        page.evaluate("history.back()")
        arrive(page, BY_KEY[other_page(key)].title)
    elif way.name == "reload":
        page.reload()
    elif way.name == "second tab":
        second = page.context.new_page()
        second.goto(f"{room.visit.base}/{other_page(key)}?a={room.id}")
        expect(second.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENCE)
        second.close()
        page.bring_to_front()
        page.keyboard.press("Tab")
    room.visit.settle()


def tap(page: Page, target: Locator, ms: int) -> None:
    """Tap with a finger that stays down for so long."""
    box = where(target)
    at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    line = page.context.new_cdp_session(page)
    line.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
    if ms:
        page.wait_for_timeout(ms)
    line.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def arrive(page: Page, title: str) -> None:
    """Wait for a page's heading, looking more often than `expect` does: there are thousands."""
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until:
        with suppress(Error):
            if page.evaluate(_HEADING) == title:
                return
        page.wait_for_timeout(LOOK)
    raise PressLost(f"{page.url} is not {title}")


_HEADING = """() => document.querySelector('[data-testid="stMain"] h1')?.innerText.trim()"""


def torture(room: Room, key: str, field: Field, way: Way, number: int) -> list[str]:
    """Fill a field, leave it, come back; return what was wrong."""
    if way.name == "browser's Back":  # so that there is a page to go back to
        room.visit.open(f"/{other_page(key)}?a={room.id}")
        go_by_side_list(room.page, key)
        arrive(room.page, BY_KEY[key].title)
        room.come_back(key, field)
    else:
        try:
            room.open_up(key, field)
        except AssertionError:  # an earlier choice hides it: a session of its own has none
            room.to(key, field)
    before_shown, before = held(field, room.page), room.events()
    typed = fill(field, room.page, number)
    if field.kind not in TYPED:
        room.page.wait_for_timeout(REACTION)
    leave(room, key, field, way)
    refused = _refusals(room, patient=room.slow and len(room.events()) == len(before))
    room.come_back(key, field)
    shown, now = held(field, room.page), room.events()
    return [
        f"{key}, {field.name} ({field.kind}), left by {way}: {fault}"
        for fault in _faults(field, way, before_shown, typed, shown, now[len(before) :], refused)
    ]


def _refusals(room: Room, *, patient: bool) -> bool:
    """Whether the page says that something was not saved; a slow line brings that later."""
    told = room.page.get_by_text("Not saved", exact=False)
    for _ in range(LATE_LOOKS if patient else 1):
        if told.count():
            return True
        room.page.wait_for_timeout(100 if patient else 0)
    return False


def _faults(
    field: Field, way: Way, before: str, typed: str, shown: str, new: list[Event], refused: bool
) -> Iterator[str]:
    if len(new) > 1:
        yield f"{len(new)} events for one change: {[event.kind for event in new]}"
    kept = bool(new) if field.on_record else _alike(shown, typed)
    if field.on_record and new and field.kind in TYPED and not _holds(new[0], typed.strip()):
        yield f"the event holds {_said(new[0])}, typed was {typed!r}"
    if kept and not _alike(shown, typed):
        yield f"it shows {shown!r}, kept was {typed!r}"
    if not kept and field.on_record and not (_alike(shown, before) or (refused and shown == typed)):
        yield f"nothing was kept, and it shows {shown!r} in place of {before!r}"
    if not kept and not refused and not way.may_lose and typed != before:
        yield f"what was typed, {typed!r}, is not kept and nothing says so; it shows {shown!r}"


def _alike(one: str, other: str) -> bool:
    return one.strip() == other.strip() or _date(one) == _date(other) != ""


def _date(text: str) -> str:
    """A date that is known to its month, however it is written; empty for anything else."""
    try:
        return read_partial_date(text) or ""
    except ValueError:
        return ""


def _said(event: Event) -> str:
    return json.dumps(list(map(_after, edits_of(event))), ensure_ascii=False, default=str)


def _after(edit: Edit) -> Any:
    """What an edit set: a setting that is taken away from the document has its default."""
    section = SECTIONS[edit.section]
    if edit.after is None and not section.is_rows and not section.field and edit.key != ORDER:
        return default(section.model, edit.key[0])
    return edit.after


def _holds(event: Event, typed: str) -> bool:
    """Whether an event has what was typed among what it changed, or took it away."""
    said = _said(event)
    if not typed:
        return True
    try:
        number = float(typed)
    except ValueError:
        day = read_date(typed) if typed.endswith("March 2026") else None
        return (day.isoformat() if day else typed) in said
    forms = {f"{value:g}" for value in (number, number / 100)} | {str(number), str(number / 100)}
    return any(form in said for form in forms)


def whole_appraisal() -> Appraisal:
    """A small appraisal that has every kind of field, and a result."""
    scores = [
        {"option": option, "criterion": criterion, "level": level, "strength": "weak",
         "reason": "So we think."}
        for option, criterion, level in (
            ("house", "practice", 40), ("house", "time", 0), ("trust", "practice", 60),
            ("trust", "time", 12),
        )
    ]  # fmt: skip
    document = small_appraisal().document()
    costs = {"horizon_years": 2, "lines": document["costs"]["lines"][1:]}
    return small_appraisal(
        performances=scores, date="2026-11-21", question="Who?", authority="A city",
        options=document["options"][:2], criteria=document["criteria"][:2], costs=costs,
    )  # fmt: skip
