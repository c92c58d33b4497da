"""The rules in force: what has to be fixed before anyone scores."""

from __future__ import annotations

from appraisal.model import Appraisal
from appraisal.model.canonical import sha256_of

METHOD = "weighted sum of value scores; weight = swing / sum of swings; fixed anchors"


def rules_hash(appraisal: Appraisal) -> str:
    """Return the SHA-256 of method, baseline, options, must-haves and criteria with their scales.

    It moves when any of these is changed, so two events with the same hash were judged alike.
    """
    return sha256_of(
        {
            "method": METHOD,
            "baseline": appraisal.baseline,
            "options": [option.id for option in appraisal.options],
            "gates": [must_have.document() for must_have in appraisal.gates],
            "criteria": [criterion.document() for criterion in appraisal.criteria],
        }
    )
