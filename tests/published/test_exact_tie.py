"""Two projects tied for first.

Penn State World Campus, MANGT 510, lesson 2, section 2.5.2, Table 2.4. The arithmetic only: its
weights are bare importance, which this tool does not ask for.
"""

from __future__ import annotations

from appraisal.analysis.results import Results, analyse
from tests.analysis.making import made

SCORES = {
    "alpha": {"cost": 3, "profit": 1, "safety": 2},
    "beta": {"cost": 2, "profit": 2, "safety": 3},
    "gamma": {"cost": 3, "profit": 3, "safety": 2},
    "delta": {"cost": 1, "profit": 1, "safety": 3},
}
WEIGHTS = {"safety": 3, "profit": 2, "cost": 1}


def results() -> Results:
    scale = {"unit": "marks", "worst": 0, "best": 3}
    return analyse(made(SCORES, WEIGHTS, scales=dict.fromkeys(WEIGHTS, scale)), draws=0)


def test_the_printed_totals():
    # an overall value of 100 would be the greatest total, 6 x 3 marks
    overall = results().scores.overall

    totals = {id: round(value * 18 / 100, 9) for id, value in overall.items() if value is not None}
    assert totals == {"alpha": 11, "beta": 15, "gamma": 15, "delta": 12}


def test_tied_options_share_the_better_rank():
    assert results().rank == {"alpha": 4, "beta": 1, "gamma": 1, "delta": 3}


def test_a_tie_is_said_and_never_broken_by_list_order():
    found = results()

    assert found.tied_first == ("beta", "gamma")
    assert found.recommendation.option is None
    assert found.recommendation.firmness == "tied"
    assert "Beta and Gamma tie for first" in found.recommendation.because[0]
