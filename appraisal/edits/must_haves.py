"""Pure edits of the must-haves: add one, remove one with its results."""

from __future__ import annotations

from appraisal.edits.accessors import new_id
from appraisal.edits.names import free_name
from appraisal.model import Appraisal


def with_must_have(appraisal: Appraisal, name: str, question: str = "") -> Appraisal:
    """Return the appraisal with a new must-have, not yet known for every option.

    Raises
    ------
    InvalidAppraisal
        If it has no name, or the name of another must-have.
    """
    name = free_name(appraisal, "gates", name)
    rows = appraisal.document().get("gates", [])
    row = {
        "id": new_id(name, [must_have.id for must_have in appraisal.gates], "gate"),
        "name": name,
    }
    if question.strip():
        row["question"] = question.strip()
    return appraisal.changed(gates=[*rows, row])


def without_must_have(appraisal: Appraisal, id: str) -> Appraisal:
    """Return the appraisal without a must-have and its results."""
    document = appraisal.document()
    return appraisal.changed(
        gates=[row for row in document.get("gates", []) if row["id"] != id],
        gate_results=[row for row in document.get("gate_results", []) if row["gate"] != id],
    )
