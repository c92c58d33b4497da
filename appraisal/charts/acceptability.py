"""What the draws say of each option: the places it takes, and how far its overall value spreads."""

from __future__ import annotations

from typing import Any

import altair as alt

from appraisal.analysis.draws.acceptability import Acceptability
from appraisal.analysis.results import Results
from appraisal.analysis.wording.figures import listed, points, share
from appraisal.charts.labelled_rows import Frame, LabelledRow, LabelledRows, whisker
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
    words,
)
from appraisal.charts.names import option_name, option_names, standing, under_name
from appraisal.charts.picture import FOR_INFORMATION, Picture, PictureColumn, pictured, title_lines
from appraisal.charts.text import ordinal
from appraisal.charts.theme import BLUE, GREY, INK, SMALL, ink_on, shades

FIGURE_FITS = 0.09  # share of the draws that a segment must have for its words to fit on a phone
NONE_RANKED = "no place"


@pictured
def rank_acceptability(results: Results) -> Picture | None:
    """Return the share of draws in which each option comes first, second and so on.

    None where nothing was drawn.
    """
    drawn = results.acceptability
    if drawn is None or not drawn.ranks:
        return None
    order = tuple(id for id in results.by_overall_value() if id in drawn.ranks)
    title = _ranks_finding(results, drawn, order)
    description = _ranks_alt(results, drawn, order, title)
    return Picture(
        name="rank_acceptability",
        spec=_ranks_chart(results, drawn, order, title, description),
        title=title,
        alt=description,
        columns=_ranks_columns(results, drawn, order),
        caption=f"Rank acceptability: the share of {results.draws:,} draws of weights and scores "
        "in which each option comes first, second and so on.",
        note=_ranks_note(results, drawn),
    )


def _ranks_finding(results: Results, drawn: Acceptability, order: tuple[str, ...]) -> str:
    most = max(drawn.ranks[id][0] for id in order)
    first = [id for id in order if drawn.ranks[id][0] == most]
    verb = "comes" if len(first) == 1 else "each come"
    lead = f"{option_names(results, first)} {verb} first in {share(most)} of the draws"
    rest = [id for id in order if id not in first and drawn.ranks[id][0] > 0]
    if not rest:
        return lead
    second = max(rest, key=lambda id: drawn.ranks[id][0])
    return f"{lead}, {option_name(results, second)} in {share(drawn.ranks[second][0])}"


def _ranks_chart(
    results: Results, drawn: Acceptability, order: tuple[str, ...], title: str, description: str
) -> dict[str, Any]:
    rows = LabelledRows(
        tuple(
            LabelledRow(id, results.appraisal.option(id).name, f"first {share(drawn.ranks[id][0])}")
            for id in order
        )
    )
    count = len(order)
    colours = shades(count)
    segments: Data = [
        {
            "row": option,
            "place": index,
            "share": 100 * part,
            "colour": colours[index],
            "ink": ink_on(colours[index]),
            "text": f"{ordinal(index + 1)}" if part >= FIGURE_FITS else "",
            "said": f"{option_name(results, option)}: {ordinal(index + 1)} in {share(part)}",
        }
        for option in order
        for index, part in enumerate(drawn.ranks[option])
        if part > 0
    ]
    scale = axis(["Share of the draws, in per cent"], 0.0, 100.0)
    layers = [rank_bars(rows.frame, scale), rank_words(rows.frame), *rows.labels()]
    return assembled(
        layers,
        {"rows": rows.data(), "segments": segments},
        title=title_lines(title),
        description=description,
        height=rows.frame.height,
    )


@layer
def rank_bars(frame: Frame, scale: Axis) -> alt.Chart:
    """Return the layer of bars from 0 to 100 %, cut by place, the darkest the first."""
    return (
        chart_of("segments")
        .mark_bar(height=frame.mark, yOffset=frame.drop, stroke=GREY, strokeWidth=1)
        .encode(
            x=quantity("share", stack="zero", **scaled(scale)),
            y=frame.y(),
            fill=alt.Fill(field="colour", type="nominal", scale=None),
            order=alt.Order(field="place", type="quantitative"),
            description=SAID,
            tooltip=HINT,
        )
    )


@layer
def rank_words(frame: Frame) -> alt.Chart:
    """Return the layer of the places written on the segments."""
    return (
        chart_of("segments")
        .mark_text(yOffset=frame.drop, fontSize=SMALL, aria=False)
        .encode(
            x=quantity("share", stack="zero", bandPosition=0.5),
            y=frame.y(),
            order=alt.Order(field="place", type="quantitative"),
            detail=alt.Detail(field="place", type="nominal"),
            text=words("text"),
            fill=alt.Fill(field="ink", type="nominal", scale=None),
        )
    )


def _ranks_alt(results: Results, drawn: Acceptability, order: tuple[str, ...], title: str) -> str:
    clauses = []
    for option in order:
        places = [
            f"{ordinal(index + 1)} {share(part)}" for index, part in enumerate(drawn.ranks[option])
        ]
        clauses.append(f"{option_name(results, option)}: {', '.join(places)}")
    return f"{title}. {'; '.join(clauses)}."


