"""The harness must go red: on a script error, a traceback, a stranger's address, a dead server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.harness import PHONE, RunningApp, Visit, visit

PAGE = """
import streamlit as st

level = st.slider("Level", 0, 100, 40)
st.text(f"saved {level}")
if st.button("Ask a stranger"):
    st.markdown("![picture](http://stranger.invalid/picture.png)")
if st.button("Break"):
    raise RuntimeError("broken on purpose")
"""


@pytest.fixture(scope="module")
def small_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    folder = tmp_path_factory.mktemp("small")
    script = folder / "page.py"
    script.write_text(PAGE)
    with RunningApp(folder / "data", script) as running:
        yield running


@pytest.fixture
def opened(chromium: Browser, small_app: RunningApp) -> Iterator[Visit]:
    with visit(chromium, small_app.url) as page:
        page.open()
        yield page


def test_a_slider_moved_by_keyboard_reaches_the_server_and_comes_back(opened: Visit):
    opened.page.get_by_role("slider", name="Level").press("End")

    expect(opened.page.get_by_text("saved 100")).to_be_visible()
    opened.settle()
    assert opened.faults == []
    assert opened.tracebacks() == []


def test_a_request_to_another_machine_is_noticed(opened: Visit):
    opened.page.get_by_role("button", name="Ask a stranger").click()
    expect(opened.page.get_by_role("img", name="picture")).to_have_count(1)
    opened.settle()

    assert opened.faults == ["asked a stranger: http://stranger.invalid/picture.png"]


def test_a_script_error_is_noticed(opened: Visit):
    opened.page.evaluate("setTimeout(() => { throw new Error('planted') }, 0)")
    opened.page.wait_for_timeout(100)

    assert any("planted" in fault for fault in opened.faults)


def test_an_uncaught_error_on_the_page_is_noticed_and_shows_no_detail(
    opened: Visit, small_app: RunningApp
):
    before = small_app.log_size()

    opened.page.get_by_role("button", name="Break").click()
    expect(opened.page.get_by_test_id("stException")).to_be_visible()

    assert len(opened.tracebacks()) == 1
    assert "broken on purpose" in small_app.tracebacks(since=before)[0]
    assert "broken on purpose" not in opened.page.content()


def test_a_picture_without_words_is_found_and_a_sound_page_has_no_fault(opened: Visit):
    assert opened.accessibility_faults() == []

    opened.page.get_by_test_id("stMain").evaluate(
        "main => main.append(Object.assign(new Image(9, 9), {src: 'data:image/gif;base64,R0lGOD'}))"
    )

    assert [fault.split(":")[0] for fault in opened.accessibility_faults()] == ["image-alt"]


def test_a_phone_page_is_as_wide_as_a_phone_and_does_not_scroll_sideways(
    chromium: Browser, small_app: RunningApp
):
    with visit(chromium, small_app.url, PHONE) as phone:
        phone.open()

        assert phone.page.evaluate("window.innerWidth") == 390
        assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_server_that_cannot_start_says_why(tmp_path: Path):
    with pytest.raises(RuntimeError, match="does not exist"):
        RunningApp(tmp_path / "data", tmp_path / "nothing.py").start()


def test_a_killed_server_no_longer_answers(tmp_path: Path):
    script = tmp_path / "page.py"
    script.write_text(PAGE)
    running = RunningApp(tmp_path / "data", script).start()

    running.kill()

    assert not running.healthy()
