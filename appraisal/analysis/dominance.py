"""Dominance: at least as good on everything, and better on something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from appraisal.analysis.scoring import TIE, Table


def dominates(one: Sequence[float], other: Sequence[float]) -> bool:
    """Return whether one is at least as great everywhere and greater somewhere."""
    at_least = all(a >= b - TIE for a, b in zip(one, other, strict=True))
    return at_least and any(a > b + TIE for a, b in zip(one, other, strict=True))


def dominated_by(values: Table) -> dict[str, tuple[str, ...]]:
    """Return, for each option, the options that dominate it on value scores.

    An option with a missing value score neither dominates nor is dominated.
    """
    rows: Mapping[str, list[float]] = {
        option: [value for value in row.values() if value is not None]
        for option, row in values.items()
        if row and all(value is not None for value in row.values())
    }
    return {
        option: tuple(o for o in rows if option in rows and dominates(rows[o], rows[option]))
        for option in values
    }
