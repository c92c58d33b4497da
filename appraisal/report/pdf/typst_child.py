"""The child process: a job as JSON on standard input; a PDF, or charts as SVG, on standard output.

Nothing here runs inside the app: a bad label can end the chart converter's whole process, and Typst
keeps memory. Everything heavy is imported here, and nothing of the app's own rooms.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

from appraisal.report.pdf.limits import limit_this_process
from appraisal.report.pdf.row_headers import with_row_headers

HERE = Path(__file__).parent
FONTS = HERE.parent / "fonts"
TEMPLATE = HERE / "report.typ"
STANDARDS: Any = ["ua-1", "a-2a"]
NOON = 12 * 3600
REFUSED = 3  # exit code: the job was refused, and why is on standard error


class PdfRefused(Exception):
    """The document could not be made; the message says why."""


def main() -> int:
    """Do one job; return the exit code. Without a document to set, the job is its charts."""
    job = json.loads(sys.stdin.buffer.read())
    limit_this_process(job["seconds"])
    try:
        drawn = _drawn(job["charts"])
        output = (
            json.dumps(drawn).encode("ascii")
            if job["data"] is None
            else with_row_headers(_typeset({**job["data"], "charts": drawn}))
        )
    except PdfRefused as refusal:
        sys.stderr.write(str(refusal))
        return REFUSED
    sys.stdout.buffer.write(output)
    return 0


def _drawn(charts: dict[str, Any]) -> dict[str, str]:
    """Return the charts as SVG; no address is fetched."""
    if not charts:
        return {}
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    drawings = {}
    for key, spec in charts.items():
        try:
            svg = vl_convert.vegalite_to_svg(spec, vl_version="6.4", allowed_base_urls=[])
        except ValueError as error:
            raise PdfRefused(f"The chart {key} could not be drawn: {_first_line(error)}") from None
        drawings[key] = svg
    return drawings


def _typeset(data: dict[str, Any]) -> bytes:
    import typst

    source: Any = TEMPLATE.read_bytes()
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
    # Typst reads files under its root alone: an empty folder.
    with tempfile.TemporaryDirectory() as empty:
        try:
            pdf, warnings = typst.compile_with_warnings(
                source,
                root=empty,
                font_paths=fonts,
                sys_inputs={"data": json.dumps(data)},
                pdf_standards=STANDARDS,
                timestamp=_timestamp(data["day"]),
            )
        except typst.TypstError as error:
            raise PdfRefused(_first_line(error)) from None
    if warnings:
        raise PdfRefused("; ".join(warning.message for warning in warnings))
    assert isinstance(pdf, bytes)
    return pdf


def _timestamp(day: list[int] | None) -> int:
    """Return noon of the appraisal's own day in UNIX seconds; the clock is never read."""
    return NOON if day is None else (dt.date(*day) - dt.date(1970, 1, 1)).days * 86_400 + NOON


def _first_line(error: Exception) -> str:
    text = re.sub(r"\s+", " ", str(getattr(error, "message", error))).strip()
    return text[:300]


if __name__ == "__main__":
    raise SystemExit(main())
