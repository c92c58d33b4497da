"""The formal head of a cabinet report."""

from __future__ import annotations

from appraisal.analysis.results import Results
from appraisal.report.contents.narrative import EXEMPT_REASON, HEAD, fact
from appraisal.report.parts import Column, Part, Table, date_text

PUBLIC = "Public"
EXEMPT = "Not for publication"


def marking(part: Part) -> str:
    """Return what every page says about publication."""
    return PUBLIC if part == "public" else EXEMPT


def facts(results: Results, part: Part, *, with_exempt: bool) -> Table:
    """Return the report's formal head as a table of facts."""
    appraisal = results.appraisal
    rows = [
        ("Authority", appraisal.authority.strip() or "Not yet named"),
        ("Decision maker", appraisal.decision_maker),
        ("Date", date_text(appraisal.date)),
        *((each.heading, fact(appraisal, each)) for each in HEAD),
        ("Publication", _publication(part, with_exempt)),
    ]
    if with_exempt:
        rows.append((EXEMPT_REASON.heading, fact(appraisal, EXEMPT_REASON)))
    columns = (Column("Item", 1), Column("Detail", 3))
    return Table("facts", "Report details", columns, tuple(rows))


def _publication(part: Part, with_exempt: bool) -> str:
    if part == "exempt":
        return (
            "Not for publication. This appendix holds information that is exempt under Schedule "
            "12A to the Local Government Act 1972."
        )
    if with_exempt:
        return "Public. Some information is exempt and is in a separate exempt appendix."
    return "Public. Nothing is marked as exempt."
