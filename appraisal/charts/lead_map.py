"""Who leads for every weight of two criteria."""

from __future__ import annotations

import math
from typing import Any

import altair as alt

from appraisal.analysis.results import Results
from appraisal.analysis.sensitivity.lead_map import Corner, LeadMap
from appraisal.analysis.wording.figures import listed, weight
from appraisal.charts.layers import (
    HINT,
    SAID,
    Axis,
    Data,
    assembled,
    axis,
    chart_of,
    layer,
    level,
    quantity,
    scaled,
    words,
)
from appraisal.charts.names import criterion_name, option_name, option_names
from appraisal.charts.picture import Picture, PictureColumn, pictured, title_lines
from appraisal.charts.text import room, wrapped
from appraisal.charts.theme import INK, ORANGE, SMALL

PLOT, BELOW, ROW = 300, 66, 21  # px: height of the plot, from it to the key, a line of the key
CLEAR = 26  # px between the mark of the weights now and a number
# Pale grounds with dark edges and a number on each: no area is told by its colour alone.
GROUNDS = ("#cfe0ee", "#d3eeeb", "#ead1dd", "#fde0d2", "#e3e3e3")


@pictured
def lead_map(results: Results, across: str | None = None, up: str | None = None) -> Picture | None:
    """Return the map of the weights of two criteria, with the area in which each option leads.

    By default of the two criteria of the greatest weight; None where there is no such map.
    """
    chosen = across is not None and up is not None
    weight_map = results.map_of(across, up) if across and up and chosen else results.lead_map
    if weight_map is None or not weight_map.areas:
        return None
    order = tuple(id for id in results.by_overall_value() if id in weight_map.areas)
    title = _finding(results, weight_map, order)
    description = _alt(results, weight_map, order, title)
    return Picture(
        name="lead_map",
        spec=_chart(results, weight_map, order, title, description),
        title=title,
        alt=description,
        columns=_columns(results, weight_map, order),
        caption=f"Who leads for every weight of {criterion_name(results, weight_map.across)} and "
        f"{criterion_name(results, weight_map.up)}. The other weights keep their proportions.",
    )


def _here(weight_map: LeadMap, order: tuple[str, ...]) -> list[str]:
    """Return the options whose area holds the weights now."""
    return [id for id in order if _holds(weight_map.areas[id], weight_map.now)]


def _holds(corners: tuple[Corner, ...], point: Corner) -> bool:
    sides = []
    for one, two in zip(corners, (*corners[1:], corners[0]), strict=True):
        sides.append(
            (two[0] - one[0]) * (point[1] - one[1]) - (two[1] - one[1]) * (point[0] - one[0])
        )
    return all(side >= -1e-9 for side in sides) or all(side <= 1e-9 for side in sides)


def _finding(results: Results, weight_map: LeadMap, order: tuple[str, ...]) -> str:
    one, two = criterion_name(results, weight_map.across), criterion_name(results, weight_map.up)
    if len(order) == 1:
        name = option_name(results, order[0])
        return f"{name} leads whatever the weights of {one} and {two}"
    leading = option_names(results, _here(weight_map, order))
    return f"{len(order)} options can lead as {one} and {two} change weight; {leading} leads now"


def _chart(
    results: Results, weight_map: LeadMap, order: tuple[str, ...], title: str, description: str
) -> dict[str, Any]:
    across = axis([_weight_of(results, weight_map.across, PLOT - 30)], 0.0, 100.0)
    up = axis([_weight_of(results, weight_map.up, PLOT - 50)], 0.0, 100.0)
    now_across, now_up = weight_map.now
    key = [
        *(f"{number}: {results.appraisal.option(id).name}" for number, id in enumerate(order, 1)),
        f"Diamond: the weights now, {weight(now_across)} across, {weight(now_up)} up",
    ]
    datasets = {
        "areas": [
            row for index, id in enumerate(order) for row in _area(results, weight_map, index, id)
        ],
        "numbers": [_number(weight_map, index, id) for index, id in enumerate(order)],
        "now": [_at(weight_map.now) | {"said": key[-1]}],
        "key": [_key_line(text, line) for line, text in enumerate(key)],
    }
    below = BELOW + ROW * len(key)
    layers = [areas_layer(across, up, below), numbers_layer(), now_layer(), key_layer()]
    return assembled(
        layers, datasets, title=title_lines(title), description=description, height=PLOT + below
    )


def _at(corner: Corner) -> dict[str, Any]:
    return {"x": 100 * corner[0], "y": 100 * corner[1]}


def _area(results: Results, weight_map: LeadMap, index: int, option: str) -> Data:
    label = f"{option_name(results, option)} leads here"
    ground = GROUNDS[index % len(GROUNDS)]
    return [
        _at(corner) | {"option": option, "step": step, "ground": ground, "said": label}
        for step, corner in enumerate(weight_map.areas[option])
    ]


