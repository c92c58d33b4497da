"""A member's phone in a real browser: a bad line, a clumsy thumb, a round that closes."""

from __future__ import annotations

import datetime as dt
import json
import random
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Error, Page, Route, expect

from appraisal import service
from appraisal.files.appraisal_file import read_appraisal
from appraisal.files.examples import worked_examples
from appraisal.model.workshop import questions_of
from appraisal.service import workshop as ws
from appraisal.service.acting import By
from appraisal.store import Store
from tests.browser.harness import PATIENCE, RunningApp, Visit, visit
from tests.browser.slow_line import slow_line
from tests.service.examples import officer

DIRECTOR = ws.Caller("director")
SMALL = {"width": 390, "height": 660}


class Room:
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


@pytest.fixture
def room(store: Store) -> Room:
    return Room(store)


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


@pytest.mark.parametrize("delay", [0.0, 0.2, pytest.param(0.8, marks=pytest.mark.soak)])
def test_what_was_typed_just_before_next_is_kept(
    delay: float, chromium: Browser, app: RunningApp, room: Room
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
    chromium: Browser, app: RunningApp, room: Room
) -> None:
    token = room.seat()
    room.open()
    with phone(chromium, app.url, token) as at:
        page = at.page
        page.context.set_offline(True)
        box(page).fill("40")
        box(page).press("Enter")
        expect(card(page).get_by_text("Waiting for the line: kept on this phone")).to_be_visible()
        assert room.own(token) == {}
        assert page.get_by_text("✓ Saved").count() == 0

        page.context.set_offline(False)

        expect(card(page).get_by_text("✓ Saved")).to_be_visible(timeout=PATIENCE)
        assert room.own(token) == {key_of(page): (40, "")}
        expect(page.get_by_text("There is no line")).to_have_count(0, timeout=PATIENCE)


def test_what_a_phone_keeps_outlives_a_reload_and_a_closed_page(
    chromium: Browser, app: RunningApp, room: Room
) -> None:
    token = room.seat()
    room.open()
    with phone(chromium, app.url, token) as at:
        page = at.page
        key, where = key_of(page), page.url
        page.route("**/m/act", lambda route: route.abort())
        box(page).fill("40")
        box(page).press("Enter")
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
    chromium: Browser, app: RunningApp, room: Room
) -> None:
    token = room.seat()
    room.open()
    with phone(chromium, app.url, token) as at:
        page = at.page
        box(page).fill("42")
        box(page).press("Enter")
        expect(card(page).get_by_text("✓ Saved")).to_be_visible(timeout=PATIENCE)
        page.context.set_offline(True)
        box(page).fill("55")
        box(page).press("Enter")
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
    chromium: Browser, app: RunningApp, room: Room
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


def test_the_phone_follows_the_room_without_a_tap(
    chromium: Browser, app: RunningApp, room: Room
) -> None:
    token = room.seat()
    with phone(chromium, app.url, token) as at:
        heading = at.page.get_by_role("heading", level=1)
        expect(heading).to_have_text("You are in. Please wait")
        room.open()
        expect(heading).to_have_text("Quality and consistency of practice", timeout=10_000)
        room.lock()
        expect(heading).to_have_text("Answers are closed", timeout=10_000)
        ws.reveal_round(room.store, room.by(), room.id)
        expect(heading).to_have_text("Round 1: you and the group", timeout=10_000)
        ws.end_workshop(room.store, room.by(), room.id)
        expect(at.page.get_by_text("This workshop has ended. Thank you.")).to_be_visible(
            timeout=10_000
        )


