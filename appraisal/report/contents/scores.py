"""The scores: every option on every criterion, with ranges; blanks are said, never filled."""

from __future__ import annotations

from appraisal.analysis.results import Results
from appraisal.analysis.wording.figures import points
from appraisal.model import Performance
from appraisal.report.contents.figures import table_of
from appraisal.report.contents.names import (
    NO_EVIDENCE,
    NOT_SCORED,
    in_parts,
    option_name,
    plain_name,
    side_by_side,
)
from appraisal.report.parts import Block, Column, Num, Para, Subheading, Table


def scores(results: Results) -> tuple[Block, ...]:
    """Return the matrix of value scores with their ranges."""
    explanation = Para(
        "Each cell gives the value score, 0 to 100, and in brackets the range that the evidence "
        f'allows. Thin evidence makes a wide range. "{NO_EVIDENCE.capitalize()}" means that '
        f'nothing supports the score; "{NOT_SCORED}" means that nobody has given one. A blank is '
        "never filled with a guess. Reasons and evidence for every cell are in the appendix on "
        "criteria and scores."
    )
    return (
        Subheading("Scores"),
        explanation,
        *score_tables(results),
        *_clipped(results),
        Subheading("What the evidence covers"),
        Para("Where a cell is thin or blank, its score rests on judgement alone."),
        *table_of(results, "evidence_coverage"),
    )


def score_tables(results: Results) -> tuple[Table, ...]:
    """Return criteria by option with scores and ranges, in as many tables as fit the page."""
    blocks = side_by_side(results.by_overall_value())
    return tuple(
        Table(
            f"scores_{index + 1}",
            in_parts("Value scores and their ranges (0 to 100)", index, len(blocks)),
            (
                Column("Criterion", 1.5),
                *(Column(option_name(results, id), 1, "right") for id in ids),
            ),
            tuple(
                (criterion.name, *(score_cell(results, id, criterion.id) for id in ids))
                for criterion in results.appraisal.benefit_criteria()
            ),
        )
        for index, ids in enumerate(blocks)
    )


def score_cell(results: Results, option: str, criterion: str) -> Num:
    """Return a value score with its range, or what is missing."""
    cell = results.appraisal.performance(option, criterion)
    score = results.scores.value_scores[option][criterion]
    ends = results.scores.value_ranges[option][criterion]
    if cell is None:
        return Num(NOT_SCORED)
    span = range_text(ends)
    if score is None:
        return Num(f"{NO_EVIDENCE}\n{span}".strip())
    return Num(f"{points(score, 0)} {span}".strip() + _without_evidence(cell), score)


def _without_evidence(cell: Performance) -> str:
    if cell.strength == "none":
        return f"\n{NO_EVIDENCE}"
    return "" if cell.evidence else f"\n{NO_EVIDENCE} cited"


def range_text(ends: tuple[float, float] | None) -> str:
    """Return a range in brackets, or nothing where the score is exact."""
    if ends is None or ends[0] == ends[1]:
        return ""
    return f"({points(ends[0], 0)} to {points(ends[1], 0)})"


def _clipped(results: Results) -> tuple[Block, ...]:
    cells = results.scores.clipped
    if not cells:
        return ()
    cells_in_words = "; ".join(
        f"{plain_name(results, option)} on {results.appraisal.criterion(criterion).name}"
        for option, criterion in cells
    )
    return (
        Para(
            f"These levels lie beyond an end of their scale, so their score stops at 0 or 100: "
            f"{cells_in_words}."
        ),
    )
