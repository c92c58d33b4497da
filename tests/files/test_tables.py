"""The tables come in from CSV and Excel right, or are refused by row and column."""

from __future__ import annotations

import codecs
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appraisal.errors import AppraisalError, InvalidAppraisal
from appraisal.files.tables.reader import (
    TableName,
    read_cost_lines,
    read_evidence,
    read_must_have_results,
    read_performances,
    template,
    write_table,
)
from appraisal.model import Appraisal, Normal, Performance
from tests.strategies import appraisals

APPRAISAL = Appraisal.from_document(
    {
        "format": "appraisal/1",
        "title": "Where to sit",
        "baseline": "here",
        "options": [{"id": "here", "name": "Stay here"}, {"id": "there", "name": "Move there"}],
        "criteria": [
            {"id": "light", "name": "Light"},
            {"id": "walk", "name": "Walk", "scale": {"unit": "minutes", "worst": 60, "best": 0}},
        ],
        "gates": [{"id": "lawful", "name": "It is lawful"}],
        "evidence": [{"id": "e1", "finding": "It is dark."}],
    }
)
READERS = {
    "must_haves": read_must_have_results,
    "evidence": read_evidence,
    "scores": read_performances,
    "costs": read_cost_lines,
}


def _kept(name: TableName, appraisal: Appraisal) -> Sequence[object]:
    return {
        "must_haves": appraisal.gate_results,
        "evidence": appraisal.evidence,
        "scores": appraisal.performances,
        "costs": appraisal.costs.lines,
    }[name]


def _scores(text: str) -> list[Performance]:
    return read_performances(text.encode(), "scores.csv", APPRAISAL)


def _faults(text: str, name: TableName = "scores") -> list[str]:
    with pytest.raises(InvalidAppraisal) as refusal:
        READERS[name](text.encode(), "a.csv", APPRAISAL)
    return [str(fault) for fault in refusal.value.faults]


@settings(max_examples=60)
@given(appraisals(), st.sampled_from(list(READERS)))
def test_a_table_written_as_csv_reads_back_the_same(appraisal: Appraisal, name: TableName) -> None:
    table = write_table(name, appraisal, "csv")

    assert tuple(READERS[name](table, "a.csv", appraisal)) == tuple(_kept(name, appraisal))


@settings(max_examples=15)
@given(appraisals(), st.sampled_from(list(READERS)))
def test_a_table_written_as_excel_reads_back_the_same(
    appraisal: Appraisal, name: TableName
) -> None:
    table = write_table(name, appraisal, "xlsx")

    assert tuple(READERS[name](table, "a.xlsx", appraisal)) == tuple(_kept(name, appraisal))
    assert write_table(name, appraisal, "xlsx") == table


@settings(max_examples=60)
@given(st.binary(max_size=300), st.sampled_from(list(READERS)))
def test_any_bytes_give_a_table_or_a_fault(data: bytes, name: TableName) -> None:
    try:
        READERS[name](data, "any.csv", APPRAISAL)
        message = ""
    except AppraisalError as error:
        message = str(error)
    assert not message or message.startswith("any.csv")


@pytest.mark.parametrize(
    "coding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_reads_the_same_whatever_wrote_it(coding: str, delimiter: str) -> None:
    text = 'option,criterion,level,reason\r\nhere,walk,5.5,"Café, £3"\r\n'
    marks = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    written = text.replace(",", delimiter).replace(f"Café{delimiter}", "Café,").encode(coding)

    (row,) = read_performances(marks.get(coding, b"") + written, "scores.csv", APPRAISAL)

    assert (row.option, row.level, row.reason) == ("here", 5.5, "Café, £3")


def test_options_and_criteria_may_be_given_by_name_and_headings_in_any_order() -> None:
    (row,) = _scores("Level;Criterion;OPTION\n30;walk ; move   THERE\n")

    assert (row.option, row.criterion, row.level) == ("there", "walk", 30)


def test_excels_own_hint_of_a_delimiter_is_understood() -> None:
    assert _scores("sep=;\noption;criterion;level\nhere;walk;30\n")[0].level == 30
    assert _faults("sep=;\noption;criterion;level\nhere;walk;x\n")[0].startswith("a.csv, row 3,")


@pytest.mark.parametrize(
    ("cell", "level"),
    [("32", 32), ("32.50", 32.5), ("32,5", 32.5), ('"1,234.5"', 1234.5), ("−3", -3), (" 7 ", 7)],
)  # fmt: skip
def test_a_number_is_read_as_it_is_meant(cell: str, level: float) -> None:
    delimiter = ";" if cell == "32,5" else ","
    rows = delimiter.join(["option", "criterion", "level\nhere", "walk", cell])

    assert _scores(rows)[0].level == level


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('"1,234"', "could be 1234 or 1.234"),
        ("1.234,5", "Right would be a number"),
        ("32 %", "Right would be a number"),
        ("£3", "Right would be a number"),
        ("012", "Right would be a number"),
        ("nan", "Right would be a number"),
        ("inf", "Right would be a number"),
        ("1e999", "numbers go from"),
        ("=1+1", "Right would be a number"),
        ("9" * 5_000, "a number of 5,000 characters"),
    ],
)
def test_a_number_that_could_be_another_is_refused(cell: str, said: str) -> None:
    (fault,) = _faults(f"option;criterion;level\nhere;walk;{cell}\n")

    assert fault.startswith("a.csv, row 2, column level: ")
    assert said in fault


