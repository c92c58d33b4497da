"""Workbooks come in right or are refused: bombs, macros, locks, cells not what they show."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter

from appraisal.errors import AppraisalError, InvalidAppraisal
from appraisal.files.tables.reader import read_evidence, read_performances, write_table
from appraisal.model import Performance
from appraisal.settings import Settings
from tests.files.test_tables import APPRAISAL

HEAD = ["option", "criterion", "level"]


def _workbook(fill: Callable[[Any, Any], None], sheet: str = "scores") -> bytes:
    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        page.write_row(0, 0, HEAD)
        page.write_row(1, 0, ["here", "walk"])
        fill(book, page)
    return whole.getvalue()


def _level(cell: Any, number_format: str | None = None) -> bytes:
    def fill(book: Any, page: Any) -> None:
        page.write(1, 2, cell, book.add_format({"num_format": number_format or "General"}))

    return _workbook(fill)


def _read(data: bytes) -> list[Performance]:
    return read_performances(data, "a.xlsx", APPRAISAL)


def _refusal(data: bytes) -> str:
    began = time.perf_counter()
    with pytest.raises(InvalidAppraisal) as refusal:
        _read(data)
    assert time.perf_counter() - began < 25
    return str(refusal.value)


def _with_part(data: bytes, name: str, part: bytes) -> bytes:
    """Return a workbook with one part put in the place of another, or added."""
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(whole, "w") as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry), zipfile.ZIP_DEFLATED)
        new.writestr(name, part, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def _part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return parts.read(name)


SHEET = "xl/worksheets/sheet1.xml"
SOUND = _level(30)


def test_a_number_in_a_cell_is_the_number() -> None:
    assert _read(SOUND) == [Performance(option="here", criterion="walk", level=30)]


def test_a_number_that_needs_every_digit_keeps_it() -> None:
    level = 0.1 + 0.2
    given = APPRAISAL.changed(
        performances=[{"option": "here", "criterion": "walk", "level": level}]
    )

    assert _read(write_table("scores", given, "xlsx"))[0].level == level


@pytest.mark.parametrize("number_format", ["0%", "0.00%", "0.0 %", "[Red]0%"])
def test_a_level_shown_in_per_cent_is_refused_since_excel_holds_a_hundredth(
    number_format: str,
) -> None:
    assert "row 2, column level: Excel shows this cell as 32% and holds 0.32" in _refusal(
        _level(0.32, number_format)
    )


@pytest.mark.parametrize("number_format", ['0" %"', "0\\%", "0.00"])
def test_a_per_cent_sign_that_is_only_shown_changes_nothing(number_format: str) -> None:
    assert _read(_level(32, number_format))[0].level == 32


def test_an_error_value_is_refused_and_not_read_as_blank() -> None:
    data = _workbook(lambda _, page: page.write_formula(1, 2, "=1/0", None, "#DIV/0!"))

    assert "row 2, column level: the cell holds an error value" in _refusal(data)


def test_a_formula_that_was_never_worked_out_is_refused_and_not_read_as_blank() -> None:
    data = _workbook(lambda _, page: page.write_formula(1, 2, "=2*3", None, ""))

    assert "row 2, column level: the cell holds a formula that was never worked out" in (
        _refusal(data)
    )


def test_a_formula_is_read_by_the_value_it_was_saved_with() -> None:
    data = _workbook(lambda _, page: page.write_formula(1, 2, "=2*3", None, 6))

    assert _read(data)[0].level == 6


@pytest.mark.parametrize(
    ("number_format", "said"),
    [("d mmm yyyy", "found '2018-07-05'"), ("hh:mm", "the cell holds the time")],
)
def test_a_date_or_time_where_a_number_should_be_is_refused(number_format: str, said: str) -> None:
    serial = 43_286 if "y" in number_format else 0.5

    assert said in _refusal(_level(serial, number_format))


def test_a_date_that_excel_holds_as_a_date_is_read_as_one() -> None:
    def fill(book: Any, page: Any) -> None:
        page.write_row(0, 0, ["id", "finding", "date"])
        page.write_row(1, 0, ["e1", "Dark"])
        page.write(1, 2, 43_286, book.add_format({"num_format": "yyyy-mm-dd"}))

    (row,) = read_evidence(_workbook(fill, "evidence"), "a.xlsx", APPRAISAL)

    assert row.date == "2018-07-05"


def test_the_sheet_with_the_tables_name_is_read_wherever_it_stands() -> None:
    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole) as book:
        book.add_worksheet("notes").write(0, 0, "nothing to see")
        page = book.add_worksheet("scores")
        page.write_row(3, 2, HEAD)  # a table need not begin in the corner
        page.write_row(6, 2, ["here", "walk", "x"])

    assert "a.xlsx, sheet scores, row 7, column level: found 'x'" in _refusal(whole.getvalue())


def test_a_far_cell_is_refused_before_anything_makes_room_for_it() -> None:
    data = _workbook(lambda _, page: page.write(1_048_575, 16_383, 1))

    assert "reaches beyond 2,000 rows or 200 columns" in _refusal(data)


def test_too_many_rows_are_refused() -> None:
    def fill(_: Any, page: Any) -> None:
        for row in range(2, 2_100):
            page.write_row(row, 0, ["here", "walk", 1])

    assert "reaches beyond 2,000 rows" in _refusal(_workbook(fill))


def test_a_workbook_that_unpacks_to_gigabytes_is_refused() -> None:
    bomb = _with_part(SOUND, "xl/sharedStrings.xml", b"<sst><si><t>" + b"x" * 60_000_000)

    assert len(bomb) < 100_000
    assert "unpacked, the workbook is over 20 MB" in _refusal(bomb)


def test_a_part_that_packs_too_well_is_refused() -> None:
    assert "unpacked, the workbook is over" in _refusal(
        _with_part(SOUND, "xl/styles.xml", b" " * 15_000_000)
    )


def test_a_workbook_whose_sizes_lie_is_refused() -> None:
    honest = _with_part(SOUND, "xl/sharedStrings.xml", b"x" * 3_000_000)
    lying = honest.replace((3_000_000).to_bytes(4, "little"), (300).to_bytes(4, "little"))

    assert lying != honest
    assert "damaged" in _refusal(lying)


def test_entities_that_grow_are_not_grown() -> None:
    grown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY e0 "lol">{grown}]>'
    strings = f"{head}<sst><si><t>&e11;</t></si></sst>".encode()
    data = _with_part(_level("text"), "xl/sharedStrings.xml", strings)

    assert "lol" not in _refusal(data)


def test_an_entity_does_not_read_a_file() -> None:
    head = '<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    strings = f"{head}<sst><si><t>&e;</t></si></sst>".encode()

    assert "root:" not in _refusal(_with_part(_level("text"), "xl/sharedStrings.xml", strings))


def test_a_workbook_of_too_many_parts_is_refused() -> None:
    whole = io.BytesIO(SOUND)
    with zipfile.ZipFile(whole, "a") as parts:
        for place in range(300):
            parts.writestr(f"xl/more/{place}.xml", b"")

    assert "parts. At most 200 are read" in _refusal(whole.getvalue())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (_with_part(SOUND, "xl/vbaProject.bin", b"macro"), "holds macros. Save it as .xlsx"),
        (_with_part(SOUND, "xl/workbook.bin", b""), "binary workbook"),
        (_with_part(SOUND, "content.xml", b""), "OpenDocument"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "one locked with a password"),
        (b"PK\x03\x04 and nothing more", "damaged"),
        (SOUND[: len(SOUND) // 2], "damaged"),
        (SOUND + b"x" * 5_000_000, "more than 5,000,000 bytes"),
        (_with_part(SOUND, SHEET, b"<worksheet><sheetData><row"), "a.xlsx"),
        (_with_part(SOUND, "xl/workbook.xml", b"<workbook/>"), "damaged"),
        (_with_part(SOUND, "xl/_rels/workbook.xml.rels", b""), "damaged"),
    ],
    ids=["macros", "xlsb", "ods", "xls", "stub", "half", "large", "cut", "no sheets", "no links"],
)
def test_what_is_no_plain_workbook_is_refused_with_the_reason(data: bytes, said: str) -> None:
    assert said in _refusal(data)


def test_a_word_document_is_refused_as_no_workbook() -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as parts:
        parts.writestr("word/document.xml", b"<document/>")

    assert "this is no Excel workbook" in _refusal(whole.getvalue())


def test_a_workbook_from_another_program_with_its_own_prefixes_is_read() -> None:
    sheet = _part(SOUND, SHEET).decode()
    space = sheet.partition('xmlns="')[2].partition('"')[0]
    prefixed = sheet.replace("<c ", "<x:c ").replace("</c>", "</x:c>")
    prefixed = prefixed.replace("<worksheet ", f'<worksheet xmlns:x="{space}" ')

    assert _read(_with_part(SOUND, SHEET, prefixed.encode()))[0].level == 30


def test_damage_anywhere_gives_rows_or_a_refusal() -> None:
    for at in range(0, len(SOUND), 211):
        damaged = SOUND[:at] + bytes([SOUND[at] ^ 0xFF]) + SOUND[at + 1 :]
        try:
            _read(damaged)
        except AppraisalError as error:
            assert str(error).startswith("a.xlsx")  # noqa: PT017


def test_what_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("appraisal.files.tables.excel_table._SECONDS", 0.001)

    assert "takes too much time or memory" in _refusal(SOUND)


def test_no_cell_of_a_workbook_is_a_formula_or_a_link() -> None:
    said = ["=1+1", "http://example.org", "mailto:a@example.org", "=HYPERLINK(1)", "{=1}"]
    evidence = [{"id": f"e{n}", "finding": text, "address": text} for n, text in enumerate(said)]
    appraisal = APPRAISAL.changed(evidence=evidence)

    table = write_table("evidence", appraisal, "xlsx")

    with zipfile.ZipFile(io.BytesIO(table)) as parts:
        xml = b"".join(parts.read(name) for name in parts.namelist())
    assert b"<f>" not in xml
    assert b"<hyperlink" not in xml.replace(b"<HyperlinksChanged", b"")
    found = read_evidence(table, "e.xlsx", appraisal, Settings())
    assert [row.finding for row in found] == said
