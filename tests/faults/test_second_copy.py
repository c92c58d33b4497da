"""A second copy of the program: it says where the first is; two that write lose nothing."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from appraisal import service
from appraisal.service import cache
from appraisal.settings import Settings
from appraisal.store import Store
from appraisal.store.sqlite import ROLLBACK, WAL
from tests.faults import forks
from tests.service.examples import small_appraisal

pytestmark = pytest.mark.soak
ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "criteria" / "examples" / "birmingham.yaml"


class Server:
    """`python -m appraisal serve` on a data folder, in a process of its own."""

    def __init__(self, data, log, *options):
        self.log = log
        with log.open("wb") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "appraisal", "serve", *options],
                cwd=ROOT, env=environment(data), stdout=said, stderr=said,
            )  # fmt: skip

    def address(self):
        """Where it says it is, once it answers there."""
        until = time.monotonic() + 60
        while time.monotonic() < until and self.process.poll() is None:
            found = re.search(r"Open (http://localhost:\d+)", self.log.read_text())
            if found and answers(found.group(1)):
                return found.group(1)
            time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def end(self, how):
        self.process.send_signal(how)
        self.process.wait(20)


def environment(data):
    return os.environ | {"APPRAISAL_DATA": str(data)}


def answers(address):
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def command(data, *arguments):
    """The exit code of a command on a data folder, what it printed and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "appraisal", *arguments],
        cwd=ROOT, env=environment(data), capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def serve(tmp_path):
    """Start servers, and stop whichever still run at the end."""
    started = []

    def start(data, *options):
        started.append(Server(data, tmp_path / f"log {len(started)}", *options))
        return started[-1]

    yield start
    for server in started:
        if server.process.poll() is None:
            server.end(signal.SIGKILL)


def test_a_second_server_names_the_file_and_the_first_and_works_once_that_has_ended(
    tmp_path, serve
):
    data = tmp_path / "data"
    first = serve(data)
    address = first.address()

    for options in ([], ["--port", address.rpartition(":")[2]]):
        code, _, said = command(data, "serve", *options)
        assert code == 1
        assert f"{data / 'appraisal.sqlite3'} is in use" in said
        assert f"{address} (process {first.process.pid})" in said
        assert "Open that address" in said
        assert "Traceback" not in said
    assert answers(address)

    code, id, _ = command(data, "import", str(EXAMPLE))  # commands beside it are meant
    assert code == 0
    assert id.strip() in command(data, "list")[1]

    assert serve(tmp_path / "other").address() != address  # as the message said

    first.end(signal.SIGKILL)
    assert answers(serve(data).address())
    code, said, _ = command(data, "verify")
    assert (code, id.strip() in said) == (0, True)


@pytest.mark.parametrize("mode", [ROLLBACK, WAL], ids=str)
def test_two_copies_that_write_lose_nothing_when_one_is_killed(tmp_path, mode, monkeypatch):
    monkeypatch.setattr("appraisal.store.sqlite.mode_for", lambda version, network=False: mode)
    settings = Settings(data=tmp_path / "data")
    id = forks.new_appraisal(settings, small_appraisal())
    copies = [forks.start(forks.amends, str(settings.data), id, mode) for _ in range(2)]
    for _, ours in copies:
        assert ours.recv() == "ready"

    said = [forks.said_until_killed(*copies[0], after=1)]
    said.append(forks.said_until_killed(*copies[1], after=0.5))  # it went on by itself

    cache.forget()
    store = Store.open(settings)
    assert isinstance(service.verify_record(store, id), service.Kept)
    kept = {event.seq: event.hash for event in store.events(id)}
    acknowledged = [one for part in said for one in part]
    assert all(kept[revision] == head for revision, head in acknowledged)
    assert len({revision for revision, _ in acknowledged}) == len(acknowledged)
    assert len(acknowledged) <= len(kept) - 1 <= len(acknowledged) + 2
    assert min(map(len, said)) > 10
    assert max(said[1])[0] > max(said[0])[0]
    store.close()
