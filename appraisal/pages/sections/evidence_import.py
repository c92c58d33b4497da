"""Findings from a CSV or Excel file, and into one."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from appraisal.analysis.wording.figures import counted
from appraisal.edits.evidence import web_address, with_findings
from appraisal.files.tables.reader import read_evidence
from appraisal.model import Appraisal, Evidence
from appraisal.pages.escaping import names_said, short
from appraisal.pages.sections.evidence_cards import KIND
from appraisal.pages.session import state
from appraisal.pages.widgets.display import DIRECTIONS
from appraisal.pages.widgets.table_import import TableRows


def said(appraisal: Appraisal, read: Sequence[Evidence], _: bool = False) -> str:
    """Return what saving the findings would do, as Markdown: which are new, which take a place."""
    ids = {finding.id for finding in appraisal.evidence}
    known = [finding.id for finding in read if finding.id in ids]
    words = f"{counted(len(read), 'finding')}, {len(read) - len(known)} of them new."
    if known:
        words += f" In place of those here with the same id: {names_said(known)}."
    unlinked = [
        finding.id for finding in read if finding.address and not web_address(finding.address)
    ]
    if unlinked:
        words += f" Not an address of the web, so not a link: {names_said(unlinked)}."
    return words


def preview(appraisal: Appraisal, read: Sequence[Evidence]) -> pd.DataFrame:
    """Return the findings as they were read: id, what was found, what it is about."""
    rows = [
        [finding.id, short(finding.finding, 160), about(appraisal, finding)] for finding in read
    ]
    return pd.DataFrame(rows, columns=["Id", "What was found", "About"])


def about(appraisal: Appraisal, finding: Evidence) -> str:
    """Return option, criterion, direction and strength as they were read, a line each."""
    option = appraisal.option(finding.option).name if finding.option else "no one option"
    criterion = (
        appraisal.criterion(finding.criterion).name if finding.criterion else "no one criterion"
    )
    return f"{option}\n{criterion}\n{DIRECTIONS[finding.direction]}, {finding.strength}"


ROWS = TableRows(
    key="evidence",
    noun="finding",
    kind=KIND,
    read=lambda data, name, appraisal: read_evidence(data, name, appraisal, state.settings()),
    keep=lambda appraisal, read, _: with_findings(appraisal, read),
    said=said,
    preview=preview,
)
