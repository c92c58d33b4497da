"""A level, and what is said of it."""

from __future__ import annotations

import pytest

from appraisal.edits.accessors import set_row
from appraisal.edits.scores import left_open, range_let_go, ranges_let_go, with_level
from appraisal.errors import InvalidAppraisal
from tests.edits.test_accessors import CELL, small

SAID = {"strength": "weak", "reason": "Audit of May"}


def test_a_new_level_outside_the_range_lets_the_range_go_and_says_so() -> None:
    ranged = set_row(small(), "performances", CELL, {"level": 40, "low": 30, "high": 50})

    inside, outside = with_level(ranged, CELL, 45), with_level(ranged, CELL, 60)

    assert inside.performances[0].low == 30
    assert outside.performances[0].low is None
    assert with_level(ranged, CELL, None).performances == ()
    assert range_let_go(ranged.performances[0], 45) == ""
    assert "A range from 30 to 50 was given" in range_let_go(ranged.performances[0], 60)
    assert ranges_let_go(ranged, inside) == []
    (said,) = ranges_let_go(ranged, outside)
    assert "the range from 30 to 50 that was given does not hold 60" in said


def test_a_first_level_takes_along_what_was_said_before_it() -> None:
    score = with_level(small(), CELL, 40, SAID).performances[0]

    assert (score.level, score.strength, score.reason) == (40, "weak", "Audit of May")


def test_a_later_level_leaves_what_is_said_of_it() -> None:
    scored = set_row(small(), "performances", CELL, {"level": 40, "reason": "As agreed"})

    assert with_level(scored, CELL, 50, SAID).performances[0].reason == "As agreed"


def test_a_level_that_has_a_reason_is_not_emptied() -> None:
    with pytest.raises(InvalidAppraisal, match="would go with its level"):
        with_level(with_level(small(), CELL, 40, SAID), CELL, None)


def test_a_score_left_open_keeps_its_reason_and_has_no_evidence_strength() -> None:
    score = left_open(small(), CELL, SAID).performances[0]

    assert (score.level, score.strength, score.reason) == (None, "none", "Audit of May")
