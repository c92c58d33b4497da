"""Charts in rows: each row's name stands over its marks, so that the marks have the whole width.

Names to the left of the bars would leave a phone no room for the bars, or the names none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import altair as alt

from appraisal.charts.layers import SAID, Data, Layer, chart_of, layer, quantity, words
from appraisal.charts.text import on_paper, plain, room, width_of, wrapped
from appraisal.charts.theme import INK, QUIET, SIZE, SMALL

LINE = 18  # px from one line of type to the next
ABOVE = 6  # px of white over the first line
Side = Literal["left", "right"]


@dataclass(frozen=True)
class LabelledRow:
    """One row: its name, what stands beside it at the right edge, and a line under it."""

    id: str
    name: str
    side: str = ""
    under: str = ""


@dataclass(frozen=True)
class Frame:
    """Where the rows of a chart lie: everything a layer needs, and no word of a user.

    ``head`` is the height in px of the type over the marks, ``mark`` that of the marks, ``foot``
    that of the white below them and ``gap`` that between the last line of type and the marks.
    """

    ids: tuple[str, ...]
    head: int
    mark: int
    foot: int
    gap: int

    @property
    def step(self) -> int:
        """Height of one row in px."""
        return ABOVE + self.head + self.mark + self.foot

    @property
    def height(self) -> int:
        """Height of all rows in px."""
        return self.step * len(self.ids)

    @property
    def drop(self) -> float:
        """How far below the middle of the row the middle of its marks lies, in px."""
        return ABOVE + self.head + self.mark / 2 - self.step / 2

    def y(self, band: float = 0.5) -> alt.Y:
        """Return the encoding that puts a mark into its row: 0 the top edge, 0.5 the middle."""
        return alt.Y(
            field="row",
            type="nominal",
            sort=list(self.ids),
            axis=None,
            bandPosition=band,
            scale=alt.Scale(padding=0),
        )


@dataclass(frozen=True)
class LabelledRows:
    """The rows of a chart from the top down, each with room for marks of ``mark`` px."""

    rows: tuple[LabelledRow, ...]
    mark: int = 26
    foot: int = 10
    bold: bool = True

    @cached_property
    def _names(self) -> list[list[str]]:
        sides = [width_of(row.side, SIZE, bold=True) for row in self.rows]
        width = room() - max(sides, default=0.0) - (14 if any(sides) else 0)
        size = SIZE if self.bold else SMALL
        return [wrapped(row.name, width, size, self.bold) for row in self.rows]

    @cached_property
    def _unders(self) -> list[list[str]]:
        return [wrapped(row.under, room() - 4, SMALL) if row.under else [] for row in self.rows]

    @cached_property
    def _under(self) -> int:
        """Height of the lines under the names in px."""
        return LINE * max(map(len, self._unders), default=0)

    @cached_property
    def frame(self) -> Frame:
        """Where the rows lie; the last line of type stands next to the marks."""
        lines = max(map(len, self._names), default=1)
        ids = tuple(row.id for row in self.rows)
        type_ = LINE * lines + self._under
        if on_paper():  # a chart must fit a page
            return Frame(ids, type_ + 4, self.mark * 3 // 4, self.foot // 2, 3)
        return Frame(ids, type_ + 8, self.mark, self.foot, 7)

    def data(self) -> Data:
        """Return the names and sides for the dataset ``rows``."""
        return [
            {
                "row": row.id,
                "over": name[0] if len(name) > 1 else "",
                "name": name[-1],
                "under": under[0] if under else "",
                "beneath": under[1] if len(under) > 1 else "",
                "side": plain(row.side),
            }
            for row, name, under in zip(self.rows, self._names, self._unders, strict=True)
        ]

    def labels(self) -> list[Layer]:
        """Return the layers that write the names and what stands beside and under them."""
        # One layer a line: in SVG an empty line takes no room, and many lines hang from the first.
        frame, up = self.frame, self._under
        layers = [label(frame, "name", up, "left", self.bold)]
        if any(len(name) > 1 for name in self._names):
            layers.append(label(frame, "over", LINE + up, "left", self.bold))
        if self._under:
            layers.append(label(frame, "under", up - LINE, "left", False))
        if self._under > LINE:
            layers.append(label(frame, "beneath", 0, "left", False))
        if any(row.side for row in self.rows):
            layers.append(label(frame, "side", up, "right", True))
        return layers


@layer
def label(frame: Frame, field: str, up: int, align: Side, bold: bool) -> alt.Chart:
    """Return the layer of one line of type, ``up`` px above the line next to the marks."""
    return (
        chart_of("rows")
        .mark_text(
            align=align,
            baseline="bottom",
            dy=ABOVE + frame.head - frame.gap - up,
            fontSize=SIZE if bold else SMALL,
            fontWeight="bold" if bold else "normal",
            color=QUIET if field in ("under", "beneath") else INK,
        )
        .encode(x=alt.XValue(0 if align == "left" else "width"), y=frame.y(0), text=words(field))
    )


def whisker(frame: Frame, data: str, dy: float = 0, colour: str = INK) -> list[Layer]:
    """Return the layers of a range with ends, from the fields ``low`` and ``high``."""
    ends = [whisker_end(frame, data, end, dy, colour) for end in ("low", "high")]
    return [whisker_line(frame, data, dy, colour), *ends]


@layer
def whisker_line(frame: Frame, data: str, dy: float, colour: str) -> alt.Chart:
    """Return the layer of a line from ``low`` to ``high``."""
    return (
        chart_of(data)
        .mark_rule(yOffset=frame.drop + dy, strokeWidth=2, color=colour)
        .encode(x=quantity("low"), x2=alt.X2(field="high"), y=frame.y(), description=SAID)
    )


@layer
def whisker_end(frame: Frame, data: str, end: str, dy: float, colour: str) -> alt.Chart:
    """Return the layer of a short upright at one end of a line."""
    return (
        chart_of(data)
        .mark_tick(yOffset=frame.drop + dy, thickness=2, height=10, color=colour, aria=False)
        .encode(x=quantity(end), y=frame.y())
    )


@layer
def remarks(frame: Frame, data: str) -> alt.Chart:
    """Return the layer that says in words, in the field ``text``, what cannot be drawn."""
    return (
        chart_of(data)
        .mark_text(align="left", yOffset=frame.drop, fontSize=SMALL, color=QUIET)
        .encode(x=alt.XValue(0), y=frame.y(), text=words("text"))
    )


@layer
def zero(frame: Frame) -> alt.Chart:
    """Return the layer of an upright line at 0 beside the marks, clear of the names."""
    return (
        chart_of("rows")
        .mark_tick(yOffset=frame.drop, thickness=2, height=frame.mark + 8, color=INK, aria=False)
        .encode(x=alt.XDatum(0, type="quantitative"), y=frame.y())
    )
