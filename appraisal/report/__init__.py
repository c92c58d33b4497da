"""The document: one contents model, made from the results alone, and one renderer per format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appraisal.errors import ReportFailed

if TYPE_CHECKING:
    from appraisal.analysis.results import Results
    from appraisal.report.parts import Part

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
    if to not in FORMATS:
        raise ReportFailed(
            f"A report cannot be made as {to!r}. It can be made as: {', '.join(FORMATS)}."
        )
    report = contents(results, part=part)
    if to == "html":
        from appraisal.report.html import make_html

        return make_html(report, seconds=seconds)
    if to == "xlsx":
        from appraisal.report.excel import make_excel

        return make_excel(report)
    from appraisal.report.pdf.start_child import make_pdf

    return make_pdf(report, seconds=seconds)