def test_a_decimal_comma_that_moves_the_cells_is_refused_and_not_shifted() -> None:
    (fault,) = _faults("option,criterion,level,low,high,reason\nhere,walk,32,5,25,40,\n")

    assert fault.startswith("a.csv, row 2: found 7 cells under 6 headings")


def test_every_fault_of_a_table_is_told_by_row_and_column() -> None:
    faults = _faults(
        "option,criterion,level,low,high,strength,evidence\n"
        "here,walk,50,60,70,,\n"
        "\n"
        "nowhere,light,110,,,quite strong,e1\n"
        "there,light,20,,,,e9\n"
        "there,light,x,,,,\n"
    )

    assert [fault.removeprefix("a.csv, ").split(". ")[0].rstrip(".") for fault in faults] == [
        "row 2: level 50 is outside its range 60 to 70",
        "row 4, column option: found 'nowhere', which is the id or name of no option",
        "row 4, column level: found 110",
        "row 4, column strength: found 'quite strong'",
        "row 5, column evidence: 'e9' is not a known finding",
        "row 6: option there, criterion light was already given in row 5",
        "row 6, column level: found 'x'",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("option,criterion,level\nhere,walk,5\x000\n", "U+0000"),
        ("option,criterion,level\nhere,walk,5\x1b0\n", "U+001B"),
        ("option,criterion,level\nhere,walk\n", "found 2 cells under 3 headings"),
        ("option,criterion,level\nhere,walk,5,\n", "found 4 cells under 3 headings"),
        ('option,criterion,level\nhere,"walk,5\n', "a quotation mark that is never closed"),
        ('option,criterion,level\nhere,"walk"x,5\n', "this is not CSV"),
        ("option,criterion,leval\nhere,walk,5\n", "Did you mean level?"),
        ("option,criterion,level,level\nhere,walk,5,6\n", "the heading level stands twice"),
        ("option,level\nhere,5\n", "the headings lack criterion"),
        ("option,criterion,level,\nhere,walk,5,6\n", "column 4 holds something but has no heading"),
        (",".join(f"c{n}" for n in range(10_000)) + "\n", "more than 200 columns"),
        ("option,criterion,level\n" + "here,walk,5\n" * 2_001, "more than 2,000 rows"),
        ("", "the file is empty"),
        (" \n,,\n", "not even headings"),
        ("option,criterion,level\n" + "x" * 5_000_000, "more than 5,000,000 bytes"),
        ("x" * 200_000 + "\n", "this is not CSV"),
    ],
    ids=str,
)
def test_a_table_that_is_not_whole_is_refused(text: str, said: str) -> None:
    assert said in _faults(text)[0]


def test_bytes_of_no_known_coding_are_refused_with_their_line() -> None:
    with pytest.raises(AppraisalError, match=r"line 2: found the byte 0x81, which is neither"):
        read_performances(b"option,criterion\nhere,\x81\n", "a.csv", APPRAISAL)


def test_a_row_with_nothing_filled_in_is_a_missing_cell() -> None:
    assert _scores("option,criterion,level,reason\nhere,walk,,\nthere,walk,5,\n") == [
        Performance(option="there", criterion="walk", level=5)
    ]


def test_a_distribution_is_a_word_or_two_numbers_behind_one() -> None:
    rows = _scores(
        "option,criterion,level,distribution\nhere,walk,30,Exact\nthere,walk,30,normal 30 4.5\n"
    )

    assert [row.distribution for row in rows] == ["exact", Normal(normal=(30, 4.5))]


