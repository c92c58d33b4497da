"""Scales in words: what a value score means, and both ends."""

from __future__ import annotations

from appraisal.analysis.value_functions import level_of
from appraisal.analysis.wording.figures import level
from appraisal.model import Criterion


def ends_of_scale(criterion: Criterion) -> tuple[str, str]:
    """Return both ends of a scale in words: the worst and the best."""
    return place_in_words(criterion, 0.0), place_in_words(criterion, 100.0)


def place_in_words(criterion: Criterion, score: float) -> str:
    """Return what a value score means on this scale: its descriptor, or the level in its unit."""
    descriptor = criterion.scale.levels.get(score, "").strip().rstrip(".")
    if descriptor:
        return descriptor
    if criterion.scale.unit is not None:
        return level(level_of(criterion.scale, score), criterion.scale.unit)
    return {0.0: "the worst there could be", 100.0: "the best there could be"}.get(score, "")
