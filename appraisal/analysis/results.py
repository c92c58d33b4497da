"""The one door: every figure on a page, in a report or on the command line comes from here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import appraisal as package
from appraisal.analysis.acceptability import Acceptability
from appraisal.analysis.baseline import AgainstBaseline, against_baseline
from appraisal.analysis.break_even import BreakEven
from appraisal.analysis.dominance import dominated_by
from appraisal.analysis.gaps import Gap, gaps
from appraisal.analysis.gates import eligible_options
from appraisal.analysis.group import GroupResult
from appraisal.analysis.money import Money, money
from appraisal.analysis.recommendation import Findings, Recommendation, Thresholds, recommend
from appraisal.analysis.scoring import Scores, ranks, score, tied_first
from appraisal.analysis.sensitivity import SwitchingPoint
from appraisal.model import Appraisal
from appraisal.model.canonical import sha256_of

FORMAT = "appraisal-results/1"
WeightsModel = Literal["elicited", "order", "unknown", "fixed"]


@dataclass(frozen=True)
class Results:
    """Everything computed from one appraisal, with what it takes to compute it again.

    Figures are by id and in full precision; None stands for what cannot be known yet.
    ``document()`` gives them in the form of ``analyse --json``.
    """

    appraisal: Appraisal
    inputs_sha256: str
    version: str
    seed: int
    draws: int
    weights_model: WeightsModel
    thresholds: Thresholds
    gaps: tuple[Gap, ...]
    scores: Scores
    rank: dict[str, int | None]
    eligible: dict[str, bool]
    tied_first: tuple[str, ...]
    against_baseline: dict[str, AgainstBaseline]
    dominated_by: dict[str, tuple[str, ...]]
    money: Money | None
    switching_points: tuple[SwitchingPoint, ...] | None
    break_even: tuple[BreakEven, ...] | None
    acceptability: Acceptability | None
    group: GroupResult | None
    recommendation: Recommendation

    def by_overall_value(self) -> tuple[str, ...]:
        """Return the option ids as they are shown: ranked first, then by overall value, then id."""
        overall = self.scores.overall

        def place(id: str) -> tuple[bool, bool, float, str]:
            value = overall[id]
            return (self.rank[id] is None, value is None, -(value or 0.0), id)

        return tuple(sorted(overall, key=place))

    def document(self) -> dict[str, Any]:
        """Return the results as plain data with the keys of the file format; never NaN."""
        from appraisal.analysis.results_document import results_document

        return results_document(self)


def analyse(
    appraisal: Appraisal,
    *,
    draws: int = 16_384,
    seed: int = 1,
    weights_model: WeightsModel = "elicited",
    thresholds: Thresholds | None = None,
) -> Results:
    """Return the whole analysis of an appraisal.

    Parameters
    ----------
    appraisal : Appraisal
        Complete or not: what is missing is named in ``gaps`` and leaves None behind it.
    draws : int
        Number of draws of weights and scores; 0 for the plain result alone.
    seed : int
        Where the draws start: the same appraisal, draws and seed give the same bits.
    weights_model : str
        ``elicited``, ``order``, ``unknown`` or ``fixed``.
    thresholds : Thresholds, optional
        Shares of draws at which the words of the recommendation change.
    """
    thresholds = thresholds or Thresholds()
    scores = score(appraisal)
    eligible = eligible_options(appraisal)
    rank = ranks(scores.overall, eligible)
    first = tied_first(rank)
    acceptability = None
    beats = _beats_baseline(acceptability, appraisal.baseline)
    against = against_baseline(appraisal, scores, beats)
    cost = money(appraisal, scores.overall, eligible)
    findings = Findings(appraisal, scores, rank, eligible, first, against, cost, acceptability)
    return Results(
        appraisal=appraisal,
        inputs_sha256=sha256_of(appraisal.document()),
        version=package.__version__,
        seed=seed,
        draws=draws,
        weights_model=weights_model,
        thresholds=thresholds,
        gaps=gaps(appraisal),
        scores=scores,
        rank=rank,
        eligible=eligible,
        tied_first=first,
        against_baseline=against,
        dominated_by=dominated_by(scores.value_scores),
        money=cost,
        switching_points=None,
        break_even=None,
        acceptability=acceptability,
        group=None,
        recommendation=recommend(findings, thresholds),
    )


def _beats_baseline(
    acceptability: Acceptability | None, baseline: str
) -> dict[str, float | None] | None:
    if acceptability is None:
        return None
    beats: Mapping[str, Mapping[str, float]] = acceptability.beats
    return {id: row.get(baseline) for id, row in beats.items()}
