"""A level, and what is said of it: set and taken away, with what goes along."""

from __future__ import annotations

from appraisal.edits.accessors import Row, found_row, set_row, without_row
from appraisal.errors import Fault, InvalidAppraisal
from appraisal.model import Appraisal, Performance


def score_key(option: str, criterion: str) -> Row:
    """Return what names a score in the record."""
    return {"option": option, "criterion": criterion}


def with_level(
    appraisal: Appraisal, key: Row, level: float | None, waiting: Row | None = None
) -> Appraisal:
    """Return the appraisal with this level.

    ``waiting`` are the strength, reason and evidence that were given before there was a level.

    Raises
    ------
    InvalidAppraisal
        If a level is emptied that has a reason or evidence, or lies outside the range that was
        given with it: those would go unseen.
    """
    row = found_row(appraisal, "performances", key)
    if level is None:
        if isinstance(row, Performance) and (row.reason or row.evidence):
            raise InvalidAppraisal([Fault(("performances",), _STILL_REASONED)])
        return without_row(appraisal, "performances", key)
    changes: Row = {"level": level}
    if row is None:
        changes |= waiting or {}
    if (
        isinstance(row, Performance)
        and row.low is not None
        and row.high is not None
        and not row.low <= level <= row.high
    ):
        raise InvalidAppraisal([Fault(("performances",), _outside(level, row.low, row.high))])
    return set_row(appraisal, "performances", key, changes)


def _outside(level: float, low: float, high: float) -> str:
    return (
        f"Found {level:g}. A range from {low:g} to {high:g} was given with this score, and "
        f"{level:g} lies outside it. Change the range first, or empty both of its boxes."
    )


_STILL_REASONED = (
    "This score has a reason or evidence, which would go with its level. To take all of it away, "
    "use the button below it."
)


def left_open(appraisal: Appraisal, key: Row, waiting: Row) -> Appraisal:
    """Return the appraisal with a score that has no level: the whole scale is left open."""
    return set_row(appraisal, "performances", key, {**waiting, "strength": "none"})
