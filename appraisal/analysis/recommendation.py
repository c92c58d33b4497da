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


def recommend(found: Findings, thresholds: Thresholds) -> Recommendation:
    """Return the recommendation that the findings bear, with its conditions and reasons."""
    if len(found.tied_first) > 1:
        return _tied(found)
    if not found.tied_first:
        return Recommendation(None, None, None, (), _no_result(found))
    leader = found.tied_first[0]
    case = case_for_change(found, leader, thresholds)
    firmness = firmness_of(found, leader, thresholds)
    reasons = (
        _lead(found, leader),
        _against_baseline(found, leader),
        _case(found, leader, case, thresholds),
        _firmness(found, leader, firmness, thresholds),
        *_only_a_range(found),
        _cost(found, leader),
        *_ruled_out(found, leader),
    )
    because = tuple(reason for reason in reasons if reason)
    return Recommendation(leader, case, firmness, conditions(found.appraisal, leader), because)


def conditions(appraisal: Appraisal, option: str) -> tuple[str, ...]:
    """Return what must still come true: must-haves not yet known, and consents outside."""
    unknown = dict.fromkeys(unknown_must_haves(appraisal, option))
    gates = [f"Must-have not yet known: {g.name}." for g in appraisal.gates if g.id in unknown]
    holders = appraisal.option(option).consents_outside_council()
    consents = [f"Needs the consent of {HOLDERS.get(holder, holder)}." for holder in holders]
    return (*gates, *consents)


def case_for_change(found: Findings, leader: str, thresholds: Thresholds) -> CaseForChange | None:
    """Return whether the draws bear out a change from the baseline to the leader."""
    if leader == found.appraisal.baseline:
        return "not_made"
    beats = found.against[leader].beats_baseline
    if beats is None:
        return None
    if beats >= thresholds.case_made:
        return "made"
    return "marginal" if beats >= thresholds.case_marginal else "not_made"


def firmness_of(found: Findings, leader: str, thresholds: Thresholds) -> Firmness | None:
    """Return how firmly the leader leads, from its first-rank acceptability."""
    if found.acceptability is None:
        return None
    first = found.acceptability.ranks[leader][0]
    if first >= thresholds.firm:
        return "firm"
    return "leaning" if first >= thresholds.leaning else "open"


def _tied(found: Findings) -> Recommendation:
    names = listed([found.name(option) for option in found.tied_first])
    value = found.scores.overall[found.tied_first[0]]
    assert value is not None
    said = (
        f"{names} tie for first, each with an overall value of {points(value)} out of 100. "
        "The figures do not choose between them."
    )
    case: CaseForChange | None = "not_made" if _baseline_leads(found) else None
    return Recommendation(None, case, "tied", (), (said,))


def _baseline_leads(found: Findings) -> bool:
    return found.appraisal.baseline in found.tied_first


def _no_result(found: Findings) -> tuple[str, ...]:
    if not any(found.eligible.values()):
        return ("Every option fails a must-have, so none can be recommended.",)
    if found.scores.weights is None:
        return ("There is no ranking yet, because not every swing has been rated.",)
    return ("There is no ranking yet, because scores are missing.",)


def _lead(found: Findings, leader: str) -> str:
    overall = found.scores.overall
    value = overall[leader]
    assert value is not None
    first = f"{found.name(leader)} has the highest overall value, {points(value)} out of 100"
    ranked = {id: v for id, v in overall.items() if v is not None and found.rank[id] is not None}
    rest = {id: v for id, v in ranked.items() if id != leader}
    unranked = [id for id in overall if _not_scored(found, id)]
    if unranked:
        names = listed([found.name(option) for option in unranked])
        first = f"{first}, among the options that are fully scored (not yet: {names})"
    if not rest:
        return f"{first}. No other option is ranked."
    best = max(rest.values())
    second = [id for id, v in rest.items() if best - v <= TIE]
    names = listed([found.name(option) for option in second])
    verb = "follows" if len(second) == 1 else "follow"
    return f"{first}. {names} {verb} with {points(best)}, a gap of {points(value - best)} points."


def _not_scored(found: Findings, id: str) -> bool:
    """Return whether an eligible option still lacks a score, and has not even a range."""
    scores = found.scores
    return found.eligible[id] and scores.overall[id] is None and scores.overall_range[id] is None


def _only_a_range(found: Findings) -> list[str]:
    """Return a sentence for each eligible option that has a range and no overall value."""
    said = []
    for id, ends in found.scores.overall_range.items():
        if not found.eligible[id] or found.scores.overall[id] is not None or ends is None:
            continue
        sentence = (
            f"{found.name(id)} lacks a level for which there is no evidence, so it has no single "
            f"overall value and no rank here: it lies from {points(ends[0])} to {points(ends[1])}"
        )
        if found.acceptability is not None:
            first = found.acceptability.ranks[id][0]
            sentence += f", and ranks first in {share(first)} of the draws"
        said.append(f"{sentence}.")
    return said


def _against_baseline(found: Findings, leader: str) -> str:
    if leader == found.appraisal.baseline:
        return ""
    parts = {id: d for id, d in found.against[leader].criteria.items() if d is not None}
    gains = sorted((id for id in parts if parts[id] > 0), key=lambda id: (-parts[id], id))[:3]
    losses = sorted((id for id in parts if parts[id] < 0), key=lambda id: (parts[id], id))[:2]
    name = found.name(found.appraisal.baseline)
    said = []
    if gains:
        said.append(f"it gains most on {_named_parts(found, gains, parts)}")
    if losses:
        said.append(f"it loses most on {_named_parts(found, losses, parts)}")
    return f"Against {name}, {', and '.join(said)} (points of overall value)." if said else ""


def _named_parts(found: Findings, ids: list[str], parts: Mapping[str, float]) -> str:
    names = [f"{found.appraisal.criterion(id).name} ({signed_points(parts[id])})" for id in ids]
    return listed(names)


def _case(found: Findings, leader: str, case: CaseForChange | None, thresholds: Thresholds) -> str:
    baseline = found.name(found.appraisal.baseline)
    if leader == found.appraisal.baseline:
        return f"No option does better than {baseline}, so the case for change is not made."
    beats = found.against[leader].beats_baseline
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
    found: Findings, leader: str, firmness: Firmness | None, thresholds: Thresholds
) -> str:
    if firmness is None or found.acceptability is None:
        return ""
    first = found.acceptability.ranks[leader][0]
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


def _cost(found: Findings, leader: str) -> str:
    cost = found.money.options[leader] if found.money else None
    if cost is None:
        return ""
    said = f"Its net present cost is {million(cost.net_present_cost)}"
    if leader == found.appraisal.baseline or cost.against_baseline is None:
        return f"{said}."
    more = "more" if cost.against_baseline >= 0 else "less"
    baseline = found.name(found.appraisal.baseline)
    return f"{said}, {million(abs(cost.against_baseline))} {more} than {baseline}."


def _ruled_out(found: Findings, leader: str) -> list[str]:
    """Return a sentence for each option that scores more than the leader but fails a must-have."""
    leads = found.scores.overall[leader]
    said = []
    for option in found.appraisal.options:
        value = found.scores.overall[option.id]
        if found.eligible[option.id] or value is None or leads is None or value <= leads:
            continue
        failed = failed_must_haves(found.appraisal, option.id)
        names = listed(
            [must_have.name for must_have in found.appraisal.gates if must_have.id in failed]
        )
        said.append(
            f"{option.name} has a higher overall value ({points(value)}) but fails a must-have "
            f"({names}), so it cannot be recommended."
        )
    return said
