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
    return written or any(found.exempt for found in appraisal.evidence)


def _redacted(appraisal: Appraisal) -> Appraisal:
    new_ids = _new_ids(appraisal)

    def cited(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(new_ids.get(id, id) for id in ids)

    lines = tuple(
        line.model_copy(update={"evidence": cited(line.evidence)}) for line in appraisal.costs.lines
    )
    return appraisal.model_copy(
        update={
            "evidence": tuple(_hidden(found, new_ids) for found in appraisal.evidence),
            "performances": tuple(
                cell.model_copy(update={"evidence": cited(cell.evidence)})
                for cell in appraisal.performances
            ),
            "gate_results": tuple(
                given.model_copy(update={"evidence": cited(given.evidence)})
                for given in appraisal.gate_results
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
    found = {}
    for key, text in appraisal.report.sections.items():
        if key not in exempt:
            found[key] = text
        elif key in known and text.strip():
            found[key] = EXEMPT_SECTION
    return found


def _new_ids(appraisal: Appraisal) -> dict[str, str]:
    """Return a plain new id for each exempt finding: an id can give a secret away, too."""
    taken = {found.id for found in appraisal.evidence}
    new: dict[str, str] = {}
    count = 0
    for found in appraisal.evidence:
        if not found.exempt:
            continue
        count += 1
        while f"exempt_{count}" in taken:
            count += 1
        new[found.id] = f"exempt_{count}"
    return new


def _hidden(found: Evidence, new_ids: dict[str, str]) -> Evidence:
    if not found.exempt:
        return found
    return Evidence(id=new_ids[found.id], finding=EXEMPT_FINDING, exempt=True)
