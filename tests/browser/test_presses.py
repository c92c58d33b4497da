"""A press right after typing is done once: not lost, and not done twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from appraisal import service
from appraisal.store import Store
from tests.browser.conftest import saved_elsewhere
from tests.browser.harness import LAPTOP, PATIENCE, RunningApp, Visit, visit
from tests.browser.leaving import arrive, go_by_side_list, press, tap
from tests.browser.slow_line import slow_line

KINDS = ["tick", "choice of a few", "button", "fold"]
DOWN = 60  # ms that a finger or a mouse is down
ByHand = Callable[[Page, Locator, int], None]

# Counts how often each control was really set off: by then a press that was held back has its turn.
_COUNT = """() => {
  window.presses = 0;
  document.getElementById("root").addEventListener("click", (event) => {
    if (event.target.closest("button, summary")) window.presses += 1;
  }, true);
  document.addEventListener("change", (event) => {
    if (event.target.matches("[type=radio], [type=checkbox]")) window.presses += 1;
  }, true);
}"""


def controls(page: Page) -> dict[str, Locator]:
    """One of each kind of control on the page of History."""
    return {
        "tick": page.get_by_text("It is agreed as it stands, with what is missing"),
        "choice of a few": page.get_by_role("radio", name="Name a version"),
        "button": page.get_by_role("button", name="Agree and freeze", exact=True),
        "fold": page.get_by_test_id("stMain").locator("summary").first,
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_touch_right_after_typing_is_done_once(kind: str, phone: Visit, example: str) -> None:
    once_after_typing(phone, example, kind, tap)


@pytest.mark.parametrize("kind", KINDS)
def test_a_click_right_after_typing_is_done_once(kind: str, laptop: Visit, example: str) -> None:
    once_after_typing(laptop, example, kind, press)


def once_after_typing(visit: Visit, example: str, kind: str, by_hand: ByHand) -> None:
    page = visit.open(f"/history?a={example}")
    chosen = controls(page)[kind]
    expect(chosen).to_be_visible(timeout=PATIENCE)
    page.evaluate(_COUNT)
    page.get_by_label("Who agreed it, and when?").click()
    page.keyboard.type("Cabinet")

    by_hand(page, chosen, DOWN)
    page.wait_for_timeout(1_500)
    visit.settle()

    assert page.evaluate("window.presses") == 1


# Who listens for the browser's Back, in order: a window asks its listeners in the order they came.
_LISTENERS = """
  window.listeners = [];
  const add = window.addEventListener;
  window.addEventListener = function (kind, ...rest) {
    const script = document.currentScript?.src || "a module";
    if (kind === "popstate") window.listeners.push([script, document.readyState]);
    return add.call(this, kind, ...rest);
  };
"""


def test_the_browsers_back_in_the_middle_of_a_word_waits_until_it_is_saved(
    laptop: Visit, example: str, store: Store
) -> None:
    laptop.page.add_init_script(_LISTENERS)
    page = laptop.open(f"/options?a={example}")
    go_by_side_list(page, "decision")
    arrive(page, "Decision")
    laptop.settle()
    page.get_by_label("Title", exact=True).click()
    page.keyboard.press("Control+a")
    page.keyboard.type("Who runs it?")

    page.evaluate("history.back()")
    arrive(page, "Options")

    first, *others = page.evaluate("window.listeners")
    assert (first[0].rpartition("/")[2], first[1]) == ("presses.js", "loading")
    assert others  # Streamlit's own is one of them
    assert service.load(store, example).appraisal.title == "Who runs it?"


def test_a_press_on_a_slow_line_is_not_undone_by_drawing_the_page_anew(
    chromium: Browser, app: RunningApp, store: Store, example: str
) -> None:
    with slow_line(app.port, 0.5) as url, visit(chromium, url, LAPTOP) as at:
        page = at.open(f"/options?a={example}")
        arrive(page, "Options")
        at.settle()
        page.wait_for_timeout(2_000)  # longer ago than the last drawing anew
        saved_elsewhere(store, example, question="Who, then?")
        link = (
            page.get_by_test_id("stSidebar").get_by_role("link").filter(has_text="Decision").first
        )

        # What the page asks now is answered while the press is still on its way to the server.
        with page.expect_request("**/api/pulse*"):
            pass
        link.evaluate("element => element.click()")
        arrive(page, "Decision")
        page.wait_for_timeout(4_000)

        arrive(page, "Decision")


def test_whoever_turns_to_the_window_from_another_sees_at_once_what_was_saved_elsewhere(
    laptop: Visit, store: Store, example: str
) -> None:
    page = laptop.open(f"/options?a={example}")
    arrive(page, "Options")
    laptop.settle()
    page.wait_for_timeout(2_000)

    with page.expect_response("**/api/pulse*"):
        pass  # the next would be asked for in two seconds
    page.wait_for_timeout(100)
    with page.expect_request("**/api/pulse*", timeout=1_000):
        page.evaluate("window.dispatchEvent(new Event('focus'))")


# A run that begins and ends between two drawings of the page: its mark there never changes.
_UNMARKED = """
  const Observer = window.MutationObserver;
  window.MutationObserver = class extends Observer {
    observe(at, how) {
      if (!how.attributeFilter?.includes("data-test-script-state")) super.observe(at, how);
    }
  };
"""


def test_a_run_too_short_to_be_marked_on_the_page_still_counts_as_an_answer(
    laptop: Visit, example: str, store: Store
) -> None:
    laptop.page.add_init_script(_UNMARKED)
    page = laptop.open(f"/decision?a={example}")
    arrive(page, "Decision")
    laptop.settle()
    page.wait_for_timeout(9_000)  # longer ago than anything sent counts as under way
    title = page.get_by_label("Title", exact=True).first

    for words in ("Who runs it?", "Who, then?"):
        saved_elsewhere(store, example, title=words)
        # A look each two seconds; unanswered, the first drawing would hold the second for eight.
        expect(title).to_have_value(words, timeout=6_000)
