"""One cell of their performance table as a performance, and back.

An exact effect, a normal, a beta (over 0 to 1) and a range come in; every other distribution is
refused, since this tool cannot draw it. An interval beside an exact effect is kept and not drawn,
as there.
"""

from __future__ import annotations

from typing import Any

from appraisal.errors import DocumentPath
from appraisal.files.mcda.plain_json import Look, as_json, middle, times
from appraisal.model import Beta, Normal, Performance, Scale
from appraisal.model.faults import shown

Cell = dict[str, Any]
_DRAWN = "exact, dnorm, dbeta or range"
_EFFECTS = ("exact", "empty")
_SAME = 1e-9


def read_cell(
    look: Look, performance: dict[str, Any], path: DocumentPath, where: str
) -> Cell | None:
    """Return what a performance of ours holds besides its option and criterion.

    None where the cell is empty, or faulty with the faults told. ``where`` names the cell in words.
    """
    if "type" in performance:  # the older form, without effect and distribution
        is_effect = performance["type"] in _EFFECTS
        performance = {"effect" if is_effect else "distribution": performance}
        at_effect = at_drawn = path
    else:
        at_effect, at_drawn = (*path, "effect"), (*path, "distribution")
    if not {"effect", "distribution"} & set(performance):
        look.wrong(path, "there is neither an effect nor a distribution.")
        return None
    before = len(look.faults)
    effect = _effect(look, performance.get("effect"), at_effect, where)
    cell = _drawn(look, performance.get("distribution"), effect, at_drawn, where)
    return cell if cell and len(look.faults) == before else None


def is_in_per_cent(performance: Any) -> bool:
    """Return whether a cell says that what was typed in is in per cent and its figure a share."""
    parts = performance.values() if isinstance(performance, dict) else ()
    inputs = [part.get("input") for part in parts if isinstance(part, dict)]
    return any(isinstance(typed, dict) and typed.get("scale") == "percentage" for typed in inputs)


def _effect(look: Look, effect: Any, path: DocumentPath, where: str) -> Cell:
    """Return the level and the interval of an effect, where it has them."""
    if effect is None:
        return {}
    part = look.mapping(effect, path)
    if part.get("type") == "empty":
        if part.get("value"):
            look.say(f"{where}: the cell is empty and says {shown(part['value'])}.")
        return {}
    if part.get("type") != "exact":
        if isinstance(effect, dict):
            problem = f"found {shown(part.get('type'))}. Right would be exact or empty."
            look.wrong((*path, "type"), problem)
        return {}
    level = look.number(part.get("value"), (*path, "value"))
    cell: Cell = {} if level is None else {"level": level}
    typed = look.mapping(part.get("input", {}), (*path, "input"))
    return {**cell, **_interval(look, typed, level, (*path, "input"), where)}


def _interval(look: Look, typed: Cell, level: float | None, path: DocumentPath, where: str) -> Cell:
    """Return the interval in what was typed in, in the unit of the level."""
    factor = "0.01" if typed.get("scale") == "percentage" else "1"
    if "value" in typed and level is not None:
        value = look.number(typed["value"], (*path, "value"))
        if value is not None and abs(times(value, factor) - level) > _SAME * max(1.0, abs(level)):
            problem = f"found {value:g}, but the level of this cell is {level:g}. They must agree."
            look.wrong((*path, "value"), problem)
    others = sorted(set(typed) - {"value", "scale", "lowerBound", "upperBound"})
    if others:
        look.say(f"{where}: {', '.join(others)} of what was typed in was left out.")
    bounds = [typed.get("lowerBound"), typed.get("upperBound")]
    if bounds == [None, None]:
        return {}
    if "NE" in bounds:
        look.say(f"{where}: an end of the interval could not be estimated, so it was left out.")
        return {}
    names = ("lowerBound", "upperBound")
    ends = [look.number(b, (*path, name)) for b, name in zip(bounds, names, strict=True)]
    if ends[0] is None or ends[1] is None:
        return {}
    return {"low": times(ends[0], factor), "high": times(ends[1], factor)}


def _drawn(look: Look, part: Any, effect: Cell, path: DocumentPath, where: str) -> Cell:
    """Return the effect together with how it is drawn."""
    kind = None if part is None else look.mapping(part, path).get("type")
    if kind in (None, "empty"):
        if part is not None and kind is None:
            look.wrong((*path, "type"), f"there is none. Right would be {_DRAWN}.")
        return {**effect, "distribution": "exact"} if "low" in effect else effect
    if kind == "exact":
        level = look.number(part.get("value"), (*path, "value"))
        if level is not None and effect.get("level", level) != level:
            problem = f"found {level:g}, but the effect is {effect['level']:g}. Keep one level."
            look.wrong((*path, "value"), problem)
        return {**effect, "level": level, **({"distribution": "exact"} if "low" in effect else {})}
    readers = {"dnorm": _normal, "dbeta": _beta, "range": _range}
    if kind not in readers:
        problem = f"found {shown(kind)}, which this tool cannot draw. Right would be {_DRAWN}."
        look.wrong((*path, "type"), problem)
        return {}
    numbers = look.mapping(part.get("parameters"), (*path, "parameters"))
    return readers[kind](look, numbers, effect, (*path, "parameters"), where)