@pytest.mark.parametrize(
    ("heading", "cell", "said"),
    [
        ("unit", "hours", "in this appraisal it is minutes"),
        ("unit", "", None),
        ("worst", "90", "in this appraisal it is 60"),
        ("worst", "60.0", None),
        ("best", "60", "in this appraisal it is 0"),
        ("option_name", "Go", "in this appraisal it is Stay here"),
    ],
)
def test_a_table_made_for_another_scale_is_refused(
    heading: str, cell: str, said: str | None
) -> None:
    text = f"option,criterion,{heading},level\nhere,walk,{cell},5\n"

    if said is None:
        assert _scores(text)[0].level == 5
    else:
        assert said in _faults(text)[0]


def test_the_years_of_a_cost_line_are_columns() -> None:
    (line,) = read_cost_lines(
        b"option,item,kind,2026,2027,optimism bias,low,high\nhere,Desks,Running,1.5,,0.1,0.8,1.2\n",
        "costs.csv",
        APPRAISAL,
    )

    assert (line.kind, line.amounts, line.optimism_bias) == ("running", {2026: 1.5}, 0.1)


def test_a_wrong_amount_is_told_by_its_year() -> None:
    (fault,) = _faults("option,item,kind,2026,2027\nhere,Desks,running,1,two\n", "costs")

    assert fault.startswith("a.csv, row 2, column 2027: found 'two'")


@pytest.mark.parametrize(
    ("cell", "direction"),
    [("+", "+"), ("'+", "+"), ("-", "-"), ("−", "-"), ("+/-", "±"), ("0", "0")],
)
def test_a_direction_is_known_however_it_was_typed(cell: str, direction: str) -> None:
    (row,) = read_evidence(
        f"id,finding,direction,date,exempt\ne1,Dark,{cell},2018,YES\n".encode(), "e.csv", APPRAISAL
    )

    assert (row.direction, row.date, row.exempt) == (direction, "2018", True)


def test_no_cell_of_a_csv_table_can_run_as_a_formula() -> None:
    said = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "=cmd|' /C calc'!A0"]
    evidence = [{"id": f"e{n}", "finding": text} for n, text in enumerate(said)]
    appraisal = APPRAISAL.changed(evidence=evidence)

    table = write_table("evidence", appraisal, "csv")

    for row in table.decode("utf-8-sig").splitlines()[1:]:
        assert row.split(",")[1].startswith("\"'")
    assert [row.finding for row in read_evidence(table, "e.csv", appraisal)] == said


def test_the_template_for_scores_has_a_row_for_each_missing_cell() -> None:
    given_ = [{"option": "here", "criterion": "walk", "level": 5}]
    table = template("scores", APPRAISAL.changed(performances=given_), "csv").decode("utf-8-sig")

    assert [row.split(",")[0:3:2] for row in table.splitlines()[1:]] == [
        ['"here"', '"light"'],
        ['"there"', '"light"'],
        ['"there"', '"walk"'],
    ]
    assert _scores(table) == []


@pytest.mark.parametrize("name", list(READERS))
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_template_as_it_is_downloaded_reads_as_no_rows(name: TableName, ending: str) -> None:
    blank = template(name, APPRAISAL, ending)

    assert READERS[name](blank, f"a.{ending}", APPRAISAL) == []


def test_a_result_is_read_by_the_words_of_the_page() -> None:
    table = "Option,Must-have,Result,Reason\nhere,it is LAWFUL,Pass,\nStay there,,,\n"
    rows = read_must_have_results(
        b"option,must-have,result,reason\nhere,It is lawful,Not yet known,Ask counsel\n"
        b"there,lawful,,\n",
        "a.csv",
        APPRAISAL,
    )

    assert [(r.option, r.gate, r.result, r.reason) for r in rows] == [
        ("here", "lawful", "unknown", "Ask counsel")
    ]
    assert "row 3, column option" in _faults(table, "must_haves")[0]


def test_a_result_of_other_words_is_refused_by_row_and_column() -> None:
    (fault,) = _faults("option,must_have,result\nhere,lawful,yes\n", "must_haves")

    assert fault == (
        "a.csv, row 2, column result: found 'yes'. Right would be pass, fail or not yet known."
    )


def test_a_result_given_twice_and_a_table_of_another_appraisal_are_told() -> None:
    twice = "option,must_have,result\nhere,lawful,pass\nhere,lawful,fail\n"
    other = "option,must_have,must_have_name,result\nhere,lawful,It is safe,pass\n"

    assert "row 3" in _faults(twice, "must_haves")[0]
    assert "in this appraisal it is It is lawful" in _faults(other, "must_haves")[0]
    assert b'"there","Move there","lawful","It is lawful",""' in template(
        "must_haves", APPRAISAL, "csv"
    )
