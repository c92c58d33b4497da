"""Every field of every page, left in every way: what was typed is what is kept.

A field is filled, left in one of many ways, and come back to. Then the box has to show what is
stored, what is stored has to be what was typed (or, where a way loses the box, what was there), and
the record must hold no event that nobody made. The fields are read off the pages (``page_fields``).

In every run: every field by three ways, drawn by a seed that is printed, and every kind of field by
every way. ``make faults`` tries every field by every way, also on a slow line. ``TORTURE_SEED=n``
repeats a run.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error

from appraisal.pages.steps import STEPS
from appraisal.store import Store
from tests.browser.conftest import begun
from tests.browser.harness import LAPTOP, PHONE, RunningApp, visit
from tests.browser.leaving import (
    PRESSES,
    WAYS,
    PressLost,
    Room,
    Way,
    torture,
    whole_appraisal,
)
from tests.browser.page_fields import TYPED, Field, fields_on
from tests.browser.slow_line import slow_line

FULL = os.environ.get("FAULTS") == "full"
SEED = int(os.environ.get("TORTURE_SEED") or random.SystemRandom().randrange(10**6))
PAGES = [step.key for step in STEPS if step.key not in ("start", "history")]
# Each of these is a part of `make soak`, so that the two cores have about the same to do.
SHARES = {
    "first_pages": ("decision", "options", "must_haves", "criteria"),
    "middle_pages": ("evidence", "scores", "weights"),
    "last_pages": ("result", "robustness", "money", "report"),
}
EACH = 3  # ways for a field in every run
SLOW_MS, SLOW_ONES = 200, 20
LONG = pytest.mark.hours
pytestmark = [pytest.mark.soak, pytest.mark.timeout(3_600)]


@pytest.fixture
def opened(store: Store) -> str:
    return begun(store, whole_appraisal())


@pytest.fixture(scope="module")
def found(chromium: Browser, app: RunningApp, store: Store) -> dict[str, list[Field]]:
    """Every field of every page, as it is drawn."""
    with visit(chromium, app.url, LAPTOP) as at:
        return every_field(Room(at, store, begun(store, whole_appraisal()), app))


@pytest.fixture(params=["fast line", pytest.param("slow line", marks=LONG)])
def room(
    request: pytest.FixtureRequest, chromium: Browser, app: RunningApp, store: Store, opened: str
) -> Iterator[Room]:
    """A laptop on the line as it is, and on one of 200 ms each way."""
    if request.param == "fast line":
        with visit(chromium, app.url, LAPTOP) as at:
            yield Room(at, store, opened, app)
        return
    with slow_line(app.port, SLOW_MS / 1000) as url, visit(chromium, url, LAPTOP) as at:
        yield Room(at, store, opened, app, slow=True)


def every_field(room: Room) -> dict[str, list[Field]]:
    """Every field of every page."""
    found = {}
    for key in PAGES:
        room.to(key)
        found[key] = fields_on(room.page)
    return found


def plan(found: dict[str, list[Field]], rng: random.Random) -> list[tuple[str, Field, Way]]:
    """What is tried: every field by three ways, and between them every kind of field by all.

    In full, every field by every way.
    """
    kinds: dict[str, list[tuple[str, Field]]] = {}
    for key, fields in found.items():
        for field in fields:
            kinds.setdefault(field.kind, []).append((key, field))
    turns = []
    for of_kind in kinds.values():
        if FULL:
            turns += [(key, field, way) for key, field in of_kind for way in WAYS]
            continue
        # Ways are dealt like cards, so that all are dealt before any is dealt twice.
        dealt = [way for _ in of_kind for way in rng.sample(WAYS, len(WAYS))]
        count = max(EACH * len(of_kind), len(WAYS))
        for place, way in enumerate(dealt[:count]):
            key, field = of_kind[place // EACH % len(of_kind)]
            turns.append((key, field, way))
    return sorted(turns, key=lambda turn: PAGES.index(turn[0]))


def tried(room: Room, turns: list[tuple[str, Field, Way]]) -> list[str]:
    """Torture each in turn; where it was a page's turn before, the page is not opened anew."""
    faults: list[str] = []
    at = ""
    for number, (key, field, way) in enumerate(turns):
        try:
            if at != key:
                room.to(key, field)
                at = key
            faults += torture(room, key, field, way, number)
        except PressLost as error:
            faults.append(f"{key}, {field.name}, left by {way}: the press was lost: {error}")
            at = ""
        except (Error, AssertionError) as error:
            # The page moved between looking and pressing, as by a fault of before: once more.
            print(f"Once more: {key}, {field.name}, {way}: {str(error)[:200]}")
            # A new record, so that what an earlier change took away is there again.
            room.id = begun(room.store, whole_appraisal())
            room.to(key, field)
            at = key
            faults += torture(room, key, field, way, number)
    return faults


@pytest.mark.parametrize("share", SHARES)
def test_every_field_keeps_what_was_typed_in_every_way_of_leaving(
    share: str, room: Room, found: dict[str, list[Field]]
) -> None:
    rng = random.Random(SEED)
    turns = [turn for turn in plan(found, rng) if turn[0] in SHARES[share]]
    if room.slow and not FULL:
        turns = sorted(rng.sample(turns, SLOW_ONES), key=lambda turn: PAGES.index(turn[0]))
    print(f"TORTURE_SEED={SEED}: {len(turns)} turns")

    assert tried(room, turns) == [], f"TORTURE_SEED={SEED}"


def test_every_page_belongs_to_a_share() -> None:
    assert sorted(PAGES) == sorted(page for share in SHARES.values() for page in share)


@pytest.mark.parametrize("ms", PRESSES)
def test_a_tap_after_typing_on_a_phone_is_kept_and_done(
    ms: int, chromium: Browser, app: RunningApp, store: Store, opened: str
) -> None:
    with visit(chromium, app.url, PHONE) as at:
        room = Room(at, store, opened, app)
        faults: list[str] = []
        for key in ("decision", "options", "evidence", "money"):
            room.to(key)
            typed = [field for field in fields_on(room.page) if field.kind in TYPED][:2]
            for number, field in enumerate(typed):
                faults += torture(room, key, field, Way("tap", ms), number)
                room.to(key, field)

        assert faults == []
