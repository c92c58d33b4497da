"""A member's phone on a bad line, and as its round closes: nothing lost, doubled or overtaken."""

from __future__ import annotations

import json
import random
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Error, Page, Route, expect

from appraisal.store import Store
from tests.browser.harness import PATIENCE, RunningApp, visit
from tests.browser.phone_room import (
    SMALL,
    PhoneRoom,
    all_sent,
    box,
    card,
    give,
    go,
    is_saved,
    key_of,
    phone,
    plus,
)
from tests.browser.slow_line import slow_line


@pytest.fixture
def room(store: Store) -> PhoneRoom:
    """A workshop with nobody in it yet."""
    return PhoneRoom(store)


@pytest.mark.parametrize("delay", [0.0, 0.2, pytest.param(0.8, marks=pytest.mark.soak)])
def test_what_was_typed_just_before_next_is_kept(
    delay: float, chromium: Browser, app: RunningApp, room: PhoneRoom
) -> None:
    token = room.seat()
    room.open()
    with slow_line(app.port, delay) as url, phone(chromium, url, token) as at:
        page = at.page
        expect(box(page)).to_be_visible(timeout=PATIENCE)
        first = key_of(page)
        box(page).press_sequentially("80", delay=60)
        go(page)
        for _ in range(3):
            plus(page).click()
        second, shown = key_of(page), box(page).input_value()
        go(page, "back")
        expect(box(page)).to_have_value("80", timeout=PATIENCE)
        all_sent(page)

        own = room.own(token)
        assert own[first] == (80, "")
        assert own[second] == (float(shown), "")


def test_an_answer_is_called_saved_only_once_it_is(
    chromium: Browser, app: RunningApp, room: PhoneRoom
) -> None:
    token = room.seat()
    room.open()
    with phone(chromium, app.url, token) as at:
        page = at.page
        page.context.set_offline(True)
        give(page, "40")
        expect(card(page).get_by_text("Waiting for the line: kept on this phone")).to_be_visible()
        assert room.own(token) == {}
        assert page.get_by_text("✓ Saved").count() == 0

        page.context.set_offline(False)

        is_saved(page)
        assert room.own(token) == {key_of(page): (40, "")}
        expect(page.get_by_text("There is no line")).to_have_count(0, timeout=PATIENCE)


def test_what_a_phone_keeps_outlives_a_reload_and_a_closed_page(
    chromium: Browser, app: RunningApp, room: PhoneRoom
) -> None:
    token = room.seat()
    room.open()
    with phone(chromium, app.url, token) as at:
        page = at.page
        key, where = key_of(page), page.url
        page.route("**/m/act", lambda route: route.abort())
        give(page, "40")
        expect(card(page).get_by_text("Waiting for the line")).to_be_visible(timeout=PATIENCE)
        page.reload()
        expect(box(page)).to_have_value("40")
        page.close()

        again = at.page.context.new_page()
        again.goto(where)
        again.wait_for_timeout(300)
        all_sent(again)

        assert room.own(token) == {key: (40, "")}


def test_an_answer_that_came_too_late_is_told_with_what_is_saved(
    chromium: Browser, app: RunningApp, room: PhoneRoom
) -> None:
    token = room.seat()
    room.open()
    with phone(chromium, app.url, token) as at:
        page = at.page
        give(page, "42")
        is_saved(page)
        page.context.set_offline(True)
        give(page, "55")
        room.lock()
        page.context.set_offline(False)

        told = page.locator("#told")
        expect(told).to_contain_text("Your saved answer is 42", timeout=PATIENCE)
        expect(told).to_contain_text("“55” was not in time")
        expect(page.get_by_role("heading", level=1)).to_have_text("Answers are closed",
                                                                  timeout=PATIENCE)  # fmt: skip
        assert room.own(token)[room.questions[0].key] == (42, "")
        told.get_by_role("button", name="Close").click()
        expect(told).not_to_contain_text("55")


def test_words_that_are_being_typed_as_the_round_closes_are_sent_or_told(
    chromium: Browser, app: RunningApp, room: PhoneRoom
) -> None:
    token = room.seat()
    room.open()
    with phone(chromium, app.url, token) as at:
        page = at.page
        box(page).press_sequentially("42", delay=30)
        room.lock()

        expect(page.get_by_role("heading", level=1)).to_have_text("Answers are closed",
                                                                  timeout=PATIENCE)  # fmt: skip

        own = room.own(token).get(room.questions[0].key)
        told = page.locator("#told").inner_text()
        assert own == (42, "") or "“42” was not in time" in told


