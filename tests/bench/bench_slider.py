"""From slider to repaint in Chromium, on the worked example: the pages Weights and Result."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.bench.repaint import Times, time_keys
from tests.browser.harness import PATIENCE, RunningApp, Visit, open_chromium, visit

TARGET = 150.0  # ms, the median
KEYS = ["ArrowLeft"] * 15 + ["ArrowRight"] * 6


def main() -> bool:
    """Print both pages' times; true if both medians are below the target."""
    with (
        tempfile.TemporaryDirectory() as folder,
        RunningApp(Path(folder) / "data") as app,
        sync_playwright() as playwright,
        open_chromium(playwright) as chromium,
        visit(chromium, app.url) as opened,
    ):
        page = opened.open()
        page.get_by_role("button", name="Open the worked example").first.click()
        found = {"Result, what-if": on_result(opened, page), "Weights": on_weights(opened, page)}
    for name, times in found.items():
        print(times.line(name, TARGET))
    return all(times.median < TARGET for times in found.values())


def go_to(opened: Visit, page: Page, step: str) -> None:
    """Open a step by its link at the side and wait until it is drawn."""
    page.get_by_test_id("stSidebar").get_by_role("link", name=re.compile(step)).click()
    expect(page.get_by_role("heading", level=1, name=step)).to_be_visible(timeout=PATIENCE)
    opened.settle()


def on_weights(opened: Visit, page: Page) -> Times:
    """Times on the page Weights, where each key is also saved to disk."""
    go_to(opened, page, "Weights")
    weights = page.get_by_text(re.compile("^By group:"))
    return time_keys(page, page.get_by_role("slider").first, weights, KEYS)


def on_result(opened: Visit, page: Page) -> Times:
    """Times on the page Result, in its what-if."""
    go_to(opened, page, "Result")
    page.get_by_text("Try a what-if").click()
    slider = page.get_by_role("slider", name=re.compile("in this what-if"))
    return time_keys(page, slider, page.get_by_test_id("stExpander").last, KEYS)
