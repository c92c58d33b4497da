"""Scores and must-haves in one table: typed into, or pasted into as a block."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from appraisal import service
from appraisal.store import Store
from tests.browser.harness import PATIENCE, RunningApp, Visit, visit
from tests.browser.leaving import arrive
from tests.browser.slow_line import slow_line

pytestmark = pytest.mark.soak

SCORES_FROM, RESULTS_FROM = 330 / 860, 210 / 860  # where the first option's column begins
PASTED = "12\t40\t55\t60\n30\t20\t10\t0"


def open_table(laptop: Visit, example: str, page_key: str = "scores") -> Page:
    laptop.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = laptop.open(f"/{page_key}?a={example}")
    page.get_by_role("radio", name="All in one table").click()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible(timeout=PATIENCE)
    laptop.settle()
    page.wait_for_timeout(500)
    return page


def click_cell(page: Page, row: int, column: int, first: float, of: int = 4) -> None:
    """Click a cell of the table, counted from nought; the first column begins at this share."""
    grid = page.get_by_test_id("stDataFrame").locator("canvas").first
    page.get_by_test_id("stDataFrame").scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box is not None
    page.wait_for_timeout(150)
    each = (1 - first) / of
    across = first + each * (column + 0.5)
    page.mouse.click(box["x"] + box["width"] * across, box["y"] + 38 * (row + 1.5))


def test_a_block_pasted_into_the_table_is_one_act_and_undone_in_one_press(
    laptop: Visit, example: str, store: Store
) -> None:
    page = open_table(laptop, example)
    before = service.load(store, example)
    page.evaluate("(text) => navigator.clipboard.writeText(text)", PASTED)

    click_cell(page, 0, 0, SCORES_FROM)
    page.keyboard.press("Control+v")
    expect(page.get_by_test_id("stMain").get_by_text("✓ Saved at")).to_be_visible(timeout=PATIENCE)
    laptop.settle()

    after = service.load(store, example)
    assert after.revision == before.revision + 1
    rows = [c.id for c in before.appraisal.benefit_criteria()][:2]
    ids = [option.id for option in before.appraisal.options]
    found = [[after.appraisal.performance(o, c).level for o in ids] for c in rows]
    assert found == [[12, 40, 55, 60], [30, 20, 10, 0]]
    page.get_by_test_id("stSidebar").get_by_role("button", name="Undo").click()
    expect(page.get_by_test_id("stMain").get_by_text("Undid")).to_be_visible(timeout=PATIENCE)
    assert service.load(store, example).appraisal == before.appraisal


def test_a_cell_that_cannot_be_taken_is_named_and_the_rest_of_the_block_is_saved(
    laptop: Visit, example: str, store: Store
) -> None:
    page = open_table(laptop, example)
    before = service.load(store, example)
    page.evaluate("(text) => navigator.clipboard.writeText(text)", "12\tx\t300\t72,5")

    click_cell(page, 0, 0, SCORES_FROM)
    page.keyboard.press("Control+v")
    told = page.get_by_test_id("stMain").get_by_text("the record keeps what it had")
    expect(told).to_be_visible(timeout=PATIENCE)

    after = service.load(store, example)
    criterion = before.appraisal.benefit_criteria()[0]
    names = [option.name for option in before.appraisal.options]
    levels = [
        after.appraisal.performance(o.id, criterion.id).level for o in after.appraisal.options
    ]
    old = [before.appraisal.performance(o.id, criterion.id).level for o in after.appraisal.options]
    assert levels == [12, old[1], old[2], 72.5]
    assert after.revision == before.revision + 1
    cells = page.get_by_test_id("stAlert").get_by_role("listitem")
    number = "Right would be a number such as 32.5, without its unit."
    judged = f"Right would be a level from 0 to 100, as '{criterion.name}' is judged, not measured."
    expect(cells).to_have_text(
        [
            f"{criterion.name}, {names[1]}: Found 'x'. {number}",
            f"{criterion.name}, {names[2]}: Found 300. {judged}",
        ]
    )


def test_a_cell_typed_into_the_table_is_an_act_of_its_own(
    laptop: Visit, example: str, store: Store
) -> None:
    page = open_table(laptop, example)
    before = service.load(store, example)

    click_cell(page, 0, 1, SCORES_FROM)
    page.wait_for_timeout(200)
    page.keyboard.type("33", delay=60)
    page.wait_for_timeout(60)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stMain").get_by_text("✓ Saved at")).to_be_visible(timeout=PATIENCE)
    laptop.settle()
    page.keyboard.type("44", delay=60)
    page.wait_for_timeout(60)
    page.keyboard.press("Enter")
    page.wait_for_timeout(1_000)
    laptop.settle()

    after = service.load(store, example)
    option = before.appraisal.options[1].id
    rows = [c.id for c in before.appraisal.benefit_criteria()][:2]
    assert after.revision == before.revision + 2
    assert [after.appraisal.performance(option, c).level for c in rows] == [33, 44]


def test_results_pasted_into_the_table_of_must_haves_are_one_act(
    laptop: Visit, example: str, store: Store
) -> None:
    page = open_table(laptop, example, "must_haves")
    before = service.load(store, example)
    page.evaluate("(text) => navigator.clipboard.writeText(text)", "fail\tfail\nfail\tfail")

    click_cell(page, 0, 0, RESULTS_FROM)
    page.keyboard.press("Control+v")
    expect(page.get_by_test_id("stMain").get_by_text("✓ Saved at")).to_be_visible(timeout=PATIENCE)
    laptop.settle()

    after = service.load(store, example)
    ids = [option.id for option in before.appraisal.options][:2]
    gates = [must_have.id for must_have in before.appraisal.gates][:2]
    assert after.revision == before.revision + 1
    assert {after.appraisal.must_have_outcome(o, g) for o in ids for g in gates} == {"fail"}


def test_a_result_is_read_in_capitals_and_what_is_none_is_named(
    laptop: Visit, example: str, store: Store
) -> None:
    page = open_table(laptop, example, "must_haves")
    before = service.load(store, example)
    page.evaluate("(text) => navigator.clipboard.writeText(text)", "Fail\tmaybe\n✗ FAIL\tyes")

    click_cell(page, 0, 0, RESULTS_FROM)
    page.keyboard.press("Control+v")
    told = page.get_by_test_id("stMain").get_by_text("the record keeps what it had")
    expect(told).to_be_visible(timeout=PATIENCE)

    after = service.load(store, example)
    first, second = before.appraisal.options[:2]
    ids = [each.id for each in before.appraisal.gates][:2]
    assert [after.appraisal.must_have_outcome(first.id, id) for id in ids] == ["fail", "fail"]
    for id in ids:
        was = before.appraisal.must_have_outcome(second.id, id)
        assert after.appraisal.must_have_outcome(second.id, id) == was
    for cell, given in enumerate(("maybe", "yes")):
        said = page.get_by_test_id("stAlert").get_by_role("listitem").nth(cell)
        expect(said).to_contain_text(f"‘{given}’ is no result")
    assert after.revision == before.revision + 1


@pytest.mark.parametrize("slower", [1, 8, 20])
def test_a_press_right_after_a_paste_waits_until_the_table_has_sent_it(
    slower: int, laptop: Visit, example: str, store: Store
) -> None:
    page = open_table(laptop, example, "must_haves")
    before = service.load(store, example).revision
    page.evaluate("navigator.clipboard.writeText('fail\\tfail\\nfail\\tfail')")
    click_cell(page, 0, 0, RESULTS_FROM)
    line = page.context.new_cdp_session(page)
    line.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.keyboard.press("Control+v")

    page.get_by_role("button", name="Next: Criteria", exact=True).click()
    arrive(page, "Criteria")
    line.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    page.wait_for_timeout(2_500)

    arrive(page, "Criteria")
    assert service.load(store, example).revision == before + 1


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("fail\tfail\tfail\nfail\tfail\tfail", "4 cells that were pasted lie outside the table"),
        ("fail\nfail\n", ""),
    ],
)
def test_what_of_a_block_lies_outside_the_table_is_told(
    block: str, said: str, laptop: Visit, example: str, store: Store
) -> None:
    page = open_table(laptop, example, "must_haves")
    before = service.load(store, example)
    page.evaluate("(text) => navigator.clipboard.writeText(text)", block)

    click_cell(page, 1, 3, RESULTS_FROM)
    page.keyboard.press("Control+v")
    expect(page.get_by_test_id("stMain").get_by_text("✓ Saved at")).to_be_visible(timeout=PATIENCE)

    notice = page.locator(".said-below")
    if not said:
        expect(notice).to_have_count(0)
        return
    expect(notice).to_contain_text(said)
    last = before.appraisal.options[3].id
    gates = [must_have.id for must_have in before.appraisal.gates][1:3]
    laptop.settle()
    after = service.load(store, example).appraisal
    assert {after.must_have_outcome(last, gate) for gate in gates} == {"fail"}
    notice.get_by_role("button", name="Close").click()
    expect(notice).to_have_count(0)


def test_a_quoted_cell_with_line_feeds_in_it_is_one_cell(
    laptop: Visit, example: str, store: Store
) -> None:
    page = open_table(laptop, example, "must_haves")
    last = len(service.load(store, example).appraisal.gates) - 1
    page.evaluate("navigator.clipboard.writeText('\"fail\\nfor now\"')")

    click_cell(page, last, 3, RESULTS_FROM)
    page.keyboard.press("Control+v")
    page.wait_for_timeout(1_500)

    expect(page.locator(".said-below")).to_have_count(0)


def test_a_cell_that_is_refused_stays_and_the_next_is_typed_where_the_person_is(
    laptop: Visit, example: str, store: Store
) -> None:
    page = open_table(laptop, example)
    before = service.load(store, example)
    click_cell(page, 0, 1, SCORES_FROM)
    at = page.get_by_test_id("stDataFrame").bounding_box()
    for typed in ("5o", "44"):
        page.wait_for_timeout(200)
        page.keyboard.type(typed, delay=60)
        page.wait_for_timeout(60)
        page.keyboard.press("Enter")
        page.wait_for_timeout(1_000)
        laptop.settle()

    after = service.load(store, example)
    option = before.appraisal.options[1].id
    first, second = (c.id for c in before.appraisal.benefit_criteria()[:2])
    assert after.revision == before.revision + 1
    assert after.appraisal.performance(option, first) == before.appraisal.performance(option, first)
    assert after.appraisal.performance(option, second).level == 44
    refused = page.get_by_test_id("stAlert").filter(has_text="Found '5o'.")
    expect(refused).to_be_in_viewport()
    assert page.get_by_test_id("stDataFrame").bounding_box() == at

    page.wait_for_timeout(2_500)  # read, and yet told again: what was typed is gone with the page
    side = page.get_by_test_id("stSidebar").get_by_role("link")
    side.filter(has_text="Weights").click()
    told = page.get_by_test_id("stAlert").filter(has_text="Not saved as you went on")
    expect(told.filter(has_text="Found '5o'.")).to_be_visible(timeout=PATIENCE)
    side.filter(has_text="Scores").click()
    page.get_by_role("radio", name="All in one table").click()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible(timeout=PATIENCE)
    laptop.settle()
    expect(refused).to_have_count(0)  # the table shows what is on record again


def test_a_cell_that_was_put_right_is_no_longer_told(
    laptop: Visit, example: str, store: Store
) -> None:
    page = open_table(laptop, example)
    option = service.load(store, example).appraisal.options[1].id
    told = page.get_by_test_id("stAlert").filter(has_text="Not saved")

    for typed, times in (("5o", 1), ("44", 0)):
        click_cell(page, 0, 1, SCORES_FROM)
        page.wait_for_timeout(200)
        page.keyboard.type(typed, delay=60)
        page.wait_for_timeout(60)
        page.keyboard.press("Enter")
        expect(told).to_have_count(times, timeout=PATIENCE)
        laptop.settle()

    after = service.load(store, example).appraisal
    assert after.performance(option, after.benefit_criteria()[0].id).level == 44


def test_the_first_key_in_the_first_cell_counts_in_a_browser_that_never_opened_one(
    app: RunningApp, chromium: Browser, example: str, store: Store
) -> None:
    """What a cell is typed into came over the line at the first key, which was lost: 56 was 6."""
    with slow_line(app.port, 0.05) as url, visit(chromium, url) as laptop:
        page = open_table(laptop, example)
        page.wait_for_timeout(2_000)
        click_cell(page, 0, 1, SCORES_FROM)
        page.wait_for_timeout(500)
        page.keyboard.type("56", delay=100)
        page.wait_for_timeout(100)
        page.keyboard.press("Enter")
        page.wait_for_timeout(1_500)
        laptop.settle()

    after = service.load(store, example).appraisal
    option, criterion = after.options[1].id, after.benefit_criteria()[0].id
    assert after.performance(option, criterion).level == 56


def test_a_range_that_a_new_level_took_along_is_told_until_it_is_undone(
    laptop: Visit, example: str, store: Store
) -> None:
    page = open_table(laptop, example)
    before = service.load(store, example).appraisal
    page.evaluate("navigator.clipboard.writeText('1')")

    click_cell(page, 0, 1, SCORES_FROM)
    page.keyboard.press("Control+v")
    told = page.get_by_text("that was given does not hold 1, so it went.")
    expect(told).to_be_in_viewport(timeout=PATIENCE)
    laptop.settle()

    page.get_by_test_id("stSidebar").get_by_role("button", name="Undo").click()
    expect(page.get_by_test_id("stMain").get_by_text("Undid")).to_be_visible(timeout=PATIENCE)
    expect(told).to_have_count(0)
    assert service.load(store, example).appraisal == before
