"""A table as it came in, before anything is made of it: rows of cells with their places."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class DateCell:
    """A cell that Excel holds as a date; ``text`` is 2018-07-05."""

    text: str


@dataclass(frozen=True)
class Strange:
    """A cell that is no value: an error, a time, a formula never worked out; in words."""

    words: str


Cell = str | float | bool | DateCell | Strange | None


@dataclass(frozen=True)
class CellGrid:
    """The rows of one table.

    Attributes
    ----------
    name : str
        The file, and the sheet in it, for messages.
    rows : tuple of (row number from 1, tuple of cells)
        Blank rows are left out; the numbers are those that a spreadsheet shows.
    per_cent : frozenset of (row, column), both from 1
        Cells that Excel shows in per cent and holds as a fraction.
    """

    name: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    per_cent: frozenset[tuple[int, int]] = field(default_factory=frozenset)


def is_blank(cell: Cell) -> bool:
    """Return whether a cell holds nothing but spaces."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
