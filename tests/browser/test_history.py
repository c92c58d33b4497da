"""History in a real browser: an act is done, told, named, and compared with the one before it."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.harness import PATIENCE, Visit

SET = Path(__file__).with_name("small_set.yaml")
NAME = "As sent to scrutiny, 12 March"


def test_a_change_is_told_in_words_named_and_compared(laptop: Visit) -> None:
    page = laptop.open("/")
    begun(laptop)
    retitled(laptop, "Who should run it in Wexmouth?")
    to_history(laptop)

    line = page.locator("summary").filter(has_text="Decision, title:").first
    expect(line).to_contain_text("to Who should run it in Wexmouth?", timeout=PATIENCE)
    line.click()
    expect(page.get_by_role("cell", name="Who should run it in Wexmouth?")).to_be_visible()

    look_at(laptop, "Name a version")
    page.get_by_label("Its name").fill(NAME)
    page.get_by_role("button", name="Name this version").click()
    expect(page.get_by_role("cell", name=f"{NAME} (version 1)")).to_be_visible(timeout=PATIENCE)
    laptop.settle()
    expect(page.get_by_label("Its name")).to_have_value("", timeout=PATIENCE)
    to_name = page.get_by_role("combobox", name=re.compile("^Version to name"))
    expect(to_name).to_have_value(re.compile(f"^1 ‘{NAME}’"), timeout=PATIENCE)
    page.get_by_role("button", name="Take its name away").click()
    expect(page.get_by_role("cell", name=f"{NAME} (version 1)")).to_be_hidden(timeout=PATIENCE)
    laptop.settle()
    expect(to_name).to_have_value(re.compile("^1: "), timeout=PATIENCE)
    page.get_by_label("Its name").fill(NAME)
    page.get_by_role("button", name="Name this version").click()
    expect(to_name).to_have_value(re.compile(f"^1 ‘{NAME}’"), timeout=PATIENCE)
    laptop.settle()

    look_at(laptop, "Compare versions")
    chosen = page.get_by_role("combobox", name="The version after")
    expect(chosen).to_have_value(re.compile(NAME), timeout=PATIENCE)
    expect(page.get_by_role("cell", name="Title", exact=True)).to_be_visible()
    assert laptop.accessibility_faults() == []


def test_an_agreed_version_and_its_newer_one_are_compared_on_a_phone(phone: Visit) -> None:
    page = phone.open("/")
    begun(phone)
    address = page.url.partition("?")[2]
    phone.open(f"/history?{address}")
    page.get_by_label("Who agreed it, and when?").fill("Cabinet")
    page.get_by_label("Who agreed it, and when?").blur()
    page.get_by_text("It is agreed as it stands").click()
    phone.settle()
    pressed(page, "Agree and freeze")
    page.get_by_label("Why open it again?").fill("A slip")
    page.get_by_label("Why open it again?").blur()
    pressed(page, "Open again as a new version")
    came_from = page.get_by_text("Opened again from an agreed version:")
    expect(came_from).to_be_visible(timeout=PATIENCE)
    phone.settle()

    look_at(phone, "Compare versions")

    before = page.get_by_role("combobox", name="The version before")
    expect(before).to_have_value("The agreed version it was opened from", timeout=PATIENCE)
    expect(page.get_by_role("cell", name="agreed and frozen")).to_be_visible(timeout=PATIENCE)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
    assert phone.accessibility_faults() == []


def begun(visit: Visit) -> None:
    page = visit.page
    with page.expect_file_chooser() as chooser:
        page.get_by_test_id("stFileUploaderDropzone").get_by_role("button").last.click()
    chooser.value.set_files(SET)
    pressed(page, "Check the file and open it")
    expect(page.get_by_role("heading", name="Decision", level=1)).to_be_visible(timeout=PATIENCE)
    visit.settle()


def retitled(visit: Visit, title: str) -> None:
    box = visit.page.get_by_label("Title", exact=True)
    box.fill(title)
    box.blur()
    expect(visit.page.get_by_text(re.compile("^✓ Saved at")).first).to_be_visible(timeout=PATIENCE)
    visit.settle()


def to_history(visit: Visit) -> None:
    visit.page.get_by_test_id("stSidebar").get_by_role("link", name="History").click()
    heading = visit.page.get_by_role("heading", name="History", level=1)
    expect(heading).to_be_visible(timeout=PATIENCE)
    visit.settle()


def look_at(visit: Visit, name: str) -> None:
    chosen = visit.page.get_by_role("radio", name=name)
    chosen.click()
    expect(chosen).to_be_checked(timeout=PATIENCE)
    visit.settle()


def pressed(page: Page, name: str) -> None:
    button = page.get_by_role("button", name=name, exact=True)
    expect(button).to_be_enabled(timeout=PATIENCE)
    button.click()