def _normal(look: Look, numbers: Cell, effect: Cell, path: DocumentPath, where: str) -> Cell:
    mean, sd = _two(look, numbers, path, "mu", "sigma")
    if sd is not None and sd <= 0:
        look.wrong((*path, "sigma"), f"found {sd:g}. Right would be a number above 0.")
    if mean is None or "level" in effect:
        return {**effect, "distribution": {"normal": [mean, sd]}}
    look.say(f"{where}: there is no effect, so the level is the mean of the distribution.")
    return {"level": mean, "distribution": {"normal": [mean, sd]}}


def _beta(look: Look, numbers: Cell, effect: Cell, path: DocumentPath, where: str) -> Cell:
    a, b = _two(look, numbers, path, "alpha", "beta")
    for name, value in (("alpha", a), ("beta", b)):
        if value is not None and value <= 0:
            look.wrong((*path, name), f"found {value:g}. Right would be a number above 0.")
    if a is None or b is None or a <= 0 or b <= 0:
        return {}
    if "low" in effect:
        look.say(f"{where}: the interval was left out, since a beta distribution runs from 0 to 1.")
    if "level" not in effect:
        look.say(f"{where}: there is no effect, so the level is the mean of the distribution.")
    level = effect.get("level", a / (a + b))
    return {"level": level, "low": 0.0, "high": 1.0, "distribution": {"beta": [a, b]}}


def _range(look: Look, numbers: Cell, effect: Cell, path: DocumentPath, where: str) -> Cell:
    low, high = _two(look, numbers, path, "lowerBound", "upperBound")
    if low is None or high is None:
        return {}
    if "low" in effect and (effect["low"], effect["high"]) != (low, high):
        look.say(f"{where}: the interval of the effect was left out; the range is drawn.")
    if "level" not in effect:
        look.say(f"{where}: there is no effect, so the level is the middle of the range.")
    level = effect.get("level", middle(low, high))
    return {"level": level, "low": low, "high": high, "distribution": "uniform"}


def _two(
    look: Look, numbers: Cell, path: DocumentPath, first: str, second: str
) -> tuple[float | None, float | None]:
    return (
        look.number(numbers.get(first), (*path, first)),
        look.number(numbers.get(second), (*path, second)),
    )


def write_cell(look: Look, cell: Performance, scale: Scale, in_per_cent: bool) -> dict[str, Any]:
    """Return their performance; what theirs cannot say goes to ``look.said``."""
    where = f"{cell.option} on {cell.criterion}"
    performance: dict[str, Any] = {"effect": {"type": "empty"}}
    distribution = _distribution(look, cell, scale, where)
    if cell.level is not None:
        performance["effect"] = {"type": "exact", "value": as_json(cell.level)}
        kind = distribution["type"] if distribution else None
        if cell.low is not None and kind not in ("range", "dbeta"):
            performance["effect"]["input"] = _typed(cell, "100" if in_per_cent else "1")
    return {**performance, "distribution": distribution} if distribution else performance


def _typed(cell: Performance, factor: str) -> dict[str, Any]:
    figures = {"value": cell.level, "lowerBound": cell.low, "upperBound": cell.high}
    typed: dict[str, Any] = {
        key: as_json(times(figure, factor)) for key, figure in figures.items() if figure is not None
    }
    return {**typed, "scale": "percentage"} if factor == "100" else typed


def _distribution(look: Look, cell: Performance, scale: Scale, where: str) -> dict[str, Any] | None:
    distribution = cell.distribution
    ends = (cell.low, cell.high)
    if isinstance(distribution, Normal):
        mean, sd = distribution.normal
        return _made("dnorm", mu=mean, sigma=sd)
    if isinstance(distribution, Beta):
        if (ends if cell.low is not None else tuple(sorted((scale.worst, scale.best)))) == (0, 1):
            return _made("dbeta", alpha=distribution.beta[0], beta=distribution.beta[1])
        look.say(f"{where}: its beta distribution does not run from 0 to 1, so it was left out.")
    elif cell.low is not None and cell.high is not None and distribution != "exact":
        if distribution == "uniform" or cell.level is None:
            return _made("range", lowerBound=cell.low, upperBound=cell.high)
        look.say(f"{where}: its range is triangular. It is there to read, and is not drawn there.")
    elif cell.level is None:
        look.say(f"{where}: no level. The cell is empty there; here it is drawn over the scale.")
    elif cell.strength is not None and distribution != "exact":
        look.say(f"{where}: its range comes from the strength of evidence and was left out.")
    return None


def _made(kind: str, **numbers: float) -> dict[str, Any]:
    return {"type": kind, "parameters": {key: as_json(value) for key, value in numbers.items()}}
