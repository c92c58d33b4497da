"""Recommendations: drafted only as far as the figures reach, the rest left to a person."""

from __future__ import annotations

from collections.abc import Sequence

from appraisal.analysis.must_haves import failed_must_haves, unknown_must_haves
from appraisal.analysis.results import Results
from appraisal.report.contents.names import holders, must_have_names, option_names, plain_name
from appraisal.report.contents.narrative import MEASURES, RECOMMENDATIONS, written
from appraisal.report.parts import Block, Bullets, Para, Section, Subheading


def recommendations(results: Results) -> Section:
    """Return the recommendations: the officer's final wording, and what the figures support."""
    body = results.appraisal.decision_maker
    has_wording = bool(results.appraisal.report.sections.get(RECOMMENDATIONS.key, "").strip())
    intro = (
        "The figures alone support this wording:"
        if has_wording
        else f"Draft wording, as far as the figures reach. That {body}:"
    )
    drafted: tuple[Block, ...] = (
        Subheading("What the figures support"),
        Para(intro),
        Bullets(_as_clauses(resolutions(results)), lettered=True),
    )
    final = (
        Subheading("Final wording and delegations"),
        *written(results.appraisal, RECOMMENDATIONS),
    )
    measures = (Subheading(MEASURES.heading), *written(results.appraisal, MEASURES))
    ordered = (*final, *drafted) if has_wording else (*drafted, *final)
    return Section("recommendations", "Recommendations", (*ordered, *measures))


def resolutions(results: Results) -> tuple[str, ...]:
    """Return the resolutions that the figures support, each as the end of "That Cabinet: ..."."""
    wordings = [main_wording(results)]
    wordings += [wording for wording in (_ruled_out(results), _unknown(results)) if wording]
    wordings.append("notes that the appraisal supports its decision and does not make it")
    return tuple(wordings)


def main_wording(results: Results) -> str:
    """Return the main resolution, with the consents and must-haves that it depends on."""
    recommendation = results.recommendation
    if recommendation.option is None:
        return _no_single_option(results)
    name, baseline = plain_name(results, recommendation.option), results.appraisal.baseline
    if recommendation.option == baseline:
        return f"agrees that {name} continues, as no other option ranks above it"
    change = plain_name(results, baseline)
    start = {
        "made": f"agrees in principle to {name} as the preferred arrangement",
        "marginal": f"considers {name} as the preferred arrangement, noting that the case for "
        f"change from {change} is marginal",
        "not_made": f"notes that {name} ranks first, but that the case for change from {change} "
        "is not made",
        None: f"considers {name} as the preferred arrangement, noting that how firm the result is "
        "has not been computed",
    }[recommendation.case_for_change]
    if recommendation.case_for_change == "not_made":
        return start
    return f"{start}{_subject_to(results, recommendation.option)}"


def _subject_to(results: Results, option: str) -> str:
    outside = results.appraisal.option(option).consents_outside_council()
    conditions = [f"the consent of {holders(outside)}"] if outside else []
    if unknown_must_haves(results.appraisal, option):
        conditions.append("the must-haves not yet known being passed")
    return f", subject to {' and to '.join(conditions)}" if conditions else ""


def _no_single_option(results: Results) -> str:
    if results.tied_first:
        names = option_names(results, results.tied_first)
        return f"chooses between {names}, which the figures do not tell apart, and says why"
    if not any(results.eligible.values()):
        return "asks for other options, as every option here fails a must-have"
    return "notes that there is no ranking yet, and asks for the appraisal to be completed"


def _ruled_out(results: Results) -> str:
    out = [id for id, eligible in results.eligible.items() if not eligible]
    failures = [
        f"{plain_name(results, id)} (fails: "
        f"{must_have_names(results, failed_must_haves(results.appraisal, id))})"
        for id in out
    ]
    return f"rules out, for failing a must-have: {'; '.join(failures)}" if failures else ""


def _unknown(results: Results) -> str:
    leader = results.recommendation.option
    unknown = unknown_must_haves(results.appraisal, leader) if leader else ()
    if not unknown:
        return ""
    names = must_have_names(results, unknown)
    return f"asks officers to settle, before it takes effect, the must-haves not yet known: {names}"


def _as_clauses(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the parts of one long sentence, each with the mark that stands after it."""
    last = len(texts) - 1
    return tuple(f"{text}{'.' if n == last else ';'}" for n, text in enumerate(texts))
