"""What is drawn in a grid: text, lines, boxes and shapes at places that the data give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from appraisal.charts.layers import HINT, SAID, chart_of, layer, words
from appraisal.charts.theme import BLUE, INK, TRACK


@dataclass(frozen=True)
class GridFrame:
    """The size of a grid: so many columns across, so many px down."""

    columns: int
    height: int

    def x(self, field: str = "x") -> alt.X:
        """Return the encoding of a place across, in columns from the left."""
        scale = alt.Scale(domain=[0, self.columns], nice=False, zero=False)
        return alt.X(field=field, type="quantitative", scale=scale, axis=None)

    def y(self, field: str = "y") -> alt.Y:
        """Return the encoding of a place down, in px from the top."""
        scale = alt.Scale(domain=[0, self.height], reverse=True, nice=False, zero=False)
        return alt.Y(field=field, type="quantitative", scale=scale, axis=None)


Side = Literal["left", "center"]


@layer
def text_layer(
    frame: GridFrame, data: str, align: Side, dx: int, size: int, bold: bool, colour: str = INK
) -> alt.Chart:
    """Return the layer of texts at their places."""
    return (
        chart_of(data)
        .mark_text(
            align=align,
            dx=dx,
            fontSize=size,
            fontWeight="bold" if bold else "normal",
            color=colour,
        )
        .encode(x=frame.x(), y=frame.y(), text=words("text"))
    )


@layer
def lines_layer(frame: GridFrame) -> alt.Chart:
    """Return the layer of thin lines over the rows."""
    return (
        chart_of("lines")
        .mark_rule(color=TRACK, strokeWidth=1, aria=False)
        .encode(x=alt.XValue(0), x2=alt.X2Value("width"), y=frame.y())
    )


@layer
def marks_layer(frame: GridFrame) -> alt.Chart:
    """Return the layer of the coloured marks beside the headings of sections."""
    return (
        chart_of("marks")
        .mark_rect(aria=False)
        .encode(
            x=alt.XValue(0),
            x2=alt.X2Value(7),
            y=frame.y(),
            y2=alt.Y2(field="y2"),
            fill=alt.Fill(field="c", type="nominal", scale=None),
        )
    )


@layer
def span_layer(
    frame: GridFrame, data: str, thickness: int, colour: str = BLUE, dashed: bool = False
) -> alt.Chart:
    """Return the layer of lines across from ``x`` to ``x2`` at ``y``."""
    more: dict[str, Any] = {"strokeDash": [4, 4]} if dashed else {}
    return (
        chart_of(data)
        .mark_rule(strokeWidth=thickness, color=colour, **more)
        .encode(x=frame.x(), x2=alt.X2(field="x2"), y=frame.y(), description=SAID)
    )


@layer
def box_layer(frame: GridFrame, data: str, colour: str, outline: str = "") -> alt.Chart:
    """Return the layer of boxes from ``x``, ``y`` to ``x2``, ``y2``; ``outline`` is dashed."""
    more: dict[str, Any] = (
        {"fill": "#ffffff", "stroke": outline, "strokeDash": [4, 3], "strokeWidth": 1.5}
        if outline
        else {"color": colour}
    )
    return (
        chart_of(data)
        .mark_rect(**more)
        .encode(
            x=frame.x(),
            x2=alt.X2(field="x2"),
            y=frame.y(),
            y2=alt.Y2(field="y2"),
            description=SAID,
        )
    )


@layer
def shape_layer(frame: GridFrame, data: str, size: int = 110) -> alt.Chart:
    """Return the layer of marks in the shape and fill that the data give (``shape``, ``fill``)."""
    return (
        chart_of(data)
        .mark_point(size=size, filled=True, stroke="white", strokeWidth=1, opacity=1)
        .encode(
            x=frame.x(),
            y=frame.y(),
            shape=alt.Shape(field="shape", type="nominal", scale=None),
            fill=alt.Fill(field="fill", type="nominal", scale=None),
            description=SAID,
            tooltip=HINT,
        )
    )
