"""Two results side by side: what a change of inputs did to the result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from appraisal.analysis.baseline import difference
from appraisal.analysis.results import Results
from appraisal.analysis.wording.figures import points, signed_points


@dataclass(frozen=True)
class Moved:
    """One figure before and after; None where it was not known, or the row did not exist."""

    before: float | None
    after: float | None

    def change(self) -> float | None:
        """Return after less before, or None where either is missing."""
        return difference(self.after, self.before)


@dataclass(frozen=True)
class Comparison:
    """What changed in the result between two appraisals, by id.

    Attributes
    ----------
    leader_before, leader_after : str or None
        The recommended option.
    overall, rank, weights : dict of id to Moved
        Of every option (or criterion) in either appraisal.
    words : str
        One sentence that says what it did to the recommendation.
    """

    leader_before: str | None
    leader_after: str | None
    overall: dict[str, Moved]
    rank: dict[str, Moved]
    weights: dict[str, Moved]
    words: str

    def document(self) -> dict[str, Any]:
        """Return the comparison as plain data."""
        tables = {"overall": self.overall, "rank": self.rank, "weights": self.weights}
        return {
            "leader": {"before": self.leader_before, "after": self.leader_after},
            **{name: {id: vars(moved) for id, moved in t.items()} for name, t in tables.items()},
            "words": self.words,
        }


def compare_results(before: Results, after: Results) -> Comparison:
    """Return what changed in the result; both should be drawn with the same seed and draws."""
    return Comparison(
        leader_before=before.recommendation.option,
        leader_after=after.recommendation.option,
        overall=_moved(before.scores.overall, after.scores.overall),
        rank=_moved(before.rank, after.rank),
        weights=_moved(before.scores.weights or {}, after.scores.weights or {}),
        words=_words(before, after),
    )


def _moved(before: Any, after: Any) -> dict[str, Moved]:
    ids = dict.fromkeys([*before, *after])
    return {id: Moved(before.get(id), after.get(id)) for id in ids}


def _words(before: Results, after: Results) -> str:
    first, second = before.recommendation.option, after.recommendation.option
    if first is None and second is None:
        return "Neither has a single recommended option."
    if first is None and second is not None:
        return f"Now {_name(after, second)} is recommended; before, no option was."
    if second is None and first is not None:
        return f"Before, {_name(before, first)} was recommended; now no single option is."
    assert first is not None
    assert second is not None
    if first != second:
        return f"The recommendation moves from {_name(before, first)} to {_name(after, second)}."
    old, new = before.scores.overall[first], after.scores.overall[second]
    moved = difference(new, old)
    if new is None or moved is None or abs(moved) < 1e-9:
        return f"{_name(after, second)} is still recommended, with the same overall value."
    return (
        f"{_name(after, second)} is still recommended; its overall value is now {points(new)} "
        f"({signed_points(moved)})."
    )


def _name(results: Results, option: str) -> str:
    return results.appraisal.option(option).name