def test_taps_in_quick_succession_are_all_counted(
    chromium: Browser, app: RunningApp, room: PhoneRoom
) -> None:
    token = room.seat()
    room.open()
    with slow_line(app.port, 0.2) as url, phone(chromium, url, token) as at:
        page = at.page
        expect(box(page)).to_be_visible(timeout=PATIENCE)
        box(page).fill("20")
        for _ in range(6):
            plus(page).tap()
            page.wait_for_timeout(100)
        expect(box(page)).to_have_value("50")
        is_saved(page)
        all_sent(page)

        assert room.own(token) == {key_of(page): (50, "")}


def test_two_phones_on_one_seat_end_with_what_came_last(
    chromium: Browser, app: RunningApp, room: PhoneRoom
) -> None:
    token = room.seat()
    room.open()
    with phone(chromium, app.url, token) as one, phone(chromium, app.url, token) as two:
        give(one.page, "40")
        is_saved(one.page)
        give(two.page, "60")
        is_saved(two.page)
        one.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # taken in hand

        expect(box(one.page)).to_have_value("60", timeout=PATIENCE)
        assert room.own(token) == {key_of(two.page): (60, "")}


def test_a_phone_whose_storage_was_emptied_goes_on(
    chromium: Browser, app: RunningApp, room: PhoneRoom
) -> None:
    token = room.seat()
    room.open()
    with phone(chromium, app.url, token) as at:
        page = at.page
        for value in ("40", "50"):
            give(page, value)
            all_sent(page)
        page.evaluate("localStorage.clear()")
        give(page, "10")
        is_saved(page)
        page.wait_for_timeout(300)

        assert room.own(token) == {key_of(page): (10, "")}


@pytest.mark.soak
def test_the_first_page_is_there_within_a_second_on_a_slow_phone(
    chromium: Browser, app: RunningApp, room: PhoneRoom
) -> None:
    """A slow phone: a quarter of this machine's speed, 1.6 Mbit/s, 150 ms there and back."""
    token = room.seat()
    room.open()
    with phone(chromium, app.url, token) as warm, visit(chromium, app.url, SMALL) as at:
        assert warm.page.url
        at.page.context.add_cookies([{"name": "seat", "value": token, "url": app.url}])
        line = at.page.context.new_cdp_session(at.page)
        line.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        line.send(
            "Network.emulateNetworkConditions",
            {"offline": False, "latency": 150, "downloadThroughput": 200_000,
             "uploadThroughput": 94_000},
        )  # fmt: skip
        at.page.goto(f"{app.url}/m/q/1")
        painted = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
        took = at.page.wait_for_function(painted).json_value()
        loaded = at.page.evaluate(
            "performance.getEntries().reduce((sum, each) => sum + (each.transferSize || 0), 0)"
        )

        assert took < 1_000
        assert loaded < 60_000


def test_the_next_seat_on_a_phone_is_not_shown_what_was_kept_for_the_one_before(
    chromium: Browser, app: RunningApp, room: PhoneRoom
) -> None:
    one, two = room.seat(), room.seat()
    room.open()
    with phone(chromium, app.url, one) as at:
        page = at.page
        page.route("**/m/act", lambda route: route.abort())
        give(page, "37")
        expect(card(page).get_by_text("Waiting for the line")).to_be_visible(timeout=PATIENCE)
        page.context.add_cookies([{"name": "seat", "value": two, "url": app.url}])
        page.unroute("**/m/act")
        page.goto(f"{app.url}/m")

        told = page.locator("#told")
        expect(told).to_contain_text("kept here for another seat", timeout=PATIENCE)
        all_sent(page)
        assert "37" not in page.locator("body").inner_text()
        assert room.own(one) == room.own(two) == {}


# --- Random acts over a line that drops, delays, repeats and reorders -----------------------------


