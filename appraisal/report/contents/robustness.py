"""How firm the result is, and what would change it."""

from __future__ import annotations

from appraisal.analysis.results import Results
from appraisal.analysis.wording.break_even import nearest_within_range, shown_levels
from appraisal.analysis.wording.figures import points, share, signed_points, weight
from appraisal.report.contents.change import (
    nearest_switches,
    weight_heading,
    what_would_change_it,
)
from appraisal.report.contents.figures import figure
from appraisal.report.contents.names import (
    in_parts,
    option_name,
    option_names,
    plain_name,
    share_or,
    side_by_side,
)
from appraisal.report.parts import Block, Cell, Column, Num, Para, Subheading, Table

MOST_SWITCHES = 60  # rows in print: all of them, save with very many criteria
MOST_BREAK_EVENS = 12


def how_firm(results: Results) -> tuple[Block, ...]:
    """Return the odds of every rank, each option's odds against each other, and central weights."""
    heading = Subheading("How firm the result is")
    drawn = results.acceptability
    if drawn is None:
        return (
            heading,
            Para(
                "How firm the result is has not been computed. The overall values above rest on "
                "one score for each cell and one set of weights."
            ),
        )
    explanation = Para(
        f"Scores and weights were drawn {results.draws:,} times within their ranges. The first "
        "table gives the share of these draws in which each option takes each rank. The result is "
        f"called firm from {share(results.thresholds.firm)} of first ranks and leaning from "
        f"{share(results.thresholds.leaning)}; below that it is open. From the number of draws "
        f"alone, a share is sure to about {drawn.error * 196:.1f} percentage points either way."
    )
    gap = results.words.gap if results.words else None
    chart = (*((Para(gap),) if gap else ()), *figure(results, "rank_acceptability"))
    tables = (*_ranks(results), *_overall(results), *_beats(results), *_central(results))
    return (heading, explanation, *chart, *tables)


def what_changes_it(results: Results) -> tuple[Block, ...]:
    """Return the switching points and break-even scores, nearest first."""
    heading = Subheading("What would change it")
    words = results.words
    more = [" ".join(words.overturn), words.tornado or ""] if words else []
    paragraphs = (Para(text) for text in (what_would_change_it(results), *more) if text)
    chart = figure(results, "switching_points")
    return (heading, *paragraphs, *chart, *_switches(results), *_break_evens(results))


def _drawn(results: Results) -> tuple[str, ...]:
    drawn = results.acceptability
    assert drawn is not None
    return tuple(id for id in results.by_overall_value() if id in drawn.overall)


def _eligible(results: Results) -> tuple[str, ...]:
    drawn = results.acceptability
    assert drawn is not None
    return tuple(id for id in results.by_overall_value() if id in drawn.ranks)


def _ranks(results: Results) -> tuple[Table, ...]:
    drawn, ids = results.acceptability, _eligible(results)
    assert drawn is not None
    places = tuple(
        str(index + 1) for index in range(max(map(len, drawn.ranks.values()), default=0))
    )
    blocks = side_by_side(places)
    return tuple(
        Table(
            f"rank_acceptability_{block + 1}",
            in_parts("Share of draws in which each option takes each rank", block, len(blocks)),
            (Column("Option", 2), *(Column(f"Rank {rank}", 1, "right") for rank in shown)),
            tuple(
                (option_name(results, id), *(_rank_share(drawn.ranks[id], p) for p in shown))
                for id in ids
            ),
        )
        for block, shown in enumerate(blocks)
    )


def _rank_share(ranks: tuple[float, ...], rank: str) -> Num:
    at = int(rank) - 1
    return share_or(ranks[at] if at < len(ranks) else None)


def _overall(results: Results) -> tuple[Table, ...]:
    drawn = results.acceptability
    assert drawn is not None
    rows: list[tuple[Cell, ...]] = [
        (option_name(results, id), *(Num(points(value), value) for value in drawn.overall[id]))
        for id in _drawn(results)
        if id in drawn.overall
    ]
    columns = (
        Column("Option", 2),
        Column("5 in 100 lie below", 1, "right"),
        Column("Middle", 1, "right"),
        Column("5 in 100 lie above", 1, "right"),
    )
    return (Table("overall_draws", "Overall values in the draws", columns, tuple(rows)),)


