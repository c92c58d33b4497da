"""Disk full, read-only, gone: a plain message, nothing lost, and it works again by itself."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.soak
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def told():
    """What was said in each case, by a process with a 2 MB disk of its own."""
    folder = tempfile.mkdtemp()  # not pytest's own, which only root may enter
    Path(folder).chmod(0o755)
    root = os.geteuid() == 0
    namespace = ["unshare", "--mount"] + ([] if root else ["--map-root-user"])
    script = [sys.executable, "-m", "tests.faults.bad_disk", folder, "root" if root else "-"]
    done = subprocess.run(
        [*namespace, *script],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    Path(folder).rmdir()
    assert done.returncode == 0, f"This needs Linux and the right to mount a tmpfs. {done.stderr}"
    print(done.stdout)
    return json.loads(done.stdout)


def test_a_full_disk_is_named_with_its_remedy_and_goes_on_refusing(told):
    for key in ("full", *(f"still full {turn}" for turn in range(5))):
        assert "is full" in told[key], told[key]
        assert "appraisal.sqlite3" in told[key]
        assert "Free some space" in told[key]
    assert told["reads when full"] is True
    assert "is full" in told["health when full"] or "MB are free" in told["health when full"]


def test_a_new_store_or_a_backup_on_a_full_disk_leaves_no_half_behind(told):
    assert "Free some space" in told["new store on a full disk"]
    assert "Free some space" in told["backup to a full disk"]
    assert told["left behind"] == []


def test_once_there_is_room_the_same_store_saves_again_with_nothing_lost(told):
    assert told["saves when there is room"] is True
    assert told["whole"] is True


def test_a_read_only_disk_is_named_can_be_read_and_works_again(told):
    assert "read-only" in told["read-only disk"]
    assert "appraisal.sqlite3" in told["read-only disk"]
    assert told["reads when read-only"] is True
    assert told["opens when read-only"] is True
    assert told["saves when writable"] is True


def test_a_folder_that_is_gone_is_named_not_begun_anew_and_works_again(told):
    assert "gone" in told["folder gone"]
    assert told["not begun anew"] is True
    assert told["saves when it is back"] is True
    assert told["whole at the end"] is True


def test_a_file_without_the_right_to_write_is_named_and_can_be_read(told):
    assert "failed" not in told, told
    assert told["saves by rights"] is True
    assert "read-only" in told["no right to write"]
    assert "Make both writable" in told["no right to write"]
    assert told["reads without it"] is True
