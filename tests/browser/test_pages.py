"""Every page on the worked example, on a laptop and on a phone: sound, quiet and accessible."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from appraisal.files.appraisal_file import read_appraisal
from appraisal.files.examples import worked_examples
from appraisal.model.workshop import questions_of
from appraisal.pages.steps import STEPS
from appraisal.pages.workshop.desk.paper_sheet import sheet
from appraisal.service import workshop
from appraisal.store import Store
from tests.browser.conftest import begun, now_by_officer
from tests.browser.harness import PATIENCE, Visit
from tests.service.examples import small_appraisal


def open_example(visit: Visit) -> str:
    """Open the worked example and return the query that finds it again."""
    page = visit.open("/")
    page.get_by_role("button", name="Open the worked example").first.click()
    heading = page.get_by_role("heading", name="Decision", exact=True)
    expect(heading).to_be_visible(timeout=PATIENCE)
    expect(page).to_have_url(re.compile(r"\?a="))
    visit.settle()
    return page.url.split("?")[1]


@pytest.mark.parametrize("size", ["laptop", "phone"])
def test_every_page_passes_the_machine_checks(size: str, request: pytest.FixtureRequest) -> None:
    visit: Visit = request.getfixturevalue(size)
    query = open_example(visit)
    found = {}
    for step in STEPS:
        page = visit.open(f"/{step.key}?{query}" if step.needs_appraisal else "/")
        if step.needs_appraisal:
            heading = page.get_by_role("heading", name=step.title, exact=True)
            expect(heading).to_be_visible(timeout=PATIENCE)
        faults = visit.accessibility_faults()
        wide = page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth")
        if faults or wide:
            found[step.key] = [*faults, *(["wider than the screen"] if wide else [])]
    assert found == {}


@pytest.mark.parametrize("size", ["laptop", "phone"])
def test_the_door_and_the_paper_sheet_pass_the_machine_checks(size, request, tmp_path) -> None:
    visit: Visit = request.getfixturevalue(size)
    page = visit.page
    page.goto(f"{visit.base}/j")
    assert visit.accessibility_faults() == []

    page.get_by_role("textbox", name="Code on the big screen").fill("1234-1234")
    page.get_by_role("button", name="Join", exact=True).click()
    expect(page.get_by_text("That code opens no workshop")).to_be_visible(timeout=PATIENCE)
    assert visit.accessibility_faults() == []

    example = read_appraisal(next(found.path for found in worked_examples()))
    on_paper = tmp_path / "sheet.html"
    on_paper.write_text(
        sheet(
            example,
            dict.fromkeys(questions_of(example, swings=True, cells="all")),
            1,
            keep_rows=True,
        ),
        "utf-8",
    )
    page.goto(on_paper.as_uri())
    assert visit.accessibility_faults() == []
    assert page.locator("section").count() == 13 + 13 * 4
    assert not page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth")


def test_a_refresh_comes_back_to_the_same_appraisal(laptop: Visit) -> None:
    query = open_example(laptop)
    laptop.open(f"/result?{query}")

    laptop.page.reload()
    laptop.settle()

    expect(laptop.page.get_by_text("56.8 out of 100").first).to_be_visible(timeout=PATIENCE)


def test_a_scanned_code_of_another_room_asks_which(phone: Visit, store: Store) -> None:
    codes, invitations = [], []
    for _ in range(2):
        id = workshop.open_workshop(store, now_by_officer(), begun(store, small_appraisal()))
        codes += workshop.seat_codes(store, now_by_officer(), id, ["member"])
        invitations.append(workshop.invitation(store, workshop.Caller("director"), id))
    page = phone.page
    page.goto(f"{phone.base}/j#{invitations[0].link_code}")
    page.get_by_text("I was given a seat code").click()
    page.get_by_label("Seat code", exact=True).fill(codes[0])
    page.get_by_role("button", name="Join", exact=True).click()
    expect(page.get_by_text("You are in. Please wait")).to_be_visible(timeout=PATIENCE)

    page.goto("about:blank")
    page.goto(f"{phone.base}/j#{invitations[1].link_code}")
    expect(page.get_by_text("You have a seat in another workshop.")).to_be_visible(timeout=PATIENCE)
    assert phone.accessibility_faults() == []
    page.get_by_role("button", name="Stay in the other workshop").tap()
    expect(page.get_by_text("You are in. Please wait")).to_be_visible(timeout=PATIENCE)

    page.goto("about:blank")
    page.goto(f"{phone.base}/j#{invitations[1].link_code}")
    page.get_by_role("button", name="Leave it and join this one").tap()
    expect(page.get_by_text("Please wait for the facilitator")).to_be_visible(timeout=PATIENCE)
