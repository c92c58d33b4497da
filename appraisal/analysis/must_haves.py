"""Must-haves: they stand outside the sum."""

from __future__ import annotations

from appraisal.model import Appraisal


def eligible_options(appraisal: Appraisal) -> dict[str, bool]:
    """Return, for each option, whether no must-have has been failed."""
    failed = {result.option for result in appraisal.gate_results if result.result == "fail"}
    return {option.id: option.id not in failed for option in appraisal.options}


def failed_must_haves(appraisal: Appraisal, option: str) -> tuple[str, ...]:
    """Return the ids of the must-haves an option fails, in their order."""
    return _with_outcome(appraisal, option, "fail")


def unknown_must_haves(appraisal: Appraisal, option: str) -> tuple[str, ...]:
    """Return the ids of the must-haves not yet known for an option, in their order."""
    return _with_outcome(appraisal, option, "unknown")


def _with_outcome(appraisal: Appraisal, option: str, outcome: str) -> tuple[str, ...]:
    return tuple(
        g.id for g in appraisal.gates if appraisal.must_have_outcome(option, g.id) == outcome
    )
