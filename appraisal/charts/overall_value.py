"""Overall value of each option, and what each group of criteria adds to it."""

from __future__ import annotations

import math
from typing import Any

import altair as alt

from appraisal.analysis.baseline import difference
from appraisal.analysis.results import Results
from appraisal.analysis.wording.figures import listed, points
from appraisal.charts.groups import CriteriaGroup, Key, group_colours, groups_of, key_of
from appraisal.charts.labelled_rows import Frame, LabelledRow, LabelledRows, remarks, whisker
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
from appraisal.charts.names import (
    criterion_name,
    numbered_name,
    option_name,
    option_names,
    standing,
    under_name,
)
from appraisal.charts.picture import Picture, PictureColumn, pictured, title_lines
from appraisal.charts.theme import GREY, INK, PALE, PAPER, SMALL

# Points of overall value that a segment must have for its letter, and for its figure beside it, to
# fit on a phone.
LETTER_FITS, FIGURE_FITS = 4.5, 12.0


@pictured
def overall_value(results: Results) -> Picture | None:
    """Return the options by overall value, stacked by group, with the range of each.

    None while no weights follow from the swings.
    """
    if results.scores.weights is None:
        return None
    order = results.by_overall_value()
    groups = groups_of(results)
    title = _finding(results)
    rows = LabelledRows(tuple(_row(results, option) for option in order), foot=24)
    return Picture(
        name="overall_value",
        spec=_chart(results, rows, groups, title),
        title=title,
        alt=_alt(results, title),
        columns=_columns(results, order, groups),
        caption="Overall value of each option: what each group of criteria adds, and the range "
        "that the ranges of its scores allow.",
        note="The line under a bar runs from all scores at the low end of their ranges to all at "
        "the high end.",
    )


def _row(results: Results, option: str) -> LabelledRow:
    overall, ends = results.scores.overall[option], results.scores.overall_range[option]
    span = "" if ends is None else f"range {points(ends[0])} to {points(ends[1])}"
    return LabelledRow(
        option,
        numbered_name(results, option),
        side="" if overall is None else points(overall),
        under=" · ".join(part for part in (under_name(results, option), span) if part),
    )


def _segments(results: Results, groups: dict[str, CriteriaGroup], options: list[str]) -> Data:
    segments: Data = []
    for option in options:
        parts = group_parts(results, option)
        for index, (name, part) in enumerate(parts.items()):
            if part is None:
                continue
            group = groups[name]
            figure = f"{group.letter} {points(part)}"
            fits = figure if part >= FIGURE_FITS else group.letter if part >= LETTER_FITS else ""
            segments.append(
                {
                    "row": option,
                    "group": group.label(),
                    "place": index,
                    "part": part,
                    "text": fits,
                    "ink": group.ink if results.eligible[option] else INK,
                    "said": f"{option_name(results, option)}: {name} adds {points(part)} points",
                }
            )
    return segments


def group_parts(results: Results, option: str) -> dict[str, float | None]:
    """Return what each group adds to an option's overall value; None where a score is missing."""
    parts: dict[str, list[float | None]] = {}
    row = results.scores.contributions[option]
    for criterion in results.appraisal.benefit_criteria():
        parts.setdefault(criterion.group, []).append(row[criterion.id])
    return {
        group: None if None in values else math.fsum(part for part in values if part is not None)
        for group, values in parts.items()
    }


def _chart(
    results: Results, rows: LabelledRows, groups: dict[str, CriteriaGroup], title: str
) -> dict[str, Any]:
    frame, scores = rows.frame, results.scores
    scored = [id for id in frame.ids if scores.overall[id] is not None]
    datasets = {
        "rows": rows.data(),
        "counted": _segments(results, groups, [id for id in scored if results.eligible[id]]),
        "aside": _segments(results, groups, [id for id in scored if not results.eligible[id]]),
        "ranges": _ranges(results),
        "remarks": _remarks(results),
    }
    scale = axis(["Overall value, in points from 0 to 100"], *_domain(results))
    layers = [
        bars(frame, scale, key_of(groups)),
        bars_for_information(frame, scale),
        segment_words(frame, "counted"),
        segment_words(frame, "aside"),
        *whisker(frame, "ranges", dy=frame.mark / 2 + 7),
        remarks(frame, "remarks"),
        *rows.labels(),
    ]
    return assembled(
        layers,
        datasets,
        title=title_lines(title),
        description=_alt(results, title),
        height=frame.height,
    )


_IN_ORDER = alt.Order(field="place", type="quantitative")
_BY_GROUP = alt.Detail(field="group", type="nominal")


@layer
def bars(frame: Frame, scale: Axis, key: Key) -> alt.Chart:
    """Return the layer of bars stacked by group, with white gaps."""
    return (
        chart_of("counted")
        .mark_bar(height=frame.mark, yOffset=frame.drop, stroke=PAPER, strokeWidth=2)
        .encode(
            x=quantity("part", stack="zero", **scaled(scale)),
            y=frame.y(),
            color=group_colours(key),
            order=_IN_ORDER,
            description=SAID,
            tooltip=HINT,
        )
    )


