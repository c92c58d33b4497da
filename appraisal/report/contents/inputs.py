"""The full inputs: every judgement with its reason, so that a third party can recompute."""

from __future__ import annotations

from appraisal.analysis.results import Results
from appraisal.analysis.wording.figures import level, points
from appraisal.model import Beta, CostLine, Criterion, Normal, Performance
from appraisal.report.contents.must_haves import must_have_reasons
from appraisal.report.contents.names import option_name
from appraisal.report.contents.scores import NOT_SCORED, range_text
from appraisal.report.parts import (
    Block,
    Bullets,
    Cell,
    Column,
    Num,
    Para,
    Section,
    Subheading,
    Table,
)


def criteria_and_scores(results: Results) -> Section:
    """Return the appendix with each criterion's scale and swing, and each score with its reason."""
    blocks: list[Block] = []
    for criterion in results.appraisal.criteria:
        blocks += [Subheading(criterion.name), *_about(results, criterion)]
        if criterion.axis == "benefit":
            blocks.append(_scores(results, criterion))
    return Section("criteria_inputs", "Criteria, scores and reasons", tuple(blocks), appendix=True)


def must_have_record(results: Results) -> Section:
    """Return the appendix with what each must-have asks and the reasons for those passed."""
    gates = results.appraisal.gates
    asked = Table(
        "gates_asked",
        "What each must-have asks, and why",
        (Column("Must-have", 1.2), Column("Question", 2), Column("Basis", 1.6)),
        tuple((g.name, g.question or "Not written down", g.basis or "Not given") for g in gates),
    )
    blocks = (asked, *must_have_reasons(results)) if gates else (Para("None were set."),)
    return Section("gate_inputs", "Must-haves and reasons", blocks, appendix=True)


def cost_lines(results: Results) -> Section:
    """Return the appendix with every cost line as it was given."""
    tables = tuple(
        _cost_table(results, option.id, lines)
        for option in results.appraisal.options
        if (lines := [line for line in results.appraisal.costs.lines if line.option == option.id])
    )
    blocks: tuple[Block, ...] = tables or (Para("There are no cost lines."),)
    return Section("cost_inputs", "Cost lines", blocks, appendix=True)


def _about(results: Results, criterion: Criterion) -> tuple[Block, ...]:
    scale, swing = criterion.scale, results.appraisal.swings.get(criterion.id)
    paragraphs = [Para(criterion.question)] if criterion.question.strip() else []
    paragraphs.append(Para(_scale(criterion), lead="Scale."))
    blocks: list[Block] = [*paragraphs]
    if scale.levels:
        items = (f"{score:g}: {scale.levels[score].strip()}" for score in sorted(scale.levels))
        blocks += [Para("", lead="Value scores in words."), Bullets(tuple(items))]
    if criterion.not_counted.strip():
        blocks.append(Para(criterion.not_counted.strip(), lead="Not counted here."))
    if criterion.judged_at.strip():
        blocks.append(Para(criterion.judged_at.strip(), lead="Judged at."))
    if criterion.axis == "benefit":
        reason = results.appraisal.swing_reasons.get(criterion.id, "").strip()
        rated = "Not yet rated." if swing is None else f"{swing:g}. "
        why = reason or ("" if swing is None else "No reason recorded.")
        blocks.append(Para(f"{rated}{why}", lead="Swing."))
    return tuple(blocks)


def _scale(criterion: Criterion) -> str:
    scale = criterion.scale
    if criterion.axis == "cost":
        return "Kept on the cost axis: its level is the net present cost less the baseline's."
    if scale.unit is None and scale.shape == "linear":
        return "Judged from 0 at the worse end to 100 at the better end."
    worst, best = level(scale.worst, scale.unit), level(scale.best, scale.unit)
    shape = "in a straight line between them"
    if scale.shape == "points":
        shape = "along straight lines through " + ", ".join(
            f"{level(x, scale.unit)} (worth {points(y, 0)})" for x, y in scale.points
        )
    beyond = (
        "levels beyond an end stop at 0 or 100"
        if scale.outside == "clip"
        else "levels beyond an end run on"
    )
    return f"From {worst} (worth 0) to {best} (worth 100), {shape}; {beyond}."


def _scores(results: Results, criterion: Criterion) -> Table:
    return Table(
        f"inputs_{criterion.id}",
        f"{criterion.name}: levels, scores and reasons",
        (
            Column("Option", 1.3),
            Column("Level and range", 1.2),
            Column("Value score", 0.85, "right"),
            Column("Reason and evidence", 3),
        ),
        tuple(_score_row(results, option.id, criterion) for option in results.appraisal.options),
    )


def _score_row(results: Results, option: str, criterion: Criterion) -> tuple[Cell, ...]:
    cell = results.appraisal.performance(option, criterion.id)
    name = option_name(results, option)
    if cell is None:
        return (name, NOT_SCORED.capitalize(), Num("None yet"), "None")
    score = results.scores.value_scores[option][criterion.id]
    ends = range_text(results.scores.value_ranges[option][criterion.id])
    text = f"{'None' if score is None else points(score)}\n{ends}".strip()
    return (name, _level(cell, criterion), Num(text, score), _reason(cell))


def _level(cell: Performance, criterion: Criterion) -> str:
    unit = criterion.scale.unit
    text = "No level" if cell.level is None else level(cell.level, unit)
    if cell.low is not None and cell.high is not None:
        text += f"\nrange {level(cell.low, None)} to {level(cell.high, None)}"
    distribution = cell.distribution
    if isinstance(distribution, Normal):
        mean, deviation = distribution.normal
        text += f"\nnormal, mean {mean:g}, standard deviation {deviation:g}"
    elif isinstance(distribution, Beta):
        text += f"\nbeta ({distribution.beta[0]:g}, {distribution.beta[1]:g})"
    elif distribution is not None:
        text += f"\n{distribution}"
    return text


def _reason(cell: Performance) -> str:
    strength = {"none": "No evidence", None: "Strength of evidence not given"}.get(
        cell.strength, f"{str(cell.strength).capitalize()} evidence"
    )
    cited = f": {', '.join(cell.evidence)}" if cell.evidence else ""
    nothing = "" if cell.evidence or cell.strength == "none" else ", none cited"
    return f"{cell.reason.strip() or 'No reason recorded.'}\n{strength}{cited}{nothing}"


def _cost_table(results: Results, option: str, lines: list[CostLine]) -> Table:
    name = results.appraisal.option(option).name
    return Table(
        f"cost_lines_{option}",
        f"{name}: cost lines, £ million at {results.appraisal.costs.base_year} prices",
        (
            Column("Item and kind", 1.6),
            Column("Amounts by year", 1.6),
            Column("Optimism bias", 0.8, "right"),
            Column("Low and high", 0.9, "right"),
            Column("Paid by and evidence", 1.4),
        ),
        tuple(_cost_row(line) for line in lines),
    )


def _cost_row(line: CostLine) -> tuple[Cell, ...]:
    amounts = "\n".join(
        f"{year}: {level(line.amounts[year], None)}" for year in sorted(line.amounts)
    )
    ends = "Not given" if line.low is None else f"× {line.low:g} to {line.high:g}"
    cited = f"\nEvidence: {', '.join(line.evidence)}" if line.evidence else "\nNo evidence cited"
    return (
        f"{line.item}\n({line.kind})",
        amounts or "None given",
        Num(f"{line.optimism_bias * 100:g}%", line.optimism_bias),
        ends,
        (line.funded_by or "The council") + cited,
    )
