"""Every score with its range: criteria down, options across."""

from __future__ import annotations

from typing import Any

from appraisal.analysis.results import Results
from appraisal.analysis.wording.figures import level, points
from appraisal.charts import grid, grid_layers
from appraisal.charts.grid import LINE, SHAPES, ChartGrid, GridRow, GridSection
from appraisal.charts.groups import groups_of
from appraisal.charts.layers import Data
from appraisal.charts.names import criterion_name, option_name, under_name
from appraisal.charts.picture import NO_EVIDENCE, NOT_SCORED, Picture, PictureColumn, pictured
from appraisal.charts.theme import BLUE, GREY, INK, QUIET, SMALL, TRACK
from appraisal.model import Criterion, Performance

RANGE = "#6b93b8"  # 3.2:1 on white
BEYOND = "beyond scale"
TRACK_Y, FIGURE_Y = 8, 25  # px below the upper edge of a cell


@pictured
def score_matrix(results: Results) -> Picture | None:
    """Return every cell's value score as a mark on a line from 0 to 100, with its range and level.

    None while nothing is scored.
    """
    cells = results.appraisal.cells()
    if not cells:
        return None
    order = results.by_overall_value()
    table = ChartGrid(
        tuple(
            grid.GridColumn(id, results.appraisal.option(id).name, under_name(results, id))
            for id in order
        ),
        _sections(results, cells),
    )
    title = _finding(results)
    description = _alt(results, order, title)
    return Picture(
        name="score_matrix",
        spec=_chart(results, order, table, title, description),
        title=title,
        alt=description,
        columns=_columns(results, order),
        caption="Value score of every option on every criterion, from 0 (left) to 100 (right), "
        "with its range. The figure under each mark is the level in the criterion's own unit.",
        note=f"“{NO_EVIDENCE}”: drawn over its whole range, not taken for a middling score. "
        f"“{BEYOND}”: the level lies beyond an end of the scale, so its value score is cut to 0 "
        "or 100.",
    )


def _sections(results: Results, cells: Cells) -> tuple[GridSection, ...]:
    groups, sections = groups_of(results), []
    for name, group in groups.items():
        own = [c for c in results.appraisal.benefit_criteria() if c.group == name]
        rows = tuple(_row(results, cells, criterion) for criterion in own)
        sections.append(GridSection(group.label(), rows, group.colour))
    return tuple(sections)


Cells = dict[tuple[str, str], Performance]


def _row(results: Results, cells: Cells, criterion: Criterion) -> GridRow:
    lines = [
        len(_figures(results, cells.get((option, criterion.id)), option, criterion))
        for option in results.rank
    ]
    return GridRow(
        criterion.id, criterion.name, unit_of(criterion), FIGURE_Y - 8 + LINE * max(lines)
    )


def unit_of(criterion: Criterion) -> str:
    """Return the unit of a criterion and both ends of its scale, in a few words."""
    scale = criterion.scale
    if scale.unit is None:
        return "judged from 0 (worst) to 100 (best)"
    ends = f"{level(scale.worst, None)} (worst) to {level(scale.best, None)} (best)"
    return f"{ends}, {scale.unit}"


def _figures(
    results: Results, cell: Performance | None, option: str, criterion: Criterion
) -> list[str]:
    """Return the lines of text of a cell."""
    if cell is None:
        return NOT_SCORED.rsplit(" ", 1)
    lines = [] if cell.level is None else [level(cell.level, None)]
    if cell.strength == "none":
        lines += NO_EVIDENCE.split(" ")
    if (option, criterion.id) in results.scores.clipped:
        lines += BEYOND.split(" ")
    return lines


def _chart(
    results: Results, order: tuple[str, ...], table: ChartGrid, title: str, description: str
) -> dict[str, Any]:
    data: dict[str, Data] = {"tracks": [], "ranges": [], "dots": [], "figures": [], "blanks": []}
    cells = results.appraisal.cells()
    for column, option in enumerate(order):
        for criterion in results.appraisal.benefit_criteria():
            cell = cells.get((option, criterion.id))
            _draw(results, table, data, column, option, criterion, cell)
    frame = table.frame
    layers = [
        grid_layers.span_layer(frame, "tracks", 2, TRACK),
        grid_layers.span_layer(frame, "ranges", 8, RANGE),
        grid_layers.box_layer(frame, "blanks", TRACK, QUIET),
        grid_layers.shape_layer(frame, "dots"),
        grid_layers.text_layer(frame, "figures", "center", 0, SMALL, False, INK),
    ]
    return table.drawn(layers, data, title=title, description=description)


