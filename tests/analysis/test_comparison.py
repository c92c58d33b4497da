"""Two results side by side."""

from __future__ import annotations

import pytest

from appraisal.analysis.comparison import compare_results
from appraisal.analysis.results import Results, analyse
from appraisal.model import Appraisal


def results(trust: float | None = 60, swing: float = 50, **more: object) -> Results:
    cells = [
        {"option": "as_is", "criterion": "practice", "level": 50},
        {"option": "as_is", "criterion": "voice", "level": 50},
        {"option": "trust", "criterion": "voice", "level": 50},
    ]
    if trust is not None:
        cells.append({"option": "trust", "criterion": "practice", "level": trust})
    document = {
        "format": "appraisal/1",
        "title": "A small appraisal",
        "baseline": "as_is",
        "options": [{"id": "as_is", "name": "As is"}, {"id": "trust", "name": "Trust"}],
        "criteria": [{"id": "practice", "name": "Practice"}, {"id": "voice", "name": "Voice"}],
        "swings": {"practice": 100, "voice": swing},
        "performances": cells,
        **more,
    }
    return analyse(Appraisal.from_document(document), draws=0)


def test_a_new_leader_is_named_with_the_old_one() -> None:
    found = compare_results(results(60), results(30))

    assert (found.leader_before, found.leader_after) == ("trust", "as_is")
    assert found.words == "The recommendation moves from Trust to As is."
    assert found.rank["trust"].before == 1
    assert found.rank["trust"].after == 2


def test_the_same_leader_tells_how_far_its_value_moved() -> None:
    found = compare_results(results(60), results(66))

    assert found.overall["trust"].change() == pytest.approx(4.0)
    assert found.words == ("Trust is still recommended; its overall value is now 60.7 (+4.0).")


def test_nothing_changed_says_so() -> None:
    found = compare_results(results(), results())

    assert found.words == "Trust is still recommended, with the same overall value."
    assert {moved.change() for moved in found.weights.values()} == {0.0}


def test_a_result_that_was_not_there_has_no_change() -> None:
    found = compare_results(results(None), results(60))

    assert found.overall["trust"].before is None
    assert found.overall["trust"].change() is None


def test_a_tie_before_has_no_single_option() -> None:
    found = compare_results(results(50), results(60))

    assert found.words == "Now Trust is recommended; before, no option was."
    assert compare_results(results(60), results(50)).words == (
        "Before, Trust was recommended; now no single option is."
    )
    assert compare_results(results(50), results(50)).words == (
        "Neither has a single recommended option."
    )


def test_the_document_holds_every_figure() -> None:
    plain = compare_results(results(60), results(30)).document()

    assert plain["leader"] == {"before": "trust", "after": "as_is"}
    assert plain["overall"]["trust"]["before"] == pytest.approx(56.6667, abs=1e-4)
