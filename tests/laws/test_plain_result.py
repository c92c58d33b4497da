"""Laws of the plain result: true of every appraisal, whatever its figures."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.analysis.results import Results, analyse
from appraisal.analysis.results_document import results_document
from appraisal.analysis.weights import shares_that_add_up
from appraisal.model import Appraisal
from tests.laws.lawful import plain_law
from tests.strategies import appraisals, complete_appraisals

FREE_OF_ORDER = ("weights", "group_weights", "value_scores", "contributions", "overall",
                 "overall_range", "rank", "eligible", "against_baseline", "net_present_cost",
                 "costs", "price_per_point")  # fmt: skip


def plain(appraisal: Appraisal) -> Results:
    return analyse(appraisal, draws=0)


def figures(appraisal: Appraisal) -> dict[str, Any]:
    document = results_document(plain(appraisal))
    found = {key: document[key] for key in FREE_OF_ORDER}
    found["dominated_by"] = {id: sorted(by) for id, by in document["dominated_by"].items()}
    for key in ("clipped", "tied_first", "frontier"):
        found[key] = None if document[key] is None else sorted(document[key])
    return found


@given(complete_appraisals())
@plain_law
def test_weights_sum_to_1(appraisal: Appraisal):
    weights = plain(appraisal).scores.weights

    assert weights is not None
    assert math.fsum(weights.values()) == pytest.approx(1, abs=1e-15)
    groups = plain(appraisal).scores.group_weights
    assert groups is not None
    assert math.fsum(groups.values()) == pytest.approx(1, abs=1e-15)


@given(appraisals(), st.randoms(use_true_random=False))
@plain_law
def test_the_order_of_options_and_criteria_changes_no_figure_in_any_bit(
    appraisal: Appraisal, chance: Any
):
    shuffled = appraisal.document()
    for key in ("options", "criteria", "performances"):
        if key in shuffled:
            chance.shuffle(shuffled[key])
    if "swings" in shuffled:
        shuffled["swings"] = dict(reversed(shuffled["swings"].items()))

    assert figures(Appraisal.from_document(shuffled)) == figures(appraisal)


@given(complete_appraisals(options=(3, 5)), st.integers(0, 100))
@plain_law
def test_hiding_an_option_moves_no_other_options_value(appraisal: Appraisal, which: int):
    others = [o.id for o in appraisal.options if o.id != appraisal.baseline]
    hidden = others[which % len(others)]
    before, after = plain(appraisal), plain(without(appraisal, hidden))

    for id in after.scores.overall:
        assert after.scores.overall[id] == before.scores.overall[id]
        assert after.scores.value_scores[id] == before.scores.value_scores[id]
        assert after.scores.contributions[id] == before.scores.contributions[id]
        assert after.scores.overall_range[id] == before.scores.overall_range[id]


def without(appraisal: Appraisal, option: str) -> Appraisal:
    """Return the appraisal with one option and all that hangs on it taken out."""
    document = appraisal.document()
    document["options"] = [o for o in document["options"] if o["id"] != option]
    for row in document["options"]:
        if row.get("variant_of") == option:
            del row["variant_of"]
    for key in ("performances", "gate_results"):
        document[key] = [row for row in document.get(key, []) if row["option"] != option]
    for row in document.get("evidence", []):
        if row.get("option") == option:
            del row["option"]
    for member in document.get("members", []):
        rows = member.get("performances", [])
        member["performances"] = [row for row in rows if row["option"] != option]
    costs = document.get("costs", {})
    costs["lines"] = [line for line in costs.get("lines", []) if line["option"] != option]
    document["costs"] = costs
    return Appraisal.from_document(document)


@given(complete_appraisals(uncertain=False), st.data())
@plain_law
def test_a_better_level_never_lowers_a_value(appraisal: Appraisal, data: Any):
    place = data.draw(st.integers(0, len(appraisal.performances) - 1))
    document = appraisal.document()
    row = document["performances"][place]
    scale = appraisal.criterion(row["criterion"]).scale
    better = row["level"] + data.draw(st.floats(0, 1)) * (scale.best - scale.worst)
    row["level"] = min(better, 100.0) if scale.unit is None else better
    before, after = plain(appraisal), plain(Appraisal.from_document(document))

    old, new = before.scores.overall[row["option"]], after.scores.overall[row["option"]]
    assert old is not None
    assert new is not None
    assert new >= old


@given(complete_appraisals())
@plain_law
def test_contributions_sum_to_the_overall_value(appraisal: Appraisal):
    scores = plain(appraisal).scores

    for id, row in scores.contributions.items():
        parts = [part for part in row.values() if part is not None]
        assert len(parts) == len(row)
        assert scores.overall[id] == math.fsum(parts)


@given(complete_appraisals(gates=(0, 0)))
@plain_law
def test_a_dominated_option_never_leads(appraisal: Appraisal):
    swings = {c.id: max(appraisal.swings[c.id], 1.0) for c in appraisal.benefit_criteria()}
    results = plain(appraisal.changed(swings=swings))

    for id in results.tied_first:
        assert results.dominated_by[id] == ()


@given(complete_appraisals(), st.integers(0, 3))
@plain_law
def test_shown_weights_total_100(appraisal: Appraisal, places: int):
    weights = plain(appraisal).scores.weights
    assert weights is not None
    shown = shares_that_add_up(weights, places=places)

    assert round(math.fsum(shown.values()), places) == 100
    assert all(abs(shown[id] - 100 * weights[id]) < 10**-places for id in weights)


@given(complete_appraisals())
@plain_law
def test_differences_by_criterion_add_up_to_the_difference_from_the_baseline(appraisal: Appraisal):
    results = plain(appraisal)

    for id, found in results.against_baseline.items():
        parts = [part for part in found.criteria.values() if part is not None]
        assert found.overall == pytest.approx(math.fsum(parts), abs=1e-9)
        if id == appraisal.baseline:
            assert found.overall == 0


@given(complete_appraisals())
@plain_law
def test_the_overall_value_lies_within_what_its_ranges_allow(appraisal: Appraisal):
    scores = plain(appraisal).scores

    for id, value in scores.overall.items():
        ends = scores.overall_range[id]
        assert ends is not None
        assert value is not None
        assert ends[0] - 1e-9 <= value <= ends[1] + 1e-9


@given(appraisals())
@plain_law
def test_no_figure_is_not_a_number(appraisal: Appraisal):
    # with allow_nan=False, json refuses NaN and the infinities
    json.dumps(results_document(plain(appraisal)), allow_nan=False)
