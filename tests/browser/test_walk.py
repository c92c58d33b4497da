"""From a blank criteria set to a PDF, in a real browser: by mouse and by keyboard alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.hands import Hands, Keyboard, Mouse, Presses
from tests.browser.harness import PATIENCE, Visit
from tests.report.tagged import page_texts, squeezed

SET = Path(__file__).with_name("small_set.yaml")
LEVELS = {
    "Good practice": {"Carry on in house": 40, "Independent trust": 50, "Partner council": 70},
    "Steady staff": {"Carry on in house": 30, "Independent trust": 30, "Partner council": 15},
    "Time to set up": {"Carry on in house": 0, "Independent trust": 18, "Partner council": 6},
}
# Swings 100, 100, 100: equal weights. Partner council: (70 + 75 + 75) / 3.
LEADER, VALUE = "Partner council", "73.3"


@pytest.mark.parametrize("hands", [Mouse(), Keyboard()], ids=["mouse", "keyboard"])
def test_a_blank_set_becomes_a_recommendation_and_a_pdf(laptop: Visit, hands: Hands) -> None:
    page = laptop.open("/")
    begin(laptop, hands)
    heading(page, "Decision")
    on(hands, page, "Options")
    on(hands, page, "Must-haves")
    pass_the_must_have(laptop, hands)
    for title in ("Criteria", "Evidence", "Scores"):
        on(hands, page, title)
    score(laptop, hands)
    on(hands, page, "Weights")
    weigh(laptop, hands)
    on(hands, page, "Result")
    expect(page.get_by_role("heading", name=f"Recommended: {LEADER}")).to_be_visible()
    expect(page.get_by_text(f"{VALUE} out of 100").first).to_be_visible()
    for title in ("What would change it", "Money", "Report"):
        on(hands, page, title)
    first_page = download_pdf(laptop, hands)[0]
    assert squeezed(LEADER) in squeezed(first_page)
    assert VALUE in first_page


def begin(visit: Visit, hands: Hands) -> None:
    hands.upload(visit, SET)
    button = visit.page.get_by_role("button", name="Check the file and open it")
    expect(button).to_be_visible(timeout=PATIENCE)
    hands.press(button)


def heading(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", name=title, exact=True, level=1)).to_be_visible(
        timeout=PATIENCE
    )


def on(hands: Hands, page: Page, title: str) -> None:
    page.wait_for_timeout(300)  # nobody has read the page sooner: two taps at one place are one
    hands.press(page.get_by_role("button", name=f"Next: {title}", exact=True))
    heading(page, title)


def pass_the_must_have(visit: Visit, hands: Hands) -> None:
    page = visit.page
    hands.press(page.locator("summary").filter(has_text="Results and reasons").first)
    progress = ("(2 of 3 to do)", "(1 of 3 to do)", "(done)")
    for option, said in zip(LEVELS["Good practice"], progress, strict=True):
        group = page.get_by_role("radiogroup", name=option)
        hands.press(group.get_by_role("radio", name=re.compile("pass")))
        link = page.get_by_role("link", name=re.compile(f"Must-haves {re.escape(said)}"))
        expect(link).to_be_visible(timeout=PATIENCE)
        visit.settle()


def score(visit: Visit, hands: Hands) -> None:
    page = visit.page
    for place, (criterion, levels) in enumerate(LEVELS.items()):
        box = page.get_by_role("combobox", name="Criterion")
        expect(box).to_have_value(re.compile(criterion), timeout=PATIENCE)
        expect(page.get_by_role("heading", name=criterion, exact=True)).to_be_visible()
        visit.settle()
        for number, (option, level) in enumerate(levels.items(), start=1):
            hands.write(page.get_by_label(re.compile(f"^Level for {option}")), str(level))
            said = page.get_by_text(f"{number} of 3 options scored on this")
            expect(said).to_be_visible(timeout=PATIENCE)
            visit.settle()
        if place + 1 < len(LEVELS):
            hands.press(page.get_by_role("button", name="Next criterion"))
            visit.settle()


def weigh(visit: Visit, hands: Hands) -> None:
    page = visit.page
    hands.press(page.get_by_role("radio", name="Good practice"))
    sliders: Locator = page.get_by_role("slider")
    expect(sliders).to_have_count(2, timeout=PATIENCE)
    for place in range(2):
        visit.settle()
        hands.slide_to_end(sliders.nth(place))
        expect(sliders.nth(place)).to_have_attribute("aria-valuetext", "100", timeout=PATIENCE)
    same = page.get_by_text("All 3 criteria have the same swing")
    expect(same).to_be_visible(timeout=PATIENCE)
    visit.settle()


def download_pdf(visit: Visit, hands: Presses) -> list[str]:
    """Make the report, take it away and return the text of its pages."""
    page = visit.page
    hands.press(page.get_by_role("button", name=re.compile("^Make the PDF")))
    button = page.get_by_role("button", name=re.compile("Download the PDF"))
    expect(button).to_be_visible(timeout=60_000)
    visit.settle()
    with page.expect_download() as waiting:
        hands.press(button)
    return page_texts(Path(waiting.value.path()).read_bytes())
