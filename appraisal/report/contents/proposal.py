"""Options considered and recommended proposal: the appraisal itself, step by step."""

from __future__ import annotations

from appraisal.analysis.results import Results
from appraisal.report.contents.criteria import criteria_and_weights
from appraisal.report.contents.meetings import meetings
from appraisal.report.contents.members import members
from appraisal.report.contents.money import cost_and_benefit
from appraisal.report.contents.must_haves import must_haves
from appraisal.report.contents.options import options_described, options_not_recommended
from appraisal.report.contents.result import against_status_quo, result
from appraisal.report.contents.robustness import how_firm, what_changes_it
from appraisal.report.contents.scores import scores
from appraisal.report.parts import Block, Section

STEPS = (
    options_described,
    must_haves,
    criteria_and_weights,
    scores,
    result,
    against_status_quo,
    cost_and_benefit,
    how_firm,
    what_changes_it,
    members,
    meetings,
    options_not_recommended,
)


def proposal(results: Results) -> Section:
    """Return the appraisal in the order in which it was made."""
    blocks: tuple[Block, ...] = tuple(block for step in STEPS for block in step(results))
    return Section("proposal", "Options considered and recommended proposal", blocks)
