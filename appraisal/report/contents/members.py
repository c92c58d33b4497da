"""The members: each one's own result under a label, never a name, and recorded dissent."""

from __future__ import annotations

from appraisal.analysis.group import MemberResult
from appraisal.analysis.results import Results
from appraisal.analysis.wording.figures import points
from appraisal.report.contents.figures import figure
from appraisal.report.contents.names import in_parts, plain_name, side_by_side
from appraisal.report.parts import Block, Cell, Column, Num, Para, Subheading, Table


def members(results: Results) -> tuple[Block, ...]:
    """Return how the members' own judgements would rank the options, and who dissents."""
    heading = Subheading("The members' own judgements")
    if not results.appraisal.members:
        return (heading, Para("No member's own judgements are recorded."), *dissent(results))
    count = len(results.appraisal.members)
    explanation = Para(
        f"{count} member{'s' if count != 1 else ''} gave judgements of their own. They are kept "
        "under a label and not averaged away."
    )
    chart = figure(results, "member_rankings")
    return (
        heading,
        explanation,
        *_agreement(results),
        *chart,
        *_rankings(results),
        *dissent(results),
    )


def dissent(results: Results) -> tuple[Block, ...]:
    """Return the views that the group did not share, in the members' own words."""
    labels = {member.id: member.label for member in results.appraisal.members}
    topics = {c.id: c.name for c in results.appraisal.criteria}
    topics |= {option.id: option.name for option in results.appraisal.options}
    rows = tuple(
        (labels.get(each.by, each.by), topics.get(each.about, each.about), each.text)
        for each in results.appraisal.dissent
    )
    heading = Subheading("Dissent")
    if not rows:
        return (heading, Para("No dissent is recorded."))
    columns = (Column("Who", 0.8), Column("About", 1), Column("In their own words", 3))
    return (heading, Table("dissent", "Dissent recorded", columns, rows))


def _agreement(results: Results) -> tuple[Block, ...]:
    if results.group is None or results.words is None:
        return (Para("Their own results have not been computed."),)
    text = " ".join(results.words.group)
    return (Para(text),) if text else ()


def _rankings(results: Results) -> tuple[Block, ...]:
    rows = _found(results)
    blocks = side_by_side(results.by_overall_value()) if rows else ()
    return tuple(
        Table(
            f"member_results_{index + 1}",
            in_parts("Overall value and rank under each member's own weights", index, len(blocks)),
            (
                Column("Member", 1),
                *(Column(plain_name(results, id), 1, "right") for id in ids),
            ),
            tuple((name, *(_cell(own, id) for id in ids)) for name, own in rows),
            note="In brackets: the rank. Equal weights are shown for comparison alone.",
        )
        for index, ids in enumerate(blocks)
    )


def _found(results: Results) -> list[tuple[str, MemberResult]]:
    """Return the members' own results by label, then that of equal weights."""
    if results.group is None:
        return []
    own = results.group.by_member
    rows = [(each.label, own[each.id]) for each in results.appraisal.members if each.id in own]
    equal = results.equal_weights
    return [*rows, *([("Equal weights", equal)] if equal else [])]


def _cell(own: MemberResult, option: str) -> Cell:
    value, rank = own.overall.get(option), own.rank.get(option)
    if value is None:
        return Num("not given in full")
    return Num(f"{points(value)} ({rank if rank is not None else 'no rank'})", value)
