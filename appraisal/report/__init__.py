"""The document: one contents model, made from the results alone, and one renderer per format."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from appraisal.errors import ReportFailed

if TYPE_CHECKING:
    from appraisal.analysis.results import Results
    from appraisal.record.minutes import WorkshopHeld
    from appraisal.report.parts import Contents, Part

# ending -> media type
FORMATS = {
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PARTS = ("public", "exempt")


def make_report(
    results: Results, to: str = "pdf", part: Part = "public", *, seconds: int = 60
) -> bytes:
    """Return the report as the bytes of a file.

    Parameters
    ----------
    results : Results
        From ``analysis.results.analyse``.
    to : str
        One of ``FORMATS``.
    part : str
        ``public``, or ``exempt`` for the appendix that holds what the public part leaves out.
    seconds : int
        How long it may take (``Settings.report_seconds``).

    Raises
    ------
    ReportFailed
        If the report cannot be made, with the reason in plain words.
    """
    # Imported here: the child process that makes the PDF imports this package and needs none of it.
    from appraisal.report.contents import contents

    if part not in PARTS:
        raise ReportFailed(f"There is no part {part!r}. The parts are: {', '.join(PARTS)}.")
    return _rendered(contents(results, part=part), to, seconds)


def make_minutes(
    results: Results,
    workshops: Sequence[WorkshopHeld],
    head: str,
    to: str = "pdf",
    *,
    seconds: int = 60,
) -> bytes:
    """Return the minutes of a record's workshops as the bytes of a file, to be published.

    Parameters
    ----------
    results : Results
        From ``analysis.results.analyse``.
    workshops : sequence of WorkshopHeld
        From ``record.minutes.workshops_held``, of the same record.
    head : str
        The hash of the record's last event.
    to, seconds
        As for :func:`make_report`.

    Raises
    ------
    ReportFailed
        If they cannot be made, with the reason in plain words.
    """
    from appraisal.report.contents.minutes import minutes

    return _rendered(minutes(results, workshops, head), to, seconds)


def _rendered(report: Contents, to: str, seconds: int) -> bytes:
    if to not in FORMATS:
        raise ReportFailed(
            f"A report cannot be made as {to!r}. It can be made as: {', '.join(FORMATS)}."
        )
    if to == "html":
        from appraisal.report.html import make_html

        return make_html(report, seconds=seconds)
    if to == "xlsx":
        from appraisal.report.excel import make_excel

        return make_excel(report)
    from appraisal.report.pdf.start_child import make_pdf

    return make_pdf(report, seconds=seconds)
