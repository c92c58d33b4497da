"""Pure edits of the criteria: add, remove, change a scale, move to and from the cost axis."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from appraisal.analysis.money import OptionCost
from appraisal.edits.accessors import GONE, Accessor, new_id, set_row
from appraisal.edits.names import free_name
from appraisal.edits.options import GoesWith, without_scores
from appraisal.errors import Fault, InvalidAppraisal
from appraisal.model import Appraisal, Scale

Row = dict[str, Any]
COPIED = "Net present cost less the baseline's, copied from the cost lines"
LINE = re.compile(r"^\s*(-?[\d.]+)\s*(?:=|,|:|\s)\s*(-?[\d.]+)\s*$")


def with_criterion(appraisal: Appraisal, name: str, group: str, question: str) -> Appraisal:
    """Return the appraisal with a new criterion, judged from 0 to 100 until it is given a unit.

    Raises
    ------
    InvalidAppraisal
        If it has no name, or the name of another criterion.
    """
    name = free_name(appraisal, "criteria", name)
    rows = appraisal.document()["criteria"]
    taken = [criterion.id for criterion in appraisal.criteria]
    row: Row = {"id": new_id(name, taken, "criterion"), "name": name}
    if group.strip():
        row["group"] = group.strip()
    if question.strip():
        row["question"] = question.strip()
    return appraisal.changed(criteria=[*rows, row])


def goes_with_criterion(appraisal: Appraisal, id: str) -> GoesWith:
    """Return what would go with a criterion, or lose its link to it."""
    return GoesWith(
        scores=sum(cell.criterion == id for cell in appraisal.performances),
        members_scores=sum(
            cell.criterion == id for member in appraisal.members for cell in member.performances
        ),
        evidence=sum(finding.criterion == id for finding in appraisal.evidence),
        swings=(id in appraisal.swings) + sum(id in member.swings for member in appraisal.members),
    )


def without_criterion(appraisal: Appraisal, id: str) -> Appraisal:
    """Return the appraisal without a criterion and what hangs on it; findings stay, unlinked."""
    if len(appraisal.criteria) == 1:
        raise _refused("One criterion is the fewest there can be.")
    document = appraisal.document()
    bare = _unjudged(document, id)
    return appraisal.changed(
        **bare,
        criteria=[row for row in document["criteria"] if row["id"] != id],
        evidence=[
            {k: v for k, v in row.items() if not (k == "criterion" and v == id)}
            for row in document.get("evidence", [])
        ],
    )


def _unjudged(document: Row, id: str, *, swings: bool = True) -> Row:
    """Return the judgements of a document without those of one criterion."""
    members = []
    for member in document.get("members", []):
        row = without_scores(member, "criterion", id)
        if swings and "swings" in row:
            row["swings"] = {key: value for key, value in row["swings"].items() if key != id}
        members.append(row)
    judgements: Row = {
        "performances": [
            row for row in document.get("performances", []) if row.get("criterion") != id
        ],
        "members": members,
    }
    if swings:
        for section in ("swings", "swing_reasons"):
            judgements[section] = {k: v for k, v in document.get(section, {}).items() if k != id}
    return judgements


@dataclass(frozen=True)
class NewScale:
    """A scale as the form holds it."""

    unit: str | None
    worst: float | None
    best: float | None
    points: str = ""
    outside: str = "clip"

    def row(self, levels: Mapping[float, str]) -> Row:
        """Return it as a row of the file, with these descriptors.

        Raises
        ------
        InvalidAppraisal
            If an end is missing, or the points cannot be read.
        """
        row: Row = {"levels": {k: v for k, v in levels.items() if v}, "outside": self.outside}
        if self.unit is not None:
            if not self.unit.strip():
                raise _refused("Name the unit, for example: months.")
            if self.worst is None or self.best is None:
                raise _refused("Give both ends of the scale, the worst and the best.")
            row |= {"unit": self.unit.strip(), "worst": self.worst, "best": self.best}
        if self.points.strip():
            row |= {"shape": "points", "points": read_points(self.points)}
        return row


def read_points(text: str) -> list[list[float]]:
    """Return the points of a bent scale from lines such as ``30 = 50``: level, then value score.

    Raises
    ------
    InvalidAppraisal
        Naming the line that cannot be read.
    """
    points = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        read = LINE.match(line)
        try:
            points.append([float(part) for part in read.groups()] if read else [])
        except ValueError:
            points.append([])
        if not points[-1]:
            raise _refused(
                f"Line {number} of the points: found {line.strip()!r}. Write a level and its "
                "value score, for example 30 = 50."
            )
    return points


def points_text(scale: Scale) -> str:
    """Return the points of a scale as the form shows them, a line each; none if it is straight."""
    return "\n".join(f"{level:.12g} = {score:.12g}" for level, score in scale.points)


def with_scale(appraisal: Appraisal, id: str, new: NewScale, *, drop_scores: bool) -> Appraisal:
    """Return the appraisal with a criterion's scale changed.

    Levels given in one unit mean nothing in another: if the kind of scale changes and there are
    scores, they go only where ``drop_scores`` says so.

    Raises
    ------
    InvalidAppraisal
        If the scale breaks a rule, or scores stand in the way.
    """
    old = appraisal.criterion(id).scale
    changed = appraisal
    if (old.unit is None) != (new.unit is None):
        goes = goes_with_criterion(appraisal, id)
        scores = goes.scores + goes.members_scores
        if scores and not drop_scores:
            raise _refused(
                f"{scores} scores were given on the old kind of scale and would mean something "
                "else on the new one. Take them away with the button below, or leave the scale "
                "as it is."
            )
        changed = appraisal.changed(**_unjudged(appraisal.document(), id, swings=False))
    return set_row(changed, "criteria", {"id": id}, {"scale": new.row(old.levels)})


def descriptor(id: str, score: float) -> Accessor:
    """Return the place of what a value score means on a scale."""

    def read(appraisal: Appraisal) -> Any:
        criterion = next((each for each in appraisal.criteria if each.id == id), None)
        return GONE if criterion is None else criterion.scale.levels.get(score, "")

    return Accessor(
        read, lambda appraisal, words: with_descriptor(appraisal, id, score, words or "")
    )


def with_descriptor(appraisal: Appraisal, id: str, score: float, words: str) -> Appraisal:
    """Return the appraisal with what a value score means on a scale set; no words take it away."""
    row = next(row for row in appraisal.document()["criteria"] if row["id"] == id)
    scale = dict(row.get("scale", {}))
    levels = {key: meaning for key, meaning in scale.get("levels", {}).items() if key != score}
    if words.strip():
        levels[score] = words
    scale["levels"] = dict(sorted(levels.items()))
    return set_row(appraisal, "criteria", {"id": id}, {"scale": scale})


def onto_cost_axis(appraisal: Appraisal, id: str) -> Appraisal:
    """Return the appraisal with a criterion moved to the cost axis.

    Its levels then come from the cost lines and it has no weight, so its scores and swings go.
    """
    bare = appraisal.changed(**_unjudged(appraisal.document(), id))
    return set_row(bare, "criteria", {"id": id}, {"axis": "cost"})


def onto_benefit_axis(
    appraisal: Appraisal, id: str, costs: Mapping[str, OptionCost | None]
) -> Appraisal:
    """Return the appraisal with the cost criterion counted like any other.

    Parameters
    ----------
    costs : mapping of option to OptionCost
        As the results have them: each option's difference from the baseline becomes its level,
        with a reason that says so. An option without cost lines stays unscored.
    """
    counted = set_row(appraisal, "criteria", {"id": id}, {"axis": None})
    return with_copied_costs(counted, id, costs)


def with_copied_costs(
    appraisal: Appraisal, id: str, costs: Mapping[str, OptionCost | None]
) -> Appraisal:
    """Return the appraisal with the cost lines' differences copied as levels once more."""
    changed = appraisal
    for option, cost in costs.items():
        if cost is None or cost.against_baseline is None:
            continue
        row: Row = {"level": cost.against_baseline, "reason": f"{COPIED}."}
        if option == appraisal.baseline:
            row["distribution"] = "exact"
        else:
            base = cost.net_present_cost - cost.against_baseline
            low, high = cost.low - base, cost.high - base
            row["reason"] = f"{COPIED}. The range takes its own lines at their low and high ends."
            row |= {"low": min(low, row["level"]), "high": max(high, row["level"])}
        key = {"option": option, "criterion": id}
        changed = set_row(changed, "performances", key, row)
    return changed


def outdated_copies(
    appraisal: Appraisal, costs: Mapping[str, OptionCost | None] | None
) -> tuple[tuple[str, str], ...]:
    """Return (option, criterion) of levels copied from cost lines that have changed since."""
    outdated = []
    for cell in appraisal.performances:
        cost = (costs or {}).get(cell.option)
        if cell.reason.startswith(COPIED):
            now = None if cost is None else cost.against_baseline
            if now is None or cell.level is None or abs(now - cell.level) > 1e-9:
                outdated.append((cell.option, cell.criterion))
    return tuple(outdated)


def _refused(problem: str) -> InvalidAppraisal:
    return InvalidAppraisal([Fault(("criteria",), problem)])
