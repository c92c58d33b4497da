"""The house stays as small as it was made: no circle, no folder that is a heap, short parts.

How many functions a save goes through is counted in ``tests/pages/test_hops.py``.
"""

from __future__ import annotations

import re
from itertools import groupby

import pytest

from tests.walls import figures


def test_no_modules_import_one_another_in_a_circle():
    assert figures.circles() == []


def test_no_folder_is_a_heap():
    large = {
        name: count for name, count in figures.folder_sizes().items() if count > figures.MOST_FILES
    }

    assert set(large) <= figures.WIDE_FOLDERS, large


def test_modules_and_functions_stay_short():
    assert figures.median_module() <= figures.MEDIAN_MODULE
    assert figures.median_function() <= figures.MEDIAN_FUNCTION


def test_a_circle_is_found():
    graph = {"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": {"d"}, "e": {"a"}}

    assert figures.strongly_connected(graph) == [["b", "c"]]


def walks() -> list[list[str]]:
    """The files of each walk that CONTRIBUTING.md describes, in its order."""
    text = (figures.ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.partition("## Five values on their way")[2].partition("\n## ")[0]
    lists = re.findall(r"(?:^- .+\n)+", section, re.MULTILINE)
    return [re.findall(r"^- `(appraisal/[\w/]+\.py)`", each, re.MULTILINE) for each in lists]


@pytest.mark.parametrize("walk", walks())
def test_a_value_described_in_contributing_goes_through_files_that_are_there(walk: list[str]):
    assert len(walk) >= 3
    assert [path for path in walk if not (figures.ROOT / path).is_file()] == []


@pytest.mark.parametrize("walk", walks())
def test_a_value_described_in_contributing_enters_no_room_twice(walk: list[str]):
    rooms = [room for room, _ in groupby(path.split("/")[1] for path in walk)]

    assert len(rooms) == len(set(rooms)), rooms


def test_all_five_values_are_described():
    assert len(walks()) == 6  # a member's answer is kept at once, and recorded when it is shown
