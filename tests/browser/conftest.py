"""Fixtures for browser tests: the app, the browser, a laptop's page and a phone's.

A test that takes ``laptop`` or ``phone`` also fails, at its end, if the page had a script error or
asked anything of another machine, or if a traceback was shown or written to the server's log. When
a test fails, a picture of each of its pages and that log are kept in ``tests/browser/artifacts/``.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from appraisal import service
from appraisal.files.appraisal_file import read_appraisal
from appraisal.files.examples import worked_examples
from appraisal.model import Appraisal
from appraisal.service.acting import By
from appraisal.settings import Settings
from appraisal.store import Store
from tests.browser.harness import ARTIFACTS, LAPTOP, PHONE, RunningApp, Visit, open_chromium, visit
from tests.service.examples import officer

FAILED = pytest.StashKey[bool]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder ``browser``."""
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Remember whether the test's own part failed, for the fixtures that clear up after it."""
    report = yield
    if call.when == "call":
        item.stash[FAILED] = report.failed  # type: ignore[attr-defined]
    return report


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests; each page has its own cookies."""
    with sync_playwright() as playwright, open_chromium(playwright) as browser:
        yield browser


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """The app on an empty data folder, one for each test module."""
    with RunningApp(tmp_path_factory.mktemp("app") / "data") as running:
        yield running


@pytest.fixture(scope="module")
def store(app: RunningApp) -> Iterator[Store]:
    """The store that the app writes to, to read what is stored."""
    opened = Store.open(Settings(data=app.data))
    yield opened
    opened.close()


@pytest.fixture
def example(store: Store) -> str:
    """The id of a fresh copy of the worked example."""
    return begun(store, read_appraisal(worked_examples()[0].path))


def begun(store: Store, appraisal: Appraisal) -> str:
    """The id of a new record that begins with an appraisal."""
    return service.start(store, now_by_officer(), appraisal).id


def now_by_officer() -> By:
    """The officer's next act, now."""
    return officer(dt.datetime.now(dt.UTC), uuid.uuid4().hex)


def saved_elsewhere(store: Store, id: str, **changes: Any) -> None:
    """Change an appraisal as another officer does, beside the browser."""
    kept = service.load(store, id)
    after = kept.appraisal.changed(**changes)
    service.save(store, now_by_officer(), kept, after, kind="decision")


@pytest.fixture
def laptop(request: pytest.FixtureRequest, chromium: Browser, app: RunningApp) -> Iterator[Visit]:
    """A page of 1280 by 800."""
    began = app.log_size()
    with visit(chromium, app.url, LAPTOP) as opened:
        yield opened
        check(request.node, opened, app, began)


@pytest.fixture
def phone(request: pytest.FixtureRequest, chromium: Browser, app: RunningApp) -> Iterator[Visit]:
    """A page of 390 by 844 that is touched, not clicked."""
    began = app.log_size()
    with visit(chromium, app.url, PHONE) as opened:
        yield opened
        check(request.node, opened, app, began)


def check(item: pytest.Item, opened: Visit, app: RunningApp, began: int) -> None:
    """Keep what helps if the test failed; else fail if anything went wrong on page or server.

    ``began`` is the size of the server's log when the page was opened.
    """
    failed = item.stash.get(FAILED, True)
    shown = [*opened.tracebacks(), *app.tracebacks(since=began)]
    faults = [] if failed else [*opened.faults, *(f"traceback: {text}" for text in shown)]
    if failed or faults:
        ARTIFACTS.mkdir(exist_ok=True)
        width = (opened.page.viewport_size or LAPTOP)["width"]
        name = re.sub(r"\W+", "-", item.name)
        opened.page.screenshot(path=ARTIFACTS / f"{name}-{width}.png", full_page=True)
        shutil.copyfile(app.log, ARTIFACTS / f"{name}-server.log")
    assert not faults, "\n".join(faults)
