"""How far apart the members' answers lie: their swings, and their own scores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import altair as alt

from appraisal.analysis.group import MemberSpread
from appraisal.analysis.results import Results
from appraisal.analysis.value_functions import value_score
from appraisal.analysis.wording.figures import level, points
from appraisal.charts.groups import groups_of
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
from appraisal.charts.names import criterion_name, option_name
from appraisal.charts.picture import Picture, PictureColumn, pictured, title_lines
from appraisal.charts.rows import Frame, LabelledRow, LabelledRows, whisker
from appraisal.charts.text import plain
from appraisal.charts.theme import BLUE, INK, ORANGE

MOST = 12  # rows drawn; the table has them all


@dataclass(frozen=True)
class _SpreadLine:
    """One question that members answered: how they spread, and where the group stands.

    ``ends`` are lowest, median and highest, and ``agreed`` the group's own, on a scale of 0 to 100.
    """

    name: str
    spread: MemberSpread
    unit: str | None
    ends: tuple[float, float, float]
    agreed: float | None

    def width(self) -> float:
        return self.ends[2] - self.ends[0]

    def extremes(self) -> str:
        return f"{level(self.spread.low, None)} to {level(self.spread.high, self.unit)}"

    def answers(self) -> str:
        middle = level(self.spread.median, self.unit)
        return f"{self.extremes()}, median {middle} of {self.spread.count} members"


@pictured
def swing_spread(results: Results) -> Picture | None:
    """Return the members' lowest, middle and highest swing by criterion, the widest first.

    None where fewer than two members rated any one criterion.
    """
    group = results.group
    if group is None or max((s.count for s in group.swing_spread.values()), default=0) < 2:
        return None
    letters = {name: one.letter for name, one in groups_of(results).items()}
    lines = []
    for id, spread in group.swing_spread.items():
        criterion, agreed = results.appraisal.criterion(id), results.appraisal.swings.get(id)
        name = f"{letters[criterion.group]}: {criterion.name}"
        ends = (spread.low, spread.median, spread.high)
        lines.append(_SpreadLine(name, spread, None, ends, agreed))
    lines.sort(key=lambda line: -line.width())
    return _picture(
        "swing_spread",
        lines,
        f"Members’ swings differ most on {plain(lines[0].name, 70)}: {lines[0].extremes()}",
        ("Criterion", "Swing, from 0 to 100", "swing"),
    )


@pictured
def level_spread(results: Results) -> Picture | None:
    """Return the scores on which members' own levels lie furthest apart, the widest first.

    Drawn as value scores, so that criteria of different units can stand together. None where no
    cell has levels of two members.
    """
    spreads = {} if results.group is None else results.group.level_spread
    lines = []
    for (option, id), spread in spreads.items():
        if spread.count > 1 and id in results.scores.value_scores[option]:
            scale = results.appraisal.criterion(id).scale
            answers = (spread.low, spread.median, spread.high)
            low, middle, high = sorted(value_score(scale, answer) for answer in answers)
            name = f"{option_name(results, option)}: {criterion_name(results, id)}"
            agreed = results.scores.value_scores[option][id]
            lines.append(_SpreadLine(name, spread, scale.unit, (low, middle, high), agreed))
    if not lines:
        return None
    lines.sort(key=lambda line: (-line.width(), line.name))
    return _picture(
        "level_spread",
        lines,
        f"Members’ scores differ most on {plain(lines[0].name, 150)}: {lines[0].extremes()}",
        ("Score", "Value score, from 0 to 100", "score"),
    )


def _picture(
    name: str, lines: list[_SpreadLine], title: str, words: tuple[str, str, str]
) -> Picture:
    heading, what, kind = words
    drawn = lines[:MOST] if kind == "score" else lines
    answers = "; ".join(f"{line.name}: {line.answers()}" for line in drawn)
    rest = len(lines) - len(drawn)
    return Picture(
        name=name,
        spec=_chart(drawn, title, f"{title}. {answers}.", what),
        title=title,
        alt=f"{title}. {answers}.",
        columns=_columns(lines, heading),
        caption=f"Members’ own {kind}s: the line runs from the lowest to the highest, the dark "
        f"diamond is the median, the orange circle the {kind} that the group agreed.",
        note=f"The table lists {rest} more." if rest else "",
    )


def _columns(lines: list[_SpreadLine], heading: str) -> tuple[PictureColumn, ...]:
    answers = {
        "Lowest": [line.spread.low for line in lines],
        "Median": [line.spread.median for line in lines],
        "Highest": [line.spread.high for line in lines],
    }
    units = [line.unit for line in lines]
    return (
        PictureColumn(heading, [line.name for line in lines]),
        PictureColumn("Members", [line.spread.count for line in lines]),
        *(
            PictureColumn(
                head, levels, said=[level(v, u) for v, u in zip(levels, units, strict=True)]
            )
            for head, levels in answers.items()
        ),
        PictureColumn("The group’s, 0 to 100", [line.agreed for line in lines], points, "none yet"),
    )


def _chart(lines: list[_SpreadLine], title: str, description: str, what: str) -> dict[str, Any]:
    ids = [f"s{index}" for index in range(len(lines))]
    pairs = list(zip(ids, lines, strict=True))
    rows = LabelledRows(
        tuple(LabelledRow(id, line.name, under=line.answers()) for id, line in pairs),
        mark=18,
        foot=8,
        bold=False,
    )
    ranges: Data = [
        {
            "row": id,
            "low": line.ends[0],
            "middle": line.ends[1],
            "high": line.ends[2],
            "said": f"{line.name}: {line.answers()}",
        }
        for id, line in pairs
    ]
    marks: Data = [
        {"row": id, "middle": line.agreed, "said": f"The group: {points(line.agreed)}"}
        for id, line in pairs
        if line.agreed is not None
    ]
    scale = axis([what], 0.0, 100.0)
    layers = [
        *whisker(rows.frame, "ranges"),
        spots(rows.frame, scale, "agreed", "circle", ORANGE),
        spots(rows.frame, scale, "ranges", "diamond", BLUE),
        *rows.labels(),
    ]
    return assembled(
        layers,
        {"rows": rows.data(), "ranges": ranges, "agreed": marks},
        title=title_lines(title),
        description=description,
        height=rows.frame.height,
    )


@layer
def spots(frame: Frame, scale: Axis, data: str, shape: str, colour: str) -> alt.Chart:
    """Return the layer of one kind of mark at the field ``middle``."""
    return (
        chart_of(data)
        .mark_point(
            shape=shape, size=150, filled=True, color=colour, stroke=INK, strokeWidth=1,
            opacity=1, yOffset=frame.drop,
        )
        .encode(
            x=quantity("middle", **scaled(scale)), y=frame.y(), description=SAID, tooltip=HINT
        )
    )  # fmt: skip
