"""The members: each one's own result under a label, never a name, and recorded dissent."""

from __future__ import annotations

from appraisal.analysis.results import Results
from appraisal.analysis.wording import points
from appraisal.report.contents.names import in_parts, plain_name, side_by_side
from appraisal.report.contents.scores import NOT_SCORED
from appraisal.report.parts import Block, Cell, Column, Num, Para, Subheading, Table


def members(results: Results) -> tuple[Block, ...]:
    """Return how the members' own judgements would rank the options, and who dissents."""
    heading = Subheading("The members' own judgements")
    if not results.appraisal.members:
        return (heading, Para("No member's own judgements are recorded."), *dissent(results))
    count = len(results.appraisal.members)
    said = Para(
        f"{count} member{'s' if count != 1 else ''} gave judgements of their own. They are kept "
        "under a label and not averaged away."
    )
    return (heading, said, *_agreement(results), *_rankings(results), *dissent(results))


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
    group = results.group
    if group is None:
        return (Para("Their own results have not been computed."),)
    said = []
    if group.agreement is not None:
        said.append(
            f"Their rankings agree to {points(group.agreement, 2)} on a scale from 0 (not at all) "
            "to 1 (fully): Kendall's coefficient of concordance."
        )
    if group.divides_most is not None:
        name = results.appraisal.criterion(group.divides_most).name
        ends = {
            True: "Settling it one way or the other could change the leader.",
            False: "Settling it either way would not change the leader.",
            None: "",
        }[group.settling_could_change_leader]
        by = "" if group.divided_by is None else f", by {points(group.divided_by)} points"
        said.append(f"What divides them most is what {name} adds to the lead{by}. {ends}".strip())
    return (Para(" ".join(said)),) if said else ()


def _rankings(results: Results) -> tuple[Block, ...]:
    group = results.group
    if group is None:
        return ()
    blocks = side_by_side(results.by_overall_value())
    return tuple(
        Table(
            f"member_results_{place + 1}",
            in_parts("Overall value and rank under each member's own weights", place, len(blocks)),
            (
                Column("Member", 1),
                *(Column(plain_name(results, id), 1, "right") for id in ids),
            ),
            tuple(
                (member.label, *(_member_cell(results, member.id, id) for id in ids))
                for member in results.appraisal.members
                if member.id in group.by_member
            ),
            note="In brackets: the rank.",
        )
        for place, ids in enumerate(blocks)
    )


def _member_cell(results: Results, member: str, option: str) -> Cell:
    group = results.group
    assert group is not None
    value = group.by_member[member].overall.get(option)
    rank = group.by_member[member].rank.get(option)
    if value is None:
        return Num(NOT_SCORED)
    return Num(f"{points(value)} ({rank if rank is not None else 'no rank'})", value)
