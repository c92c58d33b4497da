"""Charts in a grid: options side by side, each row's name over its cells.

Rows are cut into sections, and the options are named again at the head of each, so that a reader of
a long chart on a phone never has to scroll back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from appraisal.charts.grid_layers import GridFrame, lines_layer, marks_layer, text_layer
from appraisal.charts.layers import Data, Layer, assembled
from appraisal.charts.picture import title_lines
from appraisal.charts.text import plain, room, width_of, wrapped
from appraisal.charts.theme import QUIET, SIZE, SMALL

LINE = 16  # px from one line of type to the next
SIZES = (13, 12, 11)  # px of the type of headings
SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "triangle-down")
PAD = 0.08  # of a column's width, left free on either side of what is drawn in it


@dataclass(frozen=True)
class GridRow:
    """One row: its name, a line under it, and the height of its cells in px."""

    id: str
    name: str
    under: str = ""
    height: int = 20


@dataclass(frozen=True)
class GridSection:
    """Some rows under one heading; ``colour`` marks the heading, where it has one."""

    title: str
    rows: tuple[GridRow, ...]
    colour: str = ""


@dataclass(frozen=True)
class GridColumn:
    """One column: its name and, under it, what a reader must know of it."""

    id: str
    name: str
    under: str = ""


@dataclass
class ChartGrid:
    """Where everything stands. ``tops`` gives the upper edge of each row's cells in px."""

    columns: tuple[GridColumn, ...]
    sections: tuple[GridSection, ...]
    tops: dict[str, int] = field(default_factory=dict)
    height: int = 0
    _words: dict[str, Data] = field(
        default_factory=lambda: {"titles": [], "heads": [], "names": []}
    )
    _marks: Data = field(default_factory=list)
    _lines: Data = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.keyed:
            heads = [self._head_of(column) for column in self.columns]
        else:
            heads = [[(str(number), True)] for number in range(1, len(self.columns) + 1)]
            self._write_key()
        deepest = max(map(len, heads), default=0)
        for section in self.sections:
            self._open(section, heads, deepest)
            for row in section.rows:
                self._place(row)

    @cached_property
    def keyed(self) -> bool:
        """Whether columns are too narrow for their names, so that numbers stand for them."""
        return self._size is None

    @cached_property
    def _size(self) -> int | None:
        """The greatest size of type in which every word of the headings fits its column."""
        texts = [f"{column.name} {column.under}" for column in self.columns]
        parts = [word for text in texts for word in plain(text).split()]
        sizes = (size for size in SIZES if all(self._fits(word, size) for word in parts))
        return next(sizes, None)

    def _fits(self, word: str, size: int) -> bool:
        return width_of(word, size, bold=True) <= self._room

    @property
    def _room(self) -> float:
        return room() / len(self.columns) - 4

    def _write_key(self) -> None:
        for number, column in enumerate(self.columns, start=1):
            for line in wrapped(f"{number}: {column.name}", room() - 4, SMALL, most=2):
                self._write("names", 0, self.height + LINE / 2, line)
                self.height += LINE
            if column.under:
                self._write("unders", 0, self.height + LINE / 2, column.under)
                self.height += LINE
            self.height += 3

    def _head_of(self, column: GridColumn) -> list[tuple[str, bool]]:
        size = self._size or SMALL
        name = wrapped(column.name, self._room, size, bold=True, most=4)
        under = wrapped(column.under, self._room, size, most=4) if column.under else []
        return [*((line, True) for line in name), *((line, False) for line in under)]

    def _open(
        self, section: GridSection, heads: list[list[tuple[str, bool]]], deepest: int
    ) -> None:
        self.height += 10 if self.height else 0
        if section.title:
            if section.colour:
                self._marks.append({"y": self.height, "y2": self.height + 22, "c": section.colour})
            title = wrapped(section.title, room() - 20, SIZE, bold=True, most=1)[0]
            self._write("titles" if section.colour else "bare_titles", 0, self.height + 11, title)
            self.height += 28
        for column, head in enumerate(heads):
            top = self.height + LINE * (deepest - len(head))
            for step, (line, bold) in enumerate(head):
                name = "heads" if bold else "notes"
                self._write(name, column + 0.5, top + LINE * step + LINE // 2, line)
        self.height += LINE * deepest + 4

    def _place(self, row: GridRow) -> None:
        self._lines.append({"y": self.height})
        self.height += 7
        for line in wrapped(row.name, room() - 4, SMALL, most=2):
            self._write("names", 0, self.height + LINE // 2, line)
            self.height += LINE
        if row.under:
            under = wrapped(row.under, room() - 4, SMALL, most=1)[0]
            self._write("unders", 0, self.height + LINE // 2, under)
            self.height += LINE
        self.height += 2
        self.tops[row.id] = self.height
        self.height += row.height + 6

    def _write(self, name: str, x: float, y: float, text: str) -> None:
        self._words.setdefault(name, []).append({"x": x, "y": y, "text": text})

    def at(self, column: int, share: float = 0.5) -> float:
        """Return the place across the grid of a share, 0 to 1, of a column's inside."""
        return column + PAD + share * (1 - 2 * PAD)

    def drawn(
        self,
        layers: Sequence[Layer],
        datasets: Mapping[str, Data],
        *,
        title: str,
        description: str,
    ) -> dict[str, Any]:
        """Return the grid with these layers of cells as one chart in Vega-Lite."""
        frame, size = self.frame, self._size or SMALL
        own = [
            layer_
            for name, layer_ in (
                ("titles", text_layer(frame, "titles", "left", 14, SIZE, True)),
                ("bare_titles", text_layer(frame, "bare_titles", "left", 0, SIZE, True)),
                ("heads", text_layer(frame, "heads", "center", 0, self._size or SIZE, True)),
                ("notes", text_layer(frame, "notes", "center", 0, size, False, QUIET)),
                ("names", text_layer(frame, "names", "left", 0, SMALL, False)),
                ("unders", text_layer(frame, "unders", "left", 0, SMALL, False, QUIET)),
            )
            if self._words.get(name)
        ]
        data = {**self._words, "marks": self._marks, "lines": self._lines, **datasets}
        return assembled(
            [lines_layer(frame), marks_layer(frame), *own, *layers],
            data,
            title=title_lines(title),
            description=description,
            height=self.height,
        )

    @property
    def frame(self) -> GridFrame:
        """What layers need to know of the grid."""
        return GridFrame(len(self.columns), self.height)
