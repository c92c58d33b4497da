"""The one door: every figure on a page, in a report or on the command line comes from here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import appraisal as package
from appraisal.analysis.baseline import AgainstBaseline, against_baseline
from appraisal.analysis.checks.gaps import Gap, gaps
from appraisal.analysis.dominance import dominated_by
from appraisal.analysis.draws.acceptability import (
    Acceptability,
    KeptValues,
    acceptability,
)
from appraisal.analysis.draws.problem import draw_problem
from appraisal.analysis.draws.weights import WeightsModel
from appraisal.analysis.findings import Findings, Thresholds
from appraisal.analysis.group import GroupResult, MemberResult, equal_weights, group_result
from appraisal.analysis.money import Money, money
from appraisal.analysis.money_odds import MoneyOdds, money_odds
from appraisal.analysis.must_haves import eligible_options
from appraisal.analysis.recommendation import Recommendation, recommend
from appraisal.analysis.scoring import Scores, ranks, score, tied_first
from appraisal.analysis.sensitivity.break_even import BreakEven, break_evens
from appraisal.analysis.sensitivity.lead_map import LeadMap, lead_map
from appraisal.analysis.sensitivity.overturn import Overturn, overturn
from appraisal.analysis.sensitivity.ranked_table import PlainTable, plain_table
from appraisal.analysis.sensitivity.switching_points import (
    SwitchingPoint,
    switching_points,
)
from appraisal.analysis.sensitivity.tornado import Tornado, tornado
from appraisal.analysis.wording.robustness import (
    Robustness,
    RobustnessWords,
    robustness_words,
)
from appraisal.model import Appraisal
from appraisal.model.canonical import sha256_of

FORMAT = "appraisal-results/1"


@dataclass(frozen=True)
class Results:
    """Everything computed from one appraisal, with what it takes to compute it again.

    Figures are by id and in full precision; None stands for what cannot be known yet, and for all
    that tells how firm the result is where nothing was drawn (``draws`` = 0).
    ``results_document`` gives them in the form of ``analyse --json``.
    """

    appraisal: Appraisal
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
    equal_weights: MemberResult | None = None
    overturn: Overturn | None = None
    tornado: Tornado | None = None
    lead_map: LeadMap | None = None
    money_odds: MoneyOdds | None = None
    words: RobustnessWords | None = None

    @cached_property
    def inputs_sha256(self) -> str:
        """The SHA-256 of the appraisal's document, as 64 hexadecimal digits."""
        return sha256_of(self.appraisal.document())

    @cached_property
    def findings(self) -> Findings:
        """What the recommendation is drawn from, for the sentences about it."""
        return Findings(
            self.appraisal, self.scores, self.rank, self.eligible, self.tied_first,
            self.against_baseline, self.money, self.acceptability,
        )  # fmt: skip

    def by_overall_value(self) -> tuple[str, ...]:
        """Return the option ids as they are shown: ranked first, then by overall value, then id."""
        overall = self.scores.overall

        def place(id: str) -> tuple[bool, bool, float, str]:
            value = overall[id]
            return (self.rank[id] is None, value is None, -(value or 0.0), id)

        return tuple(sorted(overall, key=place))

    def map_of(self, across: str, up: str) -> LeadMap | None:
        """Return who leads for every weight of two criteria; None where there is no such map."""
        table = plain_table(self.appraisal, self.scores, self.rank)
        return None if table is None else lead_map(table, across, up)


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
    drawn, kept = _draws(appraisal, eligible, weights_model, draws, seed)
    beats = _beats_baseline(drawn, appraisal.baseline)
    against = against_baseline(appraisal, scores, beats)
    cost = money(appraisal, scores.overall, eligible)
    findings = Findings(appraisal, scores, rank, eligible, first, against, cost, drawn)
    plain = Results(
        appraisal=appraisal,
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
        acceptability=drawn,
        group=None,
        recommendation=recommend(findings, thresholds),
    )
    return _with_robustness(plain, kept) if draws else plain


def _draws(
    appraisal: Appraisal,
    eligible: dict[str, bool],
    weights_model: WeightsModel,
    draws: int,
    seed: int,
) -> tuple[Acceptability | None, KeptValues | None]:
    problem = draw_problem(appraisal, eligible, weights_model, seed) if draws else None
    if problem is None:
        return None, None
    return acceptability(problem, draws, [option.id for option in appraisal.options])


def _with_robustness(plain: Results, kept: KeptValues | None) -> Results:
    """Return the results with how firm they are and what would change them."""
    appraisal, scores = plain.appraisal, plain.scores
    table = plain_table(appraisal, scores, plain.rank)
    results = replace(
        plain,
        group=group_result(appraisal, scores, plain.rank, plain.eligible),
        equal_weights=equal_weights(appraisal, scores, plain.eligible),
        money_odds=money_odds(appraisal, plain.money, kept, plain.eligible, plain.seed)
        if plain.money and kept
        else None,
    )
    if table is not None:
        results = _with_what_would_change_it(results, table)
    words = robustness_words(
        Robustness(
            appraisal, table, results.switching_points or (), results.break_even or (),
            results.overturn, results.tornado, plain.acceptability, results.group,
            results.money_odds,
        )
    )  # fmt: skip
    return replace(results, words=words)


def _with_what_would_change_it(results: Results, table: PlainTable) -> Results:
    appraisal = results.appraisal
    order = [criterion.id for criterion in appraisal.benefit_criteria()]
    points = switching_points(table, appraisal.swings, order)
    evens = break_evens(appraisal, results.scores, table)
    return replace(
        results,
        switching_points=points,
        break_even=evens,
        overturn=overturn(appraisal, table, points, evens),
        tornado=tornado(appraisal, results.scores, table),
        lead_map=lead_map(table),
    )


def _beats_baseline(drawn: Acceptability | None, baseline: str) -> dict[str, float | None] | None:
    if drawn is None:
        return None
    beats: Mapping[str, Mapping[str, float]] = drawn.beats
    return {id: row.get(baseline) for id, row in beats.items()}
