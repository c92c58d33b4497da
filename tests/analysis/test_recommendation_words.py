"""Where a ruled-out option scores more, the leader is the highest of those that pass."""

from __future__ import annotations

from appraisal.analysis.results import analyse
from tests.service.examples import small_appraisal


def whole(**changes):
    rows = [
        {"option": option, "criterion": criterion, "level": level}
        for option, levels in {"status_quo": (50, 30), "trust": (90, 10)}.items()
        for criterion, level in zip(("practice", "workforce"), levels, strict=True)
    ]
    return small_appraisal().changed(
        performances=rows, swings={"practice": 100, "workforce": 50}, **changes
    )


def words(appraisal):
    return " ".join(analyse(appraisal, draws=64, seed=1).recommendation.because)


def test_the_leader_has_the_highest_value_of_those_that_pass_where_another_was_ruled_out():
    fails = [{"option": "trust", "gate": "g_law", "result": "fail", "reason": "No power."}]
    ruled_out = words(whole(gate_results=fails))

    assert "highest overall value of the options that meet every must-have" in ruled_out
    assert "No option that meets every must-have does better" in ruled_out
    assert "No option does better" not in ruled_out


def test_where_nothing_is_ruled_out_the_highest_is_the_highest():
    assert "has the highest overall value, " in words(whole(gate_results=[]))
