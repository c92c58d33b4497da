"""Pure edits of the options: add one, a variant or a hybrid; remove one with what hangs on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from appraisal.edits.accessors import new_id
from appraisal.edits.names import free_name
from appraisal.errors import Fault, InvalidAppraisal
from appraisal.model import Appraisal

Row = dict[str, Any]


def with_option(appraisal: Appraisal, name: str, grown_from: Sequence[str] = ()) -> Appraisal:
    """Return the appraisal with a new option: of its own, a variant of one, a hybrid of several.

    A variant or hybrid starts with the consents of all that it grew from, for the user to check.
    Scores, must-haves and costs are never copied: they are judged for it afresh.

    Raises
    ------
    InvalidAppraisal
        If it has no name, or the name of another option.
    """
    name = free_name(appraisal, "options", name)
    parents = [appraisal.option(id) for id in grown_from]
    row: Row = {"id": new_id(name, [option.id for option in appraisal.options], "option")}
    row["name"] = name
    consents = dict.fromkeys(holder for parent in parents for holder in parent.in_gift_of)
    if consents:
        row["in_gift_of"] = list(consents)
    if parents:
        row["variant_of"] = parents[0].id
    if len(parents) > 1:
        row["summary"] = f"Combines: {'; '.join(parent.name for parent in parents)}."
    return appraisal.changed(options=[*appraisal.document()["options"], row])


@dataclass(frozen=True)
class GoesWith:
    """What hangs on an option or a criterion: how many of each go, or lose their link, with it."""

    scores: int = 0
    members_scores: int = 0
    gate_results: int = 0
    cost_lines: int = 0
    evidence: int = 0
    variants: int = 0
    swings: int = 0


def goes_with_option(appraisal: Appraisal, id: str) -> GoesWith:
    """Return what would go with an option, or lose its link to it."""
    return GoesWith(
        scores=sum(cell.option == id for cell in appraisal.performances),
        members_scores=sum(
            cell.option == id for member in appraisal.members for cell in member.performances
        ),
        gate_results=sum(result.option == id for result in appraisal.gate_results),
        cost_lines=sum(line.option == id for line in appraisal.costs.lines),
        evidence=sum(finding.option == id for finding in appraisal.evidence),
        variants=sum(option.variant_of == id for option in appraisal.options),
    )


def without_option(appraisal: Appraisal, id: str) -> Appraisal:
    """Return the appraisal without an option and what hangs on it; findings stay, unlinked.

    Raises
    ------
    InvalidAppraisal
        If it is the baseline, or fewer than two options would be left.
    """
    if id == appraisal.baseline:
        name = appraisal.option(id).name
        problem = f"{name} is what the others are compared with. Choose another for that first."
        raise InvalidAppraisal([Fault(("baseline",), problem)])
    if len(appraisal.options) <= 2:
        raise InvalidAppraisal([Fault(("options",), "Two options are the fewest there can be.")])
    document = appraisal.document()
    costs = dict(document.get("costs", {}))
    if "lines" in costs:
        costs["lines"] = _others(costs["lines"], "option", id)
    return appraisal.changed(
        options=[
            _unlinked(row, "variant_of", id) for row in document["options"] if row["id"] != id
        ],
        gate_results=_others(document.get("gate_results", []), "option", id),
        performances=_others(document.get("performances", []), "option", id),
        evidence=[_unlinked(row, "option", id) for row in document.get("evidence", [])],
        members=[without_scores(row, "option", id) for row in document.get("members", [])],
        costs=costs,
    )


def without_scores(member: Row, field: str, id: str) -> Row:
    """Return a member's row without the scores that name this option or criterion."""
    rows = _others(member.get("performances", []), field, id)
    return {**{key: value for key, value in member.items() if key != "performances"},
            **({"performances": rows} if rows else {})}  # fmt: skip


def _others(rows: list[Row], field: str, id: str) -> list[Row]:
    return [row for row in rows if row.get(field) != id]


def _unlinked(row: Row, field: str, id: str) -> Row:
    return {key: value for key, value in row.items() if not (key == field and value == id)}
