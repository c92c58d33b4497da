"""The exempt appendix: exactly what the public part leaves out."""

from __future__ import annotations

from appraisal.analysis.results import Results
from appraisal.report.contents.evidence import evidence_tables
from appraisal.report.contents.narrative import NARRATIVES, blocks_of
from appraisal.report.parts import Block, Para, Section, Subheading

WARNING = (
    "This appendix belongs to the public report of the same title and date. It holds only what is "
    "exempt from publication, and is for those who are entitled to read it."
)


def exempt_sections(results: Results) -> tuple[Section, ...]:
    """Return the exempt texts and the exempt evidence."""
    return (
        Section("exempt", "What this appendix is", (Para(WARNING),)),
        Section("exempt_texts", "Exempt parts of the report", _texts(results)),
        Section("exempt_evidence", "Exempt evidence", _evidence(results)),
    )


def _texts(results: Results) -> tuple[Block, ...]:
    report = results.appraisal.report
    headings = {part.key: part.heading for part in NARRATIVES}
    blocks: list[Block] = []
    for key in dict.fromkeys(report.exempt):
        text = report.sections.get(key, "")
        if text.strip():
            heading = headings.get(key, key.replace("_", " ").capitalize())
            blocks += [Subheading(heading), *blocks_of(text)]
    return tuple(blocks) or (Para("No part of the report is marked as exempt."),)


def _evidence(results: Results) -> tuple[Block, ...]:
    entries = tuple(each for each in results.appraisal.evidence if each.exempt)
    if not entries:
        return (Para("No evidence is marked as exempt."),)
    caption = "Exempt evidence, as the appraisal file holds it"
    return evidence_tables(results, entries, "exempt_evidence", caption)
