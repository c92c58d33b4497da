"""A choice is matched by its label: it stays what it is when the labels change under it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from appraisal import service
from appraisal.store import Store
from tests.browser.conftest import begun, saved_elsewhere
from tests.browser.harness import PATIENCE, Visit
from tests.browser.leaving import arrive, go_by_side_list, whole_appraisal

pytestmark = pytest.mark.soak


def renamed(visit: Visit, number: int, name: str) -> None:
    """Give an option another name, and leave the box by Tab."""
    page = visit.page
    card = page.locator("details").filter(has_text=f"Change option {number}")
    if not card.get_by_label("Name", exact=True).count():
        card.locator("summary").click()
    box = card.get_by_label("Name", exact=True)
    expect(box).to_be_visible(timeout=PATIENCE)
    visit.settle()
    box.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.wait_for_timeout(300)
    visit.settle()


def chosen(page: Page) -> str:
    return page.get_by_role("radiogroup").first.evaluate(
        "e => e.querySelector('input:checked')?.closest('label').innerText.trim() || ''"
    )


def test_renaming_options_never_changes_the_baseline(laptop: Visit, store: Store) -> None:
    id = begun(store, whole_appraisal())
    page = laptop.open(f"/options?a={id}")
    before = service.load(store, id).appraisal
    first, second = (option.name for option in before.options)
    assert before.baseline == before.options[0].id

    for number, name in ((1, f"{first} Z"), (2, first), (1, f"{first} B"), (2, second)):
        renamed(laptop, number, name)
        if number == 1:
            assert chosen(page) == name
    go_by_side_list(page, "decision")
    arrive(page, "Decision")
    laptop.settle()

    expect(page.get_by_text("Not saved", exact=False)).to_have_count(0)
    after = service.load(store, id).appraisal
    assert after.baseline == before.baseline
    assert [event.kind for event in store.events(id)][-4:] == ["options"] * 4


def test_another_officers_rename_is_not_told_as_a_choice_of_ones_own(
    laptop: Visit, store: Store
) -> None:
    id = begun(store, whole_appraisal())
    page = laptop.open(f"/decision?a={id}")
    laptop.settle()
    kept = service.load(store, id)
    rows = kept.appraisal.document()["options"]
    rows[0]["name"] += " Z"
    saved_elsewhere(store, id, options=rows)
    expect(page.get_by_role("radio", name=rows[0]["name"])).to_be_checked(timeout=PATIENCE)

    page.get_by_label("Title", exact=True).fill("Who, then?")
    page.get_by_label("Title", exact=True).blur()
    page.wait_for_timeout(300)
    laptop.settle()

    expect(page.get_by_text("Not saved", exact=False)).to_have_count(0)
    assert service.load(store, id).appraisal.title == "Who, then?"
    expect(page.get_by_role("radio", name=rows[0]["name"])).to_be_checked(timeout=PATIENCE)
