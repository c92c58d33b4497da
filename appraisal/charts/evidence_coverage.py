"""Where there is evidence, how much and how strong; and where there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from appraisal.analysis.results import Results
from appraisal.analysis.wording.figures import listed
from appraisal.charts import grid, grid_layers
from appraisal.charts.grid import ChartGrid, GridRow, GridSection
from appraisal.charts.groups import groups_of
from appraisal.charts.layers import Data
from appraisal.charts.names import criterion_name, option_name, under_name
from appraisal.charts.picture import NO_EVIDENCE, Picture, PictureColumn, pictured
from appraisal.charts.theme import BLUE, INK, PINK, QUIET
from appraisal.model import Appraisal

# From the strongest down, each with a shape of its own.
STRENGTHS = {"strong": "circle", "moderate": "square", "weak": "triangle-up"}


@dataclass(frozen=True)
class Coverage:
    """How many findings there are about a cell, and the strongest (``none`` without any)."""

    count: int
    strongest: str


def coverage_of(appraisal: Appraisal) -> dict[tuple[str, str], Coverage]:
    """Return the coverage of every cell by (option id, criterion id).

    A finding counts where it names the option and the criterion, and where a score cites it; once
    in either case. A finding of strength ``none`` counts as no evidence.
    """
    known = {finding.id: finding for finding in appraisal.evidence if finding.strength != "none"}
    findings: dict[tuple[str, str], set[str]] = {}
    for id, finding in known.items():
        if finding.option and finding.criterion:
            findings.setdefault((finding.option, finding.criterion), set()).add(id)
    for cell, performance in appraisal.cells().items():
        findings.setdefault(cell, set()).update(id for id in performance.evidence if id in known)
    ranks = list(STRENGTHS)
    return {
        (option.id, criterion.id): Coverage(
            len(ids := findings.get((option.id, criterion.id), set())),
            min((known[id].strength for id in ids), key=ranks.index, default="none"),
        )
        for option in appraisal.options
        for criterion in appraisal.benefit_criteria()
    }


@pictured
def evidence_coverage(results: Results) -> Picture | None:
    """Return a map of the evidence: options across, criteria down, blanks standing out.

    None while the evidence ledger is empty.
    """
    appraisal = results.appraisal
    if not appraisal.evidence:
        return None
    order = tuple(option.id for option in appraisal.options)  # as on the page it stands on
    coverage = coverage_of(appraisal)
    table = ChartGrid(
        tuple(
            grid.GridColumn(id, appraisal.option(id).name, under_name(results, id)) for id in order
        ),
        _sections(results),
    )
    title = _finding(results, coverage)
    description = _alt(results, order, coverage, title)
    return Picture(
        name="evidence_coverage",
        spec=_chart(results, order, coverage, table, title, description),
        title=title,
        alt=description,
        columns=_columns(results, order, coverage),
        caption="How many findings there are about each option on each criterion, whichever way "
        "they point, and how strong the strongest is: circle strong, square moderate, triangle "
        "weak.",
        note=f"“{NO_EVIDENCE}” in a dashed box: nobody has recorded a finding for it.",
    )


def _sections(results: Results) -> tuple[GridSection, ...]:
    criteria = results.appraisal.benefit_criteria()
    return tuple(
        GridSection(
            group.label(),
            tuple(GridRow(c.id, c.name, height=30) for c in criteria if c.group == name),
            group.colour,
        )
        for name, group in groups_of(results).items()
    )


def _chart(
    results: Results,
    order: tuple[str, ...],
    coverage: dict[tuple[str, str], Coverage],
    table: ChartGrid,
    title: str,
    description: str,
) -> dict[str, Any]:
    data: dict[str, Data] = {"blanks": [], "dots": [], "counts": [], "strengths": [], "nothing": []}
    for column, option in enumerate(order):
        for criterion in results.appraisal.benefit_criteria():
            cell = coverage[option, criterion.id]
            top = table.tops[criterion.id]
            label = f"{option_name(results, option)}, {criterion_name(results, criterion.id)}: "
            label += _said(cell)
            if not cell.count:
                box = {"x": table.at(column, -0.03), "x2": table.at(column, 1.03), "said": label}
                data["blanks"].append({**box, "y": top - 2, "y2": top + 30})
                for line, word in enumerate(NO_EVIDENCE.split(" ")):
                    spot = {"x": table.at(column), "y": top + 7 + 14 * line, "text": word}
                    data["nothing"].append(spot)
                continue
            shape = {"shape": STRENGTHS[cell.strongest], "fill": BLUE, "said": label}
            data["dots"].append({"x": table.at(column, 0.38), "y": top + 6, **shape})
            data["counts"].append(
                {"x": table.at(column, 0.62), "y": top + 7, "text": str(cell.count)}
            )
            data["strengths"].append({"x": table.at(column), "y": top + 22, "text": cell.strongest})
    frame = table.frame
    layers = [
        grid_layers.box_layer(frame, "blanks", PINK, PINK),
        grid_layers.shape_layer(frame, "dots", 150),
        grid_layers.text_layer(frame, "counts", "center", 0, 14, True, INK),
        grid_layers.text_layer(frame, "strengths", "center", 0, 12, False, QUIET),
        grid_layers.text_layer(frame, "nothing", "center", 0, 12, False, PINK),
    ]
    return table.drawn(layers, data, title=title, description=description)


def _said(cell: Coverage) -> str:
    if not cell.count:
        return NO_EVIDENCE
    findings = "finding" if cell.count == 1 else "findings"
    return f"{cell.count} {findings}, strongest {cell.strongest}"


def _finding(results: Results, coverage: dict[tuple[str, str], Coverage]) -> str:
    blanks = [cell for cell, cover in coverage.items() if not cover.count]
    if not blanks:
        every = (
            "The one score" if len(coverage) == 1 else f"Every one of the {len(coverage)} scores"
        )
        return f"{every} has at least one finding behind it"
    by_option = {id: sum(option == id for option, _ in blanks) for id in results.by_overall_value()}
    most = max(by_option.values())
    thinnest = [option_name(results, id) for id, count in by_option.items() if count == most]
    have = "has" if len(blanks) == 1 else "have"
    share = f"{len(blanks)} of {len(coverage)} scores {have} no evidence"
    if len(thinnest) == len(by_option):
        return f"{share}, {most} for every option"
    if len(thinnest) > 2:
        return f"{share}; {len(thinnest)} options have the most blanks ({most} each)"
    verb, each = ("has", "") if len(thinnest) == 1 else ("have", " each")
    return f"{share}; {listed(thinnest)} {verb} the most blanks ({most}{each})"


def _alt(
    results: Results,
    order: tuple[str, ...],
    coverage: dict[tuple[str, str], Coverage],
    title: str,
) -> str:
    clauses = []
    for option in order:
        blank = [
            criterion_name(results, criterion.id)
            for criterion in results.appraisal.benefit_criteria()
            if not coverage[option, criterion.id].count
        ]
        clauses.append(f"{option_name(results, option)}: {listed(blank) or 'none'}")
    return f"{title}. Criteria without evidence, by option: {'; '.join(clauses)}."


def _columns(
    results: Results, order: tuple[str, ...], coverage: dict[tuple[str, str], Coverage]
) -> tuple[PictureColumn, ...]:
    criteria = results.appraisal.benefit_criteria()
    return (
        PictureColumn("Criterion", [criterion.name for criterion in criteria]),
        *(
            PictureColumn(
                results.appraisal.option(option).name,
                [coverage[option, c.id].count for c in criteria],
                said=[_said(coverage[option, c.id]) for c in criteria],
            )
            for option in order
        ),
    )
