"""A random walk of two browsers on one appraisal: after every act, what is shown is what is stored.

Hypothesis draws who acts, what they do and where: 200 acts in every ``make soak``, and 5,000 by
``make faults``.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from playwright.sync_api import Browser, Error, expect

from appraisal import service
from appraisal.model import Appraisal
from appraisal.pages.steps import BY_KEY, neighbours
from appraisal.store import Store
from tests.browser.conftest import begun
from tests.browser.harness import LAPTOP, PATIENCE, RunningApp, Visit, visit
from tests.browser.leaving import go_by_side_list, whole_appraisal
from tests.browser.page_fields import Field, fill, held, open_for

FULL = os.environ.get("FAULTS") == "full"
EXAMPLES, STEPS_EACH = (50, 100) if FULL else (5, 40)
FOLLOWS = 6.0  # seconds in which the other browser shows what was saved
OUTCOMES = {"pass": "✓ pass", "fail": "✗ fail", "unknown": "? not yet known"}
HANDS = ("one", "two")

Shown = Callable[[Appraisal], str]


def field(name: str, kind: str, *parts: str) -> Field:
    return Field(f"st-key-{name}", kind, tuple((part, 0) for part in parts))


def level(appraisal: Appraisal, option: str) -> str:
    cell = appraisal.performance(option, "practice")
    return "" if cell is None or cell.level is None else f"{cell.level:g}"


MUST_HAVE = "Results and reasons: must-have 1"
WATCHED: dict[str, list[tuple[Field, Shown]]] = {
    "decision": [
        (field("decision-title", "line"), lambda a: a.title),
        (field("decision-question", "area"), lambda a: a.question),
        (field("decision-who", "line"), lambda a: a.authority),
        (field("decision-baseline", "radio"), lambda a: a.option(a.baseline).name),
    ],
    "options": [
        (field("option-house-summary", "area", "Change option 1"),
         lambda a: a.option("house").summary),
        (field("option-house-description", "area", "Change option 1"),
         lambda a: a.option("house").description),
    ],
    "must_haves": [
        (field("must_have-law-trust-result", "radio", MUST_HAVE),
         lambda a: OUTCOMES[a.must_have_outcome("trust", "law")]),
        (field("must_have-law-house-result", "radio", MUST_HAVE),
         lambda a: OUTCOMES[a.must_have_outcome("house", "law")]),
    ],
    "scores": [
        (field("score-practice-house-level", "line"), lambda a: level(a, "house")),
        (field("score-practice-trust-level", "line"), lambda a: level(a, "trust")),
    ],
    "weights": [
        (field("swing-time", "slider"), lambda a: f"{a.swings['time']:g}"),
    ],
}  # fmt: skip


class Hands:
    """One browser: where it is, and what is open there."""

    def __init__(self, at: Visit, id: str) -> None:
        self.visit, self.page, self.id, self.key = at, at.page, id, "decision"
        self.visit.open(f"/decision?a={id}")

    def to(self, key: str) -> None:
        go_by_side_list(self.page, key)
        self.arrive(key)

    def arrive(self, key: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(
            BY_KEY[key].title, timeout=PATIENCE
        )
        self.key = key
        self.visit.settle()

    def shown(self) -> dict[str, str]:
        """What the fields that are watched show to somebody who turns to this window."""
        self.page.evaluate("window.dispatchEvent(new Event('focus'))")
        for each, _ in WATCHED[self.key]:
            open_for(each, self.visit)
        return {each.name: held(each, self.page).strip() for each, _ in WATCHED[self.key]}


class TwoHands(RuleBasedStateMachine):
    """Two browsers on one appraisal."""

    open_hands: Callable[[str], Hands]
    store: Store

    def __init__(self) -> None:
        super().__init__()
        self.id = begun(self.store, whole_appraisal())
        self.hands = {name: type(self).open_hands(self.id) for name in HANDS}
        self.number = 0

    @rule(who=st.sampled_from(HANDS), key=st.sampled_from(sorted(WATCHED)))
    def go(self, who: str, key: str) -> None:
        self.hands[who].to(key)

    @rule(who=st.sampled_from(HANDS), forward=st.booleans())
    def turn(self, who: str, forward: bool) -> None:
        hands = self.hands[who]
        before, after = neighbours(hands.key)
        step = after if forward else before
        if step is None or step.key not in WATCHED:
            return
        word = "Next" if forward else "Back"
        hands.page.get_by_role("button", name=f"{word}: {step.title}", exact=True).click()
        hands.arrive(step.key)

    @rule(who=st.sampled_from(HANDS), place=st.integers(0, 3), leave=st.sampled_from(
        ("Tab", "Enter", "go on")))  # fmt: skip
    def write(self, who: str, place: int, leave: str) -> None:
        hands = self.hands[who]
        watched = WATCHED[hands.key]
        each, _ = watched[place % len(watched)]
        open_for(each, hands.visit)
        self.number += 1
        fill(each, hands.page, self.number)
        if leave == "go on":
            hands.to("decision" if hands.key != "decision" else "weights")
        else:
            hands.page.keyboard.press("Tab")

    @rule(who=st.sampled_from(HANDS), name=st.sampled_from(("Undo", "Redo")))
    def step(self, who: str, name: str) -> None:
        button = (
            self.hands[who]
            .page.get_by_test_id("stSidebar")
            .get_by_role("button", name=name, exact=True)
        )
        if button.is_enabled():
            with suppress(Error):  # the other browser may have taken the last step back just now
                button.click(timeout=2_000)

    @rule(who=st.sampled_from(HANDS))
    def reload(self, who: str) -> None:
        hands = self.hands[who]
        hands.page.reload()
        hands.visit.settle()

    @invariant()
    def both_show_what_is_stored(self) -> None:
        for hands in self.hands.values():
            until = time.monotonic() + FOLLOWS
            while True:
                hands.visit.settle()
                shown = hands.shown()
                stored = service.load(self.store, self.id).appraisal
                want = {each.name: said(stored).strip() for each, said in WATCHED[hands.key]}
                if shown == want:
                    break
                assert time.monotonic() < until, f"{hands.key} shows {shown}, stored is {want}"
                hands.page.wait_for_timeout(100)

    def teardown(self) -> None:
        for hands in self.hands.values():
            hands.page.close()


@pytest.mark.soak
@pytest.mark.timeout(7_200 if FULL else 900)
def test_two_browsers_show_what_is_stored_after_every_act(
    chromium: Browser, app: RunningApp, store: Store
) -> None:
    with visit(chromium, app.url, LAPTOP) as at:

        def open_hands(id: str) -> Hands:
            own = Visit(at.page.context.new_page(), app.url)
            return Hands(own, id)

        class Walk(TwoHands):
            pass

        Walk.open_hands = staticmethod(open_hands)
        Walk.store = store
        run_state_machine_as_test(
            Walk,
            settings=settings(
                max_examples=EXAMPLES, stateful_step_count=STEPS_EACH, deadline=None,
                phases=(Phase.generate,), suppress_health_check=list(HealthCheck),
                print_blob=True,
            ),
        )  # fmt: skip
