"""The report's tables as an Excel workbook."""

from __future__ import annotations

import dataclasses
import io

import pytest
from python_calamine import CalamineWorkbook

from appraisal.report import make_report
from appraisal.report.contents import contents
from appraisal.report.excel import make_excel
from appraisal.report.parts import Column, Link, Num, Section, Table
from tests.report.sample import report_of, results_of


@pytest.fixture(scope="module")
def book() -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(make_report(results_of(), to="xlsx")))


def sheet_of(book: CalamineWorkbook, caption: str) -> list[list[object]]:
    names = [name for name in book.sheet_names if name != "Contents"]
    found = [book.get_sheet_by_name(name).to_python() for name in names]
    return next(rows for rows in found if str(rows[0][0]).endswith(caption))


def test_every_table_of_the_report_has_its_sheet(book):
    tables = report_of().tables()
    captions = [
        str(book.get_sheet_by_name(name).to_python()[0][0]).split(": ", 1)[1]
        for name in book.sheet_names[1:]
    ]

    assert captions == [table.caption for table in tables]


def test_figures_are_numbers_in_full_precision(book):
    rows = sheet_of(book, "What makes up each overall value, in points")
    results = results_of()

    assert rows[2][:2] == ["Criterion", "A partner"]
    assert rows[-3][0] == "Overall value"
    assert rows[-3][1] == results.scores.overall["partner"] == 65.625


def test_a_share_is_a_number_between_0_and_1(book):
    rows = sheet_of(book, "swings and weights")

    assert [row[4] for row in rows[3:6]] == [0.625, 0.375, 1]


def test_strangers_words_never_become_formulas_or_links():
    hostile = '=HYPERLINK("http://x","y")'
    row = (hostile, Num("+1+cmd|' /C calc'!A0"), Link("@SUM(1)", "https://example.org\x00"))
    table = Table("t", hostile, (Column("=1"), Column("-1"), Column("c")), (row,), note="=2")
    report = dataclasses.replace(
        report_of(), title="=1+1", sections=(Section("s", "=3", (table,), number="1"),)
    )
    made = make_excel(report)

    rows = CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_name("Table 1").to_python()
    assert rows[3] == [hostile, "+1+cmd|' /C calc'!A0", "@SUM(1)\nhttps://example.org "]
    import zipfile

    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name]
    assert not [sheet for sheet in sheets if b"<f>" in sheet]


def test_the_same_results_give_the_same_workbook():
    assert make_excel(contents(results_of())) == make_excel(contents(results_of()))