def test_taps_in_quick_succession_are_all_counted(
    chromium: Browser, app: RunningApp, room: Room
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
        expect(card(page).get_by_text("✓ Saved")).to_be_visible(timeout=PATIENCE)
        all_sent(page)

        assert room.own(token) == {key_of(page): (50, "")}


def test_a_swipe_that_begins_on_a_control_scrolls_and_answers_nothing(
    chromium: Browser, app: RunningApp, room: Room
) -> None:
    token = room.seat()
    room.open()
    with phone(chromium, app.url, token) as at:
        page, line = at.page, at.page.context.new_cdp_session(at.page)
        controls = page.locator(
            "#page button:visible, #page input:visible, #page summary:visible, #page label:visible"
        )
        for number in range(controls.count()):
            control = controls.nth(number)
            if control.evaluate("(each) => !!each.closest('.turn')"):
                continue
            control.scroll_into_view_if_needed()
            place = control.bounding_box()
            assert place is not None
            x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
            _swipe(line, x, y, -200)
        page.wait_for_timeout(1_500)

        assert room.own(token) == {}
        assert (
            page.locator(".control input").evaluate_all("(all) => all.map((e) => e.value)")
            == [""] * page.locator(".control input").count()
        )


def _swipe(line, x: float, y: float, far: float) -> None:
    line.send("Input.dispatchTouchEvent",
              {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})  # fmt: skip
    for step in range(1, 9):
        line.send(
            "Input.dispatchTouchEvent",
            {"type": "touchMove", "touchPoints": [{"x": x, "y": y + far * step / 8}]},
        )
    line.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_two_phones_on_one_seat_end_with_what_came_last(
    chromium: Browser, app: RunningApp, room: Room
) -> None:
    token = room.seat()
    room.open()
    with phone(chromium, app.url, token) as one, phone(chromium, app.url, token) as two:
        box(one.page).fill("40")
        box(one.page).press("Enter")
        expect(card(one.page).get_by_text("✓ Saved")).to_be_visible(timeout=PATIENCE)
        box(two.page).fill("60")
        box(two.page).press("Enter")
        expect(card(two.page).get_by_text("✓ Saved")).to_be_visible(timeout=PATIENCE)
        one.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # taken in hand

        expect(box(one.page)).to_have_value("60", timeout=PATIENCE)
        assert room.own(token) == {key_of(two.page): (60, "")}


def test_a_phone_whose_storage_was_emptied_goes_on(
    chromium: Browser, app: RunningApp, room: Room
) -> None:
    token = room.seat()
    room.open()
    with phone(chromium, app.url, token) as at:
        page = at.page
        for value in ("40", "50"):
            box(page).fill(value)
            box(page).press("Enter")
            all_sent(page)
        page.evaluate("localStorage.clear()")
        box(page).fill("10")
        box(page).press("Enter")
        expect(card(page).get_by_text("✓ Saved")).to_be_visible(timeout=PATIENCE)
        page.wait_for_timeout(300)

        assert room.own(token) == {key_of(page): (10, "")}


def test_a_value_that_cannot_be_read_is_told_at_its_box_and_holds_the_page(
    chromium: Browser, app: RunningApp, room: Room
) -> None:
    token = room.seat()
    room.open()
    with phone(chromium, app.url, token) as at:
        page = at.page
        box(page).fill("400")
        box(page).press("Tab")
        expect(card(page).get_by_text("Right would be a number from 0 to 100")).to_be_visible()
        page.locator(".turn button[value=next]").click()
        expect(box(page)).to_be_focused()
        assert box(page).input_value() == "400"
        box(page).fill("40")
        go(page)

        assert room.own(token)[room.questions[0].key] == (40, "")


def test_what_is_sent_by_a_form_is_done(chromium: Browser, app: RunningApp, room: Room) -> None:
    """A form's own post, as the browser sends it: with its Origin, or there is nothing to go by."""
    token = room.seat()
    room.open()
    with phone(chromium, app.url, token) as at:
        page = at.page
        page.get_by_role("link", name="Interest, PIN").click()
        page.get_by_text("Keep a PIN for this seat").click()
        page.get_by_label("A PIN of four digits").fill("2580")
        page.get_by_role("button", name="Keep this PIN").click()
        expect(page.get_by_text("Your PIN is kept.")).to_be_visible(timeout=PATIENCE)
        page.get_by_text("I have an interest to declare").click()
        page.get_by_label("What is the interest?").fill("My firm bids")
        page.get_by_role("button", name="Declare it").click()
        expect(page.get_by_text("Your interest is recorded.")).to_be_visible(timeout=PATIENCE)
        page.goto(f"{app.url}/m")
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "You are asked nothing in this round"
        )
        page.get_by_role("link", name="Interest, PIN").click()
        page.locator("summary", has_text="Sign out on this phone").click()
        page.get_by_role("button", name="Sign out on this phone").click()
        expect(page.get_by_text("You are signed out.")).to_be_visible(timeout=PATIENCE)


def test_a_phone_without_script_answers_and_follows_the_room(
    chromium: Browser, app: RunningApp, room: Room
) -> None:
    token = room.seat()
    with visit(chromium, app.url, SMALL, java_script_enabled=False) as at:
        page = at.page
        page.context.add_cookies([{"name": "seat", "value": token, "url": app.url}])
        page.goto(f"{app.url}/m")
        expect(page.get_by_text("You are in. Please wait")).to_be_visible()
        room.open()
        expect(page.get_by_text("page 1 of 13")).to_be_visible(timeout=20_000)  # by itself
        box(page).fill("40")
        page.locator(".turn button[value=next]").click()
        expect(page.get_by_text("page 2 of 13")).to_be_visible()
        page.locator(".turn button[value=back]").click()
        expect(box(page)).to_have_value("40")
        box(page).fill("50")
        box(page).press("Enter")
        expect(card(page).get_by_text("✓ Saved")).to_contain_text("50")

        assert room.own(token) == {room.questions[0].key: (50, "")}


