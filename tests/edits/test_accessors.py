"""Small pure edits of an appraisal."""

from __future__ import annotations

import pytest

from appraisal.edits.accessors import (
    entry_setting,
    new_id,
    row_setting,
    set_row,
    setting,
    without_row,
)
from appraisal.errors import InvalidAppraisal
from appraisal.model import Appraisal
from appraisal.pages.weights import first_choice, with_first

CELL = {"option": "trust", "criterion": "practice"}


def small(**more: object) -> Appraisal:
    return Appraisal.from_document(
        {
            "format": "appraisal/1",
            "title": "A small appraisal",
            "baseline": "as_is",
            "options": [{"id": "as_is", "name": "As is"}, {"id": "trust", "name": "Trust"}],
            "criteria": [{"id": "practice", "name": "Practice"}, {"id": "time", "name": "Time"}],
            **more,
        }
    )


def test_a_field_is_set() -> None:
    assert setting("title").write(small(), "Another").title == "Another"


def test_a_cell_is_added_changed_and_taken_away() -> None:
    added = set_row(small(), "performances", CELL, {"level": 40})
    reasoned = row_setting("performances", CELL, "reason").write(added, "Audit of May")
    emptied = row_setting("performances", CELL, "reason").write(reasoned, "")

    cell = reasoned.performance("trust", "practice")
    assert cell is not None
    assert (cell.level, cell.reason) == (40, "Audit of May")
    assert emptied == added
    assert without_row(added, "performances", CELL) == small()


def test_a_fault_is_raised_and_nothing_changes() -> None:
    before = small()
    with pytest.raises(InvalidAppraisal):
        set_row(before, "performances", CELL, {"level": 400})
    assert before == small()


def test_choosing_another_swing_first_asks_for_the_old_one_again() -> None:
    rated = small(swings={"practice": 100, "time": 40})

    changed = with_first(rated, "time")

    assert first_choice(rated) == "practice"
    assert changed.swings == {"time": 100}


def test_an_entry_of_a_mapping_is_set_and_taken_away() -> None:
    rated = entry_setting("swings", "practice").write(small(), 100)

    assert rated.swings == {"practice": 100}
    assert entry_setting("swings", "practice").write(rated, None).swings == {}


def test_a_new_id_is_allowed_and_taken_by_nobody() -> None:
    assert new_id("Hybrid: partner, then trust", [], "option") == "hybrid__partner__then_trust"
    assert new_id("Trust", ["trust"], "option") == "trust_2"
    assert new_id("2nd", [], "option") == "option_2nd"
    assert new_id("…", [], "option") == "option"
