"""Report: write what only a person can, read the one-page answer, and take the report away."""

from __future__ import annotations

import streamlit as st

from appraisal.analysis.wording.figures import counted, listed
from appraisal.edits.report import exemption, section, unwritten
from appraisal.model import Appraisal
from appraisal.pages.escaping import plain
from appraisal.pages.sections import report_preview
from appraisal.pages.sections.report_files import (
    contents_of,
    downloads,
    minutes,
    other_files,
)
from appraisal.pages.widgets import fields, forms, frame
from appraisal.report.contents.narrative import BODY, EXEMPT_REASON, HEAD, Narrative
from appraisal.report.contents.redaction import has_exempt_text
from appraisal.report.parts import Part
from appraisal.service import Kept

KIND = "report"
PARTS: dict[Part, str] = {
    "public": "The public report",
    "exempt": "The exempt appendix: what the public report leaves out",
}


def page() -> None:
    """Show what the report will hold, ask for what only people can write, and make it."""
    current = frame.begin("report")
    appraisal, frozen = current.appraisal, current.frozen
    st.markdown(
        "The tool sets out the answer, the options, the scores, the money and the method. It "
        "never writes what only a person can: where nothing is written, the report says who must."
    )
    _holds(current)
    _to_write(appraisal, frozen)
    _take_away(current)
    frame.end("report")


def _holds(current: Kept) -> None:
    part, is_open = forms.fold("What the report will hold", "report:holds")
    if not is_open:
        return
    with part:
        contents = contents_of(current, "public")
        st.markdown(
            "\n".join(f"- {plain(f'{each.number} {each.heading}')}" for each in contents.sections)
        )


def _to_write(appraisal: Appraisal, frozen: bool) -> None:
    st.subheader("Written by people", anchor=False)
    missing = unwritten(appraisal)
    count = sum(len(parts) for parts in missing.values())
    still = f"{counted(count, 'part')} still to be written."
    st.markdown(still if count else "✓ Every part is written.")
    with st.expander("Who has to write what"):
        for officer, parts in missing.items():
            st.markdown(f"- By {officer}: {listed([part.heading for part in parts])}")
        if not count:
            st.markdown("Nothing is left to write.")
    st.caption("Leave an empty line between paragraphs. Begin a line with - to make a list.")
    _head(appraisal, frozen)
    for part in (*BODY, EXEMPT_REASON):
        if part is not EXEMPT_REASON or appraisal.report.exempt:
            _part(appraisal, part, frozen)


def _head(appraisal: Appraisal, frozen: bool) -> None:
    fold, is_open = forms.fold("The head of the report: who, where, key decision", "report:head")
    if not is_open:
        return
    with fold:
        for part in HEAD:
            _box(appraisal, part, frozen, tall=False)


def _part(appraisal: Appraisal, part: Narrative, frozen: bool) -> None:
    written = bool(appraisal.report.sections.get(part.key, "").strip())
    fold, is_open = forms.fold(part.heading, f"report:{part.key}")
    if not is_open:
        return
    with fold:
        st.caption(f"By {part.officer}. It should hold: {part.asks}.")
        st.caption("✓ Written" if written else "○ Not written yet")
        _box(appraisal, part, frozen, tall=True)
        fields.tick(
            f"Exempt from publication: {part.heading}",
            fields.record(appraisal, exemption(part.key), f"report:{part.key}:exempt", KIND),
            help="It is then left out of the public report and printed in the exempt appendix.",
            disabled=frozen,
        )


def _box(appraisal: Appraisal, part: Narrative, frozen: bool, *, tall: bool) -> None:
    fields.text(
        part.heading,
        fields.record(appraisal, section(part.key), f"report:{part.key}:text", KIND),
        tall=tall,
        placeholder=part.asks,
        disabled=frozen,
        max_chars=20_000,
    )


def _take_away(current: Kept) -> None:
    st.subheader("The answer on one page", anchor=False)
    part: Part = "public"
    if has_exempt_text(current.appraisal):
        chosen = fields.choice(
            "Which part?", list(PARTS), fields.view("report:part", "public"),
            words=PARTS.__getitem__, radio=True,
        )  # fmt: skip
        part = "exempt" if chosen == "exempt" else "public"
    else:
        st.caption("Nothing is marked as exempt, so there is only the public report.")
    contents = contents_of(current, part)
    st.caption(f"Marked on every page: {plain(contents.marking)}")
    with st.container(border=True, key="report_preview"):
        report_preview.section(contents.sections[0])
    st.subheader("Take it away", anchor=False)
    downloads(current, part)
    minutes(current)
    other_files(current)


if __name__ == "__main__":
    page()
