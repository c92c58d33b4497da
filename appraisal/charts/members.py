"""The members side by side: each one's ranking."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from appraisal.analysis.results import Results
from appraisal.analysis.wording.figures import listed
from appraisal.charts import grid, grid_layers
from appraisal.charts.grid import ChartGrid, GridRow, GridSection
from appraisal.charts.layers import (
    Data,
)
from appraisal.charts.names import option_name, under_name
from appraisal.charts.picture import Picture, PictureColumn, pictured
from appraisal.charts.text import ordinal, plain
from appraisal.charts.theme import BLUE, INK, PAPER, QUIET, SIZE, SMALL

NO_RANK = "no rank yet"


@pictured
def member_rankings(results: Results) -> Picture | None:
    """Return every member's ranking beside the group's and that of equal weights.

    None where there are no members.
    """
    group = results.group
    if group is None or not group.by_member:
        return None
    ranks = _all_ranks(results)
    order = results.by_overall_value()
    title = _rankings_finding(results)
    description = _rankings_alt(results, ranks, order, title)
    return Picture(
        name="member_rankings",
        spec=_rankings_chart(results, ranks, order, title, description),
        title=title,
        alt=description,
        columns=(
            PictureColumn("Whose weights", list(ranks)),
            *(
                PictureColumn(
                    results.appraisal.option(id).name,
                    [row.get(id) for row in ranks.values()],
                    ordinal,
                    NO_RANK,
                )
                for id in order
            ),
        ),
        caption="Rank of each option under each member’s weights, and scores where they gave them.",
    )


def _all_ranks(results: Results) -> dict[str, Mapping[str, int | None]]:
    """Return the ranks by who ranks: the group, the members by label, equal weights."""
    assert results.group is not None
    ranks: dict[str, Mapping[str, int | None]] = {"The group": results.rank}
    labels = {member.id: plain(member.label, 60) for member in results.appraisal.members}
    for id, member in results.group.by_member.items():
        name = labels[id] if labels[id] not in ranks else f"{labels[id]} ({id})"
        ranks[name] = member.rank
    if results.equal_weights is not None:
        ranks["Equal weights, for comparison"] = results.equal_weights.rank
    return ranks


def _rankings_finding(results: Results) -> str:
    assert results.group is not None
    whole = [result for result in results.group.by_member.values() if result.tied_first]
    count = len(results.group.by_member)
    if not whole:
        return f"None of the {count} members has given a full judgement yet"
    firsts: dict[str, int] = {}
    for result in whole:
        for option in result.tied_first:
            firsts[option] = firsts.get(option, 0) + 1
    most = max(firsts.values())
    leading = [id for id in results.by_overall_value() if firsts.get(id) == most]
    verb = "comes" if len(leading) == 1 else "each come"
    members = "member" if len(whole) == 1 else "members"
    return (
        f"{listed([option_name(results, id) for id in leading])} {verb} first for {most} of "
        f"{len(whole)} {members} who gave a full judgement"
    )


def _rankings_alt(
    results: Results,
    ranks: dict[str, Mapping[str, int | None]],
    order: tuple[str, ...],
    title: str,
) -> str:
    clauses = [
        f"{who}: "
        + ", ".join(
            f"{option_name(results, id)} {NO_RANK if (rank := row[id]) is None else ordinal(rank)}"
            for id in order
        )
        for who, row in ranks.items()
    ]
    return f"{title}. {'; '.join(clauses)}."


def _rankings_chart(
    results: Results,
    ranks: dict[str, Mapping[str, int | None]],
    order: tuple[str, ...],
    title: str,
    description: str,
) -> dict[str, Any]:
    rows = [GridRow(f"m{index}", who, height=26) for index, who in enumerate(ranks)]
    table = ChartGrid(
        tuple(
            grid.GridColumn(id, results.appraisal.option(id).name, under_name(results, id))
            for id in order
        ),
        (GridSection("", tuple(rows)),),
    )
    data: dict[str, Data] = {"firsts": [], "first_words": [], "words": [], "blanks": []}
    for row, (who, by_option) in zip(rows, ranks.items(), strict=True):
        top = table.tops[row.id]
        for column, option in enumerate(order):
            rank = by_option[option]
            spot = {"x": table.at(column), "y": top + 12}
            label = f"{who}: {option_name(results, option)} "
            if rank is None:
                data["blanks"].append({**spot, "text": "–"})
                continue
            data["first_words" if rank == 1 else "words"].append({**spot, "text": ordinal(rank)})
            if rank == 1:
                box = {"x": table.at(column, 0.1), "x2": table.at(column, 0.9), "y": top}
                data["firsts"].append({**box, "y2": top + 24, "said": f"{label}{ordinal(rank)}"})
    frame = table.frame
    layers = [
        grid_layers.box_layer(frame, "firsts", BLUE),
        grid_layers.text_layer(frame, "first_words", "center", 0, SIZE, True, PAPER),
        grid_layers.text_layer(frame, "words", "center", 0, SIZE, False, INK),
        grid_layers.text_layer(frame, "blanks", "center", 0, SMALL, False, QUIET),
    ]
    return table.drawn(layers, data, title=title, description=description)