def _ranks_columns(
    results: Results, drawn: Acceptability, order: tuple[str, ...]
) -> tuple[PictureColumn, ...]:
    return (
        PictureColumn("Option", [results.appraisal.option(id).name for id in order]),
        *(
            PictureColumn(ordinal(index + 1), [drawn.ranks[id][index] for id in order], share)
            for index in range(len(order))
        ),
    )


def _ranks_note(results: Results, drawn: Acceptability) -> str:
    error = f"Each share may be out by about {drawn.error * 100:.1f} percentage points."
    out = [id for id in results.by_overall_value() if id not in drawn.ranks]
    if not out:
        return error
    verb = "takes" if len(out) == 1 else "take"
    return f"{error} {listed([option_name(results, id) for id in out])} {verb} {NONE_RANKED}."


@pictured
def overall_spread(results: Results) -> Picture | None:
    """Return where nine in ten draws put each option's overall value; None without draws."""
    drawn = results.acceptability
    if drawn is None or not drawn.overall:
        return None
    order = tuple(id for id in results.by_overall_value() if id in drawn.overall)
    title = _spread_finding(results, drawn, order)
    description = _spread_alt(results, drawn, order, title)
    return Picture(
        name="overall_spread",
        spec=_spread_chart(results, drawn, order, title, description),
        title=title,
        alt=description,
        columns=_spread_columns(results, drawn, order),
        caption="Overall value over the draws: the line holds nine in ten of them, the mark is the "
        "middle one.",
    )


def _spread_finding(results: Results, drawn: Acceptability, order: tuple[str, ...]) -> str:
    ranked = [id for id in order if results.rank[id] is not None]
    if len(ranked) < 2:
        low, _, high = drawn.overall[order[0]]
        return (
            f"Nine in ten draws put {option_name(results, order[0])} between {points(low)} and "
            f"{points(high)} points"
        )
    first, second = ranked[:2]
    overlap = drawn.overall[second][2] > drawn.overall[first][0]
    verb = "overlap" if overlap else "do not overlap"
    names = option_names(results, [first, second])
    return f"The ranges of {names}, first and second, {verb}"


def _spread_chart(
    results: Results, drawn: Acceptability, order: tuple[str, ...], title: str, description: str
) -> dict[str, Any]:
    rows = LabelledRows(
        tuple(_spread_row(results, id, drawn.overall[id]) for id in order),
        mark=20,
    )
    ranges: Data = [
        {
            "row": id,
            "low": drawn.overall[id][0],
            "middle": drawn.overall[id][1],
            "high": drawn.overall[id][2],
            "fill": BLUE if results.eligible[id] else GREY,
            "said": _spread_said(results, drawn, id),
        }
        for id in order
    ]
    ends = [end for id in order for end in drawn.overall[id]]
    scale = axis(["Overall value, in points from 0 to 100"], min(0.0, *ends), max(100.0, *ends))
    layers = [
        *whisker(rows.frame, "ranges", colour=INK),
        middles(rows.frame, scale),
        *rows.labels(),
    ]
    return assembled(
        layers,
        {"rows": rows.data(), "ranges": ranges},
        title=title_lines(title),
        description=description,
        height=rows.frame.height,
    )


def _spread_row(results: Results, option: str, ends: tuple[float, float, float]) -> LabelledRow:
    under = [under_name(results, option), f"{points(ends[0])} to {points(ends[2])}"]
    return LabelledRow(
        option,
        results.appraisal.option(option).name,
        points(ends[1]),
        " · ".join(part for part in under if part),
    )


@layer
def middles(frame: Frame, scale: Axis) -> alt.Chart:
    """Return the layer of the marks at the middle of each range."""
    return (
        chart_of("ranges")
        .mark_point(
            shape="diamond", size=170, filled=True, stroke="white", opacity=1, yOffset=frame.drop
        )
        .encode(
            x=quantity("middle", **scaled(scale)),
            y=frame.y(),
            fill=alt.Fill(field="fill", type="nominal", scale=None),
            description=SAID,
            tooltip=HINT,
        )
    )


def _spread_said(results: Results, drawn: Acceptability, option: str) -> str:
    low, middle, high = drawn.overall[option]
    note = "" if results.eligible[option] else f" ({FOR_INFORMATION})"
    return (
        f"{option_name(results, option)}{note}: {points(middle)}, nine in ten draws from "
        f"{points(low)} to {points(high)}"
    )


def _spread_alt(results: Results, drawn: Acceptability, order: tuple[str, ...], title: str) -> str:
    return f"{title}. {'; '.join(_spread_said(results, drawn, id) for id in order)}."


def _spread_columns(
    results: Results, drawn: Acceptability, order: tuple[str, ...]
) -> tuple[PictureColumn, ...]:
    return (
        PictureColumn("Option", [results.appraisal.option(id).name for id in order]),
        PictureColumn("Rank", [standing(results, id) for id in order]),
        PictureColumn("5th percentile", [drawn.overall[id][0] for id in order], points),
        PictureColumn("Median", [drawn.overall[id][1] for id in order], points),
        PictureColumn("95th percentile", [drawn.overall[id][2] for id in order], points),
    )
