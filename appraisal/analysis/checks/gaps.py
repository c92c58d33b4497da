"""What is still missing, step by step: never filled with a guess, always named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from appraisal.analysis.scoring import missing_swings
from appraisal.analysis.wording.figures import listed
from appraisal.model import Appraisal

Step = Literal[
    "decision", "options", "must_haves", "criteria", "evidence", "scores", "weights", "money"
]


@dataclass(frozen=True, order=True)
class Gap:
    """Something missing or to be looked at.

    Attributes
    ----------
    step : str
        The step it belongs to.
    text : str
        A sentence that says what it is, and of what.
    stops : bool
        Whether a figure cannot be made without it (a missing level or swing); other gaps leave
        every figure standing, and make the record thinner.
    kind : str
        The sentence without its option, criterion or line: what many gaps have in common.
    """

    step: Step
    text: str
    stops: bool = False
    kind: str = ""


def _gap(step: Step, of: str, kind: str, *, stops: bool = False) -> Gap:
    """Return a gap of an option, a criterion or a line: ``of: kind``."""
    return Gap(step, f"{of}: {kind}", stops, kind)


def unreasoned_fails(appraisal: Appraisal) -> list[str]:
    """Return the must-haves that are failed without a reason: option and must-have, by name."""
    must_have_names = {must_have.id: must_have.name for must_have in appraisal.gates}
    return [
        f"{appraisal.option(result.option).name}, {must_have_names[result.gate]}"
        for result in appraisal.gate_results
        if result.result == "fail" and not result.reason.strip()
    ]


def gaps(appraisal: Appraisal) -> tuple[Gap, ...]:
    """Return every gap, in the order of the steps."""
    return (
        *_decision(appraisal),
        *_must_haves(appraisal),
        *_evidence(appraisal),
        *_scores(appraisal),
        *_weights(appraisal),
        *_money(appraisal),
    )


def _decision(appraisal: Appraisal) -> list[Gap]:
    asked = {
        "The question to be decided is not written down.": appraisal.question,
        "The authority is not named.": appraisal.authority.strip(),
        "The date of the appraisal is not given.": appraisal.date,
    }
    return [Gap("decision", text) for text, answer in asked.items() if not answer]


def _must_haves(appraisal: Appraisal) -> list[Gap]:
    return [
        Gap(
            "must_haves",
            f"{option.name}: {must_have.name} is not yet known.",
            kind="a result is not yet known.",
        )
        for option in appraisal.options
        for must_have in appraisal.gates
        if appraisal.must_have_outcome(option.id, must_have.id) == "unknown"
    ]


def _evidence(appraisal: Appraisal) -> list[Gap]:
    cells = appraisal.cells()
    return [
        _gap("evidence", f"{option.name}, {criterion.name}", "no evidence is cited for the score.")
        for option in appraisal.options
        for criterion in appraisal.benefit_criteria()
        if (cell := cells.get((option.id, criterion.id)))
        and not cell.evidence
        and cell.strength != "none"
    ]


def _scores(appraisal: Appraisal) -> list[Gap]:
    cells = appraisal.cells()
    open_gaps = []
    for option in appraisal.options:
        for criterion in appraisal.benefit_criteria():
            name, cell = f"{option.name}, {criterion.name}", cells.get((option.id, criterion.id))
            if cell is None:
                open_gaps.append(_gap("scores", name, "not scored yet.", stops=True))
            elif cell.level is None:
                open_gaps.append(
                    _gap(
                        "scores", name, "no level, so it is drawn over its whole range.", stops=True
                    )
                )
            elif not cell.reason.strip():
                open_gaps.append(_gap("scores", name, "the score has no reason."))
    return open_gaps


def _weights(appraisal: Appraisal) -> list[Gap]:
    missing = missing_swings(appraisal)
    open_gaps = [
        _gap("weights", appraisal.criterion(id).name, "its swing has not been rated.", stops=True)
        for id in missing
    ]
    if not missing and max(appraisal.swings.values(), default=0) < 100:
        open_gaps.append(Gap("weights", "No swing is 100. The greatest swing is rated 100."))
    return open_gaps


def _money(appraisal: Appraisal) -> list[Gap]:
    costs = appraisal.costs
    if not costs.lines:
        return [Gap("money", "There are no cost lines, so no net present cost is shown.")]
    open_gaps = []
    for option in appraisal.options:
        own = [line for line in costs.lines if line.option == option.id]
        blank = [line.item for line in own if not line.amounts]
        if not own:
            kind = "no cost lines, so it has no net present cost."
            open_gaps.append(_gap("money", option.name, kind))
        elif blank:
            kind = f"no amounts yet for {listed(blank)}, so no net present cost."
            open_gaps.append(_gap("money", option.name, kind))
    for line in costs.lines:
        outside = sorted(set(line.amounts) - set(costs.years()))
        if outside:
            years = ", ".join(str(year) for year in outside)
            open_gaps.append(
                _gap("money", line.item, f"amounts for {years} lie outside the years counted.")
            )
    return open_gaps
