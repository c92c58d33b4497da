"""The contents of the report, from the results alone: one model, read by every renderer."""

from __future__ import annotations

from appraisal.analysis.results import Results
from appraisal.report.contents.background import background
from appraisal.report.contents.compliance import compliance, consultation, risk
from appraisal.report.contents.evidence import evidence_log
from appraisal.report.contents.executive_summary import answer
from appraisal.report.contents.exempt import exempt_sections
from appraisal.report.contents.head import facts, marking
from appraisal.report.contents.inputs import (
    cost_lines,
    criteria_and_scores,
    must_have_record,
)
from appraisal.report.contents.members import group_swings
from appraisal.report.contents.method import method
from appraisal.report.contents.narrative import NARRATIVES, Narrative
from appraisal.report.contents.proposal import proposal
from appraisal.report.contents.recommendations import recommendations
from appraisal.report.contents.record import appendices_list, sign_off
from appraisal.report.contents.redaction import for_the_public, has_exempt_text
from appraisal.report.numbering import numbered
from appraisal.report.parts import Contents, Part, Section

__all__ = ["NARRATIVES", "Narrative", "contents"]


def contents(results: Results, *, part: Part = "public") -> Contents:
    """Return the whole report as plain values.

    Parameters
    ----------
    results : Results
        From ``analysis.results.analyse``; every figure of the report comes from here.
    part : str
        ``public`` for the report without anything exempt; ``exempt`` for the appendix that holds
        what the public part leaves out.
    """
    with_exempt = has_exempt_text(results.appraisal)
    if part == "public":
        results = for_the_public(results)
        sections = _public_sections(results)
    else:
        sections = exempt_sections(results)
    appraisal = results.appraisal
    kind = f"Report to {appraisal.decision_maker}"
    return Contents(
        title=appraisal.title,
        authority=appraisal.authority.strip(),
        decision_maker=appraisal.decision_maker,
        kind=kind if part == "public" else f"Exempt appendix: {kind[:1].lower()}{kind[1:]}",
        date=appraisal.date,
        part=part,
        marking=marking(part),
        illustrative=appraisal.illustrative.strip(),
        fingerprint=results.inputs_sha256,
        facts=facts(results, part, with_exempt=with_exempt),
        sections=numbered(sections),
    )


def _public_sections(results: Results) -> tuple[Section, ...]:
    appendices = (
        method(results),
        evidence_log(results),
        must_have_record(results),
        criteria_and_scores(results),
        cost_lines(results),
        group_swings(results),
    )
    return (
        answer(results),
        recommendations(results),
        background(results),
        proposal(results),
        consultation(results),
        risk(results),
        compliance(results),
        sign_off(results),
        appendices_list(results, appendices),
        *appendices,
    )
