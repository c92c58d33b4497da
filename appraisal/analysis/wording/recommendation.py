"""The recommendation in sentences that carry their own figures: long, and short for one page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from appraisal.analysis.findings import CaseForChange, Findings, Firmness, Thresholds
from appraisal.analysis.must_haves import failed_must_haves
from appraisal.analysis.scoring import TIE
from appraisal.analysis.wording.figures import listed, million, points, share, signed_points

VERDICT: Mapping[CaseForChange, str] = {
    "made": "made", "marginal": "marginal", "not_made": "not made"
}  # fmt: skip


def headline(findings: Findings) -> str:
    """Return the finding in one short sentence."""
    first = findings.tied_first
    if len(first) == 1:
        name = findings.name(first[0])
        now = ", as things are now" if first[0] == findings.appraisal.baseline else ""
        return f"Ranked first: {name}{now}."
    if first:
        return f"No single answer: {_names(findings, first)} tie for first."
    if not any(findings.eligible.values()):
        return "No option can be recommended."
    return "No ranking yet."


def because(
    findings: Findings,
    case_made: CaseForChange | None,
    how_firm: Firmness | None,
    limits: Thresholds,
) -> tuple[str, ...]:
    """Return the reasons for the one option that leads, a sentence or two each."""
    leader = findings.tied_first[0]
    reasons = (
        lead(findings),
        against_baseline(findings),
        case(findings, case_made, limits),
        firmness(findings, how_firm, limits),
        *_only_a_range(findings),
        _cost(findings, leader),
        *_ruled_out(findings, leader),
    )
    return tuple(reason for reason in reasons if reason)


def tied(findings: Findings) -> str:
    """Return that several options tie for first, and with how much."""
    value = findings.scores.overall[findings.tied_first[0]]
    assert value is not None
    return (
        f"{_names(findings, findings.tied_first)} tie for first, each with an overall value of "
        f"{points(value)} out of 100. The figures do not choose between them."
    )


def no_result(findings: Findings) -> str:
    """Return why nothing leads yet."""
    if not any(findings.eligible.values()):
        return "Every option fails a must-have, so none can be recommended."
    if findings.scores.weights is None:
        return "There is no ranking yet, because not every swing has been rated."
    return "There is no ranking yet, because scores are missing."


def lead(findings: Findings) -> str:
    """Return by how much the one option that leads does so, and over which."""
    leader, overall = findings.tied_first[0], findings.scores.overall
    value = overall[leader]
    assert value is not None
    of_those = _of_those_that_pass(findings, leader)
    first = (
        f"{findings.name(leader)} has the highest overall value{of_those}, {points(value)} out of "
        "100"
    )
    ranked = {id: v for id, v in overall.items() if v is not None and findings.rank[id] is not None}
    rest = {id: v for id, v in ranked.items() if id != leader}
    unranked = [id for id in overall if _not_scored(findings, id)]
    if unranked:
        names = _names(findings, unranked)
        first = f"{first}, among the options that are fully scored (not yet: {names})"
    if not rest:
        return f"{first}. No other option is ranked."
    best = max(rest.values())
    second = [id for id, v in rest.items() if best - v <= TIE]
    names = _names(findings, second)
    verb = "follows" if len(second) == 1 else "follow"
    return f"{first}. {names} {verb} with {points(best)}, a gap of {points(value - best)} points."


def _of_those_that_pass(findings: Findings, leader: str) -> str:
    """Return that it is the highest of some only, where a ruled-out option has a higher value."""
    own, overall = findings.scores.overall[leader], findings.scores.overall
    higher = any(
        not findings.eligible[id] and value is not None and own is not None and value > own
        for id, value in overall.items()
    )
    return " of the options that meet every must-have" if higher else ""


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


def against_baseline(findings: Findings, *, short: bool = False) -> str:
    """Return what the leader gains and loses most on; empty for the baseline itself."""
    leader, baseline = findings.tied_first[0], findings.appraisal.baseline
    if leader == baseline:
        return ""
    parts = {id: part for id, part in findings.against[leader].criteria.items() if part}
    up = sorted((id for id in parts if parts[id] > 0), key=lambda id: (-parts[id], id))
    down = sorted((id for id in parts if parts[id] < 0), key=lambda id: (parts[id], id))
    clauses = [
        f"it {verb} most on {_named_parts(findings, ids[:most], parts)}"
        for verb, ids, most in (
            ("gains", up, 2 if short else 3),
            ("loses", down, 1 if short else 2),
        )
        if ids
    ]
    if not clauses:
        return ""
    unit = "" if short else " (points of overall value)"
    return f"Against {findings.name(baseline)}, {', and '.join(clauses)}{unit}."


def _names(findings: Findings, options: Iterable[str]) -> str:
    return listed([findings.name(option) for option in options])


def _named_parts(findings: Findings, ids: list[str], parts: Mapping[str, float]) -> str:
    return listed(
        [f"{findings.appraisal.criterion(id).name} ({signed_points(parts[id])})" for id in ids]
    )


def case(findings: Findings, verdict: CaseForChange | None, limits: Thresholds) -> str:
    """Return whether the case for change is made, and from which odds; empty if not drawn."""
    leader, baseline = findings.tied_first[0], findings.appraisal.baseline
    if leader == baseline:
        which = (
            "option that meets every must-have"
            if _of_those_that_pass(findings, leader)
            else "option"
        )
        return (
            f"No {which} does better than {findings.name(baseline)}, so the case for change is not "
            "made."
        )
    beats = findings.against[leader].beats_baseline
    if verdict is None or beats is None:
        return ""
    return (
        f"It does better than {findings.name(baseline)} in {share(beats)} of the draws, so the "
        f"case for change is {VERDICT[verdict]} (made from {share(limits.case_made)}, marginal "
        f"from {share(limits.case_marginal)})."
    )


def firmness(
    findings: Findings, verdict: Firmness | None, limits: Thresholds, *, short: bool = False
) -> str:
    """Return how firm the result is, and from which odds; empty if not drawn.

    ``short`` is for a place that has the verdict as its heading.
    """
    if verdict is None or findings.acceptability is None:
        return ""
    first = findings.acceptability.ranks[findings.tied_first[0]][0]
    words = {
        "firm": "the result is firm",
        "leaning": "the result leans its way",
        "open": "the result is open: the gap is smaller than the uncertainty",
        "tied": "the result is tied",
    }[verdict]
    so = "" if short else f", so {words}"
    return (
        f"It ranks first in {share(first)} of the draws{so} (firm from {share(limits.firm)}, "
        f"leaning from {share(limits.leaning)})."
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
