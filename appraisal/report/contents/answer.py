"""The executive summary: the whole answer on one page."""

from __future__ import annotations

from appraisal.analysis.must_haves import unknown_must_haves
from appraisal.analysis.results import Results
from appraisal.analysis.wording.figures import listed, share, signed_points
from appraisal.report.contents.change import what_would_change_it
from appraisal.report.contents.names import (
    capital,
    holders,
    must_haves_in_words,
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
        *_firmness(results),
        Para(what_would_change_it(results, most=1), lead="What would change it."),
        Para(_not_in_our_gift(results), lead="Not in the council's gift alone."),
        Para(f"{capital(main_wording(results))}. {SUPPORT}", lead="Draft recommendation."),
    )
    return Section("answer", "Executive summary", blocks)


def headline(results: Results) -> str:
    """Return the finding in one short sentence."""
    recommendation = results.recommendation
    if recommendation.option is not None:
        name = plain_name(results, recommendation.option)
        if recommendation.option == results.appraisal.baseline:
            return f"Ranked first: {name}, as things are now."
        return f"Ranked first: {name}."
    if results.tied_first:
        return f"No single answer: {option_names(results, results.tied_first)} tie for first."
    if not any(results.eligible.values()):
        return "No option can be recommended."
    return "No ranking yet."


def _reasons(results: Results) -> str:
    leader = results.recommendation.option
    if leader is not None:
        return _why_it_leads(results, leader)
    text = " ".join(results.recommendation.because)
    stops = [gap.text for gap in results.gaps if gap.stops]
    if not results.tied_first and any(results.eligible.values()) and stops:
        text += f" Still missing: {' '.join(stops[:3])}"
        more = len(stops) - 3
        text += f" And {more} more of this kind." if more > 0 else ""
    return text.strip()


def _why_it_leads(results: Results, leader: str) -> str:
    """Return the gap to the next option, and what the leader gains and loses most on."""
    first = results.recommendation.because[0]
    baseline = results.appraisal.baseline
    if leader == baseline:
        return first
    parts = {id: d for id, d in results.against_baseline[leader].criteria.items() if d}
    gains = sorted((id for id in parts if parts[id] > 0), key=lambda id: (-parts[id], id))[:2]
    losses = sorted((id for id in parts if parts[id] < 0), key=lambda id: (parts[id], id))[:1]
    clauses = []
    if gains:
        clauses.append(f"it gains most on {_with_points(results, gains, parts)}")
    if losses:
        clauses.append(f"loses most on {_with_points(results, losses, parts)}")
    if not clauses:
        return first
    return f"{first} Against {plain_name(results, baseline)}, {' and '.join(clauses)}."


def _with_points(results: Results, ids: list[str], parts: dict[str, float]) -> str:
    names = (f"{results.appraisal.criterion(id).name} ({signed_points(parts[id])})" for id in ids)
    return listed(list(names))


def _firmness(results: Results) -> tuple[Para, ...]:
    """Return how firm the result is and whether the case for change is made, with the limits."""
    recommendation, limits = results.recommendation, results.thresholds
    if recommendation.option is None:
        return ()
    if results.acceptability is None or recommendation.firmness is None:
        return (Para("This has not been computed.", lead="How firm."),)
    first = results.acceptability.ranks[recommendation.option][0]
    text = (
        f"It ranks first in {share(first)} of the draws (firm from {share(limits.firm)}, leaning "
        f"from {share(limits.leaning)}). {_case(results, recommendation.option)}"
    )
    return (Para(text, lead=f"How firm: {recommendation.firmness}."),)


def _case(results: Results, leader: str) -> str:
    baseline, limits = results.appraisal.baseline, results.thresholds
    if leader == baseline:
        return "No other option ranks above it, so the case for change is not made."
    beats = results.against_baseline[leader].beats_baseline
    case = results.recommendation.case_for_change
    if beats is None or case is None:
        return ""
    verdict = {"made": "made", "marginal": "marginal", "not_made": "not made"}[case]
    return (
        f"The case for change is {verdict}: it does better than {plain_name(results, baseline)} in "
        f"{share(beats)} of the draws (made from {share(limits.case_made)}, marginal from "
        f"{share(limits.case_marginal)})."
    )


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
    row.append(must_haves_in_words(results, id))
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
    recommendation = results.recommendation
    if recommendation.option is None:
        return "It depends on the option chosen: section 4 says whose consent each one needs."
    outside = results.appraisal.option(recommendation.option).consents_outside_council()
    text = f"It needs the consent of {holders(outside)}."
    if not outside and not results.appraisal.option(recommendation.option).in_gift_of:
        text = "Nobody has yet stated whose consent it takes."
    elif not outside:
        text = "Nothing: the council can decide this itself."
    unknown = len(unknown_must_haves(results.appraisal, recommendation.option))
    if unknown:
        verb = "must-have is" if unknown == 1 else "must-haves are"
        text += f" {unknown} {verb} not yet known for it; failing one would rule it out."
    return text
