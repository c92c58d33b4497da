"""What a report is made of: plain values that every renderer (PDF, HTML, Excel, Word) reads.

A renderer adds no words and no figures: what is not here is not in the report.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

Align = Literal["left", "right"]
Part = Literal["public", "exempt"]

_SAFE_LINK = re.compile(r"(?i)(https?://|mailto:)[^\s<>\"\\]+")


@dataclass(frozen=True)
class Num:
    """A figure as it is said, with the exact value for formats that hold numbers."""

    text: str
    value: float | None = None


@dataclass(frozen=True)
class Link:
    """Words, then a link whose text is its address; an unsafe address is shown and not linked."""

    lead: str
    address: str

    def target(self) -> str | None:
        """Return the address where it may be followed (web or mail), else None."""
        address = self.address.strip()
        return address if _SAFE_LINK.fullmatch(address) else None

    @property
    def text(self) -> str:
        """The words and the address, as a reader meets them."""
        return f"{self.lead}\n{self.address}" if self.lead and self.address else self.lead


Cell = str | Num | Link


def cell_text(cell: Cell) -> str:
    """Return a cell as it is read."""
    return cell if isinstance(cell, str) else cell.text


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its share of the width, and which side it keeps to."""

    heading: str
    width: float = 1.0
    align: Align = "left"


@dataclass(frozen=True)
class Table:
    """A table whose first column names each row.

    ``total`` says that the last row is a sum; ``room`` leaves space in each row for handwriting.

    Raises
    ------
    ValueError
        If a row is longer or shorter than the columns: its cells would stand under wrong headings.
    """

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    total: bool = False
    room: bool = False

    def __post_init__(self) -> None:
        for index, row in enumerate(self.rows):
            if len(row) != len(self.columns):
                raise ValueError(
                    f"table {self.key}, row {index}: {len(row)} cells for {len(self.columns)} "
                    "columns"
                )


@dataclass(frozen=True)
class ChartBlock:
    """A chart: Vega-Lite for print, the finding as caption, alt text, and how to read it as note.

    The figures it shows stand in a table of the same section.
    """

    key: str
    caption: str
    alt: str
    chart: dict[str, Any] = field(hash=False)
    note: str = ""


@dataclass(frozen=True)
class Para:
    """A paragraph; ``lead`` is said in bold before it. Numbered by :func:`numbered`."""

    text: str
    lead: str = ""
    number: str = ""


@dataclass(frozen=True)
class Bullets:
    """A list of short points; ``lettered`` ones are (a), (b), ... so that they can be cited."""

    items: tuple[str, ...]
    lettered: bool = False


@dataclass(frozen=True)
class Notice:
    """A framed notice that nobody should miss."""

    title: str
    text: str


@dataclass(frozen=True)
class Pending:
    """A place where only a person can write; it names who must, and is never filled by us."""

    officer: str
    what: str

    @property
    def text(self) -> str:
        """The words printed in the gap."""
        return f"TO BE COMPLETED BY {self.officer}: {self.what}"


@dataclass(frozen=True)
class Subheading:
    """A heading inside a section."""

    text: str
    number: str = ""


Block = Para | Bullets | Notice | Pending | Subheading | Table | ChartBlock


@dataclass(frozen=True)
class Section:
    """A section: its heading, its number or letter (empty until numbered) and its blocks."""

    key: str
    heading: str
    blocks: tuple[Block, ...]
    appendix: bool = False
    number: str = ""


@dataclass(frozen=True)
class Contents:
    """A whole report.

    Attributes
    ----------
    title, authority, decision_maker, kind : str
        ``kind`` says what sort of paper it is, for example ``Report to Cabinet``.
    date : date or None
        As the appraisal gives it; a report never reads the clock.
    part : str
        ``public`` or ``exempt``.
    marking : str
        What the head and every page say about publication.
    illustrative : str
        Why the judgements are not real; empty where they are.
    fingerprint : str
        SHA-256 of the inputs, printed short at the foot of every page.
    facts : Table
        The formal head of the report.
    sections : tuple of Section
        The first is the answer on one page; appendices come last.
    """

    title: str
    authority: str
    decision_maker: str
    kind: str
    date: dt.date | None
    part: Part
    marking: str
    illustrative: str
    fingerprint: str
    facts: Table
    sections: tuple[Section, ...]
    language: str = "en"
    region: str = "GB"

    def blocks(self) -> Iterator[Block]:
        """Yield every block in reading order, the formal head after the first section."""
        for index, section in enumerate(self.sections):
            yield from section.blocks
            if index == 0:
                yield self.facts

    def tables(self) -> tuple[Table, ...]:
        """Return every table in reading order."""
        return tuple(block for block in self.blocks() if isinstance(block, Table))

    def figures(self) -> tuple[ChartBlock, ...]:
        """Return every figure in reading order."""
        return tuple(block for block in self.blocks() if isinstance(block, ChartBlock))


def date_text(date: dt.date | None) -> str:
    """Return a date as it is written in a British report, the same in every locale."""
    if date is None:
        return "Date not given"
    months = "January February March April May June July August September October November December"
    return f"{date.day} {months.split()[date.month - 1]} {date.year}"
