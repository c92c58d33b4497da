"""A table from a spreadsheet goes into an appraisal."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from appraisal.errors import InvalidAppraisal
from appraisal.files.tables.columns import TABLES
from appraisal.files.tables.filling import filled
from appraisal.files.tables.reader import write_table
from appraisal.model import Appraisal
from tests.files.test_tables import APPRAISAL
from tests.strategies import appraisals

SCORED = APPRAISAL.changed(
    performances=[
        {"option": "here", "criterion": "walk", "level": 5, "evidence": ["e1"]},
        {"option": "there", "criterion": "walk", "level": 20},
    ]
)


@settings(max_examples=30)
@given(appraisals())
def test_filling_an_appraisal_with_its_own_tables_changes_nothing(appraisal: Appraisal) -> None:
    for name in TABLES:
        table = write_table(name, appraisal, "csv")

        assert filled(appraisal, name, table, "a.csv") == appraisal


def test_scores_are_put_in_cell_by_cell() -> None:
    table = b"option,criterion,level\nthere,walk,25\nhere,light,40\n"

    after = filled(SCORED, "scores", table, "a.csv")

    assert {cell: found.level for cell, found in after.cells().items()} == {
        ("here", "walk"): 5,
        ("there", "walk"): 25,
        ("here", "light"): 40,
    }


def test_cost_lines_replace_all_and_keep_the_rate() -> None:
    before = SCORED.changed(costs={"discount_rate": 0.02, "lines": []})
    table = b"option,item,kind,2026\nhere,Desks,running,1.5\n"

    after = filled(before, "costs", table, "a.csv")

    assert (after.costs.discount_rate, after.costs.lines[0].amounts) == (0.02, {2026: 1.5})


def test_evidence_that_is_still_cited_cannot_be_left_out() -> None:
    with pytest.raises(InvalidAppraisal, match="'e1' is not a known finding"):
        filled(SCORED, "evidence", b"id,finding\ne2,Bright\n", "a.csv")


def test_results_on_must_haves_are_put_in_and_the_others_stay() -> None:
    before = SCORED.changed(
        gate_results=[{"option": "here", "gate": "lawful", "result": "fail", "reason": "No."}]
    )
    table = b"option,must_have,result\nthere,lawful,pass\nhere,lawful,\n"

    after = filled(before, "must_haves", table, "a.csv")

    assert [(given.option, given.result, given.reason) for given in after.gate_results] == [
        ("here", "fail", "No."),
        ("there", "pass", ""),
    ]
