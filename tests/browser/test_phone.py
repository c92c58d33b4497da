"""A member's phone in a real browser: clumsy thumbs, forms, no script, every state of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from appraisal.model.workshop import questions_of
from appraisal.service import workshop as ws
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
    phone,
    plus,
)


@pytest.fixture
def room(store: Store) -> PhoneRoom:
    """A workshop with nobody in it yet."""
    return PhoneRoom(store)


def test_the_phone_follows_the_room_without_a_tap(
    chromium: Browser, app: RunningApp, room: PhoneRoom
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


def test_a_proposed_score_is_agreed_with_by_a_tap_or_differed_from_by_steps(
    chromium: Browser, app: RunningApp, room: PhoneRoom
) -> None:
    token = room.seat()
    room.open(propose=True)
    with phone(chromium, app.url, token) as at:
        page, (first, second) = at.page, (card(at.page, 0), card(at.page, 1))
        first.locator("button[name=agree]").click()
        is_saved(page, 0)
        plus(page, 1).click()
        is_saved(page, 1)
        proposed = [float(each.get_attribute("data-proposed") or "") for each in (first, second)]
        step = float(second.get_attribute("data-step") or "")

        assert list(room.own(token).values()) == [(proposed[0], ""), (proposed[1] + step, "")]


# Every card has the same controls, so those of the first are tried, and all that lie around them.
_IS_ELSEWHERE = (
    "(each) => !!each.closest('.turn') || (each.closest('.card[data-question]') || "
    "document.querySelector('.card')) !== document.querySelector('.card[data-question]')"
)


def test_a_swipe_that_begins_on_a_control_scrolls_and_answers_nothing(
    chromium: Browser, app: RunningApp, room: PhoneRoom
) -> None:
    token = room.seat()
    room.open(propose=True)
    with phone(chromium, app.url, token) as at:
        page, line = at.page, at.page.context.new_cdp_session(at.page)
        controls = page.locator(
            "#page button:visible, #page input:visible, #page summary:visible, #page label:visible"
        )
        for number in range(controls.count()):
            control = controls.nth(number)
            if control.evaluate(_IS_ELSEWHERE):
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


def test_a_value_that_cannot_be_read_is_told_at_its_box_and_holds_the_page(
    chromium: Browser, app: RunningApp, room: PhoneRoom
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


def test_what_is_sent_by_a_form_is_done(
    chromium: Browser, app: RunningApp, room: PhoneRoom
) -> None:
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
        page.get_by_label("Disclosable pecuniary interest").check()
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
    chromium: Browser, app: RunningApp, room: PhoneRoom
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
        give(page, "50")
        expect(card(page).get_by_text("✓ Saved")).to_contain_text("50")

        assert room.own(token) == {room.questions[0].key: (50, "")}


def test_nothing_moves_as_the_first_answer_is_saved(
    chromium: Browser, app: RunningApp, room: PhoneRoom
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
        give(page, "60")
        is_saved(page)

        assert why.evaluate(place) == before


def test_a_reason_outlives_an_answer_that_is_emptied_to_be_given_anew(
    chromium: Browser, app: RunningApp, room: PhoneRoom
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


def test_what_was_refused_is_there_when_the_phone_is_taken_in_hand_again(
    chromium: Browser, app: RunningApp, room: PhoneRoom
) -> None:
    token = room.seat()
    room.open()
    with phone(chromium, app.url, token) as at:
        page = at.page
        give(page, "5o")
        problem = card(page).get_by_text("Found '5o'")
        expect(problem).to_be_visible(timeout=PATIENCE)
        with page.expect_response("**/m/q/1"):
            page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        page.wait_for_timeout(200)

        expect(problem).to_be_visible()
        assert box(page).input_value() == "5o"
        plus(page).click()  # 5o is not 5
        page.wait_for_timeout(500)
        assert box(page).input_value() == "5o"
        assert room.own(token) == {}


def test_the_first_choice_is_called_saved_once_it_is_and_counted(
    chromium: Browser, app: RunningApp, room: PhoneRoom
) -> None:
    token = room.seat()
    room.questions = questions_of(room.appraisal.appraisal, swings=True)
    room.open()
    with phone(chromium, app.url, token) as at:
        page = at.page
        page.context.set_offline(True)
        page.locator(".choice").nth(1).click()
        expect(page.get_by_text("Waiting for the line: kept on this phone")).to_be_visible()
        assert room.own(token) == {}
        page.context.set_offline(False)

        expect(page.get_by_text("✓ Saved")).to_be_visible(timeout=PATIENCE)
        expect(page.locator("#count")).to_have_text("1 of 13 answered")
        assert room.own(token) == {room.questions[1].key: (100, "")}


def test_a_view_that_is_being_written_outlives_the_next_step_of_the_room(
    chromium: Browser, app: RunningApp, room: PhoneRoom
) -> None:
    token = room.seat()
    with phone(chromium, app.url, token) as at:
        page = at.page
        page.goto(f"{app.url}/m/more")
        page.get_by_text("I have an interest to declare").click()
        page.get_by_label("What is the interest?").fill("My firm bids")
        page.get_by_role("heading", level=1).click()
        room.open()
        page.wait_for_timeout(4_000)  # two looks at the mark

        assert page.get_by_label("What is the interest?").input_value() == "My firm bids"


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
    chromium: Browser, app: RunningApp, room: PhoneRoom
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
    room.open(seconds=600, propose=True)
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
    ws.open_vote(room.store, room.by(), room.id, "That it be so.", is_named=True)
    look("/m")
    ws.call_off_vote(room.store, room.by(), room.id, why="Only looked at.")
    ws.end_workshop(room.store, room.by(), room.id)
    look("/m")