def _beats(results: Results) -> tuple[Table, ...]:
    drawn, ids = results.acceptability, _drawn(results)
    assert drawn is not None
    blocks = side_by_side(ids)
    return tuple(
        Table(
            f"beats_{index + 1}",
            in_parts("Share of draws in which the row beats the column", index, len(blocks)),
            (Column("Option", 1.4), *(Column(plain_name(results, id), 1, "right") for id in shown)),
            tuple(
                (
                    option_name(results, one),
                    *(share_or(drawn.beats.get(one, {}).get(other)) for other in shown),
                )
                for one in ids
            ),
            note="An equal value counts half to each.",
        )
        for index, shown in enumerate(blocks)
    )


def _central(results: Results) -> tuple[Block, ...]:
    drawn, ids = results.acceptability, _eligible(results)
    assert drawn is not None
    ever = tuple(id for id in ids if drawn.central_weights.get(id))
    never = [id for id in ids if not drawn.central_weights.get(id)]
    never_first = (
        (Para(f"Never first in any draw: {option_names(results, never)}."),) if never else ()
    )
    blocks = side_by_side(ever) if ever else ()
    tables = tuple(
        Table(
            f"central_{index + 1}",
            in_parts("Weights that put each option first, on average", index, len(blocks)),
            (
                Column("Criterion", 1.4),
                *(Column(plain_name(results, id), 1, "right") for id in shown),
            ),
            (*_central_rows(results, shown), _sure(results, shown)),
            note="The mean weights of the draws in which the option ranks first.",
            total=True,
        )
        for index, shown in enumerate(blocks)
    )
    return (*tables, *never_first)


def _central_rows(results: Results, shown: tuple[str, ...]) -> list[tuple[Cell, ...]]:
    return [_central_row(results, c.id, shown) for c in results.appraisal.benefit_criteria()]


def _sure(results: Results, shown: tuple[str, ...]) -> tuple[Cell, ...]:
    drawn = results.acceptability
    assert drawn is not None
    name = "Share of draws first with these"
    return (name, *(share_or(drawn.confidence.get(id)) for id in shown))


def _central_row(results: Results, criterion: str, shown: tuple[str, ...]) -> tuple[Cell, ...]:
    drawn = results.acceptability
    assert drawn is not None
    weights = [(drawn.central_weights.get(id) or {}).get(criterion) for id in shown]
    cells = [Num("–") if value is None else Num(weight(value), value) for value in weights]
    return (results.appraisal.criterion(criterion).name, *cells)


def _switches(results: Results) -> tuple[Block, ...]:
    switches = nearest_switches(results)
    if not switches:
        return ()
    left = len(switches) - MOST_SWITCHES
    return (
        Table(
            "switching",
            "Weights at which the leader changes, the nearest first",
            (
                Column("Weight of", 1.8),
                Column("Now", 0.7, "right"),
                Column("Changes at", 0.8, "right"),
                Column("Then leads", 1.8),
            ),
            tuple(
                (
                    weight_heading(results, point),
                    Num(weight(point.now, 1), point.now),
                    Num(weight(point.at, 1), point.at),
                    option_names(results, point.to),
                )
                for point in switches[:MOST_SWITCHES]
            ),
            note="The other weights keep their proportions."
            + (f" {left} more lie further away." if left > 0 else ""),
        ),
    )


def _break_evens(results: Results) -> tuple[Block, ...]:
    near = nearest_within_range(results.break_even or ())
    rest = [each for each in results.break_even or () if each.reachable and not each.within_range]
    rest.sort(key=lambda each: (abs(each.change), each.option, each.criterion))
    break_evens = [*near, *rest][:MOST_BREAK_EVENS]
    if not break_evens:
        return ()
    rows = tuple(
        (
            (
                f"{plain_name(results, each.option)}: "
                f"{results.appraisal.criterion(each.criterion).name}"
            ),
            Num(shown_levels(results.appraisal, each)[1], each.level_now),
            Num(shown_levels(results.appraisal, each)[0], each.level_at),
            Num(signed_points(each.change, 0), each.change),
            "Yes" if each.within_range else "No",
        )
        for each in break_evens
    )
    columns = (
        Column("Score of", 2),
        Column("Level now", 1, "right"),
        Column("Leader changes at", 1, "right"),
        Column("Change in value score", 0.9, "right"),
        Column("Inside its own range?", 0.8),
    )
    caption = "Scores at which another option draws level with the leader, the nearest first"
    return (Table("break_even", caption, columns, rows),)
