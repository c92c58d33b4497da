"""Each option held against the baseline, criterion by criterion."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.analysis.scoring import Scores, sum_or_none
from appraisal.model import Appraisal


@dataclass(frozen=True)
class AgainstBaseline:
    """How far one option lies above the baseline, in points of overall value.

    Attributes
    ----------
    overall : float or None
        Difference of overall values; the differences by criterion add up to it.
    criteria : dict of criterion to float or None
        Difference of contributions.
    beats_baseline : float or None
        Share of draws in which the option's overall value is above the baseline's; None for the
        baseline itself and where nothing was drawn.
    """

    overall: float | None
    criteria: dict[str, float | None]
    beats_baseline: float | None = None


def against_baseline(
    appraisal: Appraisal, scores: Scores, beats: dict[str, float | None] | None = None
) -> dict[str, AgainstBaseline]:
    """Return every option's difference from the baseline; the baseline's own are 0."""
    base = scores.contributions[appraisal.baseline]
    differences = {}
    for option, row in scores.contributions.items():
        parts = [*row.values(), *(None if part is None else -part for part in base.values())]
        criteria = {id: difference(row[id], base[id]) for id in row}
        differences[option] = AgainstBaseline(
            overall=sum_or_none(parts),
            criteria=criteria,
            beats_baseline=(beats or {}).get(option),
        )
    return differences


def difference(one: float | None, other: float | None) -> float | None:
    """Return one less the other, or None where either is missing."""
    return None if one is None or other is None else one - other
