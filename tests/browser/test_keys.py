"""What the keyboard can and must not do on a screen."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.harness import PATIENCE, Visit
from tests.browser.test_pages import open_example


def test_a_single_letter_does_nothing_by_itself(laptop: Visit) -> None:
    query = open_example(laptop)
    page = laptop.open(f"/result?{query}")
    page.evaluate(
        "() => { window.runs = 0; new MutationObserver(() => { if (document.querySelector("
        "'[data-test-script-state=running]')) window.runs += 1; }).observe(document.body, "
        "{subtree: true, attributes: true}); }"
    )

    page.locator("body").press("r")
    page.locator("body").press("c")
    page.wait_for_timeout(1_500)

    assert page.evaluate("() => window.runs") == 0
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_letter_can_still_be_typed(laptop: Visit) -> None:
    query = open_example(laptop)
    page = laptop.open(f"/decision?{query}")

    box = page.get_by_role("textbox", name="Who decides")
    box.fill("")
    box.press_sequentially("rc Council")

    expect(box).to_have_value("rc Council")


def test_a_wide_table_can_be_reached_and_scrolled_by_keys(laptop: Visit) -> None:
    query = open_example(laptop)
    page = laptop.open(f"/must_haves?{query}")
    # No table of ours is wider than a phone; one with very long words could be.
    page.evaluate(
        "() => { const box = document.querySelector('.stTable > div'); box.style.width = '200px';"
        " box.style.overflow = 'auto'; box.querySelector('table').style.width = '900px';"
        " document.body.append(document.createElement('i')); }"
    )

    region = page.get_by_role("region", name="Table: use the arrow keys to see all of it").first
    expect(region).to_be_visible(timeout=PATIENCE)
    region.focus()
    page.keyboard.press("ArrowRight")

    expect(region).to_be_focused()
    for _ in range(50):
        if region.evaluate("box => box.scrollLeft") > 0:
            return
        page.wait_for_timeout(100)
    raise AssertionError("the arrow key did not scroll the table")
