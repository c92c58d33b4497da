"""The tables of the report as an Excel workbook: one sheet each, real numbers where there are."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

from appraisal.report.clean import clean
from appraisal.report.parts import Cell, Contents, Link, Num, Section, Table, cell_text, date_text

LONGEST = 32_000  # characters; Excel takes 32,767 in a cell
_WIDTH = 22  # characters of a column of share 1
_PLAIN = re.compile(r"[+−]?[\d,]+(\.(\d+))?(%?)")


def make_excel(contents: Contents) -> bytes:
    """Return the report's tables as an .xlsx file; the same contents give the same bytes.

    No text becomes a formula or a link of Excel's own making. A figure that is said as a plain
    number keeps its exact value and shows as many decimals as the report.
    """
    import xlsxwriter

    file = io.BytesIO()
    # Without these two, Excel's writer makes formulas of "=..." and links of "https://...".
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    noon = dt.datetime.combine(contents.date or dt.date(1970, 1, 1), dt.time(12))
    title = _text(contents.title)[:250]
    author = _text(contents.authority)[:250]
    book.set_properties({"title": title, "author": author, "created": noon})
    writer = _Writer(book)
    writer.write(contents)
    book.close()
    return file.getvalue()


class _Writer:
    """Writes the sheets of one workbook."""

    def __init__(self, book: Any) -> None:
        self.book = book
        common = {"valign": "top", "text_wrap": True}
        self.plain = book.add_format(common)
        self.bold = book.add_format({**common, "bold": True})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.link = book.add_format({**common, "font_color": "#0b4f9c", "underline": True})
        self.head = book.add_format(
            {**common, "bold": True, "bg_color": "#eaf0f5", "font_color": "#12436d", "bottom": 2}
        )
        self._numbers: dict[tuple[str, bool], Any] = {}

    def write(self, contents: Contents) -> None:
        """Write the list of sheets, then a sheet for each table."""
        sheet = self.book.add_worksheet("Contents")
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, 2, 60)
        sheet.write_string(0, 0, _text(contents.title), self.title)
        lines = (contents.authority, contents.kind, date_text(contents.date), contents.marking)
        texts = [_text(" · ".join(line for line in lines if line)), _text(contents.illustrative)]
        texts.append(f"Inputs (SHA-256): {contents.fingerprint}")
        for row, text in enumerate(filter(None, texts), start=1):
            sheet.write_string(row, 0, text)
        for column, heading in enumerate(("Sheet", "Table", "Section")):
            sheet.write_string(6, column, heading, self.head)
        for number, (section, table) in enumerate(_tables(contents), start=1):
            name = f"Table {number}"
            sheet.write_url(6 + number, 0, f"internal:'{name}'!A1", self.link, name)
            sheet.write_string(6 + number, 1, _text(table.caption), self.plain)
            sheet.write_string(6 + number, 2, _text(section), self.plain)
            self._sheet(name, table)

    def _sheet(self, name: str, table: Table) -> None:
        sheet = self.book.add_worksheet(name)
        sheet.write_string(0, 0, _text(f"{name}: {table.caption}"), self.title)
        for index, column in enumerate(table.columns):
            sheet.set_column(index, index, max(12, min(70, _WIDTH * column.width)))
            sheet.write_string(2, index, _text(column.heading), self.head)
        sheet.freeze_panes(3, 1)
        for row, cells in enumerate(table.rows, start=3):
            last = table.total and row == len(table.rows) + 2
            for index, cell in enumerate(cells):
                self._cell(sheet, row, index, cell, bold=last)
        if table.note:
            sheet.write_string(len(table.rows) + 4, 0, _text(table.note))

    def _cell(self, sheet: Any, row: int, column: int, cell: Cell, *, bold: bool) -> None:
        shape = _shape(cell)
        if shape is not None and isinstance(cell, Num):
            sheet.write_number(row, column, cell.value, self._number(shape, bold))
            return
        words = f"{cell.lead}\n{cell.address}" if isinstance(cell, Link) else cell_text(cell)
        sheet.write_string(row, column, _text(words), self.bold if bold else self.plain)

    def _number(self, shape: str, bold: bool) -> Any:
        key = (shape, bold)
        if key not in self._numbers:
            look = {"num_format": shape, "bold": bold, "valign": "top", "align": "right"}
            self._numbers[key] = self.book.add_format(look)
        return self._numbers[key]


def _shape(cell: Cell) -> str | None:
    """Return Excel's format for a figure said as a plain number; None for any other cell."""
    if not isinstance(cell, Num) or cell.value is None:
        return None
    match = _PLAIN.fullmatch(cell.text)
    if match is None:
        return None
    decimals = f".{'0' * len(match[2])}" if match[2] else ""
    plain = f"#,##0{decimals}{match[3]}"
    return f"+{plain};−{plain};{plain}" if cell.text[0] in "+−" else plain


def _tables(contents: Contents) -> list[tuple[str, Table]]:
    """Return every table with the name of its section, in the order of the report."""

    def of(section: Section) -> list[tuple[str, Table]]:
        return [(section.heading, block) for block in section.blocks if isinstance(block, Table)]

    first, *rest = contents.sections
    details = ("Report details", contents.facts)
    return [*of(first), details, *(pair for section in rest for pair in of(section))]


def _text(text: str) -> str:
    return clean(text, longest=LONGEST, where="screen")
