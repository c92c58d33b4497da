"""The ranked options' plain figures as arrays, in an order that no list decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from appraisal.analysis.scoring import Scores
from appraisal.model import Appraisal

Array = NDArray[np.float64]


@dataclass(frozen=True)
class PlainTable:
    """Options that have a rank, by criteria; both sorted by id.

    Attributes
    ----------
    options, criteria : tuple of str
    groups : tuple of str
        The group of each criterion.
    weights : (n,) array
    values : (m, n) array of value scores
    overall : (m,) array
    rank : (m,) array of int
    """

    options: tuple[str, ...]
    criteria: tuple[str, ...]
    groups: tuple[str, ...]
    weights: Array
    values: Array
    overall: Array
    rank: NDArray[np.intp]

    def leader(self) -> int | None:
        """Return the row of the option that alone ranks first, or None where several do."""
        first = np.flatnonzero(self.rank == 1)
        return int(first[0]) if len(first) == 1 else None

    def second(self) -> tuple[int, ...]:
        """Return the rows of the options next after the leader."""
        return tuple(int(i) for i in np.flatnonzero(self.rank == 2))


def plain_table(
    appraisal: Appraisal, scores: Scores, rank: Mapping[str, int | None]
) -> PlainTable | None:
    """Return the figures of the options that have a rank, or None where none has."""
    weights = scores.weights
    options = tuple(sorted(id for id, place in rank.items() if place is not None))
    if weights is None or not options:
        return None
    criteria = sorted(appraisal.benefit_criteria(), key=lambda criterion: criterion.id)
    ids = tuple(criterion.id for criterion in criteria)
    return PlainTable(
        options=options,
        criteria=ids,
        groups=tuple(criterion.group for criterion in criteria),
        weights=np.array([weights[id] for id in ids]),
        values=np.array([[scores.value_scores[o][id] for id in ids] for o in options], dtype=float),
        overall=np.array([scores.overall[o] for o in options], dtype=float),
        rank=np.array([rank[o] for o in options], dtype=np.intp),
    )
