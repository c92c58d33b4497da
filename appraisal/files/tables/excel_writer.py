"""A table as an Excel workbook: text is text, and the same table gives the same bytes."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass, field
from typing import Any

_MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)  # not the clock: the same table, the same bytes
_LONGEST_LIST = 255  # characters of a list to choose from; Excel calls a longer one damage
_WIDTHS = {"finding": 60, "reason": 60, "source": 40, "address": 40, "item": 40}
_SHORT, _LONG = 14, 28


@dataclass(frozen=True)
class Sheet:
    """A table to be written.

    Attributes
    ----------
    name : str
    words : dict of heading to what its column holds
    rows : list of lists of cells, in the order of the headings
    choices : dict of heading to the words its cells may hold
    texts : set of headings whose cells Excel must not turn into numbers or dates
    shares : set of headings whose numbers are shares of one, shown in per cent
    """

    name: str
    words: dict[str, str]
    rows: list[list[str | float | None]]
    choices: dict[str, list[str]]
    texts: set[str]
    shares: set[str] = field(default_factory=set)


def workbook(sheet: Sheet) -> bytes:
    """Return a workbook with the table and a second sheet that says what each column holds."""
    import xlsxwriter

    whole = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(whole, options) as book:
        book.set_properties({"title": sheet.name, "created": _MADE.replace(tzinfo=None)})
        _write_table(book, sheet)
        _write_help(book, sheet)
    return whole.getvalue()


def _write_table(book: Any, sheet: Sheet) -> None:
    head = book.add_format({"bold": True, "bg_color": "#DDE6ED", "border": 1, "text_wrap": True})
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    plain = book.add_format({"valign": "top"})
    share = book.add_format({"num_format": "0.0%", "valign": "top"})
    page = book.add_worksheet(sheet.name)
    page.freeze_panes(1, 0)
    for column, heading in enumerate(sheet.words):
        form = text if heading in sheet.texts else share if heading in sheet.shares else plain
        width = _WIDTHS.get(heading, _LONG if heading.endswith("_name") else _SHORT)
        page.set_column(column, column, width, form)
        page.write_string(0, column, heading, head)
        _offer(page, column, sheet.choices.get(heading, []))
        for row, cells in enumerate(sheet.rows, start=1):
            _write(page, row, column, cells[column], form)


def _write(page: Any, row: int, column: int, cell: str | float | None, form: Any) -> None:
    if isinstance(cell, str):
        page.write_string(row, column, cell, form)
    elif cell is not None:
        page.write_number(row, column, cell, form)


def _offer(page: Any, column: int, choices: list[str]) -> None:
    """Offer a list to choose from, where Excel can hold one; reading checks what is typed."""
    if choices and len(",".join(choices)) <= _LONGEST_LIST:
        rules = {"validate": "list", "source": choices, "error_type": "information"}
        page.data_validation(1, column, 2_000, column, rules)


def _write_help(book: Any, sheet: Sheet) -> None:
    head = book.add_format({"bold": True, "bg_color": "#DDE6ED", "border": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    page = book.add_worksheet("help")
    page.set_column(0, 0, _LONG, wrapped)
    page.set_column(1, 1, 90, wrapped)
    page.write_string(0, 0, "column", head)
    page.write_string(0, 1, "what it holds", head)
    for row, (heading, words) in enumerate(sheet.words.items(), start=1):
        page.write_string(row, 0, heading, wrapped)
        page.write_string(row, 1, words, wrapped)
