"""A small appraisal to change at will, and what the tests ask of a report."""

from __future__ import annotations

from typing import Any

from appraisal.analysis.results import Results, analyse
from appraisal.model import Appraisal
from appraisal.report.contents import contents
from appraisal.report.parts import (
    Block,
    Bullets,
    ChartBlock,
    Contents,
    Link,
    Notice,
    Para,
    Part,
    Pending,
    Subheading,
    Table,
    cell_text,
)

LEVELS = {
    ("status_quo", "practice"): 40, ("status_quo", "agency"): 45,
    ("trust", "practice"): 70, ("trust", "agency"): 30,
    ("partner", "practice"): 60, ("partner", "agency"): 15,
}  # fmt: skip


def document(**changes: Any) -> dict[str, Any]:
    """Return a complete appraisal: overall values 34.375, 62.5 and, for the partner, 65.625."""
    found: dict[str, Any] = {
        "format": "appraisal/1",
        "title": "Who should run the service?",
        "question": "Which arrangement gives children the best service?",
        "authority": "Example Council",
        "decision_maker": "Policy Committee",
        "date": "2026-11-21",
        "baseline": "status_quo",
        "options": [
            {"id": "status_quo", "name": "Carry on", "summary": "As now.",
             "in_gift_of": ["council"]},
            {"id": "trust", "name": "A trust", "summary": "A company.",
             "in_gift_of": ["council", "secretary_of_state"]},
            {"id": "partner", "name": "A partner", "summary": "Another council leads.",
             "in_gift_of": ["council", "partner"]},
        ],
        "gates": [{"id": "lawful", "name": "Lawful route"}],
        "gate_results": [
            {"option": id, "gate": "lawful", "result": "pass", "reason": "Checked."}
            for id in ("status_quo", "trust", "partner")
        ],
        "criteria": [
            {"id": "practice", "name": "Good practice", "group": "Children",
             "scale": {"levels": {0: "Unsafe.", 100: "Good everywhere."}}},
            {"id": "agency", "name": "Steady workforce", "group": "Staff",
             "scale": {"unit": "% agency", "worst": 60, "best": 0}},
        ],
        "swings": {"practice": 100, "agency": 60},
        "performances": [
            {"option": o, "criterion": c, "level": level, "strength": "strong",
             "reason": f"Reason for {o} on {c}.", "evidence": ["e1"]}
            for (o, c), level in LEVELS.items()
        ],
        "evidence": [
            {"id": "e1", "finding": "Staff stayed.", "source": "A review",
             "address": "https://example.org/review", "date": "2018-07", "option": "trust",
             "criterion": "agency", "direction": "+", "strength": "strong"},
        ],
        "costs": {"base_year": 2026, "horizon_years": 2, "lines": [
            {"option": "status_quo", "item": "Running", "kind": "running", "amounts": {2026: 1}},
            {"option": "trust", "item": "Set-up", "kind": "transition", "optimism_bias": 0.5,
             "amounts": {2026: 2, 2027: 1.035}, "funded_by": "DfE grant"},
            {"option": "partner", "item": "Fee", "kind": "transaction", "amounts": {2026: 4}},
        ]},
    }  # fmt: skip
    return {**found, **changes}


def results_of(draws: int = 0, **changes: Any) -> Results:
    """Return the results of the small appraisal with these keys changed."""
    return analyse(Appraisal.from_document(document(**changes)), draws=draws)


def report_of(part: Part = "public", **changes: Any) -> Contents:
    """Return the report on the small appraisal with these keys changed."""
    return contents(results_of(**changes), part=part)


def text_of(block: Block) -> str:
    """Return every word of a block."""
    match block:
        case Para():
            return f"{block.lead} {block.text}"
        case Bullets():
            return "\n".join(block.items)
        case Notice():
            return f"{block.title} {block.text}"
        case Subheading() | Pending():
            return block.text
        case ChartBlock():
            return f"{block.caption} {block.alt} {block.note} {block.chart}"
        case Table():
            heads = [column.heading for column in block.columns]
            cells = [_cell_words(cell) for row in block.rows for cell in row]
            return "\n".join([block.caption, *heads, *cells, block.note])


def _cell_words(cell: Any) -> str:
    return f"{cell.lead} {cell.address}" if isinstance(cell, Link) else cell_text(cell)


def words_of(report: Contents) -> str:
    """Return every word of a report, its head and its headings included."""
    head = (report.title, report.authority, report.kind, report.marking, report.illustrative)
    headings = (section.heading for section in report.sections)
    return "\n".join([*head, *headings, *(text_of(block) for block in report.blocks())])


def section_words(report: Contents, key: str) -> str:
    """Return every word of one section."""
    section = next(each for each in report.sections if each.key == key)
    return "\n".join([section.heading, *(text_of(block) for block in section.blocks)])


def table_of(report: Contents, key: str) -> Table:
    """Return the table with this key."""
    return next(table for table in report.tables() if table.key == key)


def rows_of(table: Table) -> list[list[str]]:
    """Return the cells of a table as they are read."""
    return [[cell_text(cell) for cell in row] for row in table.rows]
