"""How far one score must move before another option draws level with the leader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from appraisal.analysis.results import Results
from appraisal.analysis.sensitivity.break_even import BreakEven
from appraisal.analysis.wording.figures import level, points, signed_points
from appraisal.charts.labelled_rows import Frame, LabelledRow, LabelledRows, zero
from appraisal.charts.layers import (
    HINT,
    SAID,
    Axis,
    assembled,
    axis,
    chart_of,
    layer,
    quantity,
    scaled,
)
from appraisal.charts.names import criterion_name, option_name
from appraisal.charts.picture import Picture, PictureColumn, pictured, title_lines
from appraisal.charts.theme import BLUE, PALE

MOST = 10  # the smallest changes that are drawn; the table has all that the scales reach
WITHIN, BEYOND = "within its range", "beyond its range"


@pictured
def break_even(results: Results) -> Picture | None:
    """Return the smallest changes of one score that bring another option level with the leader.

    In value points, only those that the scale reaches; the smallest first. None where there is no
    single leader to overturn.
    """
    if results.break_even is None or len(results.tied_first) != 1:
        return None
    reached = sorted(
        (b for b in results.break_even if b.reachable),
        key=lambda b: (round(abs(b.change), 9), b.option, b.criterion),
    )
    if not reached:
        return None
    title = _finding(results, reached)
    drawn = reached[:MOST]
    description = f"{title}. {'; '.join(_said(results, b) for b in drawn)}."
    rest = len(reached) - len(drawn)
    return Picture(
        name="break_even",
        spec=_chart(results, drawn, title, description),
        title=title,
        alt=description,
        columns=_columns(results, reached),
        caption="By how many value points one score must move, all else as it is, before another "
        "option draws level with the leader. A full bar lies within the range of the score, an "
        "open bar beyond it.",
        note=f"The table lists {rest} more." if rest else "",
    )


def _finding(results: Results, reached: Sequence[BreakEven]) -> str:
    first = reached[0]
    within = sum(b.within_range for b in reached)
    change = points(abs(first.change))
    lead = (
        f"A change of {change} value points on one score, {option_name(results, first.option)} on "
        f"{criterion_name(results, first.criterion)}, is the smallest that ends the lead"
    )
    if not within:
        return f"{lead}; no score has a range that reaches so far"
    scores = "1 score" if within == 1 else f"{within} scores"
    return f"{lead}; the ranges of {scores} reach so far"


def _levels(results: Results, move: BreakEven) -> str:
    unit = results.appraisal.criterion(move.criterion).scale.unit
    return f"from {level(move.level_now, None)} to {level(move.level_at, unit)}"


def _who(results: Results, move: BreakEven) -> str:
    rival = option_name(results, move.rival)
    return "it draws level" if move.rival == move.option else f"{rival} draws level"


def _said(results: Results, move: BreakEven) -> str:
    return (
        f"{option_name(results, move.option)} on {criterion_name(results, move.criterion)} "
        f"{_levels(results, move)} ({signed_points(move.change)}, {_range(move)}): "
        f"{_who(results, move)}"
    )


def _range(move: BreakEven) -> str:
    return WITHIN if move.within_range else BEYOND


def _chart(
    results: Results, drawn: Sequence[BreakEven], title: str, description: str
) -> dict[str, Any]:
    ids = [f"b{index}" for index in range(len(drawn))]
    rows = LabelledRows(
        tuple(
            LabelledRow(
                id,
                f"{option_name(results, b.option)}: {criterion_name(results, b.criterion)}",
                signed_points(b.change),
                f"{_levels(results, b)}, {_range(b)}",
            )
            for id, b in zip(ids, drawn, strict=True)
        ),
        mark=16,
        bold=False,
    )
    bars = [
        {
            "row": id,
            "change": b.change,
            "fill": BLUE if b.within_range else PALE,
            "said": _said(results, b),
        }
        for id, b in zip(ids, drawn, strict=True)
    ]
    most = max(abs(b.change) for b in drawn)
    end = next((end for end in (5, 10, 20, 50, 100) if most <= end), most)
    scale = axis(["Change of the value score, in points"], -end, end)
    return assembled(
        [change_bars(rows.frame, scale), zero(rows.frame), *rows.labels()],
        {"rows": rows.data(), "bars": bars},
        title=title_lines(title),
        description=description,
        height=rows.frame.height,
    )


@layer
def change_bars(frame: Frame, scale: Axis) -> alt.Chart:
    """Return the layer of bars from 0 to the change."""
    return (
        chart_of("bars")
        .mark_bar(height=frame.mark, yOffset=frame.drop, stroke=BLUE, strokeWidth=2)
        .encode(
            x=quantity("change", stack=None, **scaled(scale)),
            y=frame.y(),
            fill=alt.Fill(field="fill", type="nominal", scale=None),
            description=SAID,
            tooltip=HINT,
        )
    )


def _columns(results: Results, reached: Sequence[BreakEven]) -> tuple[PictureColumn, ...]:
    appraisal = results.appraisal
    units = [appraisal.criterion(b.criterion).scale.unit for b in reached]

    def shown(levels: list[float]) -> list[str]:
        return [level(value, unit) for value, unit in zip(levels, units, strict=True)]

    now, there = [b.level_now for b in reached], [b.level_at for b in reached]
    return (
        PictureColumn("Option", [appraisal.option(b.option).name for b in reached]),
        PictureColumn("Criterion", [appraisal.criterion(b.criterion).name for b in reached]),
        PictureColumn("Level now", now, said=shown(now)),
        PictureColumn("Level at break-even", there, said=shown(there)),
        PictureColumn("Change (value points)", [b.change for b in reached], signed_points),
        PictureColumn("Its range", [_range(b) for b in reached]),
        PictureColumn(
            "Draws level with the leader", [appraisal.option(b.rival).name for b in reached]
        ),
    )
