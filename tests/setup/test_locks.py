"""The pinned lists: whole, hashed, at one with each other, and above every known fault."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.version import Version

from tests.setup.locks import ASKED, ROOT, lists, named_directly, read_pin, read_pins

APP = ROOT / "requirements.txt"
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text())
FLOORS_READ = FLOORS.pop("read")
LISTS = pytest.mark.parametrize("path", lists(), ids=lambda path: path.name)


def below_floor(pins: dict[str, str]) -> list[str]:
    return [
        f"{name} {version} is below {FLOORS[name]['floor']}: {FLOORS[name]['why']}"
        for name, version in pins.items()
        if name in FLOORS and Version(version) < Version(FLOORS[name]["floor"])
    ]


@LISTS
def test_every_line_is_one_version_with_its_hashes(path: Path):
    assert len(read_pins(path)) >= 3


def test_a_line_without_a_hash_is_refused():
    with pytest.raises(ValueError, match="Not one version"):
        read_pin("numpy==2.4.6")
    with pytest.raises(ValueError, match="Not one version"):
        read_pin("numpy>=2.4 --hash=sha256:" + "0" * 64)


@LISTS
def test_a_list_names_no_host_and_no_path(path: Path):
    assert not re.search(r"://|^\s*-|(^|\s)/\w", path.read_text().replace("    --hash", ""), re.M)


@LISTS
def test_no_pinned_version_is_below_its_floor(path: Path):
    assert below_floor({pin.name: pin.version for pin in read_pins(path).values()}) == []


def test_a_version_below_its_floor_is_named_with_its_fault():
    assert below_floor({"starlette": "1.0.0", "pyarrow": "26.0.1"}) == [
        "starlette 1.0.0 is below 1.1.0: " + FLOORS["starlette"]["why"]
    ]


def test_the_floors_that_matter_today_are_for_packages_that_are_pinned():
    assert set(FLOORS) - {"authlib", "openpyxl"} <= set(read_pins(APP))


@pytest.mark.parametrize("name", ["app", "postgres", "dev", "bench"])
def test_every_package_asked_for_is_pinned(name: str):
    pinned = APP if name == "app" else ASKED / f"{name}.txt"

    assert named_directly(ASKED / f"{name}.in") <= set(read_pins(pinned))


def test_the_tests_run_on_the_same_versions_as_the_app():
    tests = read_pins(ASKED / "dev.txt")
    app = read_pins(APP) | read_pins(ASKED / "postgres.txt")

    assert {name: tests[name].version for name in app} == {
        name: pin.version for name, pin in app.items()
    }