def _number(weight_map: LeadMap, index: int, option: str) -> dict[str, Any]:
    return _at(_spot(weight_map.areas[option], weight_map.now)) | {"text": str(index + 1)}


def _key_line(text: str, line: int) -> dict[str, Any]:
    shown = wrapped(text, room() - 4, SMALL, most=1)[0]
    return {"y": -100 * (BELOW + ROW * line) / PLOT, "text": shown}


def _weight_of(results: Results, criterion: str, room: float) -> str:
    """Return the title of an axis, cut to its length with the unit kept."""
    name = results.appraisal.criterion(criterion).name
    return f"{wrapped(f'Weight of {name}', room, SMALL, most=1)[0]}, %"


def _middle(corners: tuple[Corner, ...]) -> Corner:
    """Return the middle of an area, weighted by its size (the centroid of a polygon)."""
    turns = [
        (one, two, one[0] * two[1] - two[0] * one[1])
        for one, two in zip(corners, (*corners[1:], corners[0]), strict=True)
    ]
    size = math.fsum(turn for _, _, turn in turns)
    x = math.fsum((one[0] + two[0]) * turn for one, two, turn in turns) / (3 * size)
    y = math.fsum((one[1] + two[1]) * turn for one, two, turn in turns) / (3 * size)
    return x, y


def _spot(corners: tuple[Corner, ...], now: Corner) -> Corner:
    """Return where the number of an area stands: in its middle, but clear of the weights now."""
    middle = _middle(corners)
    if math.dist(middle, now) * PLOT > CLEAR:
        return middle
    far = max(corners, key=lambda corner: math.dist(corner, now))
    return (middle[0] + far[0]) / 2, (middle[1] + far[1]) / 2


@layer
def areas_layer(across: Axis, up: Axis, below: int) -> alt.Chart:
    """Return the layer of the areas, which carries the axes; its foot is ``below`` px higher."""
    upright = scaled(up, "left", grid=False)
    upright["scale"] = alt.Scale(domain=[0, 100], range=[PLOT, 0], nice=False, zero=False)
    return (
        chart_of("areas")
        .mark_line(interpolate="linear-closed", stroke=INK, strokeWidth=1.5)
        .encode(
            x=quantity("x", **scaled(across, offset=-below, grid=False)),
            y=level("y", **upright),
            fill=alt.Fill(field="ground", type="nominal", scale=None),
            detail=alt.Detail(field="option", type="nominal"),
            order=alt.Order(field="step", type="quantitative"),
            description=SAID,
            tooltip=HINT,
        )
    )


@layer
def numbers_layer() -> alt.Chart:
    """Return the layer of the numbers on the areas."""
    return (
        chart_of("numbers")
        .mark_text(fontSize=16, fontWeight="bold", color=INK)
        .encode(x=quantity("x"), y=level("y"), text=words("text"))
    )


@layer
def now_layer() -> alt.Chart:
    """Return the layer of the mark at the weights now."""
    return (
        chart_of("now")
        .mark_point(
            shape="diamond", size=150, filled=True, color=ORANGE, stroke=INK, strokeWidth=1.5,
            opacity=1,
        )
        .encode(x=quantity("x"), y=level("y"), description=SAID, tooltip=HINT)
    )  # fmt: skip


@layer
def key_layer() -> alt.Chart:
    """Return the layer of the key under the plot."""
    return (
        chart_of("key")
        .mark_text(align="left", dx=-44, fontSize=SMALL, color=INK)
        .encode(x=alt.XValue(0), y=level("y"), text=words("text"))
    )


def _corners(results: Results, weight_map: LeadMap, option: str) -> str:
    corners = [f"{weight(x)} and {weight(y)}" for x, y in weight_map.areas[option]]
    return "; ".join(corners)


def _alt(results: Results, weight_map: LeadMap, order: tuple[str, ...], title: str) -> str:
    one, two = criterion_name(results, weight_map.across), criterion_name(results, weight_map.up)
    clauses = [
        f"{option_name(results, id)} leads between the corners {_corners(results, weight_map, id)}"
        for id in order
    ]
    now = f"now {weight(weight_map.now[0])} and {weight(weight_map.now[1])}"
    return f"{title}. Weights of {one} and {two}, {now}. {listed(clauses)}."


def _columns(
    results: Results, weight_map: LeadMap, order: tuple[str, ...]
) -> tuple[PictureColumn, ...]:
    one, two = criterion_name(results, weight_map.across), criterion_name(results, weight_map.up)
    leading = _here(weight_map, order)
    return (
        PictureColumn("Option", [results.appraisal.option(id).name for id in order]),
        PictureColumn("Leads now", ["yes" if id in leading else "no" for id in order]),
        PictureColumn(
            f"Leads between these weights of {one} and {two}",
            [_corners(results, weight_map, id) for id in order],
        ),
    )
