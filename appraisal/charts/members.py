"""The members side by side: each one's ranking, and how far apart their answers lie."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt

from appraisal.analysis.group import Spread
from appraisal.analysis.results import Results
from appraisal.analysis.value_functions import value_score
from appraisal.analysis.wording import level, listed, points
from appraisal.charts import grid, grid_layers
from appraisal.charts.grid import Grid, GridRow, Section
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
from appraisal.charts.names import criterion_name, option_name, under_name
from appraisal.charts.picture import Column, Picture, title_lines
from appraisal.charts.rows import Frame, Row, Rows, whisker
from appraisal.charts.text import ordinal, plain
from appraisal.charts.theme import BLUE, INK, ORANGE, PAPER, QUIET, SIZE, SMALL

NO_RANK = "no rank yet"
MOST = 12  # cells drawn; the table has them all


def member_rankings(results: Results) -> Picture | None:
    """Return every member's ranking beside the group's and that of equal weights.

    None where there are no members.
    """
    group = results.group
    if group is None or not group.by_member:
        return None
    ranks = _all_ranks(results)
    order = results.by_overall_value()
    title = _rankings_finding(results)
    said = _rankings_alt(results, ranks, order, title)
    return Picture(
        name="member_rankings",
        spec=_rankings_chart(results, ranks, order, title, said),
        title=title,
        alt=said,
        columns=(
            Column("Whose weights", list(ranks)),
            *(
                Column(
                    results.appraisal.option(id).name,
                    [row.get(id) for row in ranks.values()],
                    ordinal,
                    NO_RANK,
                )
                for id in order
            ),
        ),
        caption="Rank of each option under each member’s weights, and scores where they gave them.",
    )


def _all_ranks(results: Results) -> dict[str, Mapping[str, int | None]]:
    """Return the ranks by who ranks: the group, the members by label, equal weights."""
    assert results.group is not None
    found: dict[str, Mapping[str, int | None]] = {"The group": results.rank}
    labels = {member.id: plain(member.label, 60) for member in results.appraisal.members}
    for id, member in results.group.by_member.items():
        name = labels[id] if labels[id] not in found else f"{labels[id]} ({id})"
        found[name] = member.rank
    if results.equal_weights is not None:
        found["Equal weights, for comparison"] = results.equal_weights.rank
    return found


def _rankings_finding(results: Results) -> str:
    assert results.group is not None
    whole = [found for found in results.group.by_member.values() if found.tied_first]
    count = len(results.group.by_member)
    if not whole:
        return f"None of the {count} members has given a full judgement yet"
    firsts: dict[str, int] = {}
    for found in whole:
        for option in found.tied_first:
            firsts[option] = firsts.get(option, 0) + 1
    most = max(firsts.values())
    leading = [id for id in results.by_overall_value() if firsts.get(id) == most]
    verb = "comes" if len(leading) == 1 else "each come"
    members = "member" if len(whole) == 1 else "members"
    return (
        f"{listed([option_name(results, id) for id in leading])} {verb} first for {most} of "
        f"{len(whole)} {members} who gave a full judgement"
    )


def _rankings_alt(
    results: Results,
    ranks: dict[str, Mapping[str, int | None]],
    order: tuple[str, ...],
    title: str,
) -> str:
    told = [
        f"{who}: "
        + ", ".join(
            f"{option_name(results, id)} {NO_RANK if (rank := row[id]) is None else ordinal(rank)}"
            for id in order
        )
        for who, row in ranks.items()
    ]
    return f"{title}. {'; '.join(told)}."


def _rankings_chart(
    results: Results,
    ranks: dict[str, Mapping[str, int | None]],
    order: tuple[str, ...],
    title: str,
    said: str,
) -> dict[str, Any]:
    rows = [GridRow(f"m{place}", who, height=26) for place, who in enumerate(ranks)]
    table = Grid(
        tuple(
            grid.Column(id, results.appraisal.option(id).name, under_name(results, id))
            for id in order
        ),
        (Section("", tuple(rows)),),
    )
    data: dict[str, Data] = {"firsts": [], "first_words": [], "words": [], "blanks": []}
    for row, (who, found) in zip(rows, ranks.items(), strict=True):
        top = table.tops[row.id]
        for place, option in enumerate(order):
            rank = found[option]
            spot = {"x": table.at(place), "y": top + 12}
            told = f"{who}: {option_name(results, option)} "
            if rank is None:
                data["blanks"].append({**spot, "text": "–"})
                continue
            data["first_words" if rank == 1 else "words"].append({**spot, "text": ordinal(rank)})
            if rank == 1:
                box = {"x": table.at(place, 0.1), "x2": table.at(place, 0.9), "y": top}
                data["firsts"].append({**box, "y2": top + 24, "said": f"{told}{ordinal(rank)}"})
    frame = table.frame
    layers = [
        grid_layers.box_layer(frame, "firsts", BLUE),
        grid_layers.text_layer(frame, "first_words", "center", 0, SIZE, True, PAPER),
        grid_layers.text_layer(frame, "words", "center", 0, SIZE, False, INK),
        grid_layers.text_layer(frame, "blanks", "center", 0, SMALL, False, QUIET),
    ]
    return table.drawn(layers, data, title=title, description=said)


def swing_spread(results: Results) -> Picture | None:
    """Return the members' lowest, middle and highest swing by criterion, the widest first.

    None where fewer than two members rated any one criterion.
    """
    group = results.group
    if group is None or max((s.count for s in group.swing_spread.values()), default=0) < 2:
        return None
    found = group.swing_spread
    order = sorted(found, key=lambda id: found[id].low - found[id].high)
    letters = {name: one.letter for name, one in groups_of(results).items()}
    criteria = [results.appraisal.criterion(id) for id in order]
    named = [(f"{letters[c.group]}: {c.name}", found[c.id]) for c in criteria]
    swings = results.appraisal.swings
    agreed = [float(swings[id]) if id in swings else None for id in order]
    widest = found[order[0]]
    title = (
        f"Members’ swings differ most on {criterion_name(results, order[0])}: "
        f"{points(widest.low, 0)} to {points(widest.high, 0)}"
    )
    told = [_spread_said(name, spread, None) for name, spread in named]
    return Picture(
        name="swing_spread",
        spec=_spread_chart(
            named, [(s.low, s.median, s.high) for _, s in named], agreed, told, title,
            "Swing, from 0 to 100",
        ),
        title=title,
        alt=f"{title}. {'; '.join(told)}.",
        columns=(
            Column("Criterion", [name for name, _ in named]),
            Column("Members", [spread.count for _, spread in named]),
            Column("Lowest", [spread.low for _, spread in named], _whole),
            Column("Median", [spread.median for _, spread in named], _whole),
            Column("Highest", [spread.high for _, spread in named], _whole),
            Column("The group’s", agreed, _whole, "not rated yet"),
        ),
        caption="Members’ swings: the line runs from the lowest to the highest, the dark diamond "
        "is the median, the orange circle the swing that the group agreed.",
    )  # fmt: skip


def level_spread(results: Results) -> Picture | None:
    """Return the scores on which members' own levels lie furthest apart, the widest first.

    Drawn as value scores, so that criteria of different units can stand together. None where no
    cell has levels of two members.
    """
    group = results.group
    cells = {cell: s for cell, s in group.level_spread.items() if s.count > 1} if group else {}
    if not cells:
        return None
    values = {cell: _as_values(results, cell[1], spread) for cell, spread in cells.items()}
    order = sorted(cells, key=lambda cell: (values[cell][0] - values[cell][2], cell))
    named = [
        (f"{option_name(results, option)}: {criterion_name(results, criterion)}",
         cells[option, criterion])
        for option, criterion in order
    ]  # fmt: skip
    units = [results.appraisal.criterion(criterion).scale.unit for _, criterion in order]
    told = [
        _spread_said(name, spread, unit) for (name, spread), unit in zip(named, units, strict=True)
    ]
    agreed = [results.scores.value_scores[option][criterion] for option, criterion in order]
    option, criterion = order[0]
    title = (
        f"Members differ most on {criterion_name(results, criterion)} for "
        f"{option_name(results, option)}: {told[0].split(': ')[-1].split(',')[0]}"
    )
    levels = {
        "Lowest": [spread.low for _, spread in named],
        "Median": [spread.median for _, spread in named],
        "Highest": [spread.high for _, spread in named],
    }
    return Picture(
        name="level_spread",
        spec=_spread_chart(
            named[:MOST], [values[cell] for cell in order][:MOST], agreed[:MOST], told[:MOST],
            title, "Value score, from 0 to 100",
        ),
        title=title,
        alt=f"{title}. {'; '.join(told[:MOST])}.",
        columns=(
            Column("Score", [name for name, _ in named]),
            Column("Members", [spread.count for _, spread in named]),
            *(
                Column(head, found, said=[level(v, u) for v, u in zip(found, units, strict=True)])
                for head, found in levels.items()
            ),
        ),
        caption="Members’ own scores: the line runs from the lowest to the highest value score, "
        "the dark diamond is the median, the orange circle the group’s.",
        note=f"The table lists {len(named) - MOST} more." if len(named) > MOST else "",
    )  # fmt: skip


def _as_values(results: Results, criterion: str, spread: Spread) -> tuple[float, float, float]:
    scale = results.appraisal.criterion(criterion).scale
    low, middle, high = sorted(
        value_score(scale, end) for end in (spread.low, spread.median, spread.high)
    )
    return low, middle, high


def _whole(value: float) -> str:
    return points(value, 0)


def _spread_said(name: str, spread: Spread, unit: str | None) -> str:
    ends = f"{level(spread.low, None)} to {level(spread.high, unit)}"
    return f"{name}: {ends}, median {level(spread.median, unit)} of {spread.count} members"


def _spread_chart(
    named: list[tuple[str, Spread]],
    ends: list[tuple[float, float, float]],
    agreed: list[float | None],
    told: list[str],
    title: str,
    what: str,
) -> dict[str, Any]:
    ids = [f"s{place}" for place in range(len(named))]
    rows = Rows(
        tuple(
            Row(id, name, under=one.split(": ")[-1])
            for id, (name, _), one in zip(ids, named, told, strict=True)
        ),
        mark=18,
        foot=8,
        bold=False,
    )
    ranges: Data = [
        {"row": id, "low": low, "middle": middle, "high": high, "said": one}
        for id, (low, middle, high), one in zip(ids, ends, told, strict=True)
    ]
    marks: Data = [
        {"row": id, "middle": value, "said": f"the group’s: {points(value, 0)}"}
        for id, value in zip(ids, agreed, strict=True)
        if value is not None
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
        description=f"{title}. {'; '.join(told)}.",
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
