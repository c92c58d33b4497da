"""The real app, in a process of its own, in a real Chromium: what browser tests stand on.

`RunningApp` starts the app as a user would, on a free port with its own data folder.
`open_chromium` opens the browser. `Visit` is one page with what went wrong on it. The fixtures made
of them are in conftest.py.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright

ROOT = Path(__file__).resolve().parents[2]
ARTIFACTS = ROOT / "tests" / "browser" / "artifacts"

LAPTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
PATIENCE = 20_000  # ms a step may take on a busy machine before it counts as broken
LOOK = 25  # ms between two looks: what a person would call at once
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]  # axe-core's names for WCAG 2.2 AA
STARTING = 60.0  # seconds the app may take to answer

COLOURS = re.compile(r"\x1b\[[0-9;]*m")  # how a terminal is told to change colour
# The headless shell first: the same browser without windows, with a third less to do for a page.
CHROMIUM_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
CHROMIUM_MAC = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# Chromium otherwise looks for updates and strangers' hosts at every start.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
]


def find_chromium() -> str:
    """Path of a Chromium on this machine; CHROMIUM names one that is elsewhere.

    Raises
    ------
    RuntimeError
        If there is none. The tests then fail: a browser test that did not run proves nothing.
    """
    named = os.environ.get("CHROMIUM")
    found = [named] if named else [shutil.which(name) for name in CHROMIUM_NAMES]
    found += [path for path in CHROMIUM_MAC if not named and Path(path).exists()]
    for path in found:
        if path and Path(path).exists():
            return path
    raise RuntimeError(
        "No Chromium was found, and the browser tests need one. On Debian and Ubuntu: "
        "sudo apt-get install chromium. If it is elsewhere: CHROMIUM=/path/to/chromium make test"
    )


def free_port() -> int:
    """A port that nothing on this machine listens to just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class RunningApp:
    """The app as `streamlit run` starts it, on a free port; use it in a `with`.

    Parameters
    ----------
    data : Path
        Folder for its database (``APPRAISAL_DATA``). Give the same one again to restart on it.
    script : Path
        The script to run; the product's own by default.
    env : mapping
        More environment variables, such as ``DATABASE_URL``.
    """

    def __init__(
        self,
        data: Path,
        script: Path = ROOT / "app.py",
        env: Mapping[str, str] | None = None,
        port: int | None = None,
    ) -> None:
        self.data = data
        self.script = script
        self.port = port or free_port()
        self.log = data.parent / f"{data.name}-server-{self.port}.log"
        self._env = dict(env or {})
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Address of the first page, without a slash at its end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """Process id of the server, for tests that kill it."""
        assert self._process is not None, "the app is not running"
        return self._process.pid

    def start(self) -> RunningApp:
        """Start it and wait until it answers.

        Raises
        ------
        RuntimeError
            If it ends, or does not answer within a minute; holds the end of its log.
        """
        self.data.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "streamlit", "run", str(self.script)]
        command += ["--server.port", str(self.port), "--server.address", "127.0.0.1"]
        command += ["--server.headless", "true", "--server.fileWatcherType", "none"]
        command += ["--browser.gatherUsageStats", "false"]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**clean_environment(), "APPRAISAL_DATA": str(self.data), **self._env},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + STARTING
        while not self.healthy():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError(f"The app did not start. Its log ends:\n{self.log_end()}")
            time.sleep(0.1)
        return self

    def healthy(self) -> bool:
        """Whether the server answers just now."""
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def stop(self) -> None:
        """End it, gently and then not."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(timeout=10)
        self._process = None

    def kill(self) -> None:
        """End it as a power cut would: at once, with no chance to tidy up."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(timeout=10)
            self._process = None

    def log_end(self, lines: int = 40) -> str:
        """The last lines that the server wrote."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def log_size(self) -> int:
        """How much the server has written so far, in bytes."""
        return self.log.stat().st_size

    def tracebacks(self, since: int = 0) -> list[str]:
        """Tracebacks in the server's log after ``since`` bytes; the page says only "went wrong"."""
        with self.log.open("rb") as log:
            log.seek(since)
            text = COLOURS.sub("", log.read().decode(errors="replace"))
        return text.split("Traceback (most recent call last)")[1:]

    def __enter__(self) -> RunningApp:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def clean_environment() -> dict[str, str]:
    """This process's environment without what would steer the app from outside."""
    steers = ("APPRAISAL_", "STREAMLIT_", "DATABASE_URL", "PYTHONPATH")
    return {name: value for name, value in os.environ.items() if not name.startswith(steers)}


@contextmanager
def open_chromium(playwright: Playwright) -> Iterator[Browser]:
    """A headless Chromium, closed afterwards."""
    browser = playwright.chromium.launch(
        executable_path=find_chromium(), headless=True, args=CHROMIUM_FLAGS
    )
    try:
        yield browser
    finally:
        browser.close()


_UNREST = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  if (!app) return "it is not there yet";
  if (app.dataset.testConnectionState !== "CONNECTED") return "it is not connected";
  if (app.dataset.testScriptState !== "notRunning") return "it runs";
  if (document.querySelector('[data-stale="true"]')) return "something on it is stale";
  return document.querySelector('[data-testid="stSkeleton"]') ? "something is still to come" : "";
}"""


@dataclass
class Visit:
    """One page in Chromium, and what went wrong while it was open."""

    page: Page
    base: str
    faults: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Note every script error, and every request that leaves this machine."""
        self.page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        self.page.on("request", lambda request: self._note_request(request.url))

    def _note_request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            self.faults.append(f"asked a stranger: {url}")

    def open(self, path: str = "/") -> Page:
        """Open a page of the app and wait until it has been drawn."""
        self.page.goto(self.base + path)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the app has run and nothing on the page is stale.

        After a tap or a key, first wait for what it should change (`expect(...)`): the run may not
        have begun when this looks.
        """
        until = time.monotonic() + PATIENCE / 1000
        while unrest := self._unrest():
            assert time.monotonic() < until, f"{self.page.url} is not at rest: {unrest}"
            self.page.wait_for_timeout(LOOK)

    def _unrest(self) -> str:
        """Why the page is not at rest, or nothing; a page that just goes away is not."""
        try:
            return str(self.page.evaluate(_UNREST))
        except Error as error:
            return str(error)

    def tracebacks(self) -> list[str]:
        """What Streamlit shows of uncaught errors; a user must never see one."""
        return self.page.get_by_test_id("stException").all_inner_texts()

    def accessibility_faults(self) -> list[str]:
        """What axe-core finds against WCAG 2.2 AA: rule, remedy and the first places of each.

        An empty list is no proof: axe cannot judge words, order or what a keyboard reaches.
        """
        found = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": WCAG}})
        return [
            f"{rule['id']}: {rule['help']}: {[node['target'] for node in rule['nodes'][:3]]}"
            for rule in found.response["violations"]
        ]


@contextmanager
def visit(
    browser: Browser, base: str, size: Mapping[str, int] = LAPTOP, **context: Any
) -> Iterator[Visit]:
    """A page of its own (own cookies, own downloads), closed afterwards."""
    touched = size["width"] <= PHONE["width"]
    own: BrowserContext = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]},
        has_touch=touched,
        is_mobile=touched,
        locale="en-GB",
        timezone_id="Europe/London",
        accept_downloads=True,
        **context,
    )
    own.set_default_timeout(PATIENCE)
    try:
        opened = Visit(own.new_page(), base)
        opened.watch()
        yield opened
    finally:
        own.close()
