"""Layers of charts: drawn with Altair, kept as Vega-Lite by what they were asked for.

Drawing a chart with Altair takes some 40 ms, more than a page that follows a slider can spare. But
from one figure to the next only the data change. So a layer is drawn once for each layout, and a
chart is put together from ready layers and fresh data in a millisecond or two.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any, Literal, ParamSpec, cast

import altair as alt

from appraisal.charts.text import LONG_TEXT, cleaned, plain, room, wrapped
from appraisal.charts.theme import PRINT_WIDTH, SMALL, theme_config

Layer = dict[str, Any]
Data = list[dict[str, Any]]
P = ParamSpec("P")

SAID = alt.Description(field="said", type="nominal")
HINT = alt.Tooltip(field="said", type="nominal", title="Reads")
KEPT = 256  # layers of one kind that are kept


def layer(draw: Callable[P, alt.Chart]) -> Callable[P, Layer]:
    """Return a function that draws a layer once for each set of arguments, and then remembers it.

    Its arguments say how the layer looks. What users wrote is data, or a name in a key, and never
    part of an expression. Nobody may change what it returns.
    """

    def drawn(*args: P.args, **kwargs: P.kwargs) -> Layer:
        spec = draw(*args, **kwargs).to_dict(validate=False)
        return {key: spec[key] for key in ("data", "mark", "encoding")}

    remembered = functools.wraps(draw)(functools.lru_cache(maxsize=KEPT)(drawn))
    return cast(Callable[P, Layer], remembered)


def chart_of(data: str) -> alt.Chart:
    """Return an empty chart on one of the named datasets of its picture."""
    return alt.Chart(alt.NamedData(name=data))


def quantity(field: str, **more: Any) -> alt.X:
    """Return a horizontal encoding of a figure that shares the scale of its chart."""
    return alt.X(field=field, type="quantitative", **more)


def level(field: str, **more: Any) -> alt.Y:
    """Return an upright encoding of a figure that shares the scale of its chart."""
    return alt.Y(field=field, type="quantitative", **more)


def words(field: str) -> alt.Text:
    """Return the encoding of a field as text."""
    return alt.Text(field=field, type="nominal")


Axis = tuple[tuple[str, ...], float, float]  # lines of the title, both ends of the scale


def axis(title: Sequence[str], low: float, high: float) -> Axis:
    """Return what makes an axis; each line of its title is cut to the room there is."""
    return tuple(wrapped(line, room() - 20, SMALL, most=1)[0] for line in title), low, high


def scaled(
    scale: Axis, orient: Literal["bottom", "left"] = "bottom", **more: Any
) -> dict[str, Any]:
    """Return the scale and axis of a figure as keywords of its encoding."""
    title, low, high = scale
    return {
        "scale": alt.Scale(domain=[low, high], nice=False, zero=False),
        "axis": alt.Axis(title=list(title), orient=orient, tickCount=5, **more),
    }


def assembled(
    layers: Sequence[Layer],
    datasets: dict[str, Data],
    *,
    title: Sequence[str],
    description: str,
    height: float,
) -> dict[str, Any]:
    """Return the layers as one chart in Vega-Lite, its width left to the page.

    Parameters
    ----------
    layers : sequence of Layer
        From the ground up.
    datasets : dict of name to rows
        What the layers draw. Every text in it is cleaned.
    title, description : lines and text
    height : float
        Of the marks, in px.
    """
    return {
        "$schema": alt.SCHEMA_URL,
        "config": theme_config(),
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 8, "top": 8, "right": 8, "bottom": 8},
        "title": {"text": list(title)},
        "description": plain(description, LONG_TEXT),
        "width": PRINT_WIDTH,
        "height": height,
        "layer": list(layers),
        "datasets": cleaned(datasets),
    }
