"""One option held against the baseline, criterion by criterion."""

from __future__ import annotations

from typing import Any, Literal

import altair as alt

from appraisal.analysis.results import Results
from appraisal.analysis.wording.figures import listed, points, share, signed_points
from appraisal.charts.groups import CriteriaGroup, Key, group_colours, groups_of, key_of
from appraisal.charts.labelled_rows import Frame, LabelledRow, LabelledRows, remarks, zero
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
from appraisal.charts.picture import (
    FOR_INFORMATION,
    NOT_SCORED,
    Picture,
    PictureColumn,
    pictured,
    title_lines,
)


@pictured
def against_baseline(results: Results, option: str | None = None) -> Picture | None:
    """Return how far one option lies above or below the baseline on each criterion.

    Parameters
    ----------
    results : Results
    option : str, optional
        Its id; by default the first in order of overall value that is not the baseline.

    Returns
    -------
    Picture or None
        In points of overall value, the greatest gain first; every option's picture has the same
        axis. None while no weights follow from the swings, and for the baseline itself.
    """
    chosen = option or challenger(results)
    if results.scores.weights is None or chosen in (None, results.appraisal.baseline):
        return None
    assert chosen is not None
    parts = results.against_baseline[chosen].criteria
    order = sorted(parts, key=lambda id: _by_size(parts[id]))
    title = _finding(results, chosen, order)
    description = _alt(results, chosen, order, title)
    groups = groups_of(results)
    return Picture(
        name="against_baseline",
        spec=_chart(results, chosen, order, groups, title, description),
        title=title,
        alt=description,
        columns=_columns(results, chosen, order, groups),
        caption=f"{option_name(results, chosen)} against "
        f"{option_name(results, results.appraisal.baseline)}, criterion by criterion.",
        note="The parts add up to the whole difference. All options are drawn to one scale.",
    )


def each_against_baseline(results: Results) -> tuple[Picture, ...]:
    """Return a picture for every option but the baseline, in order of overall value."""
    pictures = (against_baseline(results, option) for option in results.by_overall_value())
    return tuple(picture for picture in pictures if picture is not None)


def challenger(results: Results) -> str | None:
    """Return the first option in order of overall value that is not the baseline."""
    order = results.by_overall_value()
    return next((id for id in order if id != results.appraisal.baseline), None)


def _by_size(part: float | None) -> tuple[bool, float]:
    return (part is None, -(part or 0.0))


def _finding(results: Results, option: str, order: list[str]) -> str:
    difference = results.against_baseline[option]
    name, base = option_name(results, option), option_name(results, results.appraisal.baseline)
    if difference.overall is None:
        count = sum(part is None for part in difference.criteria.values())
        what = "criterion" if count == 1 else "criteria"
        return f"{name} cannot be held against {base} on {count} {what} yet"
    known = [(id, part) for id in order if (part := difference.criteria[id]) is not None]
    gains = [_named(results, id, part) for id, part in known if part > 0][:1]
    losses = [_named(results, id, part) for id, part in reversed(known) if part < 0][:1]
    if _is_level(difference.overall):
        lead = f"{name} and {base} are level overall"
    else:
        way = "above" if difference.overall > 0 else "below"
        lead = f"{name} is {points(abs(difference.overall))} points {way} {base}"
    most: list[tuple[Literal["gaining", "losing"], list[str]]] = [
        ("gaining", gains), ("losing", losses)
    ]  # fmt: skip
    clauses = [f"{verb} most on {listed(names)}" for verb, names in most if names]
    return f"{lead}, {' and '.join(clauses)}" if clauses else lead


def _is_level(difference: float) -> bool:
    return points(difference) == points(0.0)


def _named(results: Results, criterion: str, part: float) -> str:
    return f"{criterion_name(results, criterion)} ({signed_points(part)})"


