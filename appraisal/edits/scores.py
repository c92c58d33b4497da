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
    """Return the appraisal with this level; a range that no longer holds it is let go.

    :func:`range_let_go` says so beforehand, :func:`ranges_let_go` afterwards.
    ``waiting`` are the strength, reason and evidence that were given before there was a level.

    Raises
    ------
    InvalidAppraisal
        If a level is emptied that has a reason or evidence: those would go with it unseen.
    """
    row = found_row(appraisal, "performances", key)
    if level is None:
        if isinstance(row, Performance) and (row.reason or row.evidence):
            raise InvalidAppraisal([Fault(("performances",), _STILL_REASONED)])
        return without_row(appraisal, "performances", key)
    changes: Row = {"level": level}
    if row is None:
        changes |= waiting or {}
    if isinstance(row, Performance) and _is_outside(row, level):
        changes |= {"low": None, "high": None}
    return set_row(appraisal, "performances", key, changes)


def _is_outside(score: Performance, level: float) -> bool:
    low, high = score.low, score.high
    return low is not None and high is not None and not low <= level <= high


def range_let_go(score: Performance | None, level: float | None) -> str:
    """Return what to ask before a level takes the range along that was given; nothing if none."""
    if score is None or level is None or not _is_outside(score, level):
        return ""
    return (
        f"A range from {score.low:g} to {score.high:g} was given with this score, and {level:g} "
        "lies outside it. If you save it, the range goes."
    )


def ranges_let_go(before: Appraisal, after: Appraisal) -> list[str]:
    """Return in sentences which given ranges new levels took along."""
    later = after.cells()
    return [
        f"{before.criterion(score.criterion).name}, {before.option(score.option).name}: the range "
        f"from {score.low:g} to {score.high:g} that was given does not hold {now.level:g}, so it "
        "went. Undo brings it back."
        for cell, score in before.cells().items()
        if (now := later.get(cell)) is not None
        and now.level is not None
        and now.low is None
        and _is_outside(score, now.level)
    ]


_STILL_REASONED = (
    "This score has a reason or evidence, which would go with its level. To take all of it away, "
    "use the button below it."
)


def left_open(appraisal: Appraisal, key: Row, waiting: Row) -> Appraisal:
    """Return the appraisal with a score that has no level: the whole scale is left open."""
    return set_row(appraisal, "performances", key, {**waiting, "strength": "none"})
