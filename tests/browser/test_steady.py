"""Pages that stay under the hand: they begin at their top, nothing moves, and the focus stays."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from appraisal import service
from appraisal.files.appraisal_file import read_appraisal
from appraisal.files.examples import criteria_sets
from appraisal.pages.steps import STEPS
from appraisal.store import Store
from tests.browser.conftest import begun
from tests.browser.harness import PATIENCE, RunningApp, Visit, visit

pytestmark = pytest.mark.soak

WIDTHS = ((320, 390, 640), (1280,))  # opened at the first of each, then widened
PRESSES = 100


def scrolled(page: Page) -> float:
    return float(page.get_by_test_id("stMain").evaluate("e => e.scrollTop"))


@pytest.mark.timeout(600)
def test_every_press_of_next_lands_at_the_top_with_the_focus_on_the_heading(
    laptop: Visit, example: str
) -> None:
    page = laptop.open(f"/decision?a={example}")
    found, step = [], 1
    for _ in range(PRESSES):
        if step == len(STEPS) - 1:  # History is the last: begin again
            page.get_by_test_id("stSidebar").get_by_role("link", name="Decision").click()
            step = 1
        else:
            step += 1
            page.get_by_role("button", name=f"Next: {STEPS[step].title}", exact=True).click()
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_have_text(STEPS[step].title, timeout=PATIENCE)
        expect(heading).to_be_focused(timeout=PATIENCE)
        laptop.settle()
        found.append(scrolled(page))
        page.wait_for_timeout(200)  # nobody has read it sooner: two taps at one place are one

    assert found == [0.0] * PRESSES


@pytest.mark.parametrize("widths", WIDTHS)
def test_the_heading_of_every_page_is_seen(
    widths: tuple[int, ...], chromium: Browser, app: RunningApp, example: str
) -> None:
    hidden = []
    with visit(chromium, app.url, {"width": widths[0], "height": 800}) as at:
        for step in STEPS:
            page = at.open(f"/{step.key if step.key != 'start' else ''}?a={example}")
            heading = page.get_by_role("heading", level=1)
            for width in widths:
                page.set_viewport_size({"width": width, "height": 800})
                page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")
                box = heading.bounding_box()
                assert box is not None
                seen = heading.evaluate(IS_SEEN)
                if not seen or box["y"] < 0 or box["y"] + box["height"] > 800:
                    hidden.append((step.key, width, box))

    assert hidden == []


IS_SEEN = """(e) => {
  const words = document.createRange();
  words.selectNodeContents(e);
  const at = words.getClientRects()[0];
  const found = document.elementFromPoint(at.x + 5, at.y + at.height / 2);
  return !!found && (e.contains(found) || found.contains(e) && !found.closest("header"));
}"""

# How far whatever can be filled in or pressed, and is in view, moves on the page, frame by frame.
SHIFT = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  const at = (e) => e.getBoundingClientRect().top + main.scrollTop;
  const all = [...main.querySelectorAll("input, textarea, button")].filter((e) => {
    const box = e.getBoundingClientRect();
    return box.height && box.top >= 0 && box.bottom <= innerHeight;
  });
  const first = all.map(at);
  window.moved = 0;
  const look = () => {
    all.forEach((e, place) => {
      if (e.isConnected) window.moved = Math.max(window.moved, Math.abs(at(e) - first[place]));
    });
    requestAnimationFrame(look);
  };
  look();
}"""


TALL = "() => document.querySelector('[data-testid=stMain]').scrollHeight"


def until_still(page: Page) -> None:
    """Wait until the page has had the same height for a while."""
    seen: list[int] = []
    for _ in range(100):
        seen = [*seen[-5:], page.evaluate(TALL)]
        if len(seen) == 6 and len(set(seen)) == 1:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"the page never stands still: {seen} px high")


@pytest.mark.parametrize(
    ("key", "opened", "label"),
    [
        ("decision", (), "The authority"),
        ("options", ("Change option 1",), "Name"),
        ("criteria", ("More about criterion 1", "Change this criterion"), "When it is judged"),
        ("scores", (), "Level for Improve in house (funded) (points, 0 to 100)"),
        ("money", ("Change line 1 of Improve in house (funded)",), "2027"),
    ],
)
def test_nothing_moves_as_a_box_is_saved(
    key: str, opened: tuple[str, ...], label: str, laptop: Visit, example: str, store: Store
) -> None:
    page = laptop.open(f"/{key}?a={example}")
    for part in opened:
        page.get_by_text(part, exact=True).first.click()
        page.wait_for_timeout(200)
        laptop.settle()
    box = page.get_by_role("textbox", name=label, exact=True).first
    box.click()
    number = box.input_value().replace(".", "").isdigit()
    laptop.settle()
    before = service.load(store, example).revision
    until_still(page)  # a part that opens does so for a while
    page.evaluate(SHIFT)

    page.keyboard.press("Control+a" if number else "End")
    page.keyboard.type("43" if number else " A")
    page.keyboard.press("Tab")
    expect(page.get_by_test_id("stMain").get_by_text("✓ Saved at").first).to_be_visible(
        timeout=PATIENCE
    )
    laptop.settle()

    assert service.load(store, example).revision == before + 1
    assert page.evaluate("window.moved") < 1


