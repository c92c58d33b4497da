"""The parts that officers write: consultation, risk and compliance; nothing is invented."""

from __future__ import annotations

from appraisal.analysis.results import Results
from appraisal.report.contents.money import cost_sheet
from appraisal.report.contents.narrative import (
    COMPLIANCE,
    CONSULTATION,
    RISK,
    Narrative,
    other_sections,
    written,
)
from appraisal.report.parts import Block, Section, Subheading


def consultation(results: Results) -> Section:
    """Return the section on consultation."""
    return _section(results, CONSULTATION)


def risk(results: Results) -> Section:
    """Return the section on risk management."""
    return _section(results, RISK)


def compliance(results: Results) -> Section:
    """Return the compliance issues, the cost sheet beside the financial implications."""
    blocks: list[Block] = []
    for part in (*COMPLIANCE, *other_sections(results.appraisal)):
        blocks += [Subheading(part.heading), *written(results.appraisal, part)]
        if part.key == "financial":
            blocks += cost_sheet(results)
    return Section("compliance", "Compliance issues", tuple(blocks))


def _section(results: Results, part: Narrative) -> Section:
    return Section(part.key, part.heading, written(results.appraisal, part))
