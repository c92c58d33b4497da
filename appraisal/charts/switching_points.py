"""How far each weight can move before another option leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from appraisal.analysis.results import Results
from appraisal.analysis.sensitivity.switching_points import SwitchingPoint
from appraisal.analysis.wording.figures import listed, weight
from appraisal.charts.groups import groups_of
from appraisal.charts.labelled_rows import Frame, LabelledRow, LabelledRows
from appraisal.charts.layers import (
    HINT,
    SAID,
    Axis,
    Data,
    assembled,
    axis,
    chart_of,
    layer,
    quantity,
    scaled,
)
from appraisal.charts.names import criterion_name, option_names
from appraisal.charts.picture import Picture, PictureColumn, pictured, title_lines
from appraisal.charts.text import plain
from appraisal.charts.theme import BLUE, INK, ORANGE, TRACK

Kind = Literal["criterion", "group"]
NO_CHANGE = "no change of leader at any weight"


@dataclass(frozen=True)
class Stretch:
    """One weight: now, and the nearest point below and above at which the leader changes."""

    of: str
    name: str
    now: float
    down: SwitchingPoint | None
    up: SwitchingPoint | None

    def nearest(self) -> float:
        """Return how far the nearest change lies, in shares of the whole weight; 1 without any."""
        return min((abs(p.at - self.now) for p in (self.down, self.up) if p), default=1.0)


@pictured
def switching_points(results: Results) -> Picture | None:
    """Return, for each criterion, the stretch of weights over which the same option leads.

    None where there are no switching points to look for: no ranking, or nothing to compare.
    """
    return _picture(results, "criterion", "switching_points", "criterion")


@pictured
def group_switching_points(results: Results) -> Picture | None:
    """Return the same for the weight of each group of criteria."""
    return _picture(results, "group", "group_switching_points", "group of criteria")


def _picture(results: Results, kind: Kind, name: str, what: str) -> Picture | None:
    stretches = _stretches(results, kind)
    if results.switching_points is None or not stretches or not results.tied_first:
        return None
    title = _finding(results, stretches, what)
    description = f"{title}. {'; '.join(_said(results, one) for one in stretches)}."
    return Picture(
        name=name,
        spec=_chart(results, stretches, title, description),
        title=title,
        alt=description,
        columns=_columns(results, stretches, what),
        caption=f"Weight of each {what}: the upright mark is the weight now, the bar the stretch "
        "over which the same option leads. The other weights keep their proportions.",
    )


def _stretches(results: Results, kind: Kind) -> list[Stretch]:
    """Return the stretches, those nearest to a change first."""
    weights = results.scores.weights if kind == "criterion" else results.scores.group_weights
    if weights is None or len(weights) < 2:
        return []
    switches = [p for p in results.switching_points or () if p.kind == kind]
    names = {id: criterion_name(results, id) for id in weights} if kind == "criterion" else {}
    letters = {name: group.letter for name, group in groups_of(results).items()}

    def point(of: str, direction: str) -> SwitchingPoint | None:
        return next((p for p in switches if p.of == of and p.direction == direction), None)

    all_of_them = [
        Stretch(
            of,
            names[of] if kind == "criterion" else f"{letters[of]}: {plain(of, 70)}",
            now,
            point(of, "down"),
            point(of, "up"),
        )
        for of, now in weights.items()
    ]
    return sorted(all_of_them, key=Stretch.nearest)


def _finding(results: Results, stretches: Sequence[Stretch], what: str) -> str:
    leader = option_names(results, results.tied_first)
    tied = len(results.tied_first) > 1
    first = stretches[0]
    point = min(
        (p for p in (first.up, first.down) if p is not None),
        key=lambda p: abs(p.at - first.now),
        default=None,
    )
    if point is None:
        verb = "stay" if tied else "stays"
        return f"{leader} {verb} first whatever the weight of any one {what}"
    if tied:
        return f"{leader} are level: any change of weight on {first.name} parts them"
    now, at = shown(first.now, point.at)
    more = "more" if point.direction == "up" else "less"
    return (
        f"{leader} stays first unless {first.name} counts for {more} than {at} (now {now}): "
        f"no other {what} is as near to a change"
    )


def shown(now: float, at: float) -> tuple[str, str]:
    """Return two weights in per cent, in as few places as tell them apart, and from 0 and 100."""
    for places in range(4):
        pair = weight(now, places), weight(at, places)
        if pair[1] not in (pair[0], weight(0.0, places), weight(1.0, places)):
            break
    return pair


def _changes(results: Results, one: Stretch) -> str:
    changes = []
    for point, word in ((one.down, "below"), (one.up, "above")):
        if point is not None:
            verb = "leads" if len(point.to) == 1 else "lead"
            at = shown(one.now, point.at)[1]
            changes.append(f"{word} {at} {option_names(results, point.to)} {verb}")
    return listed(changes) or NO_CHANGE


def _said(results: Results, one: Stretch) -> str:
    return f"{one.name}: now {weight(one.now)}; {_changes(results, one)}"


def _chart(
    results: Results, stretches: Sequence[Stretch], title: str, description: str
) -> dict[str, Any]:
    rows = LabelledRows(
        tuple(
            LabelledRow(_row_id(index), one.name, f"now {weight(one.now)}", _changes(results, one))
            for index, one in enumerate(stretches)
        ),
        mark=16,
        foot=12,
        bold=False,
    )
    data: Data = [
        {
            "row": _row_id(index),
            "zero": 0.0,
            "whole": 100.0,
            "low": 100 * (one.down.at if one.down else 0.0),
            "high": 100 * (one.up.at if one.up else 1.0),
            "now": 100 * one.now,
            "said": _said(results, one),
        }
        for index, one in enumerate(stretches)
    ]
    scale = axis(["Share of the whole weight, in per cent"], 0.0, 100.0)
    layers = [
        stretch_bars(rows.frame, scale, "zero", "whole", TRACK),
        stretch_bars(rows.frame, scale, "low", "high", BLUE),
        now_marks(rows.frame),
        *rows.labels(),
    ]
    return assembled(
        layers,
        {"rows": rows.data(), "stretches": data},
        title=title_lines(title),
        description=description,
        height=rows.frame.height,
    )


def _row_id(index: int) -> str:
    return f"w{index}"  # the name of a group is a user's text, and never an id


@layer
def stretch_bars(frame: Frame, scale: Axis, low: str, high: str, colour: str) -> alt.Chart:
    """Return the layer of bars from one field to another."""
    return (
        chart_of("stretches")
        .mark_bar(height=frame.mark, yOffset=frame.drop, color=colour)
        .encode(
            x=quantity(low, **scaled(scale)),
            x2=alt.X2(field=high),
            y=frame.y(),
            description=SAID,
            tooltip=HINT,
        )
    )


@layer
def now_marks(frame: Frame) -> alt.Chart:
    """Return the layer of an upright mark at the weight now, edged so that it shows on a bar."""
    return (
        chart_of("stretches")
        .mark_tick(yOffset=frame.drop, thickness=6, height=frame.mark + 8, color=ORANGE, stroke=INK)
        .encode(x=quantity("now"), y=frame.y(), description=SAID)
    )


def _columns(
    results: Results, stretches: Sequence[Stretch], what: str
) -> tuple[PictureColumn, ...]:
    def ats(points: list[SwitchingPoint | None]) -> list[float | None]:
        return [None if p is None else p.at for p in points]

    def tos(points: list[SwitchingPoint | None]) -> list[str | None]:
        return [None if p is None else option_names(results, p.to) for p in points]

    downs, ups = [one.down for one in stretches], [one.up for one in stretches]
    none = "no change"
    return (
        PictureColumn(what.capitalize(), [one.name for one in stretches]),
        PictureColumn("Weight now", [one.now for one in stretches], _one_place),
        PictureColumn("Leader changes below", ats(downs), _one_place, none),
        PictureColumn("Then in the lead", tos(downs), missing=none),
        PictureColumn("Leader changes above", ats(ups), _one_place, none),
        PictureColumn("In the lead then", tos(ups), missing=none),
    )


def _one_place(value: float) -> str:
    return weight(value, 1)
