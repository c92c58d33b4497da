"""The meeting: who was there, interests that were declared, and votes."""

from __future__ import annotations

from appraisal.analysis.results import Results
from appraisal.analysis.wording.dates import words_of_partial_date
from appraisal.analysis.wording.meetings import (
    INTEREST_OUTCOMES,
    INTERESTS,
    named_votes,
    outcome_words,
    quorum_words,
)
from appraisal.model import Attendance
from appraisal.report.parts import Block, Cell, Column, Num, Para, Subheading, Table


def meetings(results: Results) -> tuple[Block, ...]:
    """Return attendance, interests and votes; nothing where none of them is recorded."""
    blocks = (*attendance(results), *interests(results), *votes(results))
    return (Subheading("The meeting: attendance, interests and votes"), *blocks) if blocks else ()


def attendance(results: Results) -> tuple[Block, ...]:
    """Return who was there, a paragraph a day."""
    return tuple(
        Para(_present(each), lead=f"{words_of_partial_date(each.date.isoformat())}.")
        for each in results.appraisal.attendance
    )


def _present(each: Attendance) -> str:
    present = f"Present: {'; '.join(each.present)}." if each.present else "Nobody is named."
    apologies = f" Apologies: {'; '.join(each.apologies)}." if each.apologies else ""
    return f"{present}{apologies} {quorum_words(len(each.present), each.quorum)}"


def interests(results: Results) -> tuple[Block, ...]:
    """Return the interests that were declared, as a table."""
    rows = tuple(
        (
            each.by,
            INTERESTS[each.kind].capitalize(),
            _topic(results, each.about),
            each.text,
            INTEREST_OUTCOMES[each.outcome].capitalize(),
        )
        for each in results.appraisal.interests
    )
    columns = (Column("Who", 1), Column("Kind", 1.1), Column("About", 1), Column("Interest", 2),
               Column("Outcome", 1))  # fmt: skip
    return (Table("interests", "Interests declared", columns, rows),) if rows else ()


def _topic(results: Results, about: str) -> str:
    names = {each.id: each.name for each in results.appraisal.criteria}
    return names.get(about, about)


def votes(results: Results) -> tuple[Block, ...]:
    """Return the votes with their counts and outcomes, as a table."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            each.words,
            Num(str(each.votes_for), each.votes_for),
            Num(str(each.votes_against), each.votes_against),
            Num(str(each.abstained), each.abstained),
            f"{outcome_words(each)}{named_votes(each)}",
        )
        for each in results.appraisal.votes
    )
    columns = (Column("Voted on", 2.6), Column("For", 0.5, "right"),
               Column("Against", 0.7, "right"), Column("Abstained", 0.8, "right"),
               Column("Outcome", 1.8))  # fmt: skip
    return (Table("votes", "Votes", columns, rows),) if rows else ()
