"""The recommendation: support for a decision, never the decision."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.analysis.findings import CaseForChange, Findings, Firmness, Thresholds
from appraisal.analysis.must_haves import unknown_must_haves
from appraisal.analysis.wording import recommendation as wording
from appraisal.model import Appraisal

HOLDERS = {
    "council": "the council",
    "secretary_of_state": "the Secretary of State",
    "partner": "the partner council",
}


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


def recommend(findings: Findings, thresholds: Thresholds) -> Recommendation:
    """Return the recommendation that the findings bear, with its conditions and reasons."""
    if len(findings.tied_first) > 1:
        baseline_leads = findings.appraisal.baseline in findings.tied_first
        case: CaseForChange | None = "not_made" if baseline_leads else None
        return Recommendation(None, case, "tied", (), (wording.tied(findings),))
    if not findings.tied_first:
        return Recommendation(None, None, None, (), (wording.no_result(findings),))
    leader = findings.tied_first[0]
    case = case_for_change(findings, leader, thresholds)
    firmness = firmness_of(findings, leader, thresholds)
    because = wording.because(findings, case, firmness, thresholds)
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
