"""The executive summary: the whole answer on one page."""

from __future__ import annotations

from appraisal.analysis.gates import unknown_gates
from appraisal.analysis.results import Results
from appraisal.report.contents.change import what_would_change_it
from appraisal.report.contents.names import (
    capital,
    gates_in_words,
    holders,
    option_name,
    option_names,
    overall,
    plain_name,
    pounds,
    share_or,
    signed,
)
from appraisal.report.contents.recommendations import main_wording
from appraisal.report.parts import Block, Cell, Column, Para, Section, Table

SUPPORT = "This supports the decision; it is not the decision."
SHOWN_FIRST = 6  # options on the one page; all of them stand in section 4


def answer(results: Results) -> Section:
    """Return the first section: ranking, must-haves, how firm, what would change it, wording."""
    blocks: tuple[Block, ...] = (
        Para(_reasons(results), lead=headline(results)),
        ranking_table(results),
        Para(what_would_change_it(results, most=1), lead="What would change it."),
        Para(_not_in_our_gift(results), lead="Not in the council's gift alone."),
        Para(f"{capital(main_wording(results))}. {SUPPORT}", lead="Draft recommendation."),
    )
    return Section("answer", "Executive summary", blocks)


def headline(results: Results) -> str:
    """Return the finding in one short sentence."""
    found = results.recommendation
    if found.option is not None:
        name = plain_name(results, found.option)
        if found.option == results.appraisal.baseline:
            return f"Ranked first: {name}, as things are now."
        return f"Ranked first: {name}."
    if results.tied_first:
        return f"No single answer: {option_names(results, results.tied_first)} tie for first."
    if not any(results.eligible.values()):
        return "No option can be recommended."
    return "No ranking yet."


def _reasons(results: Results) -> str:
    said = " ".join(results.recommendation.because)
    if results.recommendation.option is not None and results.acceptability is None:
        said += " How firm this is has not been computed."
    stops = [gap.text for gap in results.gaps if gap.stops]
    if not results.tied_first and any(results.eligible.values()) and stops:
        more = len(stops) - 3
        said += f" Still missing: {' '.join(stops[:3])}"
        said += f" There are {more} more gaps like these." if more > 1 else ""
        said += " There is 1 more gap like these." if more == 1 else ""
    return said.strip()


def ranking_table(results: Results, *, key: str = "ranking", every: bool = False) -> Table:
    """Return the options in order of rank with the figures a reader asks for first."""
    order = results.by_overall_value()
    shown = order if every else order[:SHOWN_FIRST]
    drawn, costed = results.acceptability is not None, results.money is not None
    columns = [
        Column("Option", 2.3),
        Column("Rank", 0.7, "right"),
        Column("Overall value", 0.95, "right"),
        Column("Against baseline", 1.05, "right"),
        *([Column("First in draws", 0.85, "right")] if drawn else []),
        Column("Must-haves", 1.5),
        *([Column("Net present cost, £m", 1.0, "right")] if costed else []),
    ]
    left = len(order) - len(shown)
    return Table(
        key=key,
        caption="Options in order of overall value (0 to 100)",
        columns=tuple(columns),
        rows=tuple(_ranking_row(results, id) for id in shown),
        note=f"The other {left} options are in section 4." if left else _ranking_note(results),
    )


def _ranking_row(results: Results, id: str) -> tuple[Cell, ...]:
    rank, cost = results.rank[id], results.money.options[id] if results.money else None
    drawn, baseline = results.acceptability, results.appraisal.baseline
    against = signed(results.against_baseline[id].overall)
    row: list[Cell] = [
        option_name(results, id),
        _rank_words(results, id, rank),
        overall(results.scores.overall[id]),
        "–" if id == baseline else against,
    ]
    if drawn is not None:
        ranks = drawn.ranks.get(id)
        row.append(share_or(ranks[0] if ranks and results.eligible[id] else None))
    row.append(gates_in_words(results, id))
    if results.money is not None:
        row.append(pounds(cost.net_present_cost if cost else None))
    return tuple(row)


def _rank_words(results: Results, id: str, rank: int | None) -> str:
    if rank is None:
        return "None" if results.eligible[id] else "Ruled out"
    shared = sum(other == rank for other in results.rank.values()) > 1
    return f"{rank}=" if shared else str(rank)


def _ranking_note(results: Results) -> str:
    out = [id for id, eligible in results.eligible.items() if not eligible]
    if not out:
        return ""
    return (
        f"{option_names(results, out)}: fails a must-have, so it takes no rank and cannot be "
        "recommended. Its figures are for information."
        if len(out) == 1
        else f"{option_names(results, out)}: each fails a must-have, so they take no rank and "
        "cannot be recommended. Their figures are for information."
    )


def _not_in_our_gift(results: Results) -> str:
    found = results.recommendation
    if found.option is None:
        return "It depends on the option chosen: section 4 says whose consent each one needs."
    outside = results.appraisal.option(found.option).consents_outside_council()
    said = f"It needs the consent of {holders(outside)}."
    if not outside and not results.appraisal.option(found.option).in_gift_of:
        said = "Nobody has yet stated whose consent it takes."
    elif not outside:
        said = "Nothing: the council can decide this itself."
    unknown = len(unknown_gates(results.appraisal, found.option))
    if unknown:
        verb = "must-have is" if unknown == 1 else "must-haves are"
        said += f" {unknown} {verb} not yet known for it; failing one would rule it out."
    return said
