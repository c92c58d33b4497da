"""Laws of the draws: true of every appraisal, however uncertain."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.analysis.draws.acceptability import Acceptability
from appraisal.analysis.draws.weights import WeightsModel
from appraisal.analysis.group import MemberResult
from appraisal.analysis.results import Results, analyse
from appraisal.analysis.results_document import results_document
from appraisal.model import Appraisal
from tests.laws.lawful import MODELS, law
from tests.laws.test_plain_result import without
from tests.strategies import appraisals, complete_appraisals

models = st.sampled_from(MODELS)
DRAWS = 400


def drawn(appraisal: Appraisal, model: WeightsModel, seed: int = 1) -> Results:
    return analyse(appraisal, draws=DRAWS, seed=seed, weights_model=model)


def odds(appraisal: Appraisal, model: WeightsModel = "elicited") -> Acceptability | None:
    return drawn(appraisal, model).acceptability


@given(complete_appraisals(), models)
@law
def test_shares_of_ranks_sum_to_1_both_ways(appraisal: Appraisal, model: WeightsModel):
    found = odds(appraisal, model)
    if found is None:
        assert not any(drawn(appraisal, model).eligible.values())
        return

    for row in found.ranks.values():
        assert math.fsum(row) == pytest.approx(1, abs=1e-9)
    for place in range(len(found.ranks)):
        assert math.fsum(row[place] for row in found.ranks.values()) == pytest.approx(1, abs=1e-9)


@given(complete_appraisals(), models)
@law
def test_of_two_options_one_beats_the_other(appraisal: Appraisal, model: WeightsModel):
    found = odds(appraisal, model)
    for one, row in (found.beats if found else {}).items():
        for other, share in row.items():
            assert share + found.beats[other][one] == pytest.approx(1, abs=1e-12)


@given(complete_appraisals(), models)
@law
def test_central_weights_sum_to_1_and_are_there_where_an_option_ranks_first(
    appraisal: Appraisal, model: WeightsModel
):
    found = odds(appraisal, model)
    for id, weights in (found.central_weights if found else {}).items():
        assert found is not None
        assert (weights is None) == (found.ranks[id][0] == 0)
        assert (found.confidence[id] is None) == (weights is None)
        if weights is not None:
            assert math.fsum(weights.values()) == pytest.approx(1, abs=1e-12)


@given(complete_appraisals(uncertain=False))
@law
def test_with_nothing_uncertain_the_draws_repeat_the_plain_ranking(appraisal: Appraisal):
    results = drawn(appraisal, "fixed")
    if results.acceptability is None:
        return

    places = list(results.rank.values())
    for id, shares in results.acceptability.ranks.items():
        first = results.rank[id]
        assert first is not None
        ties = places.count(first)
        expected = [1 / ties if first <= k + 1 < first + ties else 0 for k in range(len(shares))]
        assert shares == pytest.approx(expected)
        assert results.acceptability.overall[id] == pytest.approx([results.scores.overall[id]] * 3)


@given(complete_appraisals(uncertain=False, gates=(0, 0), members=(0, 0)), models)
@law
def test_a_dominated_option_is_never_first_in_any_draw(appraisal: Appraisal, model: WeightsModel):
    swings = {c.id: max(appraisal.swings[c.id], 1.0) for c in appraisal.benefit_criteria()}
    results = drawn(appraisal.changed(swings=swings), model)
    assert results.acceptability is not None

    for id, by in results.dominated_by.items():
        if by:
            assert results.acceptability.ranks[id][0] == 0
            assert results.acceptability.central_weights[id] is None


@given(complete_appraisals(), models, st.integers(0, 2**63))
@law
def test_the_same_seed_gives_the_same_bits(appraisal: Appraisal, model: WeightsModel, seed: int):
    one, other = drawn(appraisal, model, seed), drawn(appraisal, model, seed)

    assert results_document(one) == results_document(other)


def in_any_order(found: MemberResult | None) -> MemberResult | None:
    """The result with its tied options sorted: they are named in the order of the appraisal."""
    return found and replace(found, tied_first=tuple(sorted(found.tied_first)))


@given(complete_appraisals(), models, st.randoms(use_true_random=False))
@law
def test_the_order_of_options_and_criteria_changes_no_draw(
    appraisal: Appraisal, model: WeightsModel, chance: Any
):
    shuffled = appraisal.document()
    for key in ("options", "criteria", "performances", "members"):
        if key in shuffled:
            chance.shuffle(shuffled[key])
    chance.shuffle(shuffled.get("costs", {}).get("lines", []))
    one, other = drawn(appraisal, model), drawn(Appraisal.from_document(shuffled), model)

    assert one.acceptability == other.acceptability
    assert one.money_odds == other.money_odds
    assert one.tornado == other.tornado
    assert one.lead_map == other.lead_map
    assert in_any_order(one.equal_weights) == in_any_order(other.equal_weights)
    assert sorted(map(repr, one.switching_points or ())) == sorted(
        map(repr, other.switching_points or ())
    )
    assert sorted(map(repr, one.break_even or ())) == sorted(map(repr, other.break_even or ()))


@given(complete_appraisals(options=(3, 5), gates=(0, 0)), models, st.integers(0, 100))
@law
def test_hiding_an_option_leaves_the_draws_of_the_others(
    appraisal: Appraisal, model: WeightsModel, which: int
):
    others = [o.id for o in appraisal.options if o.id != appraisal.baseline]
    hidden = others[which % len(others)]
    before, after = odds(appraisal, model), odds(without(appraisal, hidden), model)
    assert before is not None
    assert after is not None

    for id, ends in after.overall.items():
        assert ends == pytest.approx(before.overall[id], abs=1e-9)
        for other, share in after.beats[id].items():
            assert share == before.beats[id][other]


@given(complete_appraisals(), st.sampled_from(["order", "unknown", "fixed"]))
@law
def test_scaling_all_swings_changes_nothing(appraisal: Appraisal, model: WeightsModel):
    # halves are exact in binary, so every bit stays; elicited bands are cut at 100 and do change
    halved = appraisal.changed(swings={id: swing / 2 for id, swing in appraisal.swings.items()})
    one, other = drawn(appraisal, model), drawn(halved, model)

    assert one.scores.weights == other.scores.weights
    assert one.scores.overall == other.scores.overall
    assert one.acceptability == other.acceptability
    assert one.break_even == other.break_even
    assert [p.at for p in one.switching_points or ()] == [
        p.at for p in other.switching_points or ()
    ]


@given(appraisals(), models)
@law
def test_no_figure_is_not_a_number_however_little_is_filled_in(
    appraisal: Appraisal, model: WeightsModel
):
    json.dumps(results_document(drawn(appraisal, model)), allow_nan=False)
