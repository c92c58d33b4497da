"""Pure edits of what only a person can write, and of what is exempt from publication."""

from __future__ import annotations

from appraisal.edits.accessors import Accessor
from appraisal.model import Appraisal
from appraisal.report.contents.narrative import NARRATIVES, Narrative


def with_section(appraisal: Appraisal, key: str, text: str) -> Appraisal:
    """Return the appraisal with one part of the report written; no words take it away."""
    report = appraisal.document().get("report", {})
    sections = {known: words for known, words in report.get("sections", {}).items() if known != key}
    if text.strip():
        sections[key] = text
    return appraisal.changed(report={**report, "sections": sections})


def with_exempt(appraisal: Appraisal, key: str, exempt: bool) -> Appraisal:
    """Return the appraisal with one part of the report exempt from publication, or not."""
    report = appraisal.document().get("report", {})
    others = [known for known in report.get("exempt", []) if known != key]
    return appraisal.changed(report={**report, "exempt": [*others, key] if exempt else others})


def section(key: str) -> Accessor:
    """Return the place of one part of the report."""
    return Accessor(
        lambda appraisal: appraisal.report.sections.get(key, ""),
        lambda appraisal, text: with_section(appraisal, key, text or ""),
    )


def exemption(key: str) -> Accessor:
    """Return the place of whether one part of the report is exempt."""
    return Accessor(
        lambda appraisal: key in appraisal.report.exempt,
        lambda appraisal, exempt: with_exempt(appraisal, key, bool(exempt)),
    )


def unwritten(appraisal: Appraisal) -> dict[str, tuple[Narrative, ...]]:
    """Return the parts that nobody has written yet, by whose they are."""
    by_officer: dict[str, list[Narrative]] = {}
    for part in NARRATIVES:
        needed = part.key != "exempt_reason" or bool(appraisal.report.exempt)
        if needed and not appraisal.report.sections.get(part.key, "").strip():
            by_officer.setdefault(part.officer, []).append(part)
    return {officer: tuple(parts) for officer, parts in by_officer.items()}
