"""Must-haves: outside the sum, in words and shapes."""

from __future__ import annotations

from appraisal.analysis.results import Results
from appraisal.report.contents.names import (
    OUTCOMES,
    in_parts,
    option_name,
    plain_name,
    side_by_side,
)
from appraisal.report.parts import Block, Column, Para, Subheading, Table


def must_haves(results: Results) -> tuple[Block, ...]:
    """Return the must-haves by option, then every one that is failed or not yet known."""
    heading = Subheading("Must-haves")
    if not results.appraisal.gates:
        return (heading, Para("No must-haves were set for this decision."))
    explanation = Para(
        "Must-haves stand outside the sum. An option that fails one takes no rank and cannot be "
        "recommended, however high its score. One that is not yet known makes a recommendation "
        "conditional."
    )
    open_ones = _rows(results, ("fail", "unknown"))
    reasons = (_reasons_table("gates_open", "Must-haves failed or not yet known", open_ones),)
    return (heading, explanation, *_grid(results), *(reasons if open_ones else ()))


def must_have_reasons(results: Results) -> tuple[Block, ...]:
    """Return the must-haves that are passed, with their reasons and evidence, for the appendix."""
    passed = _rows(results, ("pass",))
    if not passed:
        return (Para("No must-have is recorded as passed."),)
    return (_reasons_table("gates_passed", "Must-haves passed, with reasons", passed),)


def _grid(results: Results) -> tuple[Table, ...]:
    appraisal = results.appraisal
    blocks = side_by_side(results.by_overall_value())
    return tuple(
        Table(
            f"gates_{index + 1}",
            in_parts("Must-haves by option", index, len(blocks)),
            (Column("Must-have", 1.8), *(Column(option_name(results, id)) for id in ids)),
            tuple(
                (
                    must_have.name,
                    *(OUTCOMES[appraisal.must_have_outcome(id, must_have.id)] for id in ids),
                )
                for must_have in appraisal.gates
            ),
        )
        for index, ids in enumerate(blocks)
    )


def _rows(results: Results, outcomes: tuple[str, ...]) -> list[tuple[str, str, str]]:
    appraisal = results.appraisal
    recorded = {(each.gate, each.option): each for each in appraisal.gate_results}
    rows = []
    for must_have in appraisal.gates:
        for option in appraisal.options:
            outcome = appraisal.must_have_outcome(option.id, must_have.id)
            if outcome not in outcomes:
                continue
            result = recorded.get((must_have.id, option.id))
            reason = result.reason.strip() if result else ""
            cited = ", ".join(result.evidence) if result else ""
            wording = reason or "No reason recorded."
            owner = (
                f"\nTo be settled by: {must_have.owner}"
                if must_have.owner and outcome != "pass"
                else ""
            )
            rows.append(
                (
                    f"{must_have.name}: {plain_name(results, option.id)}",
                    OUTCOMES[outcome],
                    wording + (f"\nEvidence: {cited}" if cited else "") + owner,
                )
            )
    return rows


def _reasons_table(key: str, caption: str, rows: list[tuple[str, str, str]]) -> Table:
    columns = (Column("Must-have and option", 1.4), Column("Result", 0.8), Column("Reason", 2.4))
    return Table(key, caption, columns, tuple(rows))