@pytest.mark.parametrize("pause", [0, 60, 250])
def test_amounts_typed_along_the_years_land_each_in_its_year(
    pause: int, laptop: Visit, example: str, store: Store
) -> None:
    page = laptop.open(f"/money?a={example}")
    page.get_by_text("Change line 1 of Improve in house (funded)").click()
    laptop.settle()
    costs = service.load(store, example).appraisal.costs
    years = list(costs.years())
    page.get_by_role("textbox", name=str(years[0]), exact=True).click()

    for place, _ in enumerate(years):
        page.keyboard.press("Control+a")
        page.keyboard.type(f"{3 + place / 10}", delay=20)
        page.keyboard.press("Tab")
        page.wait_for_timeout(pause)
    focused = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.wait_for_timeout(300)
    laptop.settle()

    line = next(li for li in service.load(store, example).appraisal.costs.lines
                if li.option == "status_quo")  # fmt: skip
    assert {year: line.amounts.get(year) for year in years} == {
        year: 3 + place / 10 for place, year in enumerate(years)
    }
    assert line.item == costs.lines[0].item
    assert focused in ("Optimism bias, %", "Help for Optimism bias, %")  # what Tab leads to next


def test_three_levels_of_one_criterion_stay_with_it_as_the_last_fills_it(
    laptop: Visit, store: Store
) -> None:
    id = begun(store, read_appraisal(criteria_sets()[0].path))
    page = laptop.open(f"/scores?a={id}")
    first = service.load(store, id).appraisal.benefit_criteria()[0]
    options = service.load(store, id).appraisal.options

    for place, option in enumerate(options):
        box = page.get_by_role("textbox", name=f"Level for {option.name}", exact=False).first
        box.fill(str(40 + place))
        page.keyboard.press("Tab")
        page.wait_for_timeout(50)
    expect(page.get_by_text(f"{len(options)} of {len(options)} options scored")).to_be_visible(
        timeout=PATIENCE
    )
    laptop.settle()

    cells = service.load(store, id).appraisal.performances
    assert [(cell.criterion, cell.level) for cell in cells] == [
        (first.id, 40.0 + place) for place in range(len(options))
    ]
    expect(page.get_by_role("heading", name=first.name)).to_be_visible(timeout=PATIENCE)


def test_a_slider_follows_an_undo_that_comes_at_once(
    laptop: Visit, example: str, store: Store
) -> None:
    page = laptop.open(f"/weights?a={example}")
    slider = page.get_by_role("slider").first
    before = slider.get_attribute("aria-valuetext")
    undo = page.get_by_test_id("stSidebar").get_by_role("button", name="Undo")

    for pause in (0, 300, 800, 1_200):
        slider.focus()
        page.keyboard.press("ArrowLeft")
        expect(page.get_by_test_id("stMain").get_by_text("Saved at").first).to_be_visible(
            timeout=PATIENCE
        )
        laptop.settle()
        page.wait_for_timeout(pause)
        undo.click()
        expect(page.get_by_test_id("stMain").get_by_text("Undid").first).to_be_visible(
            timeout=PATIENCE
        )
        laptop.settle()
        expect(slider).to_have_attribute("aria-valuetext", str(before), timeout=PATIENCE)


def test_pages_say_that_a_browser_must_not_translate_them(laptop: Visit, example: str) -> None:
    page = laptop.open(f"/decision?a={example}")

    assert page.locator("html").get_attribute("translate") == "no"
    assert page.locator("html").get_attribute("lang") == "en-GB"


def test_a_blocked_line_is_told_after_ten_seconds_with_what_to_ask_for(
    chromium: Browser, app: RunningApp, example: str
) -> None:
    with visit(chromium, app.url) as at:
        at.page.route_web_socket("**/*", lambda line: line.close())
        at.page.goto(f"{app.url}/decision?a={example}")

        told = at.page.get_by_role("alert").filter(has_text="cannot reach the tool")
        expect(told).to_be_visible(timeout=20_000)
        expect(told).to_contain_text("WebSocket")


def test_no_spoken_name_holds_a_backslash(laptop: Visit, example: str) -> None:
    found = []
    for step in STEPS:
        page = laptop.open(f"/{step.key}?a={example}")
        page.wait_for_timeout(200)
        found += page.locator('[aria-label*="\\\\"]').evaluate_all(
            "all => all.map((e) => e.getAttribute('aria-label'))"
        )

    assert found == []


def test_the_list_at_the_side_goes_once_a_page_is_chosen_on_it_on_a_phone(
    phone: Visit, example: str
) -> None:
    page = phone.open(f"/decision?a={example}")
    page.get_by_test_id("stExpandSidebarButton").click()
    link = page.get_by_test_id("stSidebar").get_by_role("link").filter(has_text="Options").first
    expect(link).to_be_visible(timeout=PATIENCE)

    link.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Options", timeout=PATIENCE)
    expect(link).not_to_be_in_viewport(timeout=PATIENCE)


def test_the_focus_stays_on_the_page_where_what_was_pressed_is_gone(
    laptop: Visit, example: str
) -> None:
    page = laptop.open(f"/history?a={example}")
    page.get_by_label("Who agreed it, and when?").fill("Cabinet")
    page.get_by_text("It is agreed as it stands").click()
    laptop.settle()

    button = page.get_by_role("button", name="Agree and freeze", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Why open it again?")).to_be_visible(timeout=PATIENCE)
    laptop.settle()
    page.wait_for_timeout(400)

    assert page.evaluate("document.activeElement.innerText") == "Agree and freeze"
    assert page.evaluate("document.activeElement.tagName") == "H3"
