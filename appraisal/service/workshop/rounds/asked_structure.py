"""What members answer about stays as it is while they do: options, criteria and scales.

An answer to a scale whose end moved, or about an option that went, is an answer to another
question. So while a round is open or closed and not yet shown, nothing of that changes, by whatever
way; wording may. The check stands where every change of an appraisal is kept.
"""

from __future__ import annotations

from typing import Any

from appraisal.model import Appraisal
from appraisal.service.workshop.refusals import RoundUnderWay
from appraisal.store import workshops
from appraisal.store.transaction import Transaction

UNDER_WAY = ("open", "locked")


def structure(appraisal: Appraisal) -> dict[str, Any]:
    """Return what members answer about: which options and criteria, their scales, the baseline."""
    return {
        "options": sorted(option.id for option in appraisal.options),
        "baseline": appraisal.baseline,
        "criteria": {
            criterion.id: [criterion.axis, criterion.scale.document()]
            for criterion in appraisal.criteria
        },
        "status": appraisal.status,
    }


def refuse_another_structure(
    transaction: Transaction, id: str, before: Appraisal, after: Appraisal
) -> None:
    """Refuse a change of what is being answered about.

    Raises
    ------
    RoundUnderWay
        With the round, and what can be done about it.
    """
    if structure(before) == structure(after):
        return
    for workshop in workshops.all_of(transaction, appraisal=id):
        if workshop.ended_ms is None and workshop.step in UNDER_WAY:
            raise RoundUnderWay(
                f"Not saved: members are answering round {workshop.round} of the workshop, so "
                "options, criteria and the ends of scales stay as they are, and the appraisal "
                "cannot be agreed. Show the round, or call it off, and then change this. Wording "
                "can be changed at any time."
            )
