"""Take the README's picture: the result of the worked example, on a laptop's screen.

Run by `make screenshot`, in the virtual environment, from the root of the checkout.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import expect, sync_playwright  # noqa: E402

from tests.browser.harness import PATIENCE, RunningApp, open_chromium, visit  # noqa: E402

PICTURE = ROOT / ".readme" / "result.png"
SIZE = {"width": 1280, "height": 1000}


def main() -> None:
    """Open the worked example, go to its result and keep the picture."""
    PICTURE.parent.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        RunningApp(Path(folder) / "data") as app,
        sync_playwright() as playwright,
        open_chromium(playwright) as chromium,
        visit(chromium, app.url, SIZE, color_scheme="light") as opened,
    ):
        page = opened.open()
        page.get_by_role("button", name="Open the worked example").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("ecision", timeout=PATIENCE)
        page.get_by_test_id("stSidebar").get_by_role("link", name="Result").click()
        expect(page.locator(".vega-embed").first).to_be_visible(timeout=PATIENCE)
        opened.settle()
        page.screenshot(path=PICTURE)
    print(f"Kept {PICTURE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
