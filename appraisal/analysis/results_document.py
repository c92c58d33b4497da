"""The results as plain data, with the keys of ``appraisal-results/1``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from appraisal.analysis.results import Results
from appraisal.analysis.robustness_document import robustness_document


def results_document(results: Results) -> dict[str, Any]:
    """Return every figure by id as JSON knows it: numbers are numbers, absent values None."""
    scores, money = results.scores, results.money
    return {
        "format": "appraisal-results/1",
        "inputs_sha256": results.inputs_sha256,
        "version": results.version,
        "seed": results.seed,
        "draws": results.draws,
        "weights_model": results.weights_model,
        "faults": [
            {"step": gap.step, "text": gap.text, "stops": gap.stops} for gap in results.gaps
        ],
        "weights": scores.weights,
        "group_weights": scores.group_weights,
        "value_scores": scores.value_scores,
        "contributions": scores.contributions,
        "overall": scores.overall,
        "overall_range": {id: _listed(ends) for id, ends in scores.overall_range.items()},
        "clipped": [list(cell) for cell in scores.clipped],
        "rank": results.rank,
        "eligible": results.eligible,
        "tied_first": list(results.tied_first),
        "against_baseline": {id: asdict(d) for id, d in results.against_baseline.items()},
        "dominated_by": {id: list(better) for id, better in results.dominated_by.items()},
        "net_present_cost": None
        if money is None
        else {id: cost and cost.net_present_cost for id, cost in money.options.items()},
        "costs": None if money is None else {id: c and _cost(c) for id, c in money.options.items()},
        "frontier": None if money is None else _listed(money.frontier),
        "price_per_point": [] if money is None else [asdict(step) for step in money.prices],
        "switching_points": _switching_points(results),
        "break_even": None
        if results.break_even is None
        else [asdict(break_even) for break_even in results.break_even],
        "acceptability": _acceptability(results),
        "recommendation": _recommendation(results),
        **robustness_document(results),
    }


def _listed(values: tuple[Any, ...] | None) -> list[Any] | None:
    return None if values is None else list(values)


def _cost(cost: Any) -> dict[str, Any]:
    plain = asdict(cost)
    plain["by_year"] = {str(year): amount for year, amount in cost.by_year.items()}
    return plain


def _switching_points(results: Results) -> list[dict[str, Any]] | None:
    if results.switching_points is None:
        return None
    return [
        {"of": p.of, "kind": p.kind, "now": p.now, "at": p.at, "from": p.leader,
         "to": list(p.to), "direction": p.direction, "from_all": list(p.leaders),
         "swing_now": p.swing_now, "swing_at": p.swing_at}
        for p in results.switching_points
    ]  # fmt: skip


def _acceptability(results: Results) -> dict[str, Any] | None:
    drawn = results.acceptability
    if drawn is None:
        return None
    return {
        "ranks": {id: list(row) for id, row in drawn.ranks.items()},
        "central_weights": drawn.central_weights,
        "confidence": drawn.confidence,
        "beats": drawn.beats,
        "standard_error": drawn.error,
        "overall": {id: list(row) for id, row in drawn.overall.items()},
    }


def _recommendation(results: Results) -> dict[str, Any]:
    recommendation = results.recommendation
    return {
        "option": recommendation.option,
        "case_for_change": recommendation.case_for_change,
        "firmness": recommendation.firmness,
        "conditions": list(recommendation.conditions),
        "because": list(recommendation.because),
        "thresholds": asdict(results.thresholds),
    }
