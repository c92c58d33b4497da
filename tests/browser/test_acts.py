"""A director's way from a criteria set to the PDF, act by act: how many it takes."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from appraisal.files.appraisal_file import read_appraisal
from appraisal.files.examples import criteria_sets
from tests.browser.harness import PATIENCE, Visit
from tests.browser.test_tables import RESULTS_FROM, SCORES_FROM, click_cell
from tests.browser.test_walk import download_pdf

pytestmark = pytest.mark.soak

MOST_ACTS = 150  # by hand, cell by cell, it took 580
LEVELS = (70, 55, 40, 60)  # shares of the way from the worst to the best end, by option


@dataclass
class Counted:
    """Hands that are counted: a press, a slide, a paste, or the words of one box is an act."""

    page: Page
    acts: int = 0

    def press(self, target: Locator) -> None:
        self.acts += 1
        target.click()

    def write(self, box: Locator, words: str) -> None:
        self.acts += 2  # click into it, and type
        box.click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(words)
        self.page.keyboard.press("Tab")

    def paste(self, row: int, column: int, first: float, block: str) -> None:
        self.acts += 2
        self.page.evaluate("(text) => navigator.clipboard.writeText(text)", block)
        click_cell(self.page, row, column, first)
        self.page.keyboard.press("ControlOrMeta+v")

    def slide(self, slider: Locator, steps: int) -> None:
        self.acts += 1
        slider.focus()
        self.page.keyboard.press("End")
        for _ in range(steps):
            self.page.keyboard.press("ArrowLeft")


def on(hands: Counted, title: str) -> None:
    hands.press(hands.page.get_by_role("button", name=f"Next: {title}", exact=True))
    expect(hands.page.get_by_role("heading", level=1)).to_have_text(title, timeout=PATIENCE)


def block_of_levels() -> str:
    """A level for every option on every criterion, within its scale, as a spreadsheet has it."""
    scales = [c.scale for c in read_appraisal(criteria_sets()[0].path).benefit_criteria()]
    rows = [
        "\t".join(f"{s.worst + (s.best - s.worst) * share / 100:g}" for share in LEVELS)
        for s in scales
    ]
    return "\n".join(rows)


def test_a_criteria_set_becomes_a_recommendation_and_a_pdf_in_few_acts(laptop: Visit) -> None:
    laptop.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = laptop.open("/")
    hands = Counted(page)
    hands.press(page.get_by_role("button", name=re.compile("^Begin from")).first)
    expect(page.get_by_role("heading", level=1)).to_have_text("Decision", timeout=PATIENCE)
    hands.write(page.get_by_role("textbox", name="The authority"), "Example City Council")
    hands.write(page.get_by_role("textbox", name="Date of the appraisal"), "5 March 2026")
    on(hands, "Options")
    on(hands, "Must-haves")
    hands.press(page.get_by_role("radio", name="All in one table"))
    expect(page.get_by_test_id("stDataFrame")).to_be_visible(timeout=PATIENCE)
    laptop.settle()
    hands.paste(0, 0, RESULTS_FROM, "\n".join(["\t".join(["pass"] * 4)] * 7))
    for title in ("Criteria", "Evidence", "Scores"):
        on(hands, title)
    hands.press(page.get_by_role("radio", name="All in one table"))
    expect(page.get_by_test_id("stDataFrame")).to_be_visible(timeout=PATIENCE)
    laptop.settle()
    hands.paste(0, 0, SCORES_FROM, block_of_levels())
    expect(page.get_by_role("link", name=re.compile(r"Scores \(done\)"))).to_be_visible(
        timeout=PATIENCE
    )
    laptop.settle()
    on(hands, "Weights")
    hands.press(page.get_by_test_id("stRadio").locator("label:has(input)").first)
    sliders = page.get_by_role("slider")
    expect(sliders.first).to_be_visible(timeout=PATIENCE)
    laptop.settle()
    for place in range(sliders.count()):
        hands.slide(sliders.nth(place), 3 * place)
        laptop.settle()
    on(hands, "Result")
    expect(page.get_by_role("heading", name="Recommended: Improve in house")).to_be_visible(
        timeout=PATIENCE
    )
    for title in ("What would change it", "Money", "Report"):
        on(hands, title)
    first_page = download_pdf(laptop, hands)[0]

    print(f"Acts from a criteria set to the PDF: {hands.acts}")
    assert "Improve in house" in first_page
    assert hands.acts < MOST_ACTS
