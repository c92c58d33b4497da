"""Start in a real browser: search, pages, copies, the archive, the deleted, and the example."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from playwright.sync_api import Locator, Page, expect

from appraisal import service
from appraisal.settings import Settings
from appraisal.store import Store
from tests.browser.harness import LAPTOP, PATIENCE, PHONE, RunningApp, Visit, visit
from tests.pages.conftest import small_appraisal
from tests.service.examples import officer

EXAMPLE = "Illustrative worked example who should run Birmingham’s children’s social care?"


@pytest.fixture(scope="module")
def store(app: RunningApp):
    """The store that the app has open, with eleven appraisals in it."""
    opened = Store.open(Settings(data=app.data))
    at = dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC)
    for n in range(11):
        appraisal = small_appraisal(
            title=f"Paper {n + 1:02d}: in-house?", authority="Borough " + "klmnopqrstu"[n] * 3
        )
        by = officer(at + dt.timedelta(hours=n), uuid.uuid4().hex)
        service.start(opened, by, appraisal)
    yield opened
    opened.close()


def press(at: Visit, name: str) -> None:
    """Press the one button of this name."""
    at.page.get_by_role("button", name=name, exact=True).click()


def row(page: Page, number: int) -> Locator:
    """The Open button of a paper."""
    return page.get_by_role("button", name=f"Open Paper {number:02d} in house?", exact=True)


def choose(at: Visit, of: str, act: str) -> None:
    """Choose one of the rarer acts of an appraisal."""
    press(at, f"More for {of}")
    at.page.get_by_role("menuitem", name=act, exact=True).click()


def show(at: Visit, place: str) -> None:
    """Choose what is listed."""
    at.page.get_by_test_id("stMain").get_by_text(place, exact=True).click()


def test_the_eleventh_is_found_by_paging_and_by_searching(store: Store, laptop: Visit) -> None:
    page = laptop.open("/")
    expect(page.get_by_text("1 to 10 of 11")).to_be_visible()
    expect(row(page, 1)).to_have_count(0)
    press(laptop, "Next page")
    expect(row(page, 1)).to_be_visible(timeout=PATIENCE)
    press(laptop, "Previous page")
    expect(row(page, 11)).to_be_visible(timeout=PATIENCE)

    box = page.get_by_label("Search by title or authority")
    box.fill("borough KKK")
    box.press("Enter")

    expect(row(page, 11)).to_have_count(0, timeout=PATIENCE)
    row(page, 1).click()
    expect(page.get_by_role("heading", name="Decision", level=1)).to_be_visible(timeout=PATIENCE)
    page.get_by_test_id("stSidebar").get_by_role("link", name="Start").click()
    expect(box).to_have_value("borough KKK", timeout=PATIENCE)
    expect(row(page, 1)).to_be_visible()


def test_a_copy_is_made_archived_deleted_and_taken_back(store: Store, laptop: Visit) -> None:
    page = laptop.open("/")
    copy = page.get_by_role("button", name="Open Paper 11 in house? copy", exact=True)
    choose(laptop, "Paper 11 in house?", "Duplicate")
    expect(copy).to_be_visible(timeout=PATIENCE)
    laptop.settle()

    choose(laptop, "Paper 11 in house? copy", "Archive")
    expect(copy).to_have_count(0, timeout=PATIENCE)
    show(laptop, "Archived")
    expect(copy).to_be_visible(timeout=PATIENCE)
    choose(laptop, "Paper 11 in house? copy", "Take out of the archive")
    expect(page.get_by_text("Nothing is archived.")).to_be_visible(timeout=PATIENCE)
    show(laptop, "Saved")
    expect(copy).to_be_visible(timeout=PATIENCE)

    choose(laptop, "Paper 11 in house? copy", "Delete")
    expect(page.get_by_text("With it go 2 changes.")).to_be_visible(timeout=PATIENCE)
    press(laptop, "Delete Paper 11 in house? copy")
    expect(copy).to_have_count(0, timeout=PATIENCE)
    press(laptop, "Take that back")
    expect(copy).to_be_visible(timeout=PATIENCE)

    choose(laptop, "Paper 11 in house? copy", "Delete")
    press(laptop, "Delete Paper 11 in house? copy")
    expect(copy).to_have_count(0, timeout=PATIENCE)
    page = laptop.open("/")
    show(laptop, "Deleted")
    press(laptop, "Restore Paper 11 in house? copy")
    expect(page.get_by_text("Nothing is deleted.")).to_be_visible(timeout=PATIENCE)
    assert "Paper 11: in-house? (copy)" in [head.title for head in service.shelf(store).rows]


def test_the_example_opened_twice_is_one_record_and_is_put_back(
    store: Store, laptop: Visit
) -> None:
    before = service.shelf(store).counts["saved"]
    for _ in range(2):
        page = laptop.open("/")
        press(laptop, "Open the worked example")
        heading = page.get_by_role("heading", name="Decision", level=1)
        expect(heading).to_be_visible(timeout=PATIENCE)
    assert service.shelf(store).counts["saved"] == before + 1
    (id,) = service.shelf(store).examples
    kept = service.load(store, id)
    renamed = kept.appraisal.changed(title="Ours now")
    by = officer(dt.datetime.now(dt.UTC), uuid.uuid4().hex)
    service.save(store, by, kept, renamed, kind="decision")

    page = laptop.open("/")
    choose(laptop, "Ours now", "Put the example back as it was")
    example = page.get_by_role("button", name=f"Open {EXAMPLE}", exact=True)
    expect(example).to_be_visible(timeout=PATIENCE)
    press(laptop, "Take that back")
    expect(page.get_by_role("button", name="Open Ours now", exact=True)).to_be_visible(
        timeout=PATIENCE
    )
    assert service.load(store, id).appraisal == renamed


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_the_list_is_accessible_with_names_of_plain_words(
    store: Store, app: RunningApp, chromium, size, scheme
) -> None:
    with visit(chromium, app.url, size, color_scheme=scheme) as at:
        page = at.open("/")
        names = page.get_by_test_id("stMain").aria_snapshot()
        buttons = re.findall(r'button "(.*?)"', names)
        assert len([name for name in buttons if name.startswith("Open Paper")]) >= 9
        assert len(set(buttons)) == len(buttons)
        choose_from = page.get_by_role("button", name=re.compile("^More for Paper")).first
        choose_from.click()
        menu = page.get_by_role("menu")
        expect(menu).to_have_accessible_name(re.compile(r"^More for Paper \d\d in house\?"))
        assert not re.search(r"[\\*_`]", " ".join(buttons))
        page.keyboard.press("Escape")
        assert at.accessibility_faults() == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert at.faults == []
