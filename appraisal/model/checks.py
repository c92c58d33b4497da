"""Whether the parts of an appraisal fit together.

These checks read the plain document and forgive what is not of the right shape, so that they can
run beside the checks of each value and every fault is told in one go.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from appraisal.errors import DocumentPath, Fault, path_text
from appraisal.model.faults import MOST_FAULTS, shown
from appraisal.model.ranges import missing_level_problems, multiplier_problems, score_range_problems
from appraisal.model.reading import Rows, ids, mapping, rows, text


def cross_faults(document: Any) -> list[Fault]:
    """Return the faults in how the parts of a document refer to each other, not past a limit.

    Parameters
    ----------
    document : any
        Normally a dict in the file format; anything else gives no faults here.
    """
    if not isinstance(document, dict):
        return []
    checks = (_ids, _baseline, _variants, _references, _repeats, _swings, _members, _axes, _levels,
              _ranges)  # fmt: skip
    faults = (fault for check in checks for fault in check(document))
    return list(islice(faults, MOST_FAULTS))


def _ids(document: dict[str, Any]) -> Iterator[Fault]:
    for section in ("options", "gates", "criteria", "evidence", "members", "trade_offs"):
        first: dict[str, int] = {}
        for index, row in rows(document, section):
            id = text(row, "id")
            if id is not None and id in first:
                yield Fault(
                    (section, index, "id"),
                    f"the id {shown(id)} is already used by {section}[{first[id]}]. "
                    "Ids are unique.",
                )
            elif id is not None:
                first[id] = index


def _baseline(document: dict[str, Any]) -> Iterator[Fault]:
    baseline = text(document, "baseline")
    options = ids(document, "options")
    if baseline is not None and options and baseline not in options:
        yield _unknown(("baseline",), "option", baseline, options)


def _variants(document: dict[str, Any]) -> Iterator[Fault]:
    options = ids(document, "options")
    parents = {text(row, "id"): text(row, "variant_of") for _, row in rows(document, "options")}
    round_and_round = _going_round(parents)
    for index, row in rows(document, "options"):
        parent = text(row, "variant_of")
        path: DocumentPath = ("options", index, "variant_of")
        if parent is not None and parent not in options:
            yield _unknown(path, "option", parent, options)
        elif parent is not None and text(row, "id") in round_and_round:
            yield Fault(path, "an option cannot be a variant of itself, even by way of others.")


def _going_round(parents: dict[str | None, str | None]) -> set[str | None]:
    """Return the ids from which the parents lead round in a circle."""
    ends: dict[str | None, bool] = {None: False}  # id -> whether its way goes round
    for start in parents:
        way: dict[str | None, None] = {}
        current = start
        while current not in ends and current not in way:
            way[current] = None
            current = parents.get(current)
        ends |= dict.fromkeys(way, ends.get(current, True))
    return {id for id, goes_round in ends.items() if goes_round}


# section -> the keys in its rows that name something elsewhere
_CELL = (("option", "options"), ("criterion", "criteria"))
_REFERENCES = {
    "gate_results": (("option", "options"), ("gate", "gates")),
    "performances": _CELL,
    "evidence": _CELL,
}


def _references(document: dict[str, Any]) -> Iterator[Fault]:
    for section, keys in _REFERENCES.items():
        known_by = {key: ids(document, named) for key, named in keys}
        yield from _unknown_names((section,), rows(document, section), known_by)
    lines = rows(mapping(document, "costs"), "lines")
    options = {"option": ids(document, "options")}
    yield from _unknown_names(("costs", "lines"), lines, options)
    known = ids(document, "evidence")
    cited = [
        *(((section, p), row) for section in ("gate_results", "performances")
          for p, row in rows(document, section)),
        *((("costs", "lines", p), row) for p, row in lines),
    ]  # fmt: skip
    for path, row in cited:
        listed = row.get("evidence")
        for index, id in enumerate(listed if isinstance(listed, list | tuple) else ()):
            if isinstance(id, str) and id not in known:
                yield _unknown((*path, "evidence", index), "finding", id, known)


def _unknown_names(
    path: DocumentPath, numbered: Rows, known_by: dict[str, frozenset[str]]
) -> Iterator[Fault]:
    for index, row in numbered:
        for key, known in known_by.items():
            name = text(row, key)
            if name is not None and name not in known:
                yield _unknown((*path, index, key), key, name, known)


def _repeats(document: dict[str, Any]) -> Iterator[Fault]:
    once = {"performances": ("option", "criterion"), "gate_results": ("option", "gate")}
    for section, pair in once.items():
        yield from _repeated_cells((section,), rows(document, section), pair)
    for index, member in rows(document, "members"):
        path: DocumentPath = ("members", index, "performances")
        keys = ("option", "criterion", "round")
        yield from _repeated_cells(path, rows(member, "performances"), keys)


def _repeated_cells(path: DocumentPath, numbered: Rows, keys: tuple[str, ...]) -> Iterator[Fault]:
    first: dict[tuple[Any, ...], int] = {}
    for index, row in numbered:
        cell = tuple(row.get(key, 1 if key == "round" else None) for key in keys)
        if any(not isinstance(step, str | int) for step in cell):
            continue
        if cell in first:
            words = ", ".join(f"{key} {step}" for key, step in zip(keys, cell, strict=True))
            before = path_text((*path, first[cell]))
            yield Fault((*path, index), f"{words} was already given in {before}.")
        first.setdefault(cell, index)


def _swings(document: dict[str, Any]) -> Iterator[Fault]:
    known = ids(document, "criteria")
    for section in ("swings", "swing_reasons"):
        yield from _swing_faults((section,), mapping(document, section), known)


def _swing_faults(
    path: DocumentPath, swings: dict[str, Any], known: frozenset[str]
) -> Iterator[Fault]:
    for id in swings:
        if isinstance(id, str) and id not in known:
            yield _unknown((*path, id), "criterion", id, known)
    numbers = [value for value in swings.values() if isinstance(value, int | float)]
    if path[-1] != "swing_reasons" and numbers and not any(numbers):
        yield Fault(path, "every swing is 0, so no weight could follow. The greatest swing is 100.")


def _members(document: dict[str, Any]) -> Iterator[Fault]:
    known = {key: ids(document, section) for key, section in _CELL}
    for index, member in rows(document, "members"):
        path: DocumentPath = ("members", index)
        swings = mapping(member, "swings")
        yield from _swing_faults((*path, "swings"), swings, known["criterion"])
        performances = rows(member, "performances")
        yield from _unknown_names((*path, "performances"), performances, known)


def _axes(document: dict[str, Any]) -> Iterator[Fault]:
    on_cost = [
        (index, row) for index, row in rows(document, "criteria") if row.get("axis") == "cost"
    ]
    for index, _ in on_cost[1:]:
        yield Fault(
            ("criteria", index, "axis"),
            f"criteria[{on_cost[0][0]}] is already on the cost axis. One criterion at most can be.",
        )
    if len(on_cost) == len(rows(document, "criteria")) and on_cost:
        yield Fault(("criteria",), "every criterion is on the cost axis. One benefit is needed.")
    cost_ids = {text(row, "id") for _, row in on_cost} - {None}
    for index, row in rows(document, "performances"):
        if text(row, "criterion") in cost_ids:
            yield Fault(
                ("performances", index),
                f"{row['criterion']} is on the cost axis, so its level comes from the cost lines. "
                "Remove this row, or set axis: benefit.",
            )
    for id in mapping(document, "swings"):
        if id in cost_ids:
            yield Fault(
                ("swings", id),
                f"{id} is on the cost axis and has no weight. Remove its swing, "
                "or set axis: benefit.",
            )


def _levels(document: dict[str, Any]) -> Iterator[Fault]:
    """On a judged scale a level is 0 to 100; in a natural unit it may lie beyond the anchors."""
    judged = {
        text(row, "id"): text(row, "name")
        for _, row in rows(document, "criteria")
        if mapping(row, "scale").get("unit") is None
    }
    yield from _judged_levels(("performances",), rows(document, "performances"), judged)
    for index, member in rows(document, "members"):
        path: DocumentPath = ("members", index, "performances")
        yield from _judged_levels(path, rows(member, "performances"), judged)


def _judged_levels(
    path: DocumentPath, numbered: Rows, judged: dict[str | None, str | None]
) -> Iterator[Fault]:
    for index, row in numbered:
        criterion = text(row, "criterion")
        if criterion not in judged:
            continue
        for key in ("level", "low", "high"):
            level = row.get(key)
            if isinstance(level, int | float) and not 0 <= level <= 100:
                yield Fault(
                    (*path, index, key),
                    f"found {level:g}. Right would be a level from 0 to 100, as "
                    f"{shown(judged[criterion] or criterion)} is judged, not measured.",
                )


def _ranges(document: dict[str, Any]) -> Iterator[Fault]:
    for index, row in rows(document, "performances"):
        level, low, high, strength = (row.get(key) for key in ("level", "low", "high", "strength"))
        problems = score_range_problems(level, low, high)
        for problem in [*problems, *missing_level_problems(level, strength)]:
            yield Fault(("performances", index), problem)
    for index, row in rows(mapping(document, "costs"), "lines"):
        for problem in multiplier_problems(row.get("low"), row.get("high")):
            yield Fault(("costs", "lines", index), problem)


def _unknown(path: DocumentPath, kind: str, name: str, known: frozenset[str]) -> Fault:
    return Fault(path, f"{shown(name)} is not a known {kind}. {_listed(known)}")


@lru_cache(maxsize=16)  # a file may name thousands of options wrongly
def _listed(known: frozenset[str]) -> str:
    if not known:
        return "There is none yet."
    some = ", ".join(id[:40] for id in sorted(known)[:12])
    return f"Known: {some}{' ...' if len(known) > 12 else ''}."
