"""Two ways of doing the same things on a page: with a mouse, and with the keyboard alone."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from playwright.sync_api import Locator, Page, TimeoutError, expect

from tests.browser.harness import PATIENCE, Visit

MOST_TABS = 400


class Presses(Protocol):
    """Somebody who presses things."""

    def press(self, target: Locator) -> None:
        """Press a button, open an expander, choose a radio button."""


class Hands(Presses, Protocol):
    """What a visitor can do."""

    def write(self, box: Locator, text: str) -> None:
        """Write into a box and leave it."""

    def slide_to_end(self, slider: Locator) -> None:
        """Move a slider to its greatest value."""

    def upload(self, visit: Visit, file: Path) -> None:
        """Choose a file."""


class Mouse:
    """Clicks, as somebody with a mouse or a finger does."""

    def press(self, target: Locator) -> None:
        """Click it; of a radio button, what a finger meets is its label."""
        if target.get_attribute("type") == "radio":
            target = target.locator("xpath=ancestor::label")
        target.click()

    def write(self, box: Locator, text: str) -> None:
        """Click into it, replace what it holds, and click away."""
        box.click()
        box.fill(text)
        box.blur()

    def slide_to_end(self, slider: Locator) -> None:
        """Drag the thumb past the right end."""
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        assert box is not None
        mouse = slider.page.mouse
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + 60, y, steps=5)
        mouse.move(x + 1500, y, steps=10)
        mouse.up()

    def upload(self, visit: Visit, file: Path) -> None:
        """Click the button and pick the file."""
        with visit.page.expect_file_chooser() as chooser:
            visit.page.get_by_test_id("stFileUploaderDropzone").get_by_role("button").last.click()
        chooser.value.set_files(file)


class Keyboard:
    """Nothing but Tab, arrows, Enter, Space and letters."""

    def _go_to(self, target: Locator) -> None:
        """Tab until it has the focus: a control that Tab cannot reach fails here."""
        expect(target).to_be_visible(timeout=PATIENCE)
        page = target.page
        for _ in range(MOST_TABS):
            if target.evaluate("e => e === document.activeElement"):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {target}")

    def press(self, target: Locator) -> None:
        """Reach it and press Enter; within radio buttons move by arrows."""
        if target.get_attribute("type") == "radio":
            self._choose(target)
            return
        self._go_to(target)
        target.page.keyboard.press("Enter")

    def _choose(self, radio: Locator) -> None:
        page = radio.page
        group = f"input[type=radio][name='{radio.get_attribute('name')}']"
        for _ in range(MOST_TABS):
            if page.evaluate(f'document.activeElement.matches("{group}")'):
                break
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        for _ in range(page.locator(group).count() + 1):
            if radio.evaluate("e => e === document.activeElement"):
                break
            page.keyboard.press("ArrowDown")
        if not radio.is_checked():
            page.keyboard.press("Space")
        expect(radio).to_be_checked()

    def write(self, box: Locator, text: str) -> None:
        """Reach it, replace what it holds, and go on with Tab."""
        self._go_to(box)
        keyboard: Page = box.page
        keyboard.keyboard.press("ControlOrMeta+a")
        keyboard.keyboard.type(text)
        keyboard.keyboard.press("Tab")

    def slide_to_end(self, slider: Locator) -> None:
        """Reach it and press End."""
        self._go_to(slider)
        slider.page.keyboard.press("End")

    def upload(self, visit: Visit, file: Path) -> None:
        """Reach the button, press Enter and pick the file."""
        button = visit.page.get_by_test_id("stFileUploaderDropzone").get_by_role("button").last
        for wait in (5_000, 10_000, PATIENCE):  # a page still loading can swallow the first Enter
            self._go_to(button)
            try:
                with visit.page.expect_file_chooser(timeout=wait) as chooser:
                    visit.page.keyboard.press("Enter")
            except TimeoutError:
                continue
            chooser.value.set_files(file)
            return
        raise AssertionError("Enter on the upload button opens no file chooser")