def _draw(
    results: Results,
    table: ChartGrid,
    data: dict[str, Data],
    column: int,
    option: str,
    criterion: Criterion,
    cell: Performance | None,
) -> None:
    y = table.tops[criterion.id] + TRACK_Y
    value = results.scores.value_scores[option][criterion.id]
    ends = results.scores.value_ranges[option][criterion.id]
    name = f"{option_name(results, option)}, {criterion_name(results, criterion.id)}"
    label = f"{name}: {_told(results, cell, option, criterion)}"
    left, right = table.at(column, 0), table.at(column, 1)
    if cell is None or value is None:
        box = {"x": left, "x2": right, "y": y - 6, "y2": y + 6, "said": label}
        data["blanks"].append(box)
    else:
        data["tracks"].append({"x": left, "x2": right, "y": y, "said": label})
        if ends is not None and ends[1] > ends[0]:
            low, high = (table.at(column, _inside(end)) for end in ends)
            data["ranges"].append({"x": low, "x2": high, "y": y, "said": label})
        data["dots"].append(
            {
                "x": table.at(column, _inside(value)),
                "y": y,
                "shape": SHAPES[column % len(SHAPES)],
                "fill": BLUE if results.eligible[option] else GREY,
                "said": label,
            }
        )
    for step, text in enumerate(_figures(results, cell, option, criterion)):
        spot = {"x": table.at(column), "y": y - TRACK_Y + FIGURE_Y + LINE * step, "text": text}
        data["figures"].append(spot)


def _inside(value: float) -> float:
    """Return the share of the line from 0 to 100; what lies beyond stands at its end."""
    return min(max(value / 100, 0.0), 1.0)


def _told(results: Results, cell: Performance | None, option: str, criterion: Criterion) -> str:
    """Return a cell in words, with its level, value score and range."""
    value = results.scores.value_scores[option][criterion.id]
    ends = results.scores.value_ranges[option][criterion.id]
    if cell is None:
        return NOT_SCORED
    clauses = [] if cell.level is None else [level(cell.level, criterion.scale.unit)]
    if value is not None:
        clauses.append(f"value score {points(value)}")
    if ends is not None and ends[0] != ends[1]:
        clauses.append(f"range {points(ends[0])} to {points(ends[1])}")
    if cell.strength == "none":
        clauses.append(NO_EVIDENCE)
    if (option, criterion.id) in results.scores.clipped:
        clauses.append(BEYOND)
    return ", ".join(clauses)


def _finding(results: Results) -> str:
    rows = results.scores.value_scores
    cells = results.appraisal.cells()
    blank = sum(value is None for row in rows.values() for value in row.values())
    total = sum(len(row) for row in rows.values())
    if blank:
        unknown = sum(cells[cell].level is None for cell in cells)
        parts = [f"{blank - unknown} not scored yet"] * (blank > unknown)
        parts += [f"{unknown} with no level for want of evidence"] * (unknown > 0)
        return f"{total - blank} of {total} scores are given: {' and '.join(parts)}"
    widest = _widest(results)
    if widest is None:
        return f"All {total} scores are given, each without a range"
    option, criterion, width = widest
    return (
        f"All {total} scores are given; the least certain is {criterion_name(results, criterion)} "
        f"for {option_name(results, option)}, whose range is {points(width, 0)} points wide"
    )


def _widest(results: Results) -> tuple[str, str, float] | None:
    ranges = results.scores.value_ranges
    widths = {
        (option, id): ends[1] - ends[0]
        for option in results.by_overall_value()
        for id, ends in ranges[option].items()
        if ends is not None and ends[1] > ends[0]
    }
    if not widths:
        return None
    option, criterion = max(widths, key=lambda cell: round(widths[cell], 9))
    return option, criterion, widths[option, criterion]


def _alt(results: Results, order: tuple[str, ...], title: str) -> str:
    rows = []
    for criterion in results.appraisal.benefit_criteria():
        row = [
            NOT_SCORED
            if (value := results.scores.value_scores[option][criterion.id]) is None
            else points(value, 0)
            for option in order
        ]
        rows.append(f"{criterion_name(results, criterion.id)} {', '.join(row)}")
    names = ", ".join(option_name(results, option) for option in order)
    return f"{title}. Value scores from 0 to 100 of {names}, in that order: {'; '.join(rows)}."


def _columns(results: Results, order: tuple[str, ...]) -> tuple[PictureColumn, ...]:
    criteria, cells = results.appraisal.benefit_criteria(), results.appraisal.cells()
    groups = groups_of(results)
    return (
        PictureColumn("Criterion", [criterion.name for criterion in criteria]),
        PictureColumn("Group", [f"{groups[c.group].letter}: {c.group}" for c in criteria]),
        PictureColumn("Scale", [unit_of(criterion) for criterion in criteria]),
        *(
            PictureColumn(
                results.appraisal.option(option).name,
                [results.scores.value_scores[option][c.id] for c in criteria],
                said=[_told(results, cells.get((option, c.id)), option, c) for c in criteria],
            )
            for option in order
        ),
    )
