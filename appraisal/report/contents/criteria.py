"""The criteria: both ends of every scale, the swings and the weights that follow."""

from __future__ import annotations

import re

from appraisal.analysis.results import Results
from appraisal.analysis.weights import shares_that_add_up
from appraisal.analysis.wording.figures import level, points
from appraisal.model import Criterion
from appraisal.report.contents.figures import figure
from appraisal.report.parts import Block, Cell, Column, Num, Para, Subheading, Table

NOT_RATED = "Not yet rated"


def criteria_and_weights(results: Results) -> tuple[Block, ...]:
    """Return the criteria with their anchors, swings and weights, and the weights by group."""
    explanation = Para(
        "Each criterion has a scale with two fixed ends. The worse end is worth 0 and the better "
        "end 100. The swing says how much it is worth to go from the worse end to the better one, "
        "against the greatest such step, which is 100. A weight is a swing divided by the sum of "
        "the swings."
    )
    blocks = (Subheading("Criteria, scales and weights"), explanation, _criteria_table(results))
    cost = results.appraisal.cost_criterion()
    kept_apart = (
        (
            Para(
                f"{cost.name} is kept out of the overall value. It is set against it in the part "
                "on cost and benefit, so that no pound counts twice."
            ),
        )
        if cost
        else ()
    )
    groups = (_group_table(results),) if len(results.appraisal.groups()) > 1 else ()
    return (*blocks, *kept_apart, *figure(results, "swings_and_weights"), *groups)


def shown_weights(results: Results) -> dict[str, float] | None:
    """Return the weights in whole per cent, totalling 100, or one decimal with many criteria."""
    weights = results.scores.weights
    return None if weights is None else shares_that_add_up(weights, places=weight_places(results))


def weight_places(results: Results) -> int:
    """Return how many decimals weights are shown with: more only where whole per cents hide."""
    weights = results.scores.weights or {}
    return 1 if any(0 < weight < 0.005 for weight in weights.values()) else 0


def weight_text(results: Results, shown: float) -> str:
    """Return a shown weight, for example ``24%``."""
    return f"{points(shown, weight_places(results))}%"


def anchor(criterion: Criterion, end: str) -> str:
    """Return one end of a scale: its level in the unit and its descriptor."""
    scale = criterion.scale
    worst = end == "worst"
    words = scale.levels.get(0.0 if worst else 100.0, "").strip()
    if scale.unit is None:
        return words or ("0, not described" if worst else "100, not described")
    end_level = scale.worst if worst else scale.best
    level_text = level(end_level, scale.unit)
    if _says_the_level(words, level(end_level, None)):
        return words
    return f"{level_text}\n{words}" if words else level_text


def _says_the_level(words: str, number: str) -> bool:
    """Return whether a descriptor already begins with its level, as in "60 % agency: ..."."""
    return re.match(rf"{re.escape(number)}(?![\d.,]*\d).*[A-Za-z]", words) is not None


def _criteria_table(results: Results) -> Table:
    shown = shown_weights(results)
    rows = [_row(results, criterion, shown) for criterion in results.appraisal.benefit_criteria()]
    if shown is not None:
        total = Num(weight_text(results, 100.0), 1.0)
        rows.append(("All criteria", "", "", "", total))
    return Table(
        "criteria",
        "Criteria with both ends of each scale, swings and weights",
        (
            Column("Criterion", 1.5),
            Column("Worse end (worth 0)", 1.6),
            Column("Better end (worth 100)", 1.6),
            Column("Swing", 0.75, "right"),
            Column("Weight", 0.85, "right"),
        ),
        tuple(rows),
        note="" if shown is None else "Weights are rounded so that they total 100%.",
        total=shown is not None,
    )


def _row(
    results: Results, criterion: Criterion, shown: dict[str, float] | None
) -> tuple[Cell, ...]:
    swing = results.appraisal.swings.get(criterion.id)
    weights = results.scores.weights
    return (
        criterion.name,
        anchor(criterion, "worst"),
        anchor(criterion, "best"),
        Num(NOT_RATED) if swing is None else Num(f"{swing:g}", swing),
        Num("None yet")
        if shown is None or weights is None
        else Num(weight_text(results, shown[criterion.id]), weights[criterion.id]),
    )


def _group_table(results: Results) -> Table:
    groups = results.scores.group_weights
    shown = shares_that_add_up(groups or {}, places=weight_places(results)) if groups else {}
    names: dict[str, list[str]] = {}
    for criterion in results.appraisal.benefit_criteria():
        names.setdefault(criterion.group, []).append(criterion.name)
    rows = tuple(
        (
            group,
            "; ".join(names[group]),
            Num("None yet")
            if groups is None
            else Num(weight_text(results, shown[group]), groups[group]),
        )
        for group in results.appraisal.groups()
    )
    return Table(
        "groups",
        "Weights by group of criteria",
        (Column("Group", 1.2), Column("Criteria", 3.4), Column("Weight", 0.8, "right")),
        rows,
        note="Rounded from the full figures so that they total 100%, not added up from the rounded "
        "weights of the criteria."
        if groups
        else "",
    )
