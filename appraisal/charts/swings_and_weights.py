"""The swings as they were rated, and the weights that follow."""

from __future__ import annotations

from typing import Any

import altair as alt

from appraisal.analysis.results import Results
from appraisal.analysis.weights import shares_that_add_up
from appraisal.analysis.wording.figures import listed, points
from appraisal.charts.groups import CriteriaGroup, Key, group_colours, groups_of, key_of
from appraisal.charts.labelled_rows import Frame, LabelledRow, LabelledRows, remarks
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
    words,
)
from appraisal.charts.names import criterion_name
from appraisal.charts.picture import Picture, PictureColumn, pictured, title_lines
from appraisal.charts.theme import INK, SMALL

NOT_RATED = "not rated yet"
FIGURE_FITS = 14.0  # points of swing that a bar must have for its figure to fit on a phone


@pictured
def swings_and_weights(results: Results) -> Picture | None:
    """Return each criterion's swing as a bar with its weight, the greatest swing first.

    Weights are rounded so that those shown add up to 100. None while no swing is rated.
    """
    swings = results.appraisal.swings
    criteria = results.appraisal.benefit_criteria()
    rated = {c.id: swings[c.id] for c in criteria if c.id in swings}
    if not rated:
        return None
    order = sorted((c.id for c in criteria), key=lambda id: (id not in rated, -rated.get(id, 0)))
    weights = shown_weights(results)
    title = _finding(results, order, rated, weights)
    groups = groups_of(results)
    description = _alt(results, order, rated, weights, title)
    return Picture(
        name="swings_and_weights",
        spec=_chart(results, order, rated, weights, groups, title, description),
        title=title,
        alt=description,
        columns=_columns(results, order, rated, weights, groups),
        caption="Swing of each criterion: what going from its worst to its best is worth, against "
        "the greatest. Weight is the swing's share of all swings.",
        note=_group_note(results),
    )


def shown_weights(results: Results) -> dict[str, float] | None:
    """Return the weights in whole per cent that add up to 100, or None while there are none."""
    weights = results.scores.weights
    return None if weights is None else shares_that_add_up(weights)


def _finding(
    results: Results, order: list[str], rated: dict[str, float], weights: dict[str, float] | None
) -> str:
    first = [id for id in order if rated.get(id) == rated[order[0]]]
    name = listed([criterion_name(results, id) for id in first[:3]])
    if weights is None:
        missing = len(order) - len(rated)
        done = f"{len(rated)} of {len(order)} swings are rated"
        return f"{done}; no weights follow until all are" if missing else f"{done}, all of them 0"
    share = weights[order[0]]
    if len(first) == len(order) > 1:
        return f"All {len(order)} criteria have the same swing"
    if len(first) > 3:
        return f"{len(first)} criteria share the greatest swing, with {points(share, 0)}% each"
    verb = "carries" if len(first) == 1 else "carry"
    each = "" if len(first) == 1 else " each"
    return f"{name} {verb} the most weight, {points(share, 0)}%{each}"


def _chart(
    results: Results,
    order: list[str],
    rated: dict[str, float],
    weights: dict[str, float] | None,
    groups: dict[str, CriteriaGroup],
    title: str,
    description: str,
) -> dict[str, Any]:
    criteria = {id: results.appraisal.criterion(id) for id in order}
    rows = LabelledRows(
        tuple(
            LabelledRow(id, f"{groups[c.group].letter}: {c.name}", _side(weights, id))
            for id, c in criteria.items()
        ),
        mark=18,
        foot=6,
        bold=False,
    )
    datasets = {
        "rows": rows.data(),
        "bars": [
            _bar(rated[id], id, groups[criteria[id].group], _said(results, id, rated, weights))
            for id in order
            if id in rated
        ],
        "gaps": [{"row": id, "text": NOT_RATED} for id in order if id not in rated],
    }
    scale = axis(["Swing, from 0 to 100 (the greatest is 100)"], 0.0, 100.0)
    layers = [
        bars(rows.frame, scale, key_of(groups)),
        figures(rows.frame),
        remarks(rows.frame, "gaps"),
        *rows.labels(),
    ]  # fmt: skip
    return assembled(
        layers,
        datasets,
        title=title_lines(title),
        description=description,
        height=rows.frame.height,
    )


def _bar(swing: float, id: str, group: CriteriaGroup, label: str) -> dict[str, Any]:
    fits = swing >= FIGURE_FITS
    return {
        "row": id,
        "swing": float(swing),
        "group": group.label(),
        "at": 0.0 if fits else float(swing),
        "ink": group.ink if fits else INK,
        "text": points(swing, 0),
        "said": label,
    }


def _side(weights: dict[str, float] | None, id: str) -> str:
    return "" if weights is None else f"weight {points(weights[id], 0)}%"


@layer
def bars(frame: Frame, scale: Axis, key: Key) -> alt.Chart:
    """Return the layer of bars from 0 to the swing."""
    return (
        chart_of("bars")
        .mark_bar(height=frame.mark, yOffset=frame.drop)
        .encode(
            x=quantity("swing", stack=None, **scaled(scale)),
            y=frame.y(),
            color=group_colours(key),
            description=SAID,
            tooltip=HINT,
        )
    )


@layer
def figures(frame: Frame) -> alt.Chart:
    """Return the layer of the swings in figures, at the start of a bar or after a short one."""
    return (
        chart_of("bars")
        .mark_text(align="left", dx=6, yOffset=frame.drop, fontSize=SMALL, aria=False)
        .encode(
            x=quantity("at"),
            y=frame.y(),
            text=words("text"),
            fill=alt.Fill(field="ink", type="nominal", scale=None),
        )
    )


def _said(
    results: Results, id: str, rated: dict[str, float], weights: dict[str, float] | None
) -> str:
    name = criterion_name(results, id)
    if id not in rated:
        return f"{name}: {NOT_RATED}"
    share = "" if weights is None else f", weight {points(weights[id], 0)}%"
    return f"{name}: swing {points(rated[id], 0)}{share}"


def _alt(
    results: Results,
    order: list[str],
    rated: dict[str, float],
    weights: dict[str, float] | None,
    title: str,
) -> str:
    return f"{title}. {'; '.join(_said(results, id, rated, weights) for id in order)}."


def _group_note(results: Results) -> str:
    weights = results.scores.group_weights
    if weights is None:
        return ""
    shown = shares_that_add_up(weights)
    shares = [f"{name} {points(share, 0)}%" for name, share in shown.items()]
    return f"By group: {listed(shares)}."


def _columns(
    results: Results,
    order: list[str],
    rated: dict[str, float],
    weights: dict[str, float] | None,
    groups: dict[str, CriteriaGroup],
) -> tuple[PictureColumn, ...]:
    criteria = [results.appraisal.criterion(id) for id in order]
    exact = results.scores.weights or {}
    return (
        PictureColumn("Criterion", [criterion.name for criterion in criteria]),
        PictureColumn("Group", [f"{groups[c.group].letter}: {c.group}" for c in criteria]),
        PictureColumn("Swing", [rated.get(id) for id in order], lambda v: points(v, 0), NOT_RATED),
        PictureColumn(
            "Weight",
            [exact.get(id) for id in order],
            said=["no weights yet" if weights is None else f"{points(weights[id], 0)}%"
                  for id in order],
        ),
        PictureColumn("Reason", [results.appraisal.swing_reasons.get(id, "") or "none given"
                          for id in order]),
    )  # fmt: skip
