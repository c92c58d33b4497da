"""The public part is made from figures and words that hold nothing exempt, so nothing can leak."""

from __future__ import annotations

from dataclasses import replace

from appraisal.analysis.results import Results
from appraisal.model import Appraisal, Evidence, Report
from appraisal.report.contents.narrative import NARRATIVES

EXEMPT_SECTION = "This part is exempt from publication. It is in the exempt appendix."
EXEMPT_FINDING = "Exempt from publication: see the exempt appendix."


def for_the_public(results: Results) -> Results:
    """Return the results with every exempt word taken out of the appraisal they carry.

    An exempt finding keeps its place in the log under a new id and loses everything else, its
    option and direction too; an exempt section of the report loses its text; free notes, which
    no report prints, are dropped. The figures are the same: no figure is made from these.
    """
    return replace(results, appraisal=_redacted(results.appraisal))


def has_exempt_text(appraisal: Appraisal) -> bool:
    """Return whether anything is marked as exempt from publication."""
    sections = appraisal.report.sections
    written = any(sections.get(key, "").strip() for key in appraisal.report.exempt)
    return written or any(entry.exempt for entry in appraisal.evidence)


def _redacted(appraisal: Appraisal) -> Appraisal:
    new_ids = _new_ids(appraisal)

    def cited(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(new_ids.get(id, id) for id in ids)

    lines = tuple(
        line.model_copy(update={"evidence": cited(line.evidence)}) for line in appraisal.costs.lines
    )
    return appraisal.model_copy(
        update={
            "evidence": tuple(_hidden(entry, new_ids) for entry in appraisal.evidence),
            "performances": tuple(
                cell.model_copy(update={"evidence": cited(cell.evidence)})
                for cell in appraisal.performances
            ),
            "gate_results": tuple(
                result.model_copy(update={"evidence": cited(result.evidence)})
                for result in appraisal.gate_results
            ),
            "costs": appraisal.costs.model_copy(update={"lines": lines}),
            "report": Report(sections=_open_sections(appraisal)),
            "notes": {},
        }
    )


def _open_sections(appraisal: Appraisal) -> dict[str, str]:
    """Return the sections of the report with a notice in the place of what is exempt.

    A section under a key of the council's own goes altogether: the key can give a secret away.
    """
    exempt, known = set(appraisal.report.exempt), {part.key for part in NARRATIVES}
    sections = {}
    for key, text in appraisal.report.sections.items():
        if key not in exempt:
            sections[key] = text
        elif key in known and text.strip():
            sections[key] = EXEMPT_SECTION
    return sections


def _new_ids(appraisal: Appraisal) -> dict[str, str]:
    """Return a plain new id for each exempt finding: an id can give a secret away, too."""
    taken = {entry.id for entry in appraisal.evidence}
    new: dict[str, str] = {}
    count = 0
    for entry in appraisal.evidence:
        if not entry.exempt:
            continue
        count += 1
        while f"exempt_{count}" in taken:
            count += 1
        new[entry.id] = f"exempt_{count}"
    return new


def _hidden(entry: Evidence, new_ids: dict[str, str]) -> Evidence:
    if not entry.exempt:
        return entry
    return Evidence(id=new_ids[entry.id], finding=EXEMPT_FINDING, exempt=True)
