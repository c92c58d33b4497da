"""The recommendation in words: support for a decision, never the decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from appraisal.analysis.baseline import AgainstBaseline
from appraisal.analysis.draws.acceptability import Acceptability
from appraisal.analysis.money import Money
from appraisal.analysis.must_haves import failed_must_haves, unknown_must_haves
from appraisal.analysis.scoring import TIE, Scores
from appraisal.analysis.wording.figures import (
    listed,
    million,
    points,
    share,
    signed_points,
)
from appraisal.model import Appraisal

CaseForChange = Literal["made", "marginal", "not_made"]
Firmness = Literal["firm", "leaning", "open", "tied"]

HOLDERS = {
    "council": "the council",
    "secretary_of_state": "the Secretary of State",
    "partner": "the partner council",
}


@dataclass(frozen=True)
class Thresholds:
    """Shares of draws at which the words change. Settings of this project, printed in reports."""

    case_made: float = 0.90
    case_marginal: float = 0.66
    firm: float = 0.80
    leaning: float = 0.50


@dataclass(frozen=True)
class Recommendation:
    """The best eligible option, how sure, on what conditions and why.

    Attributes
    ----------
    option : str or None
        None where there is no plain result yet, no option is eligible, or several tie for first.
    case_for_change : str or None
        ``made`` if it is not the baseline and beats it in at least 90 % of draws, ``marginal``
        from 66 %, else ``not_made``; None where nothing was drawn or it is not settled who leads.
    firmness : str or None
        ``firm`` if first in at least 80 % of draws, ``leaning`` from 50 %, else ``open``;
        ``tied`` where the plain gap is nil.
    conditions : tuple of str
        Every must-have not yet known for it, and every consent outside the council.
    because : tuple of str
        Sentences that carry their own figures.
    """

    option: str | None
    case_for_change: CaseForChange | None
    firmness: Firmness | None
    conditions: tuple[str, ...]
    because: tuple[str, ...]


@dataclass(frozen=True)
class Findings:
    """Everything a recommendation is drawn from."""

    appraisal: Appraisal
    scores: Scores
    rank: Mapping[str, int | None]
    eligible: Mapping[str, bool]
    tied_first: tuple[str, ...]
    against: Mapping[str, AgainstBaseline]
    money: Money | None
    acceptability: Acceptability | None

    def name(self, option: str) -> str:
        """Return the name of the option with this id."""
        return self.appraisal.option(option).name


def recommend(findings: Findings, thresholds: Thresholds) -> Recommendation:
    """Return the recommendation that the findings bear, with its conditions and reasons."""
    if len(findings.tied_first) > 1:
        return _tied(findings)
    if not findings.tied_first:
        return Recommendation(None, None, None, (), _no_result(findings))
    leader = findings.tied_first[0]
    case = case_for_change(findings, leader, thresholds)
    firmness = firmness_of(findings, leader, thresholds)
    reasons = (
        _lead(findings, leader),
        _against_baseline(findings, leader),
        _case(findings, leader, case, thresholds),
        _firmness(findings, leader, firmness, thresholds),
        *_only_a_range(findings),
        _cost(findings, leader),
        *_ruled_out(findings, leader),
    )
    because = tuple(reason for reason in reasons if reason)
    return Recommendation(leader, case, firmness, conditions(findings.appraisal, leader), because)


def conditions(appraisal: Appraisal, option: str) -> tuple[str, ...]:
    """Return what must still come true: must-haves not yet known, and consents outside."""
    unknown = dict.fromkeys(unknown_must_haves(appraisal, option))
    gates = [f"Must-have not yet known: {g.name}." for g in appraisal.gates if g.id in unknown]
    holders = appraisal.option(option).consents_outside_council()
    consents = [f"Needs the consent of {HOLDERS.get(holder, holder)}." for holder in holders]
    return (*gates, *consents)


def case_for_change(
    findings: Findings, leader: str, thresholds: Thresholds
) -> CaseForChange | None:
    """Return whether the draws bear out a change from the baseline to the leader."""
    if leader == findings.appraisal.baseline:
        return "not_made"
    beats = findings.against[leader].beats_baseline
    if beats is None:
        return None
    if beats >= thresholds.case_made:
        return "made"
    return "marginal" if beats >= thresholds.case_marginal else "not_made"


def firmness_of(findings: Findings, leader: str, thresholds: Thresholds) -> Firmness | None:
    """Return how firmly the leader leads, from its first-rank acceptability."""
    if findings.acceptability is None:
        return None
    first = findings.acceptability.ranks[leader][0]
    if first >= thresholds.firm:
        return "firm"
    return "leaning" if first >= thresholds.leaning else "open"


def _tied(findings: Findings) -> Recommendation:
    names = listed([findings.name(option) for option in findings.tied_first])
    value = findings.scores.overall[findings.tied_first[0]]
    assert value is not None
    reason = (
        f"{names} tie for first, each with an overall value of {points(value)} out of 100. "
        "The figures do not choose between them."
    )
    case: CaseForChange | None = "not_made" if _baseline_leads(findings) else None
    return Recommendation(None, case, "tied", (), (reason,))


def _baseline_leads(findings: Findings) -> bool:
    return findings.appraisal.baseline in findings.tied_first


def _no_result(findings: Findings) -> tuple[str, ...]:
    if not any(findings.eligible.values()):
        return ("Every option fails a must-have, so none can be recommended.",)
    if findings.scores.weights is None:
        return ("There is no ranking yet, because not every swing has been rated.",)
    return ("There is no ranking yet, because scores are missing.",)


def _lead(findings: Findings, leader: str) -> str:
    overall = findings.scores.overall
    value = overall[leader]
    assert value is not None
    first = f"{findings.name(leader)} has the highest overall value, {points(value)} out of 100"
    ranked = {id: v for id, v in overall.items() if v is not None and findings.rank[id] is not None}
    rest = {id: v for id, v in ranked.items() if id != leader}
    unranked = [id for id in overall if _not_scored(findings, id)]
    if unranked:
        names = listed([findings.name(option) for option in unranked])
        first = f"{first}, among the options that are fully scored (not yet: {names})"
    if not rest:
        return f"{first}. No other option is ranked."
    best = max(rest.values())
    second = [id for id, v in rest.items() if best - v <= TIE]
    names = listed([findings.name(option) for option in second])
    verb = "follows" if len(second) == 1 else "follow"
    return f"{first}. {names} {verb} with {points(best)}, a gap of {points(value - best)} points."


def _not_scored(findings: Findings, id: str) -> bool:
    """Return whether an eligible option still lacks a score, and has not even a range."""
    scores = findings.scores
    return findings.eligible[id] and scores.overall[id] is None and scores.overall_range[id] is None


def _only_a_range(findings: Findings) -> list[str]:
    """Return a sentence for each eligible option that has a range and no overall value."""
    sentences = []
    for id, ends in findings.scores.overall_range.items():
        if not findings.eligible[id] or findings.scores.overall[id] is not None or ends is None:
            continue
        sentence = (
            f"{findings.name(id)} lacks a level for which there is no evidence, so it has no "
            f"single overall value and no rank here: it lies from {points(ends[0])} to "
            f"{points(ends[1])}"
        )
        if findings.acceptability is not None:
            first = findings.acceptability.ranks[id][0]
            sentence += f", and ranks first in {share(first)} of the draws"
        sentences.append(f"{sentence}.")
    return sentences


def _against_baseline(findings: Findings, leader: str) -> str:
    if leader == findings.appraisal.baseline:
        return ""
    parts = {id: d for id, d in findings.against[leader].criteria.items() if d is not None}
    gains = sorted((id for id in parts if parts[id] > 0), key=lambda id: (-parts[id], id))[:3]
    losses = sorted((id for id in parts if parts[id] < 0), key=lambda id: (parts[id], id))[:2]
    name = findings.name(findings.appraisal.baseline)
    clauses = []
    if gains:
        clauses.append(f"it gains most on {_named_parts(findings, gains, parts)}")
    if losses:
        clauses.append(f"it loses most on {_named_parts(findings, losses, parts)}")
    return f"Against {name}, {', and '.join(clauses)} (points of overall value)." if clauses else ""


def _named_parts(findings: Findings, ids: list[str], parts: Mapping[str, float]) -> str:
    names = [f"{findings.appraisal.criterion(id).name} ({signed_points(parts[id])})" for id in ids]
    return listed(names)


def _case(
    findings: Findings, leader: str, case: CaseForChange | None, thresholds: Thresholds
) -> str:
    baseline = findings.name(findings.appraisal.baseline)
    if leader == findings.appraisal.baseline:
        return f"No option does better than {baseline}, so the case for change is not made."
    beats = findings.against[leader].beats_baseline
    if case is None or beats is None:
        return ""
    verdict = {
        "made": "the case for change is made",
        "marginal": "the case for change is marginal",
        "not_made": "the case for change is not made",
    }[case]
    return (
        f"It does better than {baseline} in {share(beats)} of the draws, so {verdict} "
        f"(made from {share(thresholds.case_made)}, marginal from "
        f"{share(thresholds.case_marginal)})."
    )


def _firmness(
    findings: Findings, leader: str, firmness: Firmness | None, thresholds: Thresholds
) -> str:
    if firmness is None or findings.acceptability is None:
        return ""
    first = findings.acceptability.ranks[leader][0]
    verdict = {
        "firm": "the result is firm",
        "leaning": "the result leans its way",
        "open": "the result is open: the gap is smaller than the uncertainty",
        "tied": "the result is tied",
    }[firmness]
    return (
        f"It ranks first in {share(first)} of the draws, so {verdict} "
        f"(firm from {share(thresholds.firm)}, leaning from {share(thresholds.leaning)})."
    )


def _cost(findings: Findings, leader: str) -> str:
    cost = findings.money.options[leader] if findings.money else None
    if cost is None:
        return ""
    clause = f"Its net present cost is {million(cost.net_present_cost)}"
    if leader == findings.appraisal.baseline or cost.against_baseline is None:
        return f"{clause}."
    more = "more" if cost.against_baseline >= 0 else "less"
    baseline = findings.name(findings.appraisal.baseline)
    return f"{clause}, {million(abs(cost.against_baseline))} {more} than {baseline}."


def _ruled_out(findings: Findings, leader: str) -> list[str]:
    """Return a sentence for each option that scores more than the leader but fails a must-have."""
    leads = findings.scores.overall[leader]
    sentences = []
    for option in findings.appraisal.options:
        value = findings.scores.overall[option.id]
        if findings.eligible[option.id] or value is None or leads is None or value <= leads:
            continue
        failed = failed_must_haves(findings.appraisal, option.id)
        names = listed(
            [must_have.name for must_have in findings.appraisal.gates if must_have.id in failed]
        )
        sentences.append(
            f"{option.name} has a higher overall value ({points(value)}) but fails a must-have "
            f"({names}), so it cannot be recommended."
        )
    return sentences
