"""Charts in rows: each row's name stands over its marks, so that the marks have the whole width.

Names to the left of the bars would leave a phone no room for the bars, or the names none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import altair as alt

from appraisal.charts.text import LONG_TEXT, PHONE, cleaned, plain, width_of, wrapped
from appraisal.charts.theme import INK, PRINT_WIDTH, QUIET, SIZE, SMALL

LINE = 18  # px from one line of type to the next
Data = list[dict[str, Any]]


@dataclass(frozen=True)
class Row:
    """One row: its name, what stands beside it at the right edge, and a line under it."""

    id: str
    name: str
    side: str = ""
    under: str = ""


@dataclass(frozen=True)
class Rows:
    """The rows of a chart from the top down, each with room for marks of ``mark`` px."""

    rows: tuple[Row, ...]
    mark: int = 26
    foot: int = 10
    bold: bool = True

    @property
    def _size(self) -> int:
        return SIZE if self.bold else SMALL

    @cached_property
    def _names(self) -> list[list[str]]:
        sides = [width_of(row.side, SIZE, bold=True) for row in self.rows]
        room = PHONE - max(sides, default=0.0) - (14 if any(sides) else 0)
        return [wrapped(row.name, room, self._size, self.bold) for row in self.rows]

    @cached_property
    def _under(self) -> int:
        """Height of the line under the names in px: none where no row has one."""
        return LINE if any(row.under for row in self.rows) else 0

    @cached_property
    def _head(self) -> int:
        """Height of the type over the marks in px: the last line stands next to the marks."""
        return LINE * max(map(len, self._names), default=1) + self._under + 2

    @property
    def step(self) -> int:
        """Height of one row in px."""
        return 6 + self._head + self.mark + self.foot

    @property
    def height(self) -> int:
        """Height of all rows in px."""
        return self.step * len(self.rows)

    @property
    def drop(self) -> float:
        """How far below the middle of the row the middle of its marks lies, in px."""
        return 6 + self._head + self.mark / 2 - self.step / 2

    def y(self, band: float = 0.5) -> alt.Y:
        """Return the encoding that puts a mark into its row: 0 the top edge, 0.5 the middle."""
        return alt.Y(
            field="row",
            type="nominal",
            sort=[row.id for row in self.rows],
            axis=None,
            bandPosition=band,
            scale=alt.Scale(padding=0),
        )

    def data(self) -> Data:
        """Return the names and sides for the dataset ``rows``."""
        return [
            {
                "row": row.id,
                "over": name[0] if len(name) > 1 else "",
                "name": name[-1],
                "under": row.under,
                "side": row.side,
            }
            for name, row in zip(self._names, self.rows, strict=True)
        ]

    def labels(self) -> list[alt.Chart]:
        """Return the layers that write the names and what stands at the right edge."""
        layers = [self._words("name", "left", bold=self.bold)]
        if any(len(name) > 1 for name in self._names):
            layers.append(self._words("over", "left", bold=self.bold))
        if any(row.under for row in self.rows):
            layers.append(self._words("under", "left"))
        if any(row.side for row in self.rows):
            layers.append(self._words("side", "right", bold=True))
        return layers

    def _words(self, field: str, align: Literal["left", "right"], bold: bool = False) -> alt.Chart:
        # One layer a line: in SVG an empty line takes no room, and many lines hang from the first.
        up = {"under": 0, "over": LINE + self._under}.get(field, self._under)
        return (
            chart_of("rows")
            .mark_text(
                align=align,
                baseline="bottom",
                dy=4 + self._head - up,
                fontSize=SIZE if bold else SMALL,
                fontWeight="bold" if bold else "normal",
                color=QUIET if field == "under" else INK,
            )
            .encode(
                x=alt.value(0 if align == "left" else "width"),
                y=self.y(0),
                text=alt.Text(field=field, type="nominal"),
            )
        )

    def whisker(self, data: str, dy: float = 0, colour: str = INK) -> list[alt.Chart]:
        """Return the layers of a range with ends, from the fields ``low`` and ``high``."""
        offset = self.drop + dy
        line = (
            chart_of(data)
            .mark_rule(yOffset=offset, strokeWidth=2, color=colour)
            .encode(x=quantity("low"), x2=alt.X2(field="high"), y=self.y(), description=SAID)
        )
        ends = [
            chart_of(data)
            .mark_tick(yOffset=offset, thickness=2, height=10, color=colour, aria=False)
            .encode(x=quantity(end), y=self.y())
            for end in ("low", "high")
        ]
        return [line, *ends]

    def remarks(self, data: str, colour: str = QUIET) -> alt.Chart:
        """Return the layer that says in words, in the field ``text``, what cannot be drawn."""
        return (
            chart_of(data)
            .mark_text(align="left", yOffset=self.drop, fontSize=SMALL, color=colour)
            .encode(x=alt.value(0), y=self.y(), text=alt.Text(field="text", type="nominal"))
        )

    def zero(self) -> alt.Chart:
        """Return the layer of an upright line at 0 beside the marks, clear of the names."""
        return (
            chart_of("rows")
            .mark_tick(
                yOffset=self.drop, thickness=1.5, height=self.mark + 8, color=INK, aria=False
            )
            .encode(x=alt.XDatum(0, type="quantitative"), y=self.y())
        )


SAID = alt.Description(field="said", type="nominal")
HINT = alt.Tooltip(field="said", type="nominal", title="Reads")


def chart_of(data: str) -> alt.Chart:
    """Return an empty chart on one of the named datasets of its picture."""
    return alt.Chart(alt.NamedData(name=data))


def quantity(field: str, **more: Any) -> alt.X:
    """Return a horizontal encoding of a figure that shares the scale of its chart."""
    return alt.X(field=field, type="quantitative", **more)


def axis(title: Sequence[str], low: float, high: float, **more: Any) -> dict[str, Any]:
    """Return scale and axis of a figure; each line of the title is cut to the width of a phone."""
    lines = [wrapped(line, PHONE - 20, SMALL, most=1)[0] for line in title]
    return {
        "scale": alt.Scale(domain=[low, high], nice=False, zero=False),
        "axis": alt.Axis(title=lines, orient="bottom", tickCount=5, **more),
    }


def assembled(
    layers: Sequence[alt.Chart],
    datasets: dict[str, Data],
    *,
    title: alt.TitleParams,
    description: str,
    height: float,
) -> alt.LayerChart:
    """Return the layers as one chart: all figures in named datasets, the width left to the page."""
    chart = alt.layer(*layers, datasets=cleaned(datasets), autosize=_FIT)
    said = plain(description, LONG_TEXT)
    found = chart.properties(title=title, description=said, height=height, width=PRINT_WIDTH)
    assert isinstance(found, alt.LayerChart)
    return found


_FIT = alt.AutoSizeParams(type="fit-x", contains="padding")
