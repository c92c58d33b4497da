"""Shown weights that add up.

Commerce Decisions, AWARD help: Making the weights add up
(https://help.commercedecisions.com/support/solutions/articles/80001018388).
"""

from __future__ import annotations

import math

from appraisal.analysis.weights import shares_that_add_up

EXACT = {"q1": 18.2432, "q2": 24.3243, "q3": 20.2703, "q4": 12.1622}


def test_plain_rounding_loses_a_hundredth():
    plain = {id: round(weight, 2) for id, weight in EXACT.items()}

    assert plain == {"q1": 18.24, "q2": 24.32, "q3": 20.27, "q4": 12.16}
    assert round(math.fsum(plain.values()), 2) == 74.99


def test_the_missing_hundredth_goes_where_it_distorts_least():
    found = shares_that_add_up(EXACT, total=75.0, places=2)

    assert found == {"q1": 18.24, "q2": 24.33, "q3": 20.27, "q4": 12.16}
    assert round(math.fsum(found.values()), 9) == 75.0
