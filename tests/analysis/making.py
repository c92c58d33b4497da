"""Small appraisals for tests, made from a table of levels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from appraisal.model import Appraisal

Row = dict[str, Any]


def made(
    levels: Mapping[str, Mapping[str, Any]],
    swings: Mapping[str, float] | None = None,
    *,
    groups: Mapping[str, str] | None = None,
    scales: Mapping[str, Row] | None = None,
    **other: Any,
) -> Appraisal:
    """Return an appraisal of these options by these criteria; the first option is the baseline.

    A level may be a number, None for a cell left out, or a dict of more keys of a performance.
    """
    criteria = list(dict.fromkeys(id for row in levels.values() for id in row))
    document: Row = {
        "format": "appraisal/1",
        "title": "A test",
        "baseline": next(iter(levels)),
        "options": [{"id": id, "name": id.replace("_", " ").capitalize()} for id in levels],
        "criteria": [
            {
                "id": id,
                "name": id.replace("_", " ").capitalize(),
                "group": (groups or {}).get(id, "Other"),
                "scale": dict((scales or {}).get(id, {})),
            }
            for id in criteria
        ],
        "swings": dict(swings or {}),
        "performances": [
            {
                "option": option,
                "criterion": id,
                **(cell if isinstance(cell, dict) else {"level": cell}),
            }
            for option, row in levels.items()
            for id, cell in row.items()
            if cell is not None
        ],
    }
    document["criteria"] += other.pop("more_criteria", [])
    return Appraisal.from_document(document | other)
