"""The evidence log: every finding with its source, what it speaks for and how strong it is."""

from __future__ import annotations

from appraisal.analysis.results import Results
from appraisal.analysis.wording.dates import words_of_partial_date
from appraisal.model import Evidence
from appraisal.report.parts import (
    Block,
    Cell,
    Column,
    Link,
    Para,
    Section,
    Subheading,
    Table,
)

DIRECTIONS = {"+": "+ helps", "-": "− hurts", "±": "± both ways", "0": "0 neither way"}
STRENGTHS = {"strong": "strong", "moderate": "moderate", "weak": "weak", "none": "not rated"}

Source = tuple[str, str, str]  # words, interest, address


def evidence_log(results: Results) -> Section:
    """Return the appendix with the whole evidence log and its sources."""
    evidence = results.appraisal.evidence
    blocks: tuple[Block, ...] = (Para("No evidence is recorded."),)
    if evidence:
        explanation = Para(
            "Direction says whether a finding helps or hurts the option it is about. S1, S2 and "
            "so on are the sources, listed after the findings with any interest that they had."
        )
        blocks = (explanation, *evidence_tables(results, evidence, "evidence", "Evidence log"))
    return Section("evidence", "Evidence log", blocks, appendix=True)


def evidence_tables(
    results: Results, evidence: tuple[Evidence, ...], key: str, caption: str
) -> tuple[Block, ...]:
    """Return the findings, then the sources they cite, both in the order of the appraisal."""
    numbers: dict[Source, str] = {}
    for each in evidence:
        source = _source(each)
        if any(source):
            numbers.setdefault(source, f"S{len(numbers) + 1}")
    columns = (
        Column("Id", 0.6),
        Column("Finding", 3.3),
        Column("Source", 1.12),
        Column("About", 1.9),
        Column("Direction, strength", 1.15),
    )
    rows = tuple(_row(results, each, numbers) for each in evidence)
    findings = Table(key, caption, columns, rows)
    return (findings, *_sources(numbers, key)) if numbers else (findings,)


def _sources(numbers: dict[Source, str], key: str) -> tuple[Block, ...]:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            number,
            Link(words or "No title given", address) if address else words,
            interest or "None stated",
        )
        for (words, interest, address), number in numbers.items()
    )
    columns = (Column("No.", 0.45), Column("Source and address", 3), Column("Interest", 1.8))
    return (
        Subheading("Sources"),
        Table(f"{key}_sources", "Sources of the evidence", columns, rows),
    )


def _source(entry: Evidence) -> Source:
    return entry.source.strip(), entry.interest.strip(), entry.address.strip()


def _row(results: Results, entry: Evidence, numbers: dict[Source, str]) -> tuple[Cell, ...]:
    number = numbers.get(_source(entry), "")
    if entry.exempt and not number and entry.option is None and entry.criterion is None:
        return (entry.id, entry.finding, "Exempt", "Exempt", "Exempt")
    about = [
        results.appraisal.option(entry.option).name if entry.option else "",
        results.appraisal.criterion(entry.criterion).name if entry.criterion else "",
    ]
    date = words_of_partial_date(entry.date or "")
    return (
        entry.id,
        entry.finding.strip() or "Not yet written down",
        "\n".join(text for text in (number, date) if text) or "None given",
        "\n".join(text for text in about if text) or "General",
        f"{DIRECTIONS[entry.direction]}, {STRENGTHS[entry.strength]}",
    )
