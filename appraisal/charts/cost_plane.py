"""The plane of cost and overall value: its layers, with the key under the plot."""

from __future__ import annotations

import altair as alt

from appraisal.charts.layers import (
    HINT,
    SAID,
    Axis,
    chart_of,
    layer,
    level,
    quantity,
    scaled,
    words,
)
from appraisal.charts.theme import BLUE, INK, QUIET, SMALL

PLOT_HEIGHT, PLOT_WIDTH = 300, 290  # px; the width on a phone
BELOW, ROW = 56, 40  # px from the plot to its key, and from one option in the key to the next


@layer
def frontier_line(across: Axis, up: Axis, offset: float) -> alt.Chart:
    """Return the layer of the line through the options on the frontier, which carries the axes."""
    upright = scaled(up, "left")
    upright["scale"] = alt.Scale(
        domain=[up[1], up[2]], range=[PLOT_HEIGHT, 0], nice=False, zero=False
    )
    return (
        chart_of("line")
        .mark_line(color=BLUE, strokeWidth=2.5, aria=False)
        .encode(
            # The key stands under the plot in the same view, so the foot of the plot is higher up.
            x=quantity("x", **scaled(across, offset=-offset, grid=False)),
            y=level("y", **upright),
        )
    )


@layer
def dots_layer() -> alt.Chart:
    """Return the layer of the options."""
    return (
        chart_of("dots")
        .mark_point(size=480, filled=True, strokeWidth=2, opacity=1)
        .encode(
            x=quantity("x"),
            y=level("y"),
            shape=alt.Shape(field="shape", type="nominal", scale=None),
            fill=alt.Fill(field="fill", type="nominal", scale=None),
            stroke=alt.Stroke(field="edge", type="nominal", scale=None),
            description=SAID,
            tooltip=HINT,
        )
    )


@layer
def numbers_layer(data: str) -> alt.Chart:
    """Return the layer of the options' numbers."""
    return (
        chart_of(data)
        .mark_text(fontSize=SMALL, fontWeight="bold", aria=False)
        .encode(
            x=quantity("x"),
            y=level("y"),
            text=words("text"),
            fill=alt.Fill(field="ink", type="nominal", scale=None),
        )
    )


@layer
def prices_layer() -> alt.Chart:
    """Return the layer of the prices beside the steps of the frontier."""
    return (
        chart_of("prices")
        .mark_text(align="left", dx=12, dy=10, fontSize=SMALL, color=INK)
        .encode(x=quantity("x"), y=level("y"), text=words("text"))
    )


@layer
def key_words(data: str, bold: bool) -> alt.Chart:
    """Return the layer of one kind of line in the key under the plot."""
    return (
        chart_of(data)
        .mark_text(
            align="left", dx=-38, fontSize=SMALL, fontWeight="bold" if bold else "normal",
            color=INK if bold else QUIET,
        )
        .encode(x=alt.XValue(0), y=level("y"), text=words("text"))
    )  # fmt: skip
