"""What the keyboard can and must not do on a screen."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.harness import PATIENCE, Visit
from tests.browser.leaving import tap
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


def test_a_help_that_the_keyboard_opened_lets_a_click_through(laptop: Visit, example: str) -> None:
    page = laptop.open(f"/decision?a={example}")
    mark = page.get_by_test_id("stMain").get_by_role("button", name="Help for").nth(1)
    mark.scroll_into_view_if_needed()
    page.keyboard.press("Tab")  # the focus then moves by the keyboard
    mark.focus()
    bubble = page.get_by_role("tooltip")
    expect(bubble).to_be_visible(timeout=PATIENCE)

    under = bubble.evaluate(
        "e => { const at = e.getBoundingClientRect();"
        " return e.contains(document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2))"
        " ? 'the bubble' : 'the page' }"
    )

    assert under == "the page"


def test_a_help_that_was_tapped_goes_with_the_next_tap_which_does_what_it_is_for(
    phone: Visit, example: str
) -> None:
    page = phone.open(f"/decision?a={example}")
    mark = page.get_by_test_id("stMain").get_by_role("button", name="Help for").first
    tap(page, mark, 60)
    expect(page.get_by_role("tooltip")).to_be_visible(timeout=PATIENCE)

    box = page.get_by_label("Who decides", exact=True)
    tap(page, box, 60)

    expect(box).to_be_focused()
    expect(page.get_by_role("tooltip")).to_have_count(0)
