"""How firm the result is and what would change it, as plain data."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from appraisal.analysis.results import Results

Plain = dict[str, Any]


def robustness_document(results: Results) -> Plain:
    """Return the figures beyond the plain result; None stands for each that was not computed."""
    return {
        "equal_weights": _or_none(results.equal_weights),
        "group": _group(results),
        "overturn": _or_none(results.overturn),
        "tornado": _or_none(results.tornado),
        "lead_map": _or_none(results.lead_map),
        "money_odds": _or_none(results.money_odds),
        "words": _or_none(results.words),
    }


def _or_none(figures: Any) -> Plain | None:
    return None if figures is None else as_json(asdict(figures))


def as_json(value: Any) -> Any:
    """Return tuples as lists, as JSON reads them back."""
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(item) for item in value]
    return value


def _group(results: Results) -> Plain | None:
    group = results.group
    if group is None:
        return None
    levels: Plain = {}
    for (option, criterion), spread in group.level_spread.items():
        levels.setdefault(option, {})[criterion] = asdict(spread)
    return {
        "swing_spread": {id: asdict(spread) for id, spread in group.swing_spread.items()},
        "level_spread": levels,
        "agreement": group.agreement,
        "divides_most": group.divides_most,
        "divided_by": group.divided_by,
        "settling_could_change_leader": group.settling_could_change_leader,
    }
