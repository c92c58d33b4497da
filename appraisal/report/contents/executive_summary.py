"""The executive summary: the whole answer on one page."""

from __future__ import annotations

from appraisal.analysis.must_haves import unknown_must_haves
from appraisal.analysis.results import Results
from appraisal.analysis.wording import recommendation as wording
from appraisal.report.contents.change import what_would_change_it
from appraisal.report.contents.names import (
    capital,
    holders,
    must_haves_in_words,
    option_name,
    option_names,
    overall,
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
        Para(_reasons(results), lead=wording.headline(results.findings)),
        ranking_table(results),
        *_firmness(results),
        Para(what_would_change_it(results, most=1, short=True), lead="What would change it."),
        Para(_not_in_our_gift(results), lead="Not in the council's gift alone."),
        Para(f"{capital(main_wording(results))}. {SUPPORT}", lead="Draft recommendation."),
    )
    return Section("answer", "Executive summary", blocks)


def _reasons(results: Results) -> str:
    if results.recommendation.option is not None:
        return _why_it_leads(results)
    text = " ".join(results.recommendation.because)
    stops = [gap.text for gap in results.gaps if gap.stops]
    if not results.tied_first and any(results.eligible.values()) and stops:
        text += f" Still missing: {' '.join(stops[:3])}"
        more = len(stops) - 3
        text += f" And {more} more of this kind." if more > 0 else ""
    return text.strip()


def _why_it_leads(results: Results) -> str:
    """Return the gap to the next option, and what the leader gains and loses most on."""
    findings = results.findings
    sentences = (wording.lead(findings), wording.against_baseline(findings, short=True))
    return " ".join(sentence for sentence in sentences if sentence)


def _firmness(results: Results) -> tuple[Para, ...]:
    """Return how firm the result is and whether the case for change is made, with the limits."""
    recommendation, limits, findings = results.recommendation, results.thresholds, results.findings
    if recommendation.option is None:
        return ()
    if results.acceptability is None or recommendation.firmness is None:
        return (Para("This has not been computed.", lead="How firm."),)
    sentences = (
        wording.firmness(findings, recommendation.firmness, limits, short=True),
        wording.case(findings, recommendation.case_for_change, limits),
    )
    text = " ".join(sentence for sentence in sentences if sentence)
    return (Para(text, lead=f"How firm: {recommendation.firmness}."),)


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
        caption="Options in order of overall value (0 to 100)"
        if results.tied_first
        else "The options; there is no ranking yet (overall value from 0 to 100)",
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
