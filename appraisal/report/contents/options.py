"""The options, described alike; those not recommended, and why."""

from __future__ import annotations

from appraisal.analysis.must_haves import failed_must_haves
from appraisal.analysis.results import Results
from appraisal.analysis.scoring import TIE
from appraisal.analysis.wording.figures import points, signed_points
from appraisal.report.contents.names import (
    capital,
    holders,
    must_have_names,
    option_name,
    option_names,
    plain_name,
)
from appraisal.report.contents.narrative import LONGLIST, blocks_of, written
from appraisal.report.parts import Block, Column, Para, Subheading, Table


def options_described(results: Results) -> tuple[Block, ...]:
    """Return every option in the same form and in the order of the appraisal."""
    rows = tuple(
        (
            option_name(results, option.id),
            _summary(results, option.id),
            capital(holders(option.in_gift_of)),
        )
        for option in results.appraisal.options
    )
    table = Table(
        "options",
        "The options considered",
        (Column("Option", 1.1), Column("What it is", 2.4), Column("Whose consent it takes", 1.1)),
        rows,
    )
    described = tuple(
        block
        for option in results.appraisal.options
        if option.summary.strip() and option.description.strip()
        for block in _with_lead(option.name, option.description)
    )
    return (Subheading("The options"), table, *described, *_longlist(results))


def _summary(results: Results, id: str) -> str:
    option = results.appraisal.option(id)
    summary = option.summary.strip() or option.description.strip() or "Not yet described"
    if option.variant_of is not None:
        summary += f"\nA form of: {plain_name(results, option.variant_of)}."
    return summary


def _with_lead(name: str, text: str) -> tuple[Block, ...]:
    first, *rest = blocks_of(text)
    if isinstance(first, Para):
        return (Para(first.text, lead=f"{name}."), *rest)
    return (Para("", lead=f"{name}."), first, *rest)


def _longlist(results: Results) -> tuple[Block, ...]:
    return (Subheading(LONGLIST.heading), *written(results.appraisal, LONGLIST))


def options_not_recommended(results: Results) -> tuple[Block, ...]:
    """Return why each other option is not recommended, from the figures alone."""
    leader = results.recommendation.option
    heading = Subheading("Options not recommended, and why")
    if leader is None:
        return (heading, Para(_no_leader(results)))
    rest = [id for id in results.by_overall_value() if id != leader]
    table = Table(
        "not_recommended",
        "Alternatives considered and why they are not recommended",
        (Column("Option", 1), Column("Why, from the figures", 2.4)),
        tuple((option_name(results, id), _why_not(results, id, leader)) for id in rest),
    )
    return (heading, table)


def _no_leader(results: Results) -> str:
    if results.tied_first:
        return (
            f"{option_names(results, results.tied_first)} tie for first, so the figures give no "
            "reason to prefer one of them."
        )
    return "No option is recommended yet, so there is nothing to set the others against."


def _why_not(results: Results, id: str, leader: str) -> str:
    reasons = []
    failed = failed_must_haves(results.appraisal, id)
    if failed:
        reasons.append(f"It fails a must-have: {must_have_names(results, failed)}.")
    value, best = results.scores.overall[id], results.scores.overall[leader]
    if value is None or best is None:
        reasons.append("It is not fully scored, so it has no overall value yet.")
    elif failed and value > best + TIE:
        reasons.append(f"For information only, its overall value is {points(value)}.")
    else:
        reasons.append(
            f"Its overall value is {points(value)}, {points(best - value)} points below "
            f"{plain_name(results, leader)}."
        )
    reasons += _against_the_baseline(results, id)
    better = [one for one in results.dominated_by.get(id, ()) if results.eligible[one]]
    if better:
        reasons.append(
            f"{option_names(results, better)} "
            f"{'does' if len(better) == 1 else 'each do'} at least as well on every criterion and "
            "better on some."
        )
    return " ".join(reasons)


def _against_the_baseline(results: Results, id: str) -> list[str]:
    against = results.against_baseline[id].overall
    if id == results.appraisal.baseline or against is None:
        return []
    baseline = plain_name(results, results.appraisal.baseline)
    return [f"Against {baseline}: {signed_points(against)} points."]
