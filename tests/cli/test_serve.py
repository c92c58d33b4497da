"""``serve`` starts the real application."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from appraisal.cli import main
from appraisal.cli.serve import start
from appraisal.errors import AppraisalError

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def _taken_port() -> Iterator[int]:
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own, as the environment names it."""
    monkeypatch.setenv("APPRAISAL_DATA", str(tmp_path))
    return tmp_path


def test_a_taken_port_is_refused(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with _taken_port() as port:
        assert main(["serve", "--port", str(port)]) == 1
    assert f"Port {port} is taken" in capsys.readouterr().err


def test_an_address_of_another_machine_is_refused(data: Path) -> None:
    with pytest.raises(AppraisalError, match=r"192\.0\.2\.1 cannot be listened on"):
        start(None, "192.0.2.1")


def test_serve_prints_an_address_that_answers_and_stops_when_told(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with log.open("wb") as said:
        server = subprocess.Popen(
            [sys.executable, "-m", "appraisal", "serve"],
            stdout=subprocess.DEVNULL,
            stderr=said,
            cwd=ROOT,
            env=os.environ | {"APPRAISAL_DATA": str(tmp_path)},
        )
    try:
        address = _address(log)
        assert _status(f"{address}/_stcore/health") == 200
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)
    with pytest.raises(OSError, match=r"refused|reset"):
        urllib.request.urlopen(f"{address}/_stcore/health", timeout=5)


def _address(log: Path) -> str:
    for _ in range(200):
        found = re.search(r"Open (http://localhost:\d+)", log.read_text())
        if found:
            return found.group(1)
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def _status(address: str) -> int:
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return int(answer.status)
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} did not answer")
