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


def test_a_wide_table_can_be_reached_and_scrolled_by_keys(phone: Visit) -> None:
    query = open_example(phone)
    phone.page.set_viewport_size({"width": 320, "height": 640})
    page = phone.open(f"/money?{query}")

    region = page.get_by_role("region", name="Table: use the arrow keys to see all of it").first
    expect(region).to_be_visible(timeout=PATIENCE)
    region.focus()
    page.keyboard.press("ArrowRight")

    expect(region).to_be_focused()
    page.wait_for_function("box => box.scrollLeft > 0", arg=region.element_handle())
