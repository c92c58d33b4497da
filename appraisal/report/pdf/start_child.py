"""The app's side: hands the job to a child process, and holds it to its time."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from appraisal.errors import ReportFailed
from appraisal.report.parts import Contents
from appraisal.report.pdf.data import chart_specs, pdf_data
from appraisal.report.pdf.typst_child import REFUSED

AT_ONCE = 2  # reports made at the same time; others wait their turn
_TURNS = threading.BoundedSemaphore(AT_ONCE)
_ROOT = Path(__file__).parents[3]
# -I: no environment variable, user folder or current folder can change what the child runs.
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from appraisal.report.pdf.typst_child import main; raise SystemExit(main())"
)
COMMAND = (sys.executable, "-I", "-X", "utf8", "-c", _START, str(_ROOT))


def make_pdf(contents: Contents, *, seconds: int = 60, command: tuple[str, ...] = COMMAND) -> bytes:
    """Return the report as a PDF that is PDF/UA-1 and PDF/A-2a at once.

    Parameters
    ----------
    contents : Contents
    seconds : int
        How long it may take, waiting for its turn included.
    command : tuple of str
        What is run as the child process.

    Raises
    ------
    ReportFailed
        If it took too long, was refused or the child stopped; no half-made file is returned.
    """
    job = {"data": pdf_data(contents), "charts": chart_specs(contents)}
    pdf = _in_turn(job, seconds, command)
    if not pdf.startswith(b"%PDF-"):
        raise _stopped(0)
    return pdf


def draw_charts(
    contents: Contents, *, seconds: int = 60, command: tuple[str, ...] = COMMAND
) -> dict[str, str]:
    """Return every chart of the report as SVG, by the key of its figure; faults as for the PDF."""
    charts = chart_specs(contents)
    if not charts:
        return {}
    try:
        drawings = json.loads(_in_turn({"data": None, "charts": charts}, seconds, command))
    except json.JSONDecodeError:
        raise _stopped(0) from None
    assert isinstance(drawings, dict)
    return drawings


def _in_turn(job: dict[str, Any], seconds: int, command: tuple[str, ...]) -> bytes:
    deadline = time.monotonic() + seconds
    if not _TURNS.acquire(timeout=seconds):
        raise ReportFailed("Other reports are being made. Try again in a minute.")
    try:
        return _run({**job, "seconds": seconds}, command, deadline - time.monotonic())
    finally:
        _TURNS.release()


def _run(job: dict[str, Any], command: tuple[str, ...], left: float) -> bytes:
    try:
        done = subprocess.run(
            command,
            input=json.dumps(job).encode("ascii"),
            capture_output=True,
            timeout=max(left, 0.1),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ReportFailed(
            f"The report took longer than {job['seconds']} seconds and was stopped. No file was "
            "made. Shorten very long texts, or ask for a higher limit (APPRAISAL_REPORT_SECONDS)."
        ) from None
    except OSError as error:
        raise ReportFailed(
            f"The program that makes the PDF could not be started: {error.strerror or error}."
        ) from None
    if done.returncode == REFUSED:
        refusal = done.stderr.decode("utf-8", "replace").strip()
        raise ReportFailed(
            f"The report could not be made: {refusal.rstrip('.')}. No file was made."
        )
    if done.returncode != 0:
        raise _stopped(done.returncode)
    return done.stdout


def _stopped(code: int) -> ReportFailed:
    return ReportFailed(
        f"The program that makes the report stopped unexpectedly (exit code {code}). No file was "
        "made. Nothing else is affected: try again."
    )
