"""The set-up scripts: they do nothing twice, and say in plain words what is missing."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.setup.locks import ROOT

TOOLS = ("bash", "cat", "dirname", "mktemp", "rm", "id", "tail", "grep")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the scripts, the lists, and a ``bin`` that holds a shell and little else."""
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    shutil.copy(ROOT / "requirements.txt", tmp_path)
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found, f"{tool} is not on this machine"
        (tmp_path / "bin" / tool).symlink_to(found)
    return tmp_path


def program(checkout: Path, name: str, body: str) -> None:
    path = checkout / "bin" / name
    path.write_text(f"#!/bin/bash\n{body}\n")
    path.chmod(0o755)


def run(checkout: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", *command],
        cwd=checkout,
        env={"PATH": str(checkout / "bin"), "HOME": str(checkout)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_with_no_python_it_says_which_ones_would_do(checkout: Path):
    done = run(checkout, ".ci/venv", "run")

    assert done.returncode == 1
    assert "Python 3.11, 3.12 or 3.13 is needed" in done.stderr


def test_with_a_python_that_is_too_old_it_names_it(checkout: Path):
    program(checkout, "python3", '[ "$1" = --version ] && echo Python 3.9.2 && exit 0; exit 1')

    done = run(checkout, ".ci/venv", "run")

    assert done.returncode == 1
    assert "python3 is: Python 3.9.2" in done.stderr


def test_a_python_without_venv_gets_the_name_of_the_package_that_brings_it(checkout: Path):
    body = f'[ "$1" = -m ] && exit 1; exec {sys.executable} "$@"'
    program(checkout, "python3", body)

    done = run(checkout, ".ci/venv", "run")

    assert done.returncode == 1
    assert "python3-venv" in done.stderr


def test_packages_are_installed_only_when_the_list_has_changed(checkout: Path):
    stand_in = f'[ "$2" = pip ] && echo "$@" >> pip.log && exit 0; exec {sys.executable} "$@"'
    program(checkout, "python", stand_in)
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / "bin").symlink_to(checkout / "bin")
    lock = checkout / "requirements.txt"

    first, second = run(checkout, ".ci/venv", "run"), run(checkout, ".ci/venv", "run")
    lock.write_text(lock.read_text() + "# changed\n")
    third = run(checkout, ".ci/venv", "run")

    assert (first.returncode, second.returncode, third.returncode) == (0, 0, 0), first.stderr
    calls = (checkout / "pip.log").read_text().splitlines()
    assert len(calls) == 2
    assert all("--require-hashes" in call for call in calls)
    stamp = (checkout / ".venv" / "installed-run").read_text().strip()
    assert stamp == hashlib.sha256(lock.read_bytes()).hexdigest()


def test_an_install_that_fails_is_tried_again_next_time(checkout: Path):
    stand_in = f'[ "$2" = pip ] && exit 1; exec {sys.executable} "$@"'
    program(checkout, "python", stand_in)
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / "bin").symlink_to(checkout / "bin")

    done = run(checkout, ".ci/venv", "run")

    assert done.returncode == 1
    assert "did not install" in done.stderr
    assert not (checkout / ".venv" / "installed-run").exists()


def test_missing_tools_are_named_and_do_not_stop_the_other_tests(checkout: Path):
    done = run(checkout, ".ci/tools")

    assert done.returncode == 0
    assert "Missing for the whole of the tests: chromium" in done.stderr
    assert "poppler-utils" in done.stderr
