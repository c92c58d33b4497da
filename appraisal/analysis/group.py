"""The group: each member's own result, how far they agree, and what divides them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from appraisal.analysis.agreement import kendalls_w
from appraisal.analysis.scoring import TIE, Scores, Table, ranks, sum_or_none, tied_first
from appraisal.analysis.value_functions import value_score
from appraisal.analysis.weights import weights_from_swings
from appraisal.model import Appraisal, Member

Weights = Mapping[str, float]


@dataclass(frozen=True)
class MemberResult:
    """One member's result under their own swings and, where given, their own levels.

    ``weights`` is None, and so is every figure, where the member has not rated every swing.
    """

    overall: dict[str, float | None]
    rank: dict[str, int | None]
    weights: dict[str, float] | None = None
    tied_first: tuple[str, ...] = ()


@dataclass(frozen=True)
class GroupResult:
    """The members side by side.

    Attributes
    ----------
    by_member : dict of member id to MemberResult
    agreement : float or None
        Kendall's coefficient of concordance W on the members' rankings, 0 to 1, corrected for
        ties; None with fewer than two full rankings.
    divides_most : str or None
        The criterion on which the members differ most: on what it adds to the lead of the group's
        first option over its second, weight and levels each member's own. None where the group has
        no such lead, or the members do not differ.
    divided_by : float or None
        By how many points of overall value they differ there, highest less lowest.
    settling_could_change_leader : bool or None
        Whether some member's view of that criterion (weight, the others in proportion, and levels),
        taken for the group's, would change who leads.
    """

    by_member: dict[str, MemberResult]
    agreement: float | None
    divides_most: str | None
    settling_could_change_leader: bool | None
    divided_by: float | None = None


def group_result(
    appraisal: Appraisal,
    scores: Scores,
    rank: Mapping[str, int | None],
    eligible: Mapping[str, bool],
) -> GroupResult | None:
    """Return the members side by side, or None where there are none."""
    if not appraisal.members:
        return None
    values = {m.id: member_values(appraisal, scores, m) for m in appraisal.members}
    results = {
        m.id: result_under(member_weights(appraisal, m.swings), values[m.id], eligible)
        for m in appraisal.members
    }
    criterion, size = _divides_most(scores, rank, results, values)
    return GroupResult(
        by_member=results,
        agreement=kendalls_w(
            [result.overall for result in results.values()],
            {id: place is not None for id, place in rank.items()},
        ),
        divides_most=criterion,
        settling_could_change_leader=None
        if criterion is None
        else _settling_changes(scores, rank, results, values, eligible, criterion),
        divided_by=size,
    )


def equal_weights(
    appraisal: Appraisal, scores: Scores, eligible: Mapping[str, bool]
) -> MemberResult:
    """Return the result with every benefit criterion of the same weight, as a comparison only."""
    swings = {criterion.id: 1.0 for criterion in appraisal.benefit_criteria()}
    return result_under(weights_from_swings(swings), scores.value_scores, eligible)


def latest_levels(member: Member) -> dict[tuple[str, str], float]:
    """Return the member's own levels by (option, criterion); of several rounds the latest."""
    rows = sorted(member.performances, key=lambda row: row.round)
    return {(row.option, row.criterion): row.level for row in rows}


def member_weights(appraisal: Appraisal, swings: Mapping[str, float]) -> dict[str, float] | None:
    """Return the weights that follow from swings, or None while any is missing."""
    own = {c.id: swings[c.id] for c in appraisal.benefit_criteria() if c.id in swings}
    whole = len(own) == len(appraisal.benefit_criteria()) and any(own.values())
    return weights_from_swings(own) if whole else None


def member_values(appraisal: Appraisal, scores: Scores, member: Member) -> Table:
    """Return value scores with the member's own levels, and the group's where they gave none."""
    values = {option: dict(row) for option, row in scores.value_scores.items()}
    scales = {c.id: c.scale for c in appraisal.benefit_criteria()}
    for (option, criterion), level in latest_levels(member).items():
        if criterion in scales:
            values[option][criterion] = value_score(scales[criterion], level)
    return values


def result_under(
    weights: dict[str, float] | None, values: Table, eligible: Mapping[str, bool]
) -> MemberResult:
    """Return overall values and ranks under these weights and value scores."""
    overall = {option: _overall(weights, row) for option, row in values.items()}
    rank = ranks(overall, eligible)
    return MemberResult(overall, rank, weights, tied_first(rank))


def _overall(weights: Weights | None, row: Mapping[str, float | None]) -> float | None:
    if weights is None:
        return None
    return sum_or_none([None if v is None else weights[id] * v for id, v in row.items()])


def _divides_most(
    scores: Scores,
    rank: Mapping[str, int | None],
    results: Mapping[str, MemberResult],
    values: Mapping[str, Table],
) -> tuple[str | None, float | None]:
    """Return the criterion on whose part of the lead the members differ most, and by how much."""
    overall = {id: v for id, v in scores.overall.items() if v is not None and rank[id] is not None}
    order = sorted(overall, key=lambda id: (rank[id] or 0, id))
    own = {id: result.weights for id, result in results.items() if result.weights is not None}
    if len(order) < 2 or len(own) < 2:
        return None, None
    first, second = order[:2]
    sizes = {}
    for criterion in scores.weights or ():
        parts = []
        for member, weights in own.items():
            ahead, behind = values[member][first][criterion], values[member][second][criterion]
            if ahead is not None and behind is not None:
                parts.append(weights[criterion] * (ahead - behind))
        sizes[criterion] = max(parts, default=0.0) - min(parts, default=0.0)
    widest = max(sorted(sizes), key=lambda id: sizes[id], default=None)
    if widest is None or sizes[widest] <= TIE:
        return None, None
    return widest, sizes[widest]


def _settling_changes(
    scores: Scores,
    rank: Mapping[str, int | None],
    results: Mapping[str, MemberResult],
    values: Mapping[str, Table],
    eligible: Mapping[str, bool],
    criterion: str,
) -> bool:
    """Return whether some member's view of one criterion, taken for all, changes the leader."""
    leaders = set(tied_first(rank))
    for member, result in results.items():
        weights = _with_weight(scores.weights, criterion, result.weights)
        table = {
            option: row | {criterion: values[member][option][criterion]}
            for option, row in scores.value_scores.items()
        }
        if weights and set(result_under(weights, table, eligible).tied_first) != leaders:
            return True
    return False


def _with_weight(
    group: Weights | None, criterion: str, member: Weights | None
) -> dict[str, float] | None:
    """Return the group's weights with one replaced by a member's, the others in proportion."""
    if group is None or member is None:
        return None
    rest = sum(_without(group, criterion))
    if rest <= 0:
        return None
    left = (1 - member[criterion]) / rest
    return {id: member[id] if id == criterion else w * left for id, w in group.items()}


def _without(weights: Weights, criterion: str) -> Iterable[float]:
    return sorted(weight for id, weight in weights.items() if id != criterion)
