"""Clumsy thumbs on a phone, on a slow line: taps twice, scrolls over sliders, puts it to sleep."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from appraisal import service
from appraisal.pages.steps import BY_KEY
from appraisal.store import Store
from tests.browser.conftest import begun
from tests.browser.harness import PATIENCE, PHONE, RunningApp, Visit, visit
from tests.browser.leaving import whole_appraisal
from tests.browser.slow_line import slow_line

pytestmark = [pytest.mark.soak, pytest.mark.timeout(300)]
GAPS = (180,)  # ms between the two taps


@pytest.fixture
def opened(store: Store) -> str:
    return begun(store, whole_appraisal())


@pytest.fixture
def slow_phone(chromium: Browser, app: RunningApp) -> Iterator[Visit]:
    with slow_line(app.port, 0.2) as url, visit(chromium, url, PHONE) as at:
        yield at


def tap_twice(target: Locator, gap: int) -> None:
    """Tap twice at the place where a button is now, whatever is there the second time."""
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    assert box is not None
    for _ in range(2):
        target.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        target.page.wait_for_timeout(gap)


def swipe(page: Page, x: float, y: float, across: float, down: float) -> None:
    """Move a finger over the screen, as the browser's own events."""
    session = page.context.new_cdp_session(page)
    touch = "Input.dispatchTouchEvent"
    session.send(touch, {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 11):
        point = {"x": x + across * step / 10, "y": y + down * step / 10}
        session.send(touch, {"type": "touchMove", "touchPoints": [point]})
        page.wait_for_timeout(16)
    session.send(touch, {"type": "touchEnd", "touchPoints": []})


def arrived(page: Page, key: str) -> None:
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(BY_KEY[key].title, timeout=PATIENCE)


@pytest.mark.parametrize("gap", GAPS)
def test_next_tapped_twice_goes_one_page_on(slow_phone: Visit, opened: str, gap: int) -> None:
    page = slow_phone.open(f"/weights?a={opened}")
    slow_phone.settle()

    tap_twice(page.get_by_role("button", name="Next: Result", exact=True), gap)

    arrived(page, "result")
    page.wait_for_timeout(3_000)
    arrived(page, "result")
    assert not slow_phone.tracebacks()
    assert not page.get_by_text("Something went wrong").count()


@pytest.mark.parametrize("gap", GAPS)
def test_next_criterion_tapped_twice_goes_one_criterion_on(
    slow_phone: Visit, store: Store, opened: str, gap: int
) -> None:
    page = slow_phone.open(f"/scores?a={opened}")
    slow_phone.settle()
    second = service.load(store, opened).appraisal.benefit_criteria()[1].name

    tap_twice(page.get_by_role("button", name="Next criterion", exact=True), gap)

    expect(page.get_by_role("heading", name=second)).to_be_visible(timeout=PATIENCE)
    page.wait_for_timeout(3_000)
    expect(page.get_by_role("heading", name=second)).to_be_visible()


def test_what_is_tapped_twice_is_added_and_taken_back_once(
    slow_phone: Visit, store: Store, opened: str
) -> None:
    page = slow_phone.open("/")
    slow_phone.settle()
    before = len(store.all_heads())

    tap_twice(page.get_by_role("button", name="Begin from:").first, 180)

    arrived(page, "decision")
    slow_phone.settle()
    page.wait_for_timeout(2_000)
    assert len(store.all_heads()) == before + 1


def test_a_thumb_that_scrolls_over_a_slider_saves_no_weight(
    slow_phone: Visit, store: Store, opened: str
) -> None:
    page = slow_phone.open(f"/weights?a={opened}")
    slow_phone.settle()
    revision = store.revision(opened)
    slider = page.get_by_test_id("stSlider").first
    knob = slider.get_by_test_id("stSliderThumbValue").locator("..")
    main = page.get_by_test_id("stMain")

    for share in (0.7, 0.3, None):
        slider.evaluate("e => e.scrollIntoView({ block: 'center' })")
        page.wait_for_timeout(300)
        box, at = slider.bounding_box(), knob.bounding_box()
        assert box is not None
        assert at is not None
        x = at["x"] + at["width"] / 2 if share is None else box["x"] + box["width"] * share
        before = main.evaluate("e => e.scrollTop")
        swipe(page, x, at["y"] + at["height"] / 2, 4, -250)
        page.wait_for_timeout(1_500)
        assert main.evaluate("e => e.scrollTop") - before > 100
        assert store.revision(opened) == revision


def test_a_finger_along_a_slider_moves_it_and_a_tap_sets_it(
    slow_phone: Visit, store: Store, opened: str
) -> None:
    page = slow_phone.open(f"/weights?a={opened}")
    slow_phone.settle()
    slider = page.get_by_test_id("stSlider").first
    value = slider.locator("[type=range]").first
    slider.evaluate("e => e.scrollIntoView({ block: 'center' })")
    page.wait_for_timeout(300)
    box = slider.bounding_box()
    at = slider.get_by_test_id("stSliderThumbValue").locator("..").bounding_box()
    assert box is not None
    assert at is not None
    x, y = at["x"] + at["width"] / 2, at["y"] + at["height"] / 2
    before = int(value.get_attribute("value") or 0)

    swipe(page, x, y, 80, 3)
    slow_phone.settle()
    dragged = int(value.get_attribute("value") or 0)
    page.touchscreen.tap(box["x"] + box["width"] * 0.2, y)
    expect(value).not_to_have_value(str(dragged), timeout=PATIENCE)

    assert dragged > before + 10
    assert 15 <= int(value.get_attribute("value") or 0) <= 25


def test_what_is_being_typed_is_saved_as_the_phone_is_put_away(
    slow_phone: Visit, store: Store, opened: str
) -> None:
    page = slow_phone.open(f"/decision?a={opened}")
    slow_phone.settle()
    box = page.locator(".st-key-decision-question textarea")
    box.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("Who runs it from April?")

    page.evaluate(
        "Object.defineProperty(document, 'hidden', { get: () => true, configurable: true });"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )
    page.wait_for_timeout(3_000)

    assert service.load(store, opened).appraisal.question == "Who runs it from April?"


def test_opening_the_part_that_changes_an_option_moves_nothing(
    slow_phone: Visit, opened: str
) -> None:
    page = slow_phone.open(f"/options?a={opened}")
    slow_phone.settle()
    bar = page.get_by_text("Change option 2", exact=True)
    bar.evaluate("e => e.scrollIntoView({ block: 'center' })")
    page.wait_for_timeout(300)
    before = bar.bounding_box()

    bar.tap()
    expect(page.locator(".st-key-option-trust-name")).to_be_visible(timeout=PATIENCE)
    slow_phone.settle()

    after = bar.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(after["y"] - before["y"]) < 2
