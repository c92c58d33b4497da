"""How long a page of the app takes from a key on a slider until what follows from it is painted.

Timed by the browser's own clock, inside the page: from the key going down until the frame after the
last change to what is on the page, once the run is over and nothing has changed for a while.
"""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

QUIET = 400  # ms without a change after which the page counts as painted

WATCH = """
() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const state = () => app.getAttribute('data-test-script-state');
  const seen = window.repaint = {began: null, painted: null, quiet: () => false};
  let changed = null;
  addEventListener('keydown', () => {
    Object.assign(seen, {began: performance.now(), painted: null});
    changed = null;
  }, true);
  new MutationObserver(() => {
    if (seen.began === null) return;
    changed = performance.now();
    requestAnimationFrame(() => setTimeout(() => { seen.painted = performance.now(); }, 0));
  }).observe(app, {subtree: true, childList: true, characterData: true, attributes: true,
                   attributeFilter: ['data-test-script-state', 'd', 'aria-label', 'width']});
  seen.quiet = ms => state() === 'notRunning' && seen.painted !== null
    && performance.now() - changed > ms;
}
"""


@dataclass(frozen=True)
class Times:
    """Times in milliseconds, one for each key pressed."""

    each: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.each)

    @property
    def p95(self) -> float:
        """The one that 95 in 100 stay below."""
        return sorted(self.each)[min(len(self.each) - 1, round(0.95 * len(self.each)))]

    def line(self, name: str, target: float) -> str:
        """One row of a table."""
        verdict = "reached" if self.median < target else "MISSED"
        return (
            f"{name:<36} median {self.median:5.0f} ms   p95 {self.p95:5.0f} ms   "
            f"{len(self.each)} keys   target {target:.0f} ms: {verdict}"
        )


class Answers:
    """Counts what the server sends to a page: a short run shows in no attribute of the page."""

    def __init__(self, page: Page) -> None:
        self.count = 0
        line = page.context.new_cdp_session(page)
        line.on("Network.webSocketFrameReceived", lambda _: self._add())
        line.send("Network.enable")

    def _add(self) -> None:
        self.count += 1


def wait_until_painted(page: Page, answers: Answers, patience: float = 20.0) -> None:
    """Wait until the server answered and the page is quiet again, at most ``patience`` seconds.

    Polls from outside, since the page forbids eval.
    """
    deadline = time.monotonic() + patience
    while not answers.count or not page.evaluate("ms => repaint.quiet(ms)", QUIET):
        assert time.monotonic() < deadline, "the page was still changing"
        page.wait_for_timeout(50)


def time_keys(page: Page, slider: Locator, shows: Locator, keys: list[str]) -> Times:
    """Times from each key on ``slider`` until what follows is painted.

    Raises
    ------
    AssertionError
        If the words of ``shows`` are the same after all keys as before: then nothing was timed.
    """
    page.evaluate(WATCH)
    answers = Answers(page)
    slider.focus()
    before = shows.inner_text()
    times = []
    for key in keys:
        answers.count = 0
        page.keyboard.press(key)
        wait_until_painted(page, answers)
        times.append(page.evaluate("repaint.painted - repaint.began"))
    assert shows.inner_text() != before, "the keys changed nothing on the page"
    return Times(tuple(times))
