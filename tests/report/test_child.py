"""The child process that makes the PDF: what happens when it hangs, crashes or refuses."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
import threading
import time

import pytest

from appraisal.errors import ReportFailed
from appraisal.report import make_report
from appraisal.report.parts import ChartBlock, Section
from appraisal.report.pdf import start_child
from appraisal.report.pdf.start_child import make_pdf
from tests.report.sample import report_of, results_of


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def with_figure(figure: ChartBlock):
    section = Section("s", "Heading", (figure,), number="1")
    return dataclasses.replace(report_of(), sections=(section,))


def test_a_report_that_takes_too_long_is_stopped_and_its_child_is_gone(tmp_path):
    note = tmp_path / "pid"
    code = (
        "import os, time\n"
        f"with open({str(note)!r}, 'w') as file: file.write(str(os.getpid()))\n"
        "time.sleep(60)"
    )
    start = time.monotonic()

    with pytest.raises(ReportFailed, match="longer than 4 seconds and was stopped"):
        make_pdf(report_of(), seconds=4, command=(sys.executable, "-I", "-S", "-c", code))

    assert time.monotonic() - start < 30
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)


@pytest.mark.parametrize(
    "code",
    ["import os; os.abort()", "raise SystemExit(1)", "print('half a PDF')", "1/0"],
    ids=["abort", "exit", "no PDF", "fault"],
)
def test_a_child_that_stops_is_told_in_plain_words(code):
    with pytest.raises(ReportFailed) as caught:
        make_pdf(report_of(), command=python(code))

    assert "stopped unexpectedly" in str(caught.value)
    assert "No file was made" in str(caught.value)
    assert "Traceback" not in str(caught.value)


def test_a_child_that_cannot_be_started_is_told_in_plain_words(tmp_path):
    with pytest.raises(ReportFailed, match="could not be started"):
        make_pdf(report_of(), command=(str(tmp_path / "no-such-program"),))


def test_a_chart_that_is_no_chart_is_refused_by_name():
    report = with_figure(ChartBlock("my_chart", "A chart", "It shows nothing.", {"mark": 7}))

    with pytest.raises(ReportFailed, match="The chart my_chart could not be drawn"):
        make_pdf(report)


def test_a_chart_without_alt_text_is_refused():
    spec = {"mark": "point", "data": {"values": [{"a": 1}]}, "encoding": {"x": {"field": "a"}}}

    with pytest.raises(ReportFailed, match="alt"):
        make_pdf(with_figure(ChartBlock("my_chart", "A chart", "", spec)))


def test_a_chart_that_would_fetch_an_address_is_refused():
    spec = {"mark": "point", "data": {"url": "http://127.0.0.1:9/x.json"},
            "encoding": {"x": {"field": "a", "type": "quantitative"}}}  # fmt: skip

    with pytest.raises(ReportFailed, match="could not be drawn"):
        make_pdf(with_figure(ChartBlock("my_chart", "A chart", "It shows points.", spec)))


def test_a_report_waits_for_its_turn_and_says_so_when_none_comes():
    held = threading.BoundedSemaphore(1)
    held.acquire()
    old, start_child._TURNS = start_child._TURNS, held
    try:
        with pytest.raises(ReportFailed, match="Other reports are being made"):
            make_pdf(report_of(), seconds=1)
    finally:
        start_child._TURNS = old


def test_reports_made_at_once_are_each_whole():
    made: list[bytes] = []
    report = report_of("exempt")
    threads = [threading.Thread(target=lambda: made.append(make_pdf(report))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 3
    assert made[0] == made[1] == made[2]


def test_the_child_needs_none_of_the_apps_own_heavy_rooms():
    code = (
        "import sys; import appraisal.report.pdf.typst_child; "
        "print([name for name in ('altair', 'pandas', 'pydantic', 'streamlit', 'numpy') "
        "if name in sys.modules])"
    )
    done = subprocess.run(python(code), capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_an_unknown_format_or_part_is_told_with_those_there_are():
    with pytest.raises(
        ReportFailed, match=r"cannot be made as 'odt'. It can be made as: pdf, html, xlsx"
    ):
        make_report(results_of(), to="odt")
    with pytest.raises(ReportFailed, match=r"no part 'secret'. The parts are: public, exempt"):
        make_report(results_of(), part="secret")
