"""The fields of a page as a person meets them: found in what is drawn, filled, left and read.

Nothing here knows a field by name. A page's parts are opened, and whatever can be filled in is a
field; one without a key of its own would be a field that nothing binds, and fails.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Error, Locator, Page

from tests.browser.harness import LOOK, PATIENCE, Visit

KINDS = {
    "stTextInput": "line",
    "stTextArea": "area",
    "stNumberInput": "stepper",
    "stSelectbox": "list",
    "stRadio": "radio",
    "stMultiSelect": "several",
    "stCheckbox": "tick",
    "stSlider": "slider",
    "stButtonGroup": "views",
}
# Found on a page and no field: nothing is kept under them. A table is tried by tests of its own.
NOT_FIELDS = ("stFileUploader", "stDataFrame")
TYPED = ("line", "area")
MOST_PARTS = 60
STILL_LOOKS = 4  # in which something has to stay where it is before it is pressed
MISSING_LOOKS = 9  # at a page at rest, before a field counts as not there: 2.7 s in all

_FIND = """() => {
  const kinds = %s;
  const found = [];
  for (const box of document.querySelectorAll(kinds.map((k) => `[data-testid="${k}"]`).join(","))) {
    if (!box.closest('[data-testid="stMain"]') || !box.offsetParent) continue;
    const keyed = box.closest('[data-testid="stElementContainer"]');
    const name = keyed && [...keyed.classList].find((each) => each.startsWith("st-key-"));
    const off = box.querySelector("[disabled], [aria-disabled=true]");
    const parts = [];
    for (let at = box.closest("details"); at; at = at.parentElement.closest("details")) {
      const around = at.parentElement.closest("details");
      const label = at.querySelector("summary").innerText.trim().split("\\n").pop();
      const alike = [...(around || document).querySelectorAll("details")].filter((each) =>
        each.parentElement.closest("details") === around
        && each.querySelector("summary").innerText.trim().split("\\n").pop() === label);
      parts.unshift([label, alike.indexOf(at)]);
    }
    found.push([name || "", box.dataset.testid, !!off, parts]);
  }
  return found;
}"""

# All at once: each opens by a message of its own, and the last run shows them all.
_OPEN_ALL = """() => {
  const closed = [...document.querySelectorAll(
    '[data-testid="stMain"] details:not([open]) > summary')];
  closed.forEach((each) => each.click());
  return closed.length;
}"""

_OPEN = """(parts) => {
  let around = null;
  for (const [label, place] of parts) {
    const alike = [...(around || document).querySelectorAll("details")].filter((each) =>
      each.parentElement.closest("details") === around
      && each.querySelector("summary").innerText.trim().split("\\n").pop() === label);
    around = alike[place];
    if (!around) return "missing";
    if (!around.open) { around.querySelector("summary").click(); return "opened"; }
  }
  return "open";
}"""


@dataclass(frozen=True)
class Field:
    """A field as it was found.

    Attributes
    ----------
    name : str
        The class of its key, without its count.
    kind : str
    parts : tuple of (label, place among those of this label)
        The parts of the page that have to stand open for it, from the outside in.
    """

    name: str
    kind: str
    parts: tuple[tuple[str, int], ...] = ()

    @property
    def on_record(self) -> bool:
        """Whether what it holds is a value of the appraisal."""
        return not self.name.startswith(("st-key-unsaved-", "st-key-view-"))

    def at(self, page: Page) -> Locator:
        """Where it is on the page, whatever the count in its key."""
        inner = {kind: id for id, kind in KINDS.items()}[self.kind]
        names = page.evaluate(
            "(name) => [...document.querySelectorAll(`[class*='${name}']`)]"
            ".flatMap((e) => [...e.classList])"
            ".filter((c) => c === name || new RegExp(`^${name}-\\\\d+$`).test(c))",
            self.name,
        )
        chosen = names[-1] if names else self.name
        return page.locator(f'.{chosen} [data-testid="{inner}"]').first


def fields_on(page: Page) -> list[Field]:
    """Every field on the page that can be filled in now.

    Raises
    ------
    AssertionError
        If one has no key: then nothing binds it.
    """
    found = page.evaluate(_FIND % str(list(KINDS)).replace("'", '"'))
    nameless = [kind for name, kind, *_ in found if not name]
    assert not nameless, f"fields that nothing binds: {nameless} on {page.url}"
    return list(
        dict.fromkeys(
            Field(_without_count(name), KINDS[kind], tuple(map(tuple, parts)))
            for name, kind, off, parts in found
            if not off
        )
    )


def _without_count(name: str) -> str:
    head, _, tail = name.rpartition("~")
    return head if tail.isdigit() else name


def open_parts(visit: Visit) -> None:
    """Open every part of the page that opens, and the parts within."""
    page = visit.page
    for _ in range(MOST_PARTS):
        if not page.evaluate(_OPEN_ALL):
            return
        page.wait_for_timeout(120)
        visit.settle()


def open_for(field: Field, visit: Visit) -> None:
    """Open those parts of the page that a field stands in.

    Raises
    ------
    AssertionError
        If it is not on the page, which stands still.
    """
    until = time.monotonic() + PATIENCE / 1000
    moved = False
    for missing in range(MISSING_LOOKS):
        while (found := visit.page.evaluate(_OPEN, list(map(list, field.parts)))) == "opened":
            visit.settle()
            moved = True
            assert time.monotonic() < until, f"{field} never opens on {visit.page.url}"
        if found == "open" and field.at(visit.page).count():
            if moved:
                stand_still(field.at(visit.page))
            return
        visit.page.wait_for_timeout(60 * (missing + 1))
        visit.settle()
    raise AssertionError(f"{field} is not on {visit.page.url}: {found}")


def stand_still(box: Locator) -> None:
    """Wait until what opens has opened: nobody presses what still moves under their finger."""
    seen: list[object] = []
    until = time.monotonic() + PATIENCE / 1000
    while len(seen) < STILL_LOOKS or any(place != seen[-1] for place in seen[-STILL_LOOKS:]):
        assert time.monotonic() < until, f"{box} never stands still"
        seen.append(box.bounding_box())
        box.page.wait_for_timeout(LOOK)


def held(field: Field, page: Page) -> str:
    """What a field shows; it may be drawn under a new key just now."""
    until = time.monotonic() + PATIENCE / 1000
    while True:
        box = field.at(page)
        try:
            box.wait_for(state="attached", timeout=1_000)
            return _HELD[field.kind](box)
        except Error:
            if time.monotonic() > until:
                raise


def _of_radio(box: Locator) -> str:
    return str(
        box.evaluate(
            "e => { const c = e.querySelector('input:checked');"
            " return c ? c.closest('label').innerText.trim() : '' }",
            timeout=_MS,
        )
    )


# Each asks for a second at most: a box may be drawn anew under another key meanwhile.
_MS = 1_000
_HELD: dict[str, Callable[[Locator], str]] = {
    "line": lambda box: box.locator("input").input_value(timeout=_MS),
    "area": lambda box: box.locator("textarea").input_value(timeout=_MS),
    "stepper": lambda box: box.locator("input").input_value(timeout=_MS),
    "list": lambda box: box.locator("input").input_value(timeout=_MS),
    "radio": _of_radio,
    "several": lambda box: box.get_by_test_id("stMultiSelectTagsContainer").last.inner_text(
        timeout=_MS
    ),
    "tick": lambda box: str(box.locator("input").is_checked(timeout=_MS)),
    "slider": lambda box: str(
        box.locator("[type=range]").first.get_attribute("aria-valuetext", timeout=_MS)
    ),
    "views": lambda box: box.locator('[aria-checked="true"]').inner_text(timeout=_MS),
}


def fill(field: Field, page: Page, number: int) -> str:
    """Give a field another value than it has, as hands do; return what it then shows.

    The last move is not followed by a leaving: what was typed is still in the box.
    """
    box = field.at(page)
    box.scroll_into_view_if_needed()
    before = held(field, page)
    if field.kind in TYPED:
        _type(box.locator("input, textarea").first, field, before, number)
    elif field.kind == "stepper":
        box.locator("input").click()
        page.keyboard.press("Control+a")
        page.keyboard.type(str(3 + number % 9))
    elif field.kind == "list":
        _choose(box, page, before, number)
    elif field.kind == "radio":
        others = [e for e in box.locator("label:has(input)").all() if e.inner_text() != before]
        others[number % len(others)].click()
    elif field.kind == "several":
        box.locator("input").click()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
    elif field.kind == "tick":
        box.locator("label").click()
    elif field.kind == "slider":
        box.locator("[type=range]").first.focus()
        page.keyboard.press("ArrowLeft" if number % 2 else "ArrowRight")
    elif field.kind == "views":
        others = box.locator('[aria-checked="false"]').all()
        others[number % len(others)].click()
    return held(field, page)


def _type(box: Locator, field: Field, before: str, number: int) -> None:
    """Type what may well be right in such a box, to judge by what it holds."""
    box.click()
    page = box.page
    page.keyboard.press("Control+a")
    page.keyboard.type(likely(field, before, number))


def likely(field: Field, before: str, number: int) -> str:
    """A value that such a field may well take, other than the one before."""
    name = field.name
    if "address" in name:
        return f"https://example.org/{number}"
    if name.endswith("-date") and "evidence" in name:
        return f"20{10 + number % 9}-07"
    if name.endswith("-date"):
        return f"{1 + number % 28} March 2026"
    if "base_year" in name:
        return str(2020 + number % 9)
    numeric = any(
        part in name
        for part in ("-level", "-20", "-bias", "-low", "-high", "discount", "horizon", "-worst",
                     "-best", "-value")
    ) and not name.endswith(("-reason", "-text"))  # fmt: skip
    if numeric and "-level-" not in name:
        return str(3 + number % 17)
    if "-points" in name:
        return ""
    return f"Words {number}"


def _choose(box: Locator, page: Page, before: str, number: int) -> None:
    """Choose another entry of a list; one that closed, as the page was just drawn anew, again."""
    options = page.get_by_role("option")
    for tries_left in range(5, 0, -1):
        try:
            if not options.count():
                box.get_by_role("button", name="Open").click(timeout=4 * _MS)
            options.first.wait_for(timeout=3 * _MS)
            labels = [text.strip() for text in options.all_inner_texts()]
            others = [place for place, label in enumerate(labels) if label != before]
            options.nth(others[number % len(others)] if others else 0).click(timeout=3 * _MS)
            return
        except Error:
            if tries_left == 1:
                raise
