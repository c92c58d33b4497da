"""How firm the result is and what would change it, as plain data."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from appraisal.analysis.group_figures import LEAST, group_figures
from appraisal.analysis.results import Results
from appraisal.analysis.spreads import LEAST_FOR_FIGURES

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
    """Return figures of the group alone: the document may be read by anybody."""
    group = results.group
    if group is None:
        return None
    figures = group_figures(results.appraisal, group)
    many = figures.full >= LEAST_FOR_FIGURES
    return {
        "members": figures.members,
        "full": figures.full,
        "ranks": as_json(figures.ranks),
        "swings": {id: _or_none(spread) for id, spread in figures.swings.items()},
        "agreement": group.agreement if figures.full >= LEAST else None,
        "divides_most": group.divides_most if figures.full >= LEAST else None,
        "divided_by": group.divided_by if many else None,
        "settling_could_change_leader": group.settling_could_change_leader
        if figures.full >= LEAST
        else None,
    }