@layer
def bars_for_information(frame: Frame, scale: Axis) -> alt.Chart:
    """Return the layer of the bars of options that fail a must-have: grey, with outlines."""
    return (
        chart_of("aside")
        .mark_bar(height=frame.mark, yOffset=frame.drop, color=PALE, stroke=GREY, strokeWidth=2)
        .encode(
            x=quantity("part", stack="zero", **scaled(scale)),
            y=frame.y(),
            detail=_BY_GROUP,
            order=_IN_ORDER,
            description=SAID,
            tooltip=HINT,
        )
    )


@layer
def segment_words(frame: Frame, data: str) -> alt.Chart:
    """Return the layer of the letters and figures on the segments."""
    return (
        chart_of(data)
        .mark_text(yOffset=frame.drop, fontSize=SMALL, aria=False)
        .encode(
            x=quantity("part", stack="zero", bandPosition=0.5),
            y=frame.y(),
            detail=_BY_GROUP,
            order=_IN_ORDER,
            text=words("text"),
            fill=alt.Fill(field="ink", type="nominal", scale=None),
        )
    )


def _domain(results: Results) -> tuple[float, float]:
    """Return 0 to 100, or as far beyond as a scale that is continued past its ends reaches."""
    ends = [end for span in results.scores.overall_range.values() if span for end in span]
    return min([0.0, *ends]), max([100.0, *ends])


def _ranges(results: Results) -> Data:
    return [
        {
            "row": option,
            "low": ends[0],
            "high": ends[1],
            "said": f"{option_name(results, option)}: range {points(ends[0])} to {points(ends[1])}",
        }
        for option, ends in results.scores.overall_range.items()
        if ends is not None
    ]


def _missing(results: Results, option: str) -> list[str]:
    return [id for id, value in results.scores.value_scores[option].items() if value is None]


def _remarks(results: Results) -> Data:
    return [
        {"row": option, "text": _why_not(results, option)}
        for option, overall in results.scores.overall.items()
        if overall is None
    ]


def _why_not(results: Results, option: str) -> str:
    count = len(_missing(results, option))
    return f"no overall value: {count} score{'s' if count != 1 else ''} missing"


def _finding(results: Results) -> str:
    first, overall = results.tied_first, results.scores.overall
    if not any(results.eligible.values()):
        return "Every option fails a must-have, so none is ranked"
    if not first:
        return "There is no ranking yet, because scores are missing"
    value = overall[first[0]]
    assert value is not None
    if len(first) > 1:
        return f"{option_names(results, first)} tie for first with {points(value)} points"
    leader, rest = first[0], [id for id in results.by_overall_value() if results.rank[id]][1:]
    name = option_name(results, leader)
    if not rest:
        return f"{name} has {points(value)} points; no other option is ranked yet"
    gap = difference(value, overall[rest[0]])
    assert gap is not None
    led = f"{name} leads {option_name(results, rest[0])} by {points(gap)} points"
    makes = _what_makes_the_difference(results, leader, rest[0])
    return f"{led}, gaining most on {listed(makes)}" if makes else led


def _what_makes_the_difference(results: Results, leader: str, second: str) -> list[str]:
    """Return the names of the one or two criteria on which the leader gains most on the second."""
    row, other = results.scores.contributions[leader], results.scores.contributions[second]
    gains = {id: gain for id in row if (gain := difference(row[id], other[id])) and gain > 0}
    most = sorted(gains, key=lambda id: (-gains[id], id))[:2]
    return [criterion_name(results, id) for id in most]


def _alt(results: Results, title: str) -> str:
    clauses = []
    for option in results.by_overall_value():
        overall, ends = results.scores.overall[option], results.scores.overall_range[option]
        if overall is None:
            clauses.append(f"{option_name(results, option)}: {_why_not(results, option)}")
            continue
        span = f", range {points(ends[0])} to {points(ends[1])}" if ends else ""
        note = "" if results.eligible[option] else f" ({standing(results, option)})"
        clauses.append(f"{option_name(results, option)}{note}: {points(overall)}{span}")
    return f"{title}. Overall value out of 100: {'; '.join(clauses)}."


def _columns(
    results: Results, order: tuple[str, ...], groups: dict[str, CriteriaGroup]
) -> tuple[PictureColumn, ...]:
    overall, ends = results.scores.overall, results.scores.overall_range
    parts = {option: group_parts(results, option) for option in order}
    lows, highs = ([e and e[end] for e in map(ends.get, order)] for end in (0, 1))

    def values(heading: str, figures: list[float | None]) -> PictureColumn:
        return PictureColumn(heading, figures, points, "scores missing")

    return (
        PictureColumn("Option", [results.appraisal.option(option).name for option in order]),
        PictureColumn("Rank", [standing(results, option) for option in order]),
        values("Overall value", [overall[option] for option in order]),
        values("Lowest", lows),
        values("Highest", highs),
        *(
            values(f"{group.letter}: {name}", [parts[option][name] for option in order])
            for name, group in groups.items()
        ),
    )
