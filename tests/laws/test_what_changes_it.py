"""Laws of switching points, break-evens and the map of who leads."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from appraisal.analysis.results import Results, analyse
from appraisal.analysis.sensitivity.switching_points import SwitchingPoint
from appraisal.model import Appraisal
from tests.laws.lawful import law
from tests.strategies import complete_appraisals

sure = complete_appraisals(uncertain=False, members=(0, 0))


def results_of(appraisal: Appraisal) -> Results:
    return analyse(appraisal, draws=1)


def at_weight(results: Results, point: SwitchingPoint, weight: float) -> dict[str, float]:
    """Return the ranked options' overall values with one weight changed, by the plainest way."""
    weights = results.scores.weights
    assert weights is not None
    group_of = {c.id: c.group for c in results.appraisal.benefit_criteria()}
    inside = {point.of} if point.kind == "criterion" else {
        id for id, group in group_of.items() if group == point.of
    }  # fmt: skip
    own = sum(weights[id] for id in inside)
    moved = {}
    for id, w in weights.items():
        if id not in inside:
            moved[id] = w / (1 - point.now) * (1 - weight)
        else:
            moved[id] = weight if point.kind == "criterion" else w / own * weight
    values = results.scores.value_scores
    return {
        option: sum(moved[id] * (values[option][id] or 0.0) for id in moved)
        for option, rank in results.rank.items()
        if rank is not None
    }


@given(sure)
@law
def test_at_a_switching_point_the_leaders_are_equal(appraisal: Appraisal):
    results = results_of(appraisal)
    for point in results.switching_points or ():
        value = at_weight(results, point, point.at)
        together = {*point.leaders, *point.to}
        top = max(value.values())
        for id in together:
            assert value[id] == pytest.approx(top, abs=1e-9)


@given(sure)
@law
def test_just_either_side_of_a_switching_point_the_leaders_differ(appraisal: Appraisal):
    results = results_of(appraisal)
    points = results.switching_points or ()
    for point in points:
        edges = [0.0, 1.0, *(p.at for p in points if (p.kind, p.of) == (point.kind, point.of))]
        gap = min(abs(edge - point.at) for edge in edges if edge != point.at)
        step = min(gap / 2, 1e-3) * (1 if point.direction == "up" else -1)
        near, far = (at_weight(results, point, point.at + s) for s in (-step, step))
        assert near[point.leader] >= max(near.values()) - 1e-12
        assert far[point.to[0]] >= max(far.values()) - 1e-12
        assert far[point.to[0]] > far[point.leader] or near[point.leader] > near[point.to[0]]


@given(sure)
@law
def test_between_switching_points_nobody_else_leads(appraisal: Appraisal):
    """The slow, obvious twin: walk along every weight in a hundred steps."""
    results = results_of(appraisal)
    points = results.switching_points or ()
    weights = results.scores.weights or {}
    for criterion, now in weights.items():
        if now >= 1 - 1e-9 or not any(rank == 1 for rank in results.rank.values()):
            continue
        own = sorted({p.at for p in points if (p.kind, p.of) == ("criterion", criterion)})
        probe = SwitchingPoint(criterion, "criterion", now, now, "", (), "up")
        leaders: list[set[str]] = []
        for start, end in zip([0.0, *own], [*own, 1.0], strict=True):
            seen = []
            for k in range(1, 10):
                value = at_weight(results, probe, start + (end - start) * k / 10)
                seen.append({id for id in value if value[id] >= max(value.values()) - 1e-9})
            common = set.intersection(*seen)
            assert common, "one option at least leads all along a stretch"
            leaders.append(common)
        assert all(a != b for a, b in itertools.pairwise(leaders))


@given(sure, st.integers(0, 10_000))
@law
def test_a_break_even_score_brings_the_rival_level(appraisal: Appraisal, which: int):
    results = results_of(appraisal)
    reachable = [b for b in results.break_even or () if b.reachable]
    assume(reachable)
    even = reachable[which % len(reachable)]
    (leader,) = results.tied_first
    document = appraisal.document()
    for row in document["performances"]:
        if (row["option"], row["criterion"]) == (even.option, even.criterion):
            ends = sorted([appraisal.criterion(even.criterion).scale.worst,
                           appraisal.criterion(even.criterion).scale.best])  # fmt: skip
            row["level"] = min(max(even.level_at, ends[0]), ends[1])
    after = analyse(Appraisal.from_document(document), draws=0).scores.overall

    assert after[even.rival] == pytest.approx(after[leader], abs=1e-6)


@given(complete_appraisals(uncertain=False, members=(0, 0), criteria=(3, 6)), st.data())
@law
def test_the_map_names_the_leader_at_every_weight(appraisal: Appraisal, data: st.DataObject):
    results = results_of(appraisal)
    found = results.lead_map
    assume(found is not None and found.areas)
    assert found is not None
    option = data.draw(st.sampled_from(sorted(found.areas)))
    shares = data.draw(st.lists(st.integers(1, 100), min_size=len(found.areas[option]),
                                max_size=len(found.areas[option])))  # fmt: skip
    corners = found.areas[option]
    x = sum(s * corner[0] for s, corner in zip(shares, corners, strict=True)) / sum(shares)
    y = sum(s * corner[1] for s, corner in zip(shares, corners, strict=True)) / sum(shares)
    weights = results.scores.weights
    assert weights is not None
    rest = {id: w for id, w in weights.items() if id not in (found.across, found.up)}
    moved = {id: w / sum(rest.values()) * (1 - x - y) for id, w in rest.items()}
    moved |= {found.across: x, found.up: y}
    value = {
        id: sum(moved[c] * (row[c] or 0.0) for c in moved)
        for id, row in results.scores.value_scores.items()
        if results.rank[id] is not None
    }

    assert value[option] >= max(value.values()) - 1e-9
