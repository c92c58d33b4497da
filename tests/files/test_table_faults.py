"""Every fault of a table is told at once, also two in a row; shares are read as they are meant."""

from __future__ import annotations

import csv
import io
from itertools import combinations

import pytest

from appraisal.errors import InvalidAppraisal
from appraisal.files.tables.columns import TableName
from appraisal.files.tables.reader import read_cost_lines, write_table
from appraisal.model import Appraisal
from tests.files.test_tables import APPRAISAL, READERS

Row = dict[str, str]
LONG = "x" * 30_000
SCORE = {"level": "40", "low": "30", "high": "50", "strength": "weak", "reason": "So."}
COST = {"kind": "running", "optimism_bias": "10%", "2026": "1", "low": "80%", "high": "120%"}
FINDING = {"date": "2026-01-02", "direction": "+", "strength": "weak", "exempt": "no"}
SOUND: dict[TableName, list[Row]] = {
    "must_haves": [
        {"option": "here", "must_have": "lawful", "result": "pass", "reason": "So."},
        {"option": "there", "must_have": "lawful", "result": "fail", "reason": "Not so."},
    ],
    "evidence": [
        {"id": "e1", "finding": "It is dark.", "option": "here", "criterion": "light", **FINDING},
        {"id": "e2", "finding": "It is far.", "option": "there", "criterion": "walk", **FINDING},
    ],
    "scores": [
        {"option": "here", "criterion": "light", "distribution": "", "evidence": "e1", **SCORE},
        {"option": "there", "criterion": "walk", "distribution": "", "evidence": "", **SCORE},
    ],
    "costs": [
        {"option": "here", "item": "Desks", "evidence": "e1", **COST},
        {"option": "there", "item": "Vans", "evidence": "", **COST},
    ],
}
WRONG: dict[TableName, list[tuple[str, str]]] = {
    "must_haves": [
        ("option", "nobody"), ("must_have", "none"), ("result", "perhaps"), ("reason", LONG),
    ],
    "evidence": [
        ("id", ""), ("id", "E 1"), ("finding", ""), ("date", "31/31/2026"), ("option", "nobody"),
        ("criterion", "none"), ("direction", "up"), ("strength", "so so"), ("exempt", "perhaps"),
    ],
    "scores": [
        ("option", "nobody"), ("option", ""), ("level", "much"), ("level", "-5"),
        ("level", ""), ("low", "60"), ("high", "20"), ("distribution", "flat"),
        ("strength", "so so"), ("evidence", "e9"), ("reason", LONG),
    ],
    "costs": [
        ("option", "nobody"), ("item", ""), ("kind", "lunch"), ("optimism_bias", "-150%"),
        ("optimism_bias", "much"), ("low", "130%"), ("high", "70%"), ("low", "80"), ("low", ""),
        ("2026", "much"), ("evidence", "e9"),
    ],
}  # fmt: skip
OF_A_RANGE = {"level", "low", "high"}  # what is wrong with one can hide what is with another


def faults(name: TableName, rows: list[Row]) -> set[str]:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    try:
        READERS[name](text.getvalue().encode(), "a.csv", APPRAISAL)
    except InvalidAppraisal as error:
        return {str(fault) for fault in error.faults}
    return set()


def with_cells(name: TableName, *cells: tuple[int, str, str]) -> list[Row]:
    rows = [dict(row) for row in SOUND[name]]
    for place, column, value in cells:
        rows[place][column] = value
    return rows


@pytest.mark.parametrize("name", SOUND)
def test_two_faults_are_both_told_wherever_they_are(name: TableName) -> None:
    assert not faults(name, SOUND[name])
    cells = [(place, *wrong) for place in (0, 1) for wrong in WRONG[name]]
    alone = {cell: faults(name, with_cells(name, cell)) for cell in cells}
    assert all(alone.values())

    for one, other in combinations(cells, 2):
        same_cell = one[:2] == other[:2]
        same_range = one[0] == other[0] and {one[1], other[1]} <= OF_A_RANGE
        if not (same_cell or same_range):
            assert faults(name, with_cells(name, one, other)) >= alone[one] | alone[other]


def line(bias: str, low: str, high: str):
    text = f"option,item,kind,2026,optimism_bias,low,high\nhere,A,running,1,{bias},{low},{high}\n"
    (found,) = read_cost_lines(text.encode(), "a.csv", APPRAISAL)
    return found.optimism_bias, found.low, found.high


def test_a_share_may_be_given_in_per_cent_or_as_a_part_of_one() -> None:
    assert line("41%", "80 %", "150%") == line("0.41", "0.8", "1.5") == (0.41, 0.8, 1.5)
    assert line("29%", "0.29", "400%") == (0.29, 0.29, 4.0)


@pytest.mark.parametrize("given", ["80", "150", "-20", "3.5"])
def test_a_share_that_was_meant_in_per_cent_is_asked_about(given: str) -> None:
    with pytest.raises(InvalidAppraisal, match=f"found '{given}', which would be .*{given}%"):
        line("0", given, given)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_shares_are_written_in_per_cent_and_read_back_exactly(ending) -> None:
    shares = [0.29, 0.1 + 0.2, 7.5, 1 / 3, 0.0, 1e-7]
    row = {"option": "here", "kind": "running", "amounts": {"2026": 1}}
    lines = [{**row, "item": f"A{n}", "low": share, "high": 40.0} for n, share in enumerate(shares)]
    appraisal = Appraisal.from_document(APPRAISAL.document() | {"costs": {"lines": lines}})

    written = write_table("costs", appraisal, ending)

    assert tuple(read_cost_lines(written, f"a.{ending}", appraisal)) == appraisal.costs.lines
    if ending == "csv":
        assert '"29%"' in written.decode("utf-8-sig")
