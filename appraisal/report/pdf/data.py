"""The contents as plain, cleaned data for the Typst template."""

from __future__ import annotations

from typing import Any

from appraisal.report.clean import breakable, clean, clean_data
from appraisal.report.parts import (
    Block,
    Bullets,
    Cell,
    ChartBlock,
    Contents,
    Link,
    Notice,
    Para,
    Pending,
    Section,
    Subheading,
    Table,
    cell_text,
    date_text,
)
from appraisal.report.pdf.fit import column_widths, fitted

# A row with no cell longer than this stays on one page; a longer one may run over.
KEPT_TOGETHER = 700  # characters
# Longer column headings stand once, and not on every page: they would leave it no room.
REPEATED_HEADING = 90  # characters
SHORT_TITLE = 84  # characters in the head of a page


def pdf_data(contents: Contents) -> dict[str, Any]:
    """Return what the template reads: text, numbers and lists, every text cleaned."""
    first, *rest = contents.sections
    return {
        "title": _line(contents.title) or "Untitled report",
        "short": _short(_line(contents.title)),
        "authority": _line(contents.authority),
        "kind": _line(contents.kind),
        "date": date_text(contents.date),
        "day": None
        if contents.date is None
        else [contents.date.year, contents.date.month, contents.date.day],
        "marking": contents.marking,
        "illustrative": _text(contents.illustrative),
        "foot": f"{date_text(contents.date)} · Inputs {contents.fingerprint[:12]}",
        "lang": contents.language,
        "region": contents.region,
        "facts": _block(contents.facts),
        "first": _section(first),
        "sections": [_section(section) for section in rest],
    }


def chart_specs(contents: Contents) -> dict[str, Any]:
    """Return the charts to draw, by the key of their figure, every text in them cleaned."""
    return {figure.key: clean_data(figure.chart) for figure in contents.figures()}


def _text(text: str) -> str:
    return breakable(clean(text.strip()))


def _line(text: str) -> str:
    return breakable(clean(text, one_line=True, longest=400))


def _short(title: str) -> str:
    return title if len(title) <= SHORT_TITLE else f"{title[: SHORT_TITLE - 1].rstrip()}…"


def _section(section: Section) -> dict[str, Any]:
    name = f"Appendix {section.number}" if section.appendix else section.number
    return {
        "number": name,
        "heading": _line(section.heading),
        "appendix": section.appendix,
        "blocks": [_block(block) for block in section.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Para():
            lead = _line(block.lead)
            return {"type": "para", "number": block.number, "lead": lead, "text": _text(block.text)}
        case Bullets():
            items = [_text(item) for item in block.items]
            return {"type": "list", "lettered": block.lettered, "items": items}
        case Notice():
            return {"type": "notice", "title": _line(block.title), "text": _text(block.text)}
        case Pending():
            who, what = _line(block.officer), _text(block.what)
            return {"type": "pending", "who": f"TO BE COMPLETED BY {who}:", "what": what}
        case Subheading():
            return {"type": "sub", "number": block.number, "text": _line(block.text)}
        case Table():
            return _table(block)
        case ChartBlock():
            alt, caption = clean(block.alt, one_line=True), _text(block.caption)
            note = _text(block.note)
            return {
                "type": "figure", "key": block.key, "caption": caption, "alt": alt, "note": note,
            }  # fmt: skip


def _table(table: Table) -> dict[str, Any]:
    rooms = column_widths([column.width for column in table.columns])
    headings = [
        fitted(_line(column.heading), room, bold=True)
        for column, room in zip(table.columns, rooms, strict=True)
    ]
    return {
        "type": "table",
        "caption": _line(table.caption),
        "headings": headings,
        "widths": [column.width for column in table.columns],
        "align": [column.align for column in table.columns],
        "rows": [_row(row, rooms) for row in table.rows],
        "note": _text(table.note),
        "total": table.total,
        "room": table.room,
        "keep": _short_enough(table),
        "repeat": max(len(column.heading) for column in table.columns) <= REPEATED_HEADING,
    }


def _short_enough(table: Table) -> bool:
    """Return whether a table is short enough to stand whole on one page."""
    letters = sum(len(cell_text(cell)) for row in table.rows for cell in row)
    return len(table.rows) <= 10 and letters <= 1_000


def _row(row: tuple[Cell, ...], rooms: list[float]) -> dict[str, Any]:
    together = max(len(cell_text(cell)) for cell in row) <= KEPT_TOGETHER
    cells = [_cell(cell, room) for cell, room in zip(row, rooms, strict=True)]
    return {"cells": cells, "together": together}


def _cell(cell: Cell, room: float) -> dict[str, Any]:
    if isinstance(cell, Link) and cell.target():
        lead, address = _text(cell.lead), _text(cell.address)
        return {"text": fitted(lead, room), "link": fitted(address, room), "to": cell.target()}
    return {"text": fitted(_text(cell_text(cell)), room, bold=True), "link": "", "to": ""}
