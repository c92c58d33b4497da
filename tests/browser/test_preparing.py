"""The pages a director prepares an appraisal on, in a real browser: laptop, phone and keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from appraisal import service
from appraisal.files.appraisal_file import read_appraisal
from appraisal.store import Store
from tests.browser.harness import PATIENCE, Visit

pytestmark = pytest.mark.soak

# page -> what to open on it, by the words on it
OPENED = {
    "options": ["Change option 2"],
    "must_haves": ["Results and reasons: must-have 1"],
    "criteria": ["The checks, one by one", "More about criterion 5"],
    "evidence": ["Change e1"],
    "money": ["How costs are brought to one figure", "Add a cost line: Improve in house"],
    "report": ["Background", "The head of the report"],
}


def open_parts(visit: Visit, page: str, id: str) -> Page:
    shown = visit.open(f"/{page}?a={id}")
    for words in OPENED[page]:
        button = shown.get_by_role("button", name=words, exact=words.startswith("Change e"))
        part = shown.locator("summary").get_by_text(words, exact=words == "Background")
        (button if words.startswith("Change e") else part.last).click()
        visit.settle()
        expect(shown.get_by_test_id("stSkeleton")).to_have_count(0, timeout=PATIENCE)
        shown.wait_for_timeout(300)
        visit.settle()
    return shown


def wide(page: Page) -> bool:
    """Whether the page has to be scrolled sideways."""
    return bool(
        page.evaluate(
            "() => { const m = document.querySelector('[data-testid=stMain]');"
            " return m.scrollWidth > m.clientWidth }"
        )
    )


@pytest.mark.parametrize("size", ["laptop", "phone"])
def test_opened_parts_have_no_wcag_fault_and_fit_the_screen(
    size: str, example: str, request: pytest.FixtureRequest
) -> None:
    visit: Visit = request.getfixturevalue(size)
    found = {}
    for page in OPENED:
        shown = open_parts(visit, page, example)
        found[page] = [*visit.accessibility_faults(), *(["too wide"] if wide(shown) else [])]

    assert found == {page: [] for page in OPENED}


def test_an_option_is_renamed_by_keyboard_alone_and_its_part_stays_open(
    laptop: Visit, example: str, store: Store
) -> None:
    page = laptop.open(f"/options?a={example}")
    press_until(page, "Tab", "Change option 2")
    page.keyboard.press("Enter")
    name = page.get_by_role("textbox", name="Name", exact=True)
    expect(name).to_be_visible(timeout=PATIENCE)
    page.keyboard.press("Tab")
    expect(name).to_be_focused()

    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Council's own company")
    page.keyboard.press("Enter")

    expect(page.get_by_test_id("stMain").get_by_text("Saved at")).to_be_visible(timeout=PATIENCE)
    laptop.settle()
    expect(page.get_by_role("textbox", name="Name", exact=True)).to_be_focused()
    expect(page.get_by_role("textbox", name="Name", exact=True)).to_have_value(
        "Council's own company"
    )
    assert service.load(store, example).appraisal.option("trust").name == "Council's own company"


def press_until(page: Page, key: str, words: str, most: int = 60) -> None:
    """Press a key until what has the focus holds these words."""
    for _ in range(most):
        page.keyboard.press(key)
        if words in str(page.evaluate("() => document.activeElement.innerText || ''"))[:200]:
            return
    raise AssertionError(f"{words!r} was not reached in {most} presses of {key}")


def test_the_box_of_a_form_is_empty_once_it_was_saved(laptop: Visit, example: str) -> None:
    page = laptop.open(f"/options?a={example}")
    box = page.get_by_label("Name of the new option")

    box.fill("Co-operative")
    page.get_by_role("button", name="Add this option").click()

    expect(page.get_by_role("heading", name="Co-operative")).to_be_visible(timeout=PATIENCE)
    expect(box).to_have_value("")


def test_what_was_typed_is_there_after_a_refresh(phone: Visit, example: str) -> None:
    page = open_parts(phone, "report", example)
    page.get_by_role("textbox", name="Background", exact=True).fill("Inadequate since 2014.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("✓ Written").first).to_be_visible(timeout=PATIENCE)

    phone.open(f"/report?a={example}")
    page.locator("summary").get_by_text("Background", exact=True).click()

    expect(page.get_by_role("textbox", name="Background", exact=True)).to_have_value(
        "Inadequate since 2014."
    )


def test_the_appraisal_is_downloaded_and_reads_back_the_same(
    laptop: Visit, example: str, store: Store
) -> None:
    page = laptop.open(f"/report?a={example}")

    with page.expect_download() as found:
        page.get_by_role("button", name="Download the appraisal (YAML)").click()

    assert read_appraisal(found.value.path()) == service.load(store, example).appraisal