def _chart(
    results: Results,
    option: str,
    order: list[str],
    groups: dict[str, CriteriaGroup],
    title: str,
    description: str,
) -> dict[str, Any]:
    parts = results.against_baseline[option].criteria
    rows = LabelledRows(
        tuple(_row(results, groups, id, parts[id]) for id in order), mark=20, foot=8, bold=False
    )
    group_of = {c.id: groups[c.group].label() for c in results.appraisal.benefit_criteria()}
    datasets = {
        "rows": rows.data(),
        "bars": [
            {
                "row": id,
                "part": part,
                "group": group_of[id],
                "said": f"{criterion_name(results, id)}: {signed_points(part)} points",
            }
            for id in order
            if (part := parts[id]) is not None
        ],
        "gaps": [{"row": id, "text": NOT_SCORED} for id in order if parts[id] is None],
    }
    end = _reach(results)
    scale = axis(["Points of overall value,", "below (−) or above (+) the baseline"], -end, end)
    layers = [
        bars(rows.frame, scale, key_of(groups)),
        zero(rows.frame),
        remarks(rows.frame, "gaps"),
        *rows.labels(),
    ]
    return assembled(
        layers,
        datasets,
        title=title_lines(title),
        description=description,
        height=rows.frame.height,
    )


def _row(
    results: Results, groups: dict[str, CriteriaGroup], id: str, part: float | None
) -> LabelledRow:
    criterion = results.appraisal.criterion(id)
    side = "" if part is None else signed_points(part)
    return LabelledRow(id, f"{groups[criterion.group].letter}: {criterion.name}", side)


@layer
def bars(frame: Frame, scale: Axis, key: Key) -> alt.Chart:
    """Return the layer of bars to the right (better than the baseline) and to the left of 0."""
    return (
        chart_of("bars")
        .mark_bar(height=frame.mark, yOffset=frame.drop)
        .encode(
            x=quantity("part", stack=None, **scaled(scale)),
            y=frame.y(),
            color=group_colours(key),
            description=SAID,
            tooltip=HINT,
        )
    )


def _reach(results: Results) -> float:
    """Return the end of the axis that holds the greatest difference of any option."""
    parts = (
        part
        for difference in results.against_baseline.values()
        for part in difference.criteria.values()
    )
    most = max((abs(part) for part in parts if part is not None), default=0.0)
    return next((end for end in (1.0, 2.0, 5.0, 10.0, 20.0, 50.0) if most <= end), max(100.0, most))


def _alt(results: Results, option: str, order: list[str], title: str) -> str:
    parts = results.against_baseline[option].criteria
    clauses = [
        f"{criterion_name(results, id)} "
        + (NOT_SCORED if (part := parts[id]) is None else signed_points(part))
        for id in order
    ]
    beats = results.against_baseline[option].beats_baseline
    odds = "" if beats is None else f" It does better overall in {share(beats)} of the draws."
    note = "" if results.eligible[option] else f" It {FOR_INFORMATION}."
    return f"{title}.{note} Points of overall value by criterion: {'; '.join(clauses)}.{odds}"


def _columns(
    results: Results, option: str, order: list[str], groups: dict[str, CriteriaGroup]
) -> tuple[PictureColumn, ...]:
    difference, baseline = results.against_baseline[option], results.appraisal.baseline
    own, base = results.scores.contributions[option], results.scores.contributions[baseline]
    criteria = [results.appraisal.criterion(id) for id in order]
    overall = results.scores.overall
    name, base_name = option_name(results, option), option_name(results, baseline)
    return (
        PictureColumn("Criterion", [*(criterion.name for criterion in criteria), "All criteria"]),
        PictureColumn("Group", [*(f"{groups[c.group].letter}: {c.group}" for c in criteria), ""]),
        PictureColumn(
            f"{base_name}: contribution", [*(base[id] for id in order), overall[baseline]], points
        ),
        PictureColumn(
            f"{name}: contribution", [*(own[id] for id in order), overall[option]], points
        ),
        PictureColumn(
            "Difference (points of overall value)",
            [*(difference.criteria[id] for id in order), difference.overall],
            signed_points,
        ),
    )
