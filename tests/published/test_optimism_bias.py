"""Optimism bias on a capital cost.

Mott MacDonald (2002), Review of Large Public Procurement in the UK, for HM Treasury: Table 2
(non-standard buildings, capital, upper bound 51 %) and the worked example, in which 92 % of the
bias is managed away at a cost of 7 on a base of 100.
"""

from __future__ import annotations

from typing import Any

import pytest

from appraisal.analysis.results import analyse
from tests.analysis.making import made

UPPER, MANAGED = 0.51, 0.92
RESULTANT = UPPER * (1 - MANAGED)


def net_present_cost(*lines: dict[str, Any]) -> float:
    costs = {"base_year": 2026, "lines": [{"option": "build"} | line for line in lines]}
    results = analyse(made({"build": {"x": 1}, "not": {"x": 0}}, {"x": 100}, costs=costs), draws=0)
    assert results.money is not None
    cost = results.money.options["build"]
    assert cost is not None
    assert cost.before_optimism_bias == pytest.approx(sum(line["amounts"][2026] for line in lines))
    return cost.net_present_cost


WORKS: dict[str, Any] = {
    "item": "Works",
    "kind": "transition",
    "optimism_bias": RESULTANT,
    "amounts": {2026: 100},
}
MANAGING: dict[str, Any] = {
    "item": "Managing the risks",
    "kind": "transition",
    "amounts": {2026: 7},
}


def test_what_is_left_of_the_bias():
    assert round(100 * RESULTANT, 2) == 4.08  # printed as 4 %
    assert round(100 * RESULTANT) == 4


def test_the_cost_with_what_is_left_of_the_bias():
    assert net_present_cost(WORKS) == pytest.approx(104.08)
    assert round(net_present_cost(WORKS)) == 104


def test_the_cost_with_the_managing_of_the_risks():
    assert round(net_present_cost(WORKS, MANAGING)) == 111
