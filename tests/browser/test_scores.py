"""A score given by hand, its level and its reason in one go."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from appraisal import service
from appraisal.edits.accessors import without_row
from appraisal.store import Store
from tests.browser.conftest import begun
from tests.browser.harness import LAPTOP, PATIENCE, PHONE, RunningApp, Visit, visit
from tests.browser.leaving import whole_appraisal
from tests.browser.slow_line import slow_line
from tests.browser.test_tables import SCORES_FROM, click_cell

CELL = {"option": "house", "criterion": "practice"}
WHY = "The audit of May says so, and the one of June."
PACE = 60  # ms between two keys


def card(page: Page, option: str = "In house"):
    """The card of an option's score."""
    return page.locator("[class*='st-key-score_practice_']").filter(has_text=option).first


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize(
    "delay",
    [pytest.param(0.0, id="fast"), pytest.param(0.2, id="slow", marks=pytest.mark.soak)],
)
def test_a_reason_typed_right_after_a_first_level_is_kept_and_nothing_moves(
    size, delay: float, chromium: Browser, app: RunningApp, store: Store
) -> None:
    id = begun(store, without_row(whole_appraisal(), "performances", CELL))
    with slow_line(app.port, delay) as url, visit(chromium, url, size) as at:
        page = at.open(f"/scores?a={id}")
        level = card(page).get_by_label("Level for In house", exact=False).first
        expect(level).to_be_visible(timeout=PATIENCE)
        at.settle()
        reason = card(page).locator("textarea")
        level.click()
        page.keyboard.type("40", delay=PACE)
        top = reason.evaluate("e => e.getBoundingClientRect().top + document.body.scrollTop")
        focused_by_tab(page, reason)
        page.keyboard.type(WHY, delay=PACE)
        after = reason.evaluate("e => e.getBoundingClientRect().top + document.body.scrollTop")
        page.keyboard.press("Tab")
        at.settle()

        expect(card(page).get_by_text("Value score 40.0 of 100")).to_be_visible(timeout=PATIENCE)
        expect(reason).to_have_value(WHY)
        assert kept_of(store, id, page) == (40, WHY)
        assert abs(after - top) < 1


def test_a_reason_is_saved_with_the_level_that_is_typed_into_the_table(
    laptop: Visit, store: Store
) -> None:
    id = begun(store, without_row(whole_appraisal(), "performances", CELL))
    page = laptop.open(f"/scores?a={id}")
    reason = card(page).locator("textarea")
    reason.click()
    page.keyboard.type(WHY, delay=20)
    page.keyboard.press("Tab")
    expect(card(page).get_by_text("Not saved yet.")).to_be_visible(timeout=PATIENCE)

    page.get_by_role("radio", name="All in one table").click()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible(timeout=PATIENCE)
    laptop.settle()
    page.wait_for_timeout(500)
    click_cell(page, 0, 0, SCORES_FROM, of=2)
    page.keyboard.type("40", delay=PACE)
    page.wait_for_timeout(PACE)
    page.keyboard.press("Enter")

    assert kept_of(store, id, page) == (40, WHY)
    page.get_by_role("radio", name="One criterion at a time").click()
    expect(card(page).locator("textarea")).to_have_value(WHY, timeout=PATIENCE)
    expect(page.get_by_text("Not saved")).to_have_count(0)


def kept_of(store: Store, id: str, page: Page) -> tuple[float | None, str]:
    """The score's level and reason in the record, once the slow line has brought the reason."""
    for _ in range(40):
        score = service.load(store, id).appraisal.performance("house", "practice")
        if score is not None and score.reason:
            break
        page.wait_for_timeout(100)
    assert score is not None
    return score.level, score.reason


def focused_by_tab(page: Page, box) -> None:
    """Tab on until a box has the focus, as quickly as a person does."""
    for _ in range(8):
        page.keyboard.press("Tab")
        page.wait_for_timeout(PACE)
        if box.evaluate("e => e === document.activeElement"):
            return
    raise AssertionError("Tab does not lead from the level to its reason")
