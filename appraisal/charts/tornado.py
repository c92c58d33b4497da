"""Which uncertain input moves the lead the most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from appraisal.analysis.results import Results
from appraisal.analysis.sensitivity.tornado import Tornado, TornadoBar
from appraisal.analysis.wording.figures import points, signed_points
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
from appraisal.charts.theme import BLUE, INK, ORANGE

MOST = 12  # the widest bars are drawn; the table has them all
LOST, KEPT = "another option leads at one end", "keeps the lead"


@pictured
def tornado(results: Results) -> Picture | None:
    """Return the lead over the range of each uncertain score and swing, the widest first.

    None where no option leads alone or nothing is uncertain.
    """
    diagram = results.tornado
    if diagram is None or not diagram.bars:
        return None
    drawn = diagram.bars[:MOST]
    title = _finding(results, diagram)
    description = f"{title}. {'; '.join(_said(results, bar) for bar in drawn)}."
    rest = len(diagram.bars) - len(drawn)
    return Picture(
        name="tornado",
        spec=_chart(results, diagram, drawn, title, description),
        title=title,
        alt=description,
        columns=_columns(results, diagram),
        caption=f"Lead of {option_name(results, diagram.leader)} over the best of the others as "
        "one score or swing runs over its range, all else as it is. Left of 0 another option "
        "leads.",
        note=f"The table lists {rest} more." if rest else "",
    )


def _finding(results: Results, diagram: Tornado) -> str:
    name, bar = option_name(results, diagram.leader), diagram.bars[0]
    turning = sum(bar.overturns() for bar in diagram.bars)
    lead = f"The lead of {name} ({points(diagram.lead)} points) hangs most on {_what(results, bar)}"
    if not turning:
        return f"{lead}; no single score or swing ends it within its range"
    inputs = "1 input" if turning == 1 else f"{turning} inputs"
    return f"{lead}; {inputs} could end it alone"


def _what(results: Results, bar: TornadoBar) -> str:
    criterion = criterion_name(results, bar.criterion)
    if bar.option is None:
        return f"the swing of {criterion}"
    return f"the score of {option_name(results, bar.option)} on {criterion}"


def _name(results: Results, bar: TornadoBar) -> str:
    criterion = criterion_name(results, bar.criterion)
    who = "Swing" if bar.option is None else option_name(results, bar.option)
    return f"{who}: {criterion}"


def _input(bar: TornadoBar) -> str:
    kind = "swing" if bar.kind == "swing" else "value score"
    return f"{kind} {points(bar.low)} to {points(bar.high)}"


def _leads(bar: TornadoBar) -> str:
    return f"{signed_points(bar.lead_low)} to {signed_points(bar.lead_high)}"


def _said(results: Results, bar: TornadoBar) -> str:
    outcome = LOST if bar.overturns() else KEPT
    return f"{_name(results, bar)}, {_input(bar)}: lead {_leads(bar)}, {outcome}"


def _chart(
    results: Results, diagram: Tornado, drawn: Sequence[TornadoBar], title: str, description: str
) -> dict[str, Any]:
    ids = [f"t{index}" for index in range(len(drawn))]
    rows = LabelledRows(
        tuple(
            LabelledRow(id, _name(results, bar), under=_under(bar))
            for id, bar in zip(ids, drawn, strict=True)
        ),
        mark=16,
        bold=False,
    )
    bars = [
        {
            "row": id,
            "low": bar.lead_low,
            "high": bar.lead_high,
            "fill": ORANGE if bar.overturns() else BLUE,
            "said": _said(results, bar),
            "now": diagram.lead,
        }
        for id, bar in zip(ids, drawn, strict=True)
    ]
    ends = [0.0, diagram.lead, *(end for bar in drawn for end in (bar.lead_low, bar.lead_high))]
    room = (max(ends) - min(ends)) * 0.05
    scale = axis(
        ["Lead, in points of overall value", "(the black mark is the lead now)"],
        min(ends) - room,
        max(ends) + room,
    )
    return assembled(
        [lead_bars(rows.frame, scale), zero(rows.frame), now_marks(rows.frame), *rows.labels()],
        {"rows": rows.data(), "bars": bars},
        title=title_lines(title),
        description=description,
        height=rows.frame.height,
    )


def _under(bar: TornadoBar) -> str:
    outcome = f", {LOST}" if bar.overturns() else ""
    return f"{_input(bar)}: lead {_leads(bar)}{outcome}"


@layer
def lead_bars(frame: Frame, scale: Axis) -> alt.Chart:
    """Return the layer of bars from the lead at one end of an input to the lead at the other."""
    return (
        chart_of("bars")
        .mark_bar(height=frame.mark, yOffset=frame.drop)
        .encode(
            x=quantity("low", **scaled(scale)),
            x2=alt.X2(field="high"),
            y=frame.y(),
            fill=alt.Fill(field="fill", type="nominal", scale=None),
            description=SAID,
            tooltip=HINT,
        )
    )


@layer
def now_marks(frame: Frame) -> alt.Chart:
    """Return the layer of an upright mark at the lead now."""
    return (
        chart_of("bars")
        .mark_point(
            shape="diamond", size=90, filled=True, color=INK, stroke="white", opacity=1,
            yOffset=frame.drop, aria=False,
        )
        .encode(x=quantity("now"), y=frame.y())
    )  # fmt: skip


def _columns(results: Results, diagram: Tornado) -> tuple[PictureColumn, ...]:
    appraisal, bars = results.appraisal, diagram.bars
    return (
        PictureColumn("Input", ["Swing" if bar.option is None else "Score" for bar in bars]),
        PictureColumn(
            "Option",
            ["–" if bar.option is None else appraisal.option(bar.option).name for bar in bars],
        ),
        PictureColumn("Criterion", [appraisal.criterion(bar.criterion).name for bar in bars]),
        PictureColumn("From", [bar.low for bar in bars], points),
        PictureColumn("To", [bar.high for bar in bars], points),
        PictureColumn("Lead at the first", [bar.lead_low for bar in bars], signed_points),
        PictureColumn("Lead at the second", [bar.lead_high for bar in bars], signed_points),
        PictureColumn(
            "Could change the leader", ["yes" if bar.overturns() else "no" for bar in bars]
        ),
    )