def test_nothing_moves_as_the_first_answer_is_saved(
    chromium: Browser, app: RunningApp, room: Room
) -> None:
    """ "Clear my answer" came up where "Why?" had been, and the next tap wiped the answer."""
    token = room.seat()
    room.questions = questions_of(room.appraisal.appraisal, swings=True)
    room.open()
    with phone(chromium, app.url, token, {"width": 320, "height": 568}) as at:
        page = at.page
        page.goto(f"{app.url}/m/q/2")
        why = card(page).locator("details.why summary")
        place = "(each) => each.getBoundingClientRect().top + scrollY"
        before = why.evaluate(place)
        box(page).fill("60")
        box(page).press("Enter")
        expect(card(page).get_by_text("✓ Saved")).to_be_visible(timeout=PATIENCE)

        assert why.evaluate(place) == before


def test_a_reason_outlives_an_answer_that_is_emptied_to_be_given_anew(
    chromium: Browser, app: RunningApp, room: Room
) -> None:
    token = room.seat()
    room.open()
    with phone(chromium, app.url, token) as at:
        page = at.page
        box(page).fill("40")
        card(page).locator("details.why summary").click()
        card(page).locator("textarea").fill("because")
        card(page).locator("textarea").press("Tab")
        all_sent(page)
        box(page).fill("")
        box(page).press("Tab")
        all_sent(page)
        assert room.own(token) == {}
        box(page).fill("50")
        box(page).press("Tab")
        go(page)
        all_sent(page)

        assert room.own(token) == {room.questions[0].key: (50, "because")}


@pytest.mark.soak
def test_the_first_page_is_there_within_a_second_on_a_slow_phone(
    chromium: Browser, app: RunningApp, room: Room
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
        took = at.page.evaluate(
            "performance.getEntriesByName('first-contentful-paint')[0].startTime"
        )
        loaded = at.page.evaluate(
            "performance.getEntries().reduce((sum, each) => sum + (each.transferSize || 0), 0)"
        )

        assert took < 1_000
        assert loaded < 60_000


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
    seed: int, chromium: Browser, app: RunningApp, room: Room
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


# --- Every state of a phone, by the rules that a machine can check --------------------------------

SMALL_TARGETS = """() => [...document.querySelectorAll(
    "#page button, #page a, #page input, #page select, #page textarea, #page summary")]
  .filter((each) => each.offsetParent && !each.closest(".unseen"))
  .map((each) => [each, (each.closest(".tick, .choice") || each).getBoundingClientRect()])
  .filter(([, box]) => box.height < 43.5)
  .map(([each, box]) => `${each.tagName} ${each.name || each.innerText} ${box.height}`)"""
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"


@pytest.mark.soak
@pytest.mark.timeout(300)
def test_every_state_of_a_phone_meets_the_rules_in_both_widths_and_themes(
    chromium: Browser, app: RunningApp, room: Room
) -> None:
    tokens = [room.seat() for _ in range(5)]
    room.questions = questions_of(room.appraisal.appraisal, swings=True, cells="all")

    def look(*paths: str) -> None:
        for width in (390, 320):
            for scheme in ("light", "dark"):
                size = {"width": width, "height": 660}
                with visit(chromium, app.url, size, color_scheme=scheme) as at:
                    at.page.context.add_cookies(
                        [{"name": "seat", "value": tokens[0], "url": app.url}]
                    )
                    for path in paths:
                        at.page.goto(f"{app.url}{path}")
                        at.page.evaluate(
                            "document.querySelectorAll('details').forEach((d) => d.open = true)"
                        )
                        where = f"{path} {width} {scheme}"
                        assert not at.accessibility_faults(), where
                        assert not at.page.evaluate(TOO_WIDE), where
                        assert at.page.evaluate(SMALL_TARGETS) == [], where
                    assert not at.faults

    look("/m", "/m/more")
    room.open(seconds=600)
    swings = len(room.appraisal.appraisal.benefit_criteria())
    look("/m/q/1", "/m/q/2", f"/m/q/{swings + 2}", "/m/check")
    for number, token in enumerate(tokens):
        me = ws.who(room.store, token, room.now())
        for question in room.questions[:3]:
            new = ws.NewAnswer(question, 20.0 + 10 * number, 1, f"why {number}")
            ws.answer(room.store, room.by(me), *me.place, new)
    look("/m/q/2")
    room.lock()
    look("/m")
    ws.reveal_round(room.store, room.by(), room.id)
    look("/m", "/m/more")
    ws.end_workshop(room.store, room.by(), room.id)
    look("/m")
