"""How far an appraisal has come, step by step, for the progress list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from appraisal.analysis.checks.gaps import Gap, gaps
from appraisal.analysis.money import is_priced
from appraisal.model import Appraisal, Criterion, Option

State = Literal["done", "started", "to do"]


@dataclass(frozen=True)
class StepProgress:
    """One step: how far it is, and how many things are missing out of how many."""

    state: State
    missing: int
    of: int

    def words(self) -> str:
        """Return the progress in words, for example ``3 of 52 to do``."""
        if self.state == "done":
            return "done"
        return f"{self.missing} of {self.of} to do" if self.of > 1 else "to do"


def progress(
    appraisal: Appraisal, open_gaps: tuple[Gap, ...] | None = None
) -> dict[str, StepProgress]:
    """Return the progress of each step that asks something of the user, by step."""
    open_gaps = gaps(appraisal) if open_gaps is None else open_gaps
    benefit = len(appraisal.benefit_criteria())
    options = len(appraisal.options)
    cells = options * benefit
    # One that was left open on purpose is done, though the result waits for a level.
    judged = {criterion.id for criterion in appraisal.benefit_criteria()}
    scored = sum(criterion in judged for _, criterion in appraisal.cells())
    rated = benefit - sum(gap.stops for gap in open_gaps if gap.step == "weights")
    unknown = sum(gap.step == "must_haves" for gap in open_gaps)
    priced = sum(
        is_priced(line for line in appraisal.costs.lines if line.option == option.id)
        for option in appraisal.options
    )
    return {
        "decision": _state(3 - sum(gap.step == "decision" for gap in open_gaps), 3),
        "options": _state(sum(map(_is_described, appraisal.options)), options),
        "must_haves": _state(
            options * len(appraisal.gates) - unknown, options * len(appraisal.gates)
        ),
        "criteria": _state(sum(map(_is_defined, appraisal.criteria)), len(appraisal.criteria)),
        "evidence": _state(_with_evidence(appraisal), cells),
        "scores": _state(scored, cells),
        "weights": _state(rated, benefit),
        "money": _state(priced, options),
    }


def _is_described(option: Option) -> bool:
    return bool(option.summary.strip() and option.description.strip())


def _is_defined(criterion: Criterion) -> bool:
    """Return whether a criterion asks something, and both ends of its scale say what they are."""
    ends = criterion.scale.unit is not None or all(
        criterion.scale.levels.get(end, "").strip() for end in (0.0, 100.0)
    )
    return bool(criterion.question.strip()) and ends


def _with_evidence(appraisal: Appraisal) -> int:
    """Return how many cells cite evidence, have some in the ledger, or say that there is none."""
    benefit = {criterion.id for criterion in appraisal.benefit_criteria()}
    known = {(e.option, e.criterion) for e in appraisal.evidence if e.option and e.criterion}
    known |= {
        (cell.option, cell.criterion)
        for cell in appraisal.performances
        if cell.evidence or cell.strength == "none"
    }
    return sum(criterion in benefit for _, criterion in known)


def _state(done: int, of: int) -> StepProgress:
    if done >= of:
        return StepProgress("done", 0, of)
    return StepProgress("started" if done else "to do", of - done, of)
