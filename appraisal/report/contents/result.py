"""The result: ranking, what makes it up, and every option against the status quo."""

from __future__ import annotations

from collections.abc import Mapping

from appraisal.analysis.results import Results
from appraisal.analysis.wording.figures import points, share
from appraisal.report.contents.executive_summary import ranking_table
from appraisal.report.contents.figures import figure
from appraisal.report.contents.names import (
    in_parts,
    option_name,
    option_names,
    overall,
    plain_name,
    side_by_side,
    signed,
)
from appraisal.report.parts import Block, Cell, Column, Num, Para, Subheading, Table

ROUNDED = "Figures are rounded for showing; the sums use full precision."


def result(results: Results) -> tuple[Block, ...]:
    """Return the ranking and the contributions that make it up."""
    because = " ".join(results.recommendation.because)
    return (
        Subheading("The result"),
        Para(because or "There is no result yet."),
        ranking_table(results, key="ranking_all", every=True),
        Para(
            "A contribution is a weight times a value score. An option's contributions add up to "
            "its overall value. The overall value orders the options; it does not say how many "
            "times better one is than another."
        ),
        *figure(results, "overall_value"),
        *contribution_tables(results),
        *_ranges(results),
        *_dominance(results),
    )


def against_status_quo(results: Results) -> tuple[Block, ...]:
    """Return every option held against the baseline, criterion by criterion."""
    baseline = results.appraisal.baseline
    name = plain_name(results, baseline)
    explanation = Para(
        f"Every option is compared with {name}. A plus sign means that the option does better "
        "there, in points of overall value. The differences add up to the last row."
    )
    others = tuple(id for id in results.by_overall_value() if id != baseline)
    blocks = side_by_side(others)
    tables = tuple(
        _by_criterion(
            results,
            ids,
            f"against_{index + 1}",
            in_parts(f"Difference from {name}, in points of overall value", index, len(blocks)),
            {id: results.against_baseline[id].criteria for id in ids},
            {id: results.against_baseline[id].overall for id in ids},
            difference=True,
        )
        for index, ids in enumerate(blocks)
    )
    chart = figure(results, "against_baseline")
    odds = _odds(results, others)
    return (Subheading("Each option against the baseline"), explanation, *chart, *tables, *odds)


def contribution_tables(results: Results) -> tuple[Table, ...]:
    """Return criteria by option with contributions, adding up to the overall value."""
    blocks = side_by_side(results.by_overall_value())
    return tuple(
        _by_criterion(
            results,
            ids,
            f"contributions_{index + 1}",
            in_parts("What makes up each overall value, in points", index, len(blocks)),
            {id: results.scores.contributions[id] for id in ids},
            {id: results.scores.overall[id] for id in ids},
            difference=False,
        )
        for index, ids in enumerate(blocks)
    )


def _by_criterion(
    results: Results,
    ids: tuple[str, ...],
    key: str,
    caption: str,
    parts: Mapping[str, Mapping[str, float | None]],
    sums: Mapping[str, float | None],
    *,
    difference: bool,
) -> Table:
    say = signed if difference else overall
    rows: list[tuple[Cell, ...]] = [
        (criterion.name, *(say(parts[id][criterion.id], "–") for id in ids))
        for criterion in results.appraisal.benefit_criteria()
    ]
    last = "Overall difference" if difference else "Overall value"
    rows.append((last, *(say(sums[id]) for id in ids)))
    return Table(
        key,
        caption,
        (Column("Criterion", 1.6), *(Column(option_name(results, id), 1, "right") for id in ids)),
        tuple(rows),
        note=ROUNDED,
        total=True,
    )


def _ranges(results: Results) -> tuple[Block, ...]:
    rows: list[tuple[Cell, ...]] = []
    for id in results.by_overall_value():
        ends = results.scores.overall_range[id]
        if ends is None:
            return ()
        rows.append(
            (
                option_name(results, id),
                overall(results.scores.overall[id]),
                Num(points(ends[0]), ends[0]),
                Num(points(ends[1]), ends[1]),
            )
        )
    return (
        Table(
            "ranges",
            "How far the ranges of the scores could move each overall value",
            (
                Column("Option", 2),
                Column("Overall value", 1, "right"),
                Column("Every score at its low end", 1.2, "right"),
                Column("Every score at its high end", 1.2, "right"),
            ),
            tuple(rows),
            note="It is most unlikely that every score lies at the same end of its range at once.",
        ),
    )


def _dominance(results: Results) -> tuple[Block, ...]:
    sentences = [
        f"{option_names(results, better)} {'does' if len(better) == 1 else 'each do'} at least as "
        f"well as {plain_name(results, id)} on every criterion, and better on some."
        for id, better in results.dominated_by.items()
        if better
    ]
    if sentences:
        return (Para(" ".join(sentences)),)
    if any(value is None for value in results.scores.overall.values()):
        return ()
    return (Para("No option does at least as well as another on every criterion."),)


def _odds(results: Results, others: tuple[str, ...]) -> tuple[Block, ...]:
    rows = []
    for id in others:
        odds = results.against_baseline[id].beats_baseline
        if odds is None:
            return ()
        rows.append((option_name(results, id), Num(share(odds), odds)))
    name = plain_name(results, results.appraisal.baseline)
    return (
        Table(
            "odds",
            f"Share of draws in which each option does better than {name}",
            (Column("Option", 2), Column("Does better in", 1, "right")),
            tuple(rows),
            note=f"The case for change counts as made from {share(results.thresholds.case_made)} "
            f"and as marginal from {share(results.thresholds.case_marginal)} of the draws.",
        ),
    )