class BadLine:
    """What becomes of each post of a phone, drawn at random."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.is_good, self.held = chance, False, []

    def carry(self, route: Route) -> None:
        """Lose the request, or its answer; send it twice; or let an earlier one come again."""
        draw = 1.0 if self.is_good else self.chance.random()
        try:
            if draw < 0.15:
                route.abort()
                return
            if draw < 0.3 and self.held:  # one that was sent long ago arrives once more
                route.fetch(post_data=self.chance.choice(self.held))
            answer = route.fetch()
            self.held.append(route.request.post_data)
            if draw < 0.4:
                route.fetch()
            if draw < 0.55:
                route.abort()  # it arrived, and its answer got lost
            else:
                route.fulfill(response=answer)
        except Error:
            return  # the page went away in the meantime


def turned(page: Page, where: str) -> None:
    """Go to another page; a reason without an answer holds this one, and is taken away first."""
    heading = page.get_by_role("heading", level=1)
    before = heading.inner_text()
    page.locator(f".turn button[value={where}]").click()
    held = page.locator(".problem:visible")
    for _ in range(100):
        page.wait_for_timeout(100)
        if heading.inner_text() != before:
            return
        if held.count():
            page.locator(".card", has=held).first.locator("button[name=clear]").click()
            page.locator(f".turn button[value={where}]").click()
    raise AssertionError(f"{page.url} was not left for {where}")


def _acts(page: Page, chance: random.Random) -> list[Callable[[], None]]:
    number = chance.randrange(page.locator(".card[data-question]").count() or 1)

    def typed() -> None:
        low, high = (float(card(page, number).get_attribute(f"data-{end}") or 0)
                     for end in ("low", "high"))  # fmt: skip
        box(page, number).fill(f"{chance.randint(int(low), int(high))}")
        box(page, number).press("Tab")

    def reasoned() -> None:
        if not box(page, number).input_value():
            return
        why = card(page, number).locator("details.why")
        if why.get_attribute("open") is None:
            why.locator("summary").click()
        why.locator("textarea").fill(f"because of {chance.randrange(1_000)}")
        why.locator("textarea").press("Tab")

    return [
        typed, typed, reasoned,
        lambda: plus(page, number).click(),
        lambda: card(page, number).locator(".tick input").set_checked(chance.random() < 0.7),
        lambda: card(page, number).locator("button[name=clear]").click()
        if card(page, number).locator("button[name=clear]").is_visible() else None,
        page.reload,
        lambda: turned(
            page,
            "next" if page.locator(".turn button[value=next]").inner_text() == "Next" else "back",
        ),
        lambda: turned(page, "back") if page.locator(".turn button[value=back]").count() else None,
    ]  # fmt: skip


def _shown(page: Page) -> dict[str, tuple[float | None, str] | None]:
    """What each card of a page shows: an answer, or none."""
    shown: dict[str, tuple[float | None, str] | None] = {}
    for number in range(page.locator(".card[data-question]").count()):
        value, reason = box(page, number).input_value(), ""
        none = card(page, number).locator(".tick input").is_checked()
        reason = card(page, number).locator("textarea").input_value()
        given = (float(value) if value else None, reason) if value or none else None
        shown[key_of(page, number)] = given
    return shown


@pytest.mark.soak
@pytest.mark.timeout(400)
@pytest.mark.parametrize("seed", range(2))
def test_over_a_bad_line_the_record_holds_what_each_phone_showed_last(
    seed: int, chromium: Browser, app: RunningApp, room: PhoneRoom
) -> None:
    token, chance = room.seat(), random.Random(seed)
    room.open()
    truth: dict[str, tuple[float | None, str] | None] = {}
    with phone(chromium, app.url, token) as at:
        page, line = at.page, BadLine(chance)
        page.route("**/m/act", line.carry)
        for _ in range(50):
            chance.choice(_acts(page, chance))()
            truth |= _shown(page)
        line.is_good = True
        page.evaluate("dispatchEvent(new Event('online'))")
        all_sent(page)

        own = room.own(token)
        expected = {key: given for key, given in truth.items() if given is not None}
        assert own == expected, json.dumps([seed, own, expected])
        for number in range(1, 15):
            page.goto(f"{app.url}/m/q/{number}")
            if page.locator(".card[data-question]").count():
                assert _shown(page).items() <= {
                    **dict.fromkeys(q.key for q in room.questions), **expected
                }.items()  # fmt: skip
