"""The report and the other files to take away: made when asked for, and kept while they hold."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Literal

import streamlit as st

from appraisal import report
from appraisal.analysis.results import Results
from appraisal.analysis.results_document import results_document
from appraisal.errors import ReportFailed
from appraisal.files.appraisal_file import write_appraisal
from appraisal.model import Appraisal
from appraisal.pages.escaping import plain
from appraisal.pages.session import state, workshop_calls
from appraisal.record.minutes import WorkshopHeld, workshops_held
from appraisal.report.contents import contents
from appraisal.report.parts import Contents, Part
from appraisal.service import Kept, workshop

NAMES = {
    "pdf": ("the PDF", "PDF: the report to table and to publish"),
    "docx": ("the Word file", "Word: to edit in the council's own template"),
    "xlsx": ("the Excel file", "Excel: every table, to check the figures"),
    "html": ("the web page", "HTML: to put on the council's website"),
}
READY = "report:ready"
MINUTES: Literal["minutes"] = "minutes"
Paper = Part | Literal["minutes"]
LONGEST_STEM = 60  # letters of a file name, before its date


def contents_of(current: Kept, part: Part) -> Contents:
    """Return the contents of the report; the same state of the record is set out once."""
    return _contents(current.head, part, state.results(current))


@st.cache_resource(max_entries=32, show_spinner=False)
def _contents(head: str, part: Part, _results: Results) -> Contents:
    return contents(_results, part=part)


@st.cache_resource(max_entries=16, show_spinner=False)
def _made(head: str, part: Paper, to: str, seconds: int, _current: Kept) -> bytes:
    results = state.results(_current)
    if part == MINUTES:
        return report.make_minutes(results, _held(_current), head, to, seconds=seconds)
    return report.make_report(results, to=to, part=part, seconds=seconds)


def _held(current: Kept) -> tuple[WorkshopHeld, ...]:
    events = state.store().events(current.id)
    return workshops_held(event for event in events if event.seq <= current.revision)


def minutes(current: Kept) -> None:
    """Show buttons for the minutes of the workshops, where there was one."""
    if not workshop_calls.read(workshop.workshops_of, current.id):
        return
    st.markdown("The minutes of the workshop: who was there, what was agreed, votes")
    for to, name in (("html", "the minutes for Word"), ("pdf", "the minutes as a PDF")):
        if (current.head, MINUTES, to) in (state.value(READY) or ()):
            _hand_over(current, MINUTES, to, name)
        else:
            st.button(f"Make {name}", key=f"report:minutes:{to}", on_click=_ask_for,
                      args=(current.head, MINUTES, to))  # fmt: skip
    st.caption("The file for Word is a web page: open it in Word to edit it.")


def downloads(current: Kept, part: Part) -> None:
    """Show for each format a button that makes the report, then one that hands it over."""
    for to in report.FORMATS:
        name, what = NAMES.get(to, (f"the {to} file", to))
        st.markdown(what)
        if (current.head, part, to) in (state.value(READY) or ()):
            _hand_over(current, part, to, name)
        else:
            st.button(
                f"Make {name}", key=f"report:make:{to}", type="primary" if to == "pdf" else
                "secondary", on_click=_ask_for, args=(current.head, part, to),
            )  # fmt: skip


def _ask_for(head: str, part: Paper, to: str) -> None:
    ready = [one for one in state.value(READY) or () if one[0] == head]
    state.put(READY, [*ready, (head, part, to)])


def _hand_over(current: Kept, part: Paper, to: str, name: str) -> None:
    limits = state.settings()
    try:
        with st.spinner(f"Making {name} …", show_time=True):
            data = _made(current.head, part, to, limits.report_seconds, current)
    except ReportFailed as error:
        state.put(READY, [one for one in state.value(READY) or () if one[2] != to])
        st.error(f"The report could not be made. {plain(str(error))}", icon=":material/error:")
        return
    st.download_button(
        f"Download {name} ({size_words(len(data))})",
        data,
        file_name=f"{file_stem(current.appraisal, part)}.{to}",
        mime=report.FORMATS[to],
        key=f"report:download:{f'{part}:' if part == MINUTES else ''}{to}",
        type="primary" if to == "pdf" and part != MINUTES else "secondary",
        icon=":material/download:",
        on_click="ignore",
    )


def other_files(current: Kept) -> None:
    """Show buttons for the appraisal as a file and the results as figures."""
    appraisal, stem = current.appraisal, file_stem(current.appraisal, "public")
    st.markdown("The appraisal as a file: open it here again, or send it to someone to check")
    if any(finding.exempt for finding in appraisal.evidence) or appraisal.report.exempt:
        st.warning("This file holds the exempt parts too. Do not publish it as it is.")
    st.download_button(
        "Download the appraisal (YAML)",
        lambda: write_appraisal(appraisal),
        file_name=f"{stem}.yaml",
        mime="application/yaml",
        key="report:download:yaml",
        on_click="ignore",
        icon=":material/download:",
    )
    results = state.results(current)
    st.markdown("Every figure of the result, in full precision, for another program to read")
    st.download_button(
        "Download the results (JSON)",
        lambda: results_text(results),
        file_name=f"{stem}-results.json",
        mime="application/json",
        key="report:download:json",
        on_click="ignore",
        icon=":material/download:",
    )


def results_text(results: Results) -> str:
    """Return the results as JSON; never NaN."""
    return (
        json.dumps(results_document(results), ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    )


def file_stem(appraisal: Appraisal, part: str) -> str:
    """Return a file name without its ending: the title in plain letters, date and part."""
    words = re.sub(r"[’']", "", appraisal.title.lower())
    letters = re.sub(r"[^a-z0-9]+", "-", words).strip("-")
    if len(letters) > LONGEST_STEM:
        letters = letters[:LONGEST_STEM].rpartition("-")[0] or letters[:LONGEST_STEM]
    day = appraisal.date.isoformat() if isinstance(appraisal.date, date) else ""
    pieces = [letters or "options-appraisal", day, "" if part == "public" else part]
    return "-".join(piece for piece in pieces if piece)


def size_words(size: int) -> str:
    """Return a number of bytes for a button: ``416 kB``."""
    return f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
