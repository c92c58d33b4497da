"""Their weights and statements of preference as swings (the greatest is 100), and back.

A statement "exact swing" gives the weight of its first criterion over that of its second. A rank
order and a ratio between bounds fix no weights, so they become no swings: they are told.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from appraisal.errors import DocumentPath
from appraisal.files.mcda.plain_json import Look, as_json
from appraisal.model import Appraisal
from appraisal.model.faults import shown

_GREATEST = 100.0
_DIGITS = 12  # of a swing made from weights; enough for swings to come back as they went out
_SAME = 1e-6


def read_swings(
    look: Look, holder: dict[str, Any], path: DocumentPath, ids: Mapping[str, str]
) -> dict[str, float]:
    """Return the swings by our ids; none where the file fixes no weights.

    Parameters
    ----------
    holder : dict
        What holds ``preferences`` (or ``prefs``) and ``weights``: the problem, or a scenario.
    path : tuple
        Where that is.
    ids : mapping of their key to our id
    """
    key = "prefs" if "prefs" in holder else "preferences"
    stated = holder.get(key) or []
    rows = look.rows(stated, (*path, key))
    exact = [row for row in rows if isinstance(row, dict) and row.get("type") == "exact swing"]
    if exact and len(exact) == len(rows):
        ratios = _ratios(look, exact, (*path, key), ids)
        return _from_weights(look, _chained(look, ratios, (*path, key)), (*path, key), ids)
    for row in rows:
        look.say(f"A statement on the weights was left out: {json.dumps(row, sort_keys=True)}")
    weights = holder.get("weights")
    if weights is None:
        return {}
    by_criterion = look.mapping(weights, (*path, "weights"))
    at: DocumentPath = (*path, "weights", "mean") if "mean" in by_criterion else (*path, "weights")
    by_criterion = look.mapping(by_criterion.get("mean", by_criterion), at)
    read = {c: look.number(w, (*at, c)) for c, w in by_criterion.items()}
    if rows:
        look.say("The swings are the mean weights in the file, brought to 100 for the greatest.")
    return _from_weights(look, {c: w for c, w in read.items() if w is not None}, at, ids)


def _ratios(
    look: Look, rows: list[dict[str, Any]], path: DocumentPath, ids: Mapping[str, str]
) -> list[tuple[str, str, float, int]]:
    ratios = []
    for index, row in enumerate(rows):
        pair = look.rows(row.get("criteria"), (*path, index, "criteria"))
        ratio = look.number(row.get("ratio"), (*path, index, "ratio"))
        if len(pair) != 2 or not all(isinstance(c, str) and c in ids for c in pair):
            problem = f"found {json.dumps(pair)[:80]}. Right would be the keys of two criteria."
            look.wrong((*path, index, "criteria"), problem)
        elif ratio is not None and ratio <= 0:
            problem = f"found {ratio:g}. Right would be a number above 0."
            look.wrong((*path, index, "ratio"), problem)
        elif ratio is not None:
            ratios.append((pair[0], pair[1], ratio, index))
    return ratios


def _chained(
    look: Look, ratios: list[tuple[str, str, float, int]], path: DocumentPath
) -> dict[str, float]:
    """Return weights up to a factor, from one statement to the next."""
    if not ratios:
        return {}
    weights = {ratios[0][0]: 1.0}
    left = list(ratios)
    while step := next((r for r in left if r[0] in weights or r[1] in weights), None):
        left.remove(step)
        first, second, ratio, index = step
        if first not in weights:
            weights[first] = weights[second] * ratio
        elif second not in weights:
            weights[second] = weights[first] / ratio
        elif abs(weights[first] - weights[second] * ratio) > _SAME * weights[first]:
            problem = f"found the ratio {ratio:g}, which the statements before it gainsay."
            look.wrong((*path, index, "ratio"), f"{problem} Keep those that agree.")
    for *_, index in left:
        problem = "no statement ties these two criteria to the first. Add one that does."
        look.wrong((*path, index), problem)
    return weights


def _from_weights(
    look: Look, weights: Mapping[str, float], path: DocumentPath, ids: Mapping[str, str]
) -> dict[str, float]:
    before = len(look.faults)
    for key, weight in weights.items():
        if key not in ids:
            look.wrong((*path, key), f"{shown(key)} is not the key of a criterion.")
        elif weight < 0:
            look.wrong((*path, key), f"found {weight:g}. Right would be 0 or more.")
    missing = [key for key in ids if key not in weights]
    if missing and not look.faults:
        look.wrong(path, f"there is no weight for {', '.join(map(shown, missing[:12]))}.")
    greatest = max(weights.values(), default=0.0)
    if not look.faults and greatest <= 0:
        look.wrong(path, "every weight is 0. Right would be one above 0 at least.")
    if len(look.faults) > before or greatest <= 0:
        return {}
    return {
        id: float(f"{_GREATEST * weights[key] / greatest:.{_DIGITS}g}")
        for key, id in ids.items()
        if key in weights
    }


def write_preferences(
    look: Look, appraisal: Appraisal, keys: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return the swings as statements: the greatest over each other one.

    None where not every swing is given. A swing of 0 is a fault: no ratio says it.
    """
    swings = {criterion.id: appraisal.swings.get(criterion.id) for criterion in
              appraisal.benefit_criteria()}  # fmt: skip
    rated = {id: swing for id, swing in swings.items() if swing is not None}
    if len(rated) < len(swings):
        if rated:
            look.say("Not every criterion has a swing, so no weights were written.")
        return []
    for id in (id for id, swing in rated.items() if swing == 0):
        look.wrong(
            ("swings", id),
            "found 0, which their ratios of weights cannot say. Leave the criterion out, "
            "or give a swing above 0.",
        )
    if look.faults:
        return []
    first = max(rated, key=lambda id: rated[id])
    return [
        {
            "type": "exact swing",
            "elicitationMethod": "precise",
            "criteria": [keys[first], keys[id]],
            "ratio": as_json(rated[first] / rated[id]),
        }
        for id in rated
        if id != first
    ]
