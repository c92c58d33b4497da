"""The power goes at any moment: nothing that was acknowledged is lost."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from appraisal.store.sqlite import ROLLBACK, WAL
from tests.faults.forks import size

pytestmark = pytest.mark.soak
ROOT = Path(__file__).parents[2]


def cut(folder, journal, synchronous, points):
    """Cut the power at random points of 40 commits, in a process of its own."""
    arguments = [str(folder), journal, synchronous, "40", str(points), "5"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.power_cut", *arguments],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    print(f"\n{journal} + {synchronous}: {done.stdout.strip()}")
    return json.loads(done.stdout)


@pytest.mark.parametrize("mode", [ROLLBACK, WAL], ids=str)
@pytest.mark.timeout(1800)
def test_no_acknowledged_event_is_lost_to_a_power_cut(tmp_path, mode):
    found = cut(tmp_path, mode.journal, mode.synchronous, size(1000, 10_000))

    assert (found["lost"], found["broken"]) == (0, 0)
    assert found["operations"] > 200


@pytest.mark.parametrize(
    ("journal", "synchronous", "wrong"),
    [("WAL", "NORMAL", "lost"), ("DELETE", "OFF", "broken")],
)
def test_the_same_cuts_show_what_less_careful_modes_lose(tmp_path, journal, synchronous, wrong):
    assert cut(tmp_path, journal, synchronous, 100)[wrong] > 50
