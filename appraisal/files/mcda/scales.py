"""Units and partial value functions of mcda-elicitation-web as scales, and back.

There, levels beyond the range go on along the nearest stretch of the function, so a scale that
comes in has ``outside: extend``.
"""

from __future__ import annotations

from typing import Any

from appraisal.errors import DocumentPath
from appraisal.files.mcda.plain_json import Look, as_json, times
from appraisal.model import Scale
from appraisal.model.faults import shown

JUDGED = "judged, 0 to 100"  # their label for a scale of ours without a unit
NO_UNIT = "unit not stated"
SHARE = "proportion"
_INNER = 3  # points between the ends that their format holds
_BLANK: dict[str, Any] = {
    "unit": NO_UNIT,
    "worst": 0.0,
    "best": 1.0,
}  # stands in while the faults are told


def read_scale(
    look: Look,
    source: dict[str, Any],
    pvf: Any,
    given_ends: tuple[float, float] | None,
    paths: tuple[DocumentPath, DocumentPath],
    in_per_cent: bool,
) -> dict[str, Any]:
    """Return a scale as a document of ours holds it.

    Parameters
    ----------
    look : Look
        Where faults go.
    source : dict
        Their data source, with ``unitOfMeasurement``.
    pvf : any
        Their partial value function, or None.
    given_ends : (worst, best), optional
        What the user says where the function is missing.
    paths : (path of the data source, path of the function)
    in_per_cent : bool
        Whether a cell says that its figures are shown in per cent.
    """
    at_source, at_pvf = paths
    unit = _unit(look, source.get("unitOfMeasurement"), at_source, pvf, in_per_cent)
    if pvf is None and given_ends is None:
        look.wrong(
            at_pvf,
            "there is no partial value function, so it is not known which level is worst and "
            "which is best. Give both (on the command line: --scale CRITERION WORST BEST).",
        )
        return _BLANK
    if pvf is None and given_ends is not None:
        ends: dict[str, Any] = {"worst": given_ends[0], "best": given_ends[1]}
    else:
        ends = _function(look, look.mapping(pvf, at_pvf), at_pvf)
    if not ends:
        return _BLANK
    if unit is None and (ends["worst"], ends["best"]) == (0, 100):
        return {key: ends[key] for key in ("shape", "points") if key in ends}
    look.say("Beyond the ends of a scale in a unit the value goes on, as it does in their tool.")
    return {"unit": unit or NO_UNIT, "outside": "extend", **ends}


def _unit(look: Look, unit: Any, path: DocumentPath, pvf: Any, in_per_cent: bool) -> str | None:
    """Return the unit of the figures as they are in the file; None for a judged scale."""
    at = (*path, "unitOfMeasurement")
    if isinstance(unit, dict):
        kind = unit.get("type")
        label = look.text(unit.get("label"), (*at, "label")).strip()
        if kind not in ("custom", "percentage", "decimal"):
            problem = f"found {shown(kind)}. Right would be custom, percentage or decimal."
            look.wrong((*at, "type"), problem)
    else:
        kind, label = "custom", look.text(unit, at).strip()
        if label == "%" and not in_per_cent and _within_one(pvf):
            look.wrong(
                at,
                "found '%' with a range between 0 and 1: it is not known whether 0.6 is 60 % or "
                "0.6 %. Write type percentage (0.6 is 60 %) or type custom with the label %.",
            )
    if kind == "percentage" or (label == "%" and in_per_cent):
        return SHARE
    if label == JUDGED:
        return None
    return label or (SHARE if kind == "decimal" else NO_UNIT)


def _within_one(pvf: Any) -> bool:
    ends = pvf.get("range") if isinstance(pvf, dict) else None
    return isinstance(ends, list) and all(
        isinstance(end, int | float) and -1 <= end <= 1 for end in ends
    )


def _function(look: Look, pvf: dict[str, Any], path: DocumentPath) -> dict[str, Any]:
    """Return worst, best and the points of their function, or nothing where it is faulty."""
    before = len(look.faults)
    ends = look.numbers(pvf.get("range"), (*path, "range"), 2)
    direction, kind = pvf.get("direction"), pvf.get("type", "linear")
    if direction not in ("increasing", "decreasing"):
        problem = f"found {shown(direction)}. Right would be increasing or decreasing."
        look.wrong((*path, "direction"), problem)
    if kind not in ("linear", "piecewise-linear"):
        problem = f"found {shown(kind)}. Right would be linear or piecewise-linear."
        look.wrong((*path, "type"), problem)
    if ends and ends[0] >= ends[1]:
        problem = f"found {ends[0]:g} to {ends[1]:g}. Right would be the lower end first."
        look.wrong((*path, "range"), problem)
    points = _points(look, pvf, path) if kind == "piecewise-linear" else []
    if len(look.faults) > before or not ends:
        return {}
    worst, best = ends if direction == "increasing" else reversed(ends)
    if kind == "linear":
        return {"worst": worst, "best": best}
    if direction == "decreasing":
        points.reverse()
    whole = [[worst, 0.0], *points, [best, 100.0]]
    return {"worst": worst, "best": best, "shape": "points", "points": whole}


def _points(look: Look, pvf: dict[str, Any], path: DocumentPath) -> list[list[float]]:
    levels = look.numbers(pvf.get("cutoffs"), (*path, "cutoffs"))
    values = look.numbers(pvf.get("values"), (*path, "values"))
    if levels is None or values is None:
        return []
    if len(levels) != len(values):
        problem = f"found {len(values)} values for {len(levels)} cutoffs. Right would be as many."
        look.wrong((*path, "values"), problem)
        return []
    return [[level, times(v, "100")] for level, v in zip(levels, values, strict=True)]


def write_unit(scale: Scale, kept: dict[str, Any]) -> dict[str, Any]:
    """Return their unit; ``kept`` is how the file said it from which this criterion came."""
    unit = kept.get("unit")
    if scale.unit == SHARE and isinstance(unit, dict) and unit.get("type") == "percentage":
        return {"type": "percentage", "label": "%"}
    if scale.unit == SHARE and isinstance(unit, dict) and unit.get("type") == "decimal":
        return {"type": "decimal", "label": str(unit.get("label") or "")}
    if scale.unit is None:
        return {"type": "custom", "label": JUDGED}
    return {"type": "custom", "label": "" if scale.unit == NO_UNIT else scale.unit}


def write_function(look: Look, scale: Scale, path: DocumentPath) -> dict[str, Any]:
    """Return their partial value function; a fault where theirs cannot say what ours does."""
    low, high = sorted((scale.worst, scale.best))
    function: dict[str, Any] = {
        "range": [as_json(low), as_json(high)],
        "direction": "decreasing" if scale.lower_is_better() else "increasing",
        "type": "linear",
    }
    if scale.shape == "linear":
        return function
    inner = sorted(scale.points[1:-1])
    if len(inner) != _INNER:
        look.wrong(
            (*path, "points"),
            f"found {len(inner)} points between worst and best. Their format holds {_INNER}.",
        )
    cutoffs = [as_json(level) for level, _ in inner]
    values = [as_json(times(score, "0.01")) for _, score in inner]
    return {**function, "type": "piecewise-linear", "cutoffs": cutoffs, "values": values}
