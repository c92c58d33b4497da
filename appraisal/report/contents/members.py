"""The members: figures of the group, none of one person; and recorded dissent.

A paper that everybody may read holds nobody's answers: see ``analysis.group_figures``.
"""

from __future__ import annotations

import re

from appraisal.analysis.group_figures import (
    LEAST,
    GroupFigures,
    group_figures,
)
from appraisal.analysis.results import Results
from appraisal.analysis.spreads import Spread
from appraisal.analysis.wording.figures import listed, points
from appraisal.analysis.wording.group import TOGETHER, middle_words
from appraisal.report.contents.names import option_name, plain_name
from appraisal.report.parts import Block, Cell, Column, Num, Para, Section, Subheading, Table

A_MEMBER = "A member"
# How this tool numbers members, also those who were set aside since.
_NUMBER = re.compile(r"m\d+|member \d+", re.IGNORECASE)


def members(results: Results) -> tuple[Block, ...]:
    """Return how the members' own judgements would rank the options, and who dissents."""
    heading = Subheading("The members' own judgements")
    if results.group is None:
        return (heading, Para("No member's own judgements are recorded."), *dissent(results))
    figures = group_figures(results.appraisal, results.group)
    count = figures.members
    explanation = Para(
        f"{count} member{'s' if count != 1 else ''} gave judgements of their own. They are not "
        "averaged away, and nobody's own answers are shown: this paper has figures of the group "
        "alone."
    )
    return (
        heading,
        explanation,
        *_agreement(results),
        *_ranks(results, figures),
        *_equal_weights(results),
        *dissent(results),
    )


def dissent(results: Results) -> tuple[Block, ...]:
    """Return the views that the group did not share, in their own words and under no number.

    The number of a member is that of the member's answers in the record.
    """
    numbered = {name for member in results.appraisal.members for name in (member.id, member.label)}
    topics = {c.id: c.name for c in results.appraisal.criteria}
    topics |= {option.id: option.name for option in results.appraisal.options}
    rows = tuple(
        (
            A_MEMBER if each.by in numbered or _NUMBER.fullmatch(each.by) else each.by,
            topics.get(each.about, each.about),
            each.text,
        )
        for each in results.appraisal.dissent
    )
    heading = Subheading("Dissent")
    if not rows:
        return (heading, Para("No dissent is recorded."))
    columns = (Column("Who", 0.8), Column("About", 1), Column("In their own words", 3))
    return (heading, Table("dissent", "Dissent recorded", columns, rows))


def group_swings(results: Results) -> Section:
    """Return the appendix on how the members' swings lie, by criterion."""
    heading = "Members' swings"
    given = results.group is not None and any(m.swings for m in results.appraisal.members)
    if results.group is None or not given:
        blocks: tuple[Block, ...] = (Para("No member's own swings are recorded."),)
        return Section("member_inputs", heading, blocks, appendix=True)
    spreads = group_figures(results.appraisal, results.group).swings
    if not any(spreads.values()):
        words = f"Fewer than {LEAST} members gave swings, so nothing of them is shown."
        return Section("member_inputs", heading, (Para(words),), appendix=True)
    table = Table(
        "group_swings",
        "How the members' swings lie, 0 to 100",
        (
            Column("Criterion", 2),
            Column("Members", 0.7, "right"),
            Column("Middle", 1, "right"),
            Column("Together", 0.9),
            Column("Least to greatest", 1, "right"),
        ),
        tuple(
            (results.appraisal.criterion(id).name, *_spread_cells(spread))
            for id, spread in spreads.items()
        ),
        note='"Mostly close": the middle half of them lies within a fifth of the scale. With '
        "fewer than eight members the middle is said as a fifth of the scale, and no least or "
        "greatest.",
    )
    return Section("member_inputs", heading, (table,), appendix=True)


def _spread_cells(spread: Spread | None) -> tuple[Cell, ...]:
    if spread is None:
        return (f"Fewer than {LEAST}", "–", "–", "–")
    ends = "–" if spread.ends is None else f"{spread.ends[0]:g} to {spread.ends[1]:g}"
    return (
        Num(str(spread.count), spread.count),
        middle_words(spread),
        TOGETHER[spread.together],
        ends,
    )


def _agreement(results: Results) -> tuple[Block, ...]:
    if results.words is None:
        return (Para("Their results have not been computed."),)
    text = " ".join(results.words.group)
    return (Para(text),) if text else ()


def _ranks(results: Results, figures: GroupFigures) -> tuple[Block, ...]:
    """Return how many members put each option first, second and so on."""
    ranks = figures.ranks
    if ranks is None:
        return ()
    places = range(len(results.appraisal.options))
    table = Table(
        "member_ranks",
        f"Where each option ranks under the weights of {figures.full} members",
        (
            Column("Option", 2),
            *(Column(f"Rank {place + 1}", 0.7, "right") for place in places),
        ),
        tuple(
            (option_name(results, id), *(Num(str(count), count) for count in ranks[id]))
            for id in results.by_overall_value()
        ),
        note="Those who rated every swing. Their own scores count where they gave any, the group's "
        "elsewhere.",
    )
    return (table,)


def _equal_weights(results: Results) -> tuple[Block, ...]:
    """Return what equal weights would give, as a comparison alone."""
    equal = results.equal_weights
    if equal is None:
        return ()
    order = sorted(
        (id for id, value in equal.overall.items() if value is not None),
        key=lambda id: (equal.rank[id] is None, -(equal.overall[id] or 0.0), id),
    )
    if not order:
        return ()
    values = listed(
        [f"{plain_name(results, id)} {points(equal.overall[id] or 0.0)}" for id in order]
    )
    return (Para(f"With equal weights, as a comparison alone, the overall values are: {values}."),)
