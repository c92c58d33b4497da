"""The findings as cards: what is read of each, and what of it can be changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from appraisal.analysis.wording.evidence import source_words
from appraisal.analysis.wording.figures import counted
from appraisal.edits.evidence import (
    citations,
    finding_field,
    host,
    web_address,
    without_finding,
)
from appraisal.model import Appraisal, Evidence
from appraisal.pages.escaping import plain
from appraisal.pages.session import state
from appraisal.pages.widgets import display, fields, forms

KIND = "evidence"
EDITING = "evidence:editing"
SHOWN = "evidence:shown"
AT_ONCE = 10
STRENGTHS = {
    "strong": "Strong: an independent evaluation, an inspection or a dated public record",
    "moderate": "Moderate: a first-hand account, or press on an official report",
    "weak": "Weak: a claim, a forecast or someone's case for an option",
    "none": "None: nothing to go on",
}
WORDS = (
    ("finding", "What was found", True, None),
    ("source", "Source", False, "Who said it, where and when."),
    ("address", "Address on the web", False, "Begins with https:// or http://."),
    ("interest", "Interest", True, "What the source stands to gain, or whose side it takes."),
)


def cards(appraisal: Appraisal, findings: Sequence[Evidence], frozen: bool) -> None:
    """Show findings as cards, some at once."""
    shown = state.value(SHOWN) or AT_ONCE
    cited = citations(appraisal)
    editing = state.value(EDITING)
    for item in (each for n, each in enumerate(findings) if n < shown or each.id == editing):
        with st.container(border=True, key=f"evidence_{item.id}"):
            _card(appraisal, item, cited.get(item.id, 0))
            if editing == item.id:
                _editor(appraisal, item, cited.get(item.id, 0), frozen)
            else:
                with st.container(horizontal=True, vertical_alignment="center"):
                    st.button(
                        f"Change {plain(item.id)}", key=f"evidence:{item.id}:change",
                        on_click=state.put, args=(EDITING, item.id),
                    )  # fmt: skip
                    _link(item)
    if len(findings) > shown:
        st.button(
            f"Show {min(AT_ONCE, len(findings) - shown)} more of {len(findings)}",
            key="evidence:more",
            on_click=state.put,
            args=(SHOWN, shown + AT_ONCE),
        )


def _card(appraisal: Appraisal, item: Evidence, cited: int) -> None:
    way, strength = display.DIRECTIONS[item.direction], display.STRENGTHS[item.strength]
    st.markdown(f"**{plain(item.id)}** · {way} · {strength}")
    st.caption(about(appraisal, item))
    st.markdown(plain(item.finding))
    st.caption(f"Source: {plain(source_words(item))}. {plain(item.interest)}")
    if item.address.strip() and web_address(item.address) is None:
        st.caption(f"Address: {plain(item.address)}")
    notes = [f"Cited {counted(cited, 'time')}."] if cited else []
    if item.exempt:
        notes.append("🔒 Exempt: kept out of the public report.")
    if notes:
        st.caption(" ".join(notes))


def _link(item: Evidence) -> None:
    address = web_address(item.address)
    if address:
        st.link_button(
            f"Source of {plain(item.id)}: {plain(host(address))}",
            address,
            icon=":material/open_in_new:",
            type="tertiary",
        )


def about(appraisal: Appraisal, item: Evidence) -> str:
    """Return what a finding is about: its option and its criterion, as Markdown."""
    option = appraisal.option(item.option).name if item.option else "No one option"
    criterion = appraisal.criterion(item.criterion).name if item.criterion else "no one criterion"
    return f"{plain(option)} · {plain(criterion)}"


def boxes(appraisal: Appraisal, box: Callable[[str], fields.Box], frozen: bool) -> None:
    """Show a box for each thing that is said of a finding; ``box`` gives where it is kept."""
    for field, label, tall, help in WORDS:
        fields.text(label, box(field), tall=tall, help=help, disabled=frozen,
                    max_chars=20_000 if tall else 2_000)  # fmt: skip
    fields.date(
        "Date",
        box("date"),
        partial=True,
        help="As well as it is known: 2018, July 2018 or 10 July 2018.",
        disabled=frozen,
    )
    for field, label, choices in choices_of(appraisal):
        fields.choice(label, list(choices), box(field), words=choices.__getitem__,
                      disabled=frozen)  # fmt: skip
    fields.tick(
        "Exempt from publication: keep it out of the public report",
        box("exempt"),
        disabled=frozen,
    )


def _editor(appraisal: Appraisal, item: Evidence, cited: int, frozen: bool) -> None:
    boxes(appraisal, lambda field: _box(appraisal, item, field), frozen)
    _done_or_remove(item, cited, frozen)


def _done_or_remove(item: Evidence, cited: int, frozen: bool) -> None:
    key = f"evidence:{item.id}"
    st.button(f"Done with {plain(item.id)}", key=f"{key}:done", on_click=state.put,
              args=(EDITING, None))  # fmt: skip
    goes = f"It is cited in {counted(cited, 'place')}, which will stand without it. "
    forms.removal(
        f"Remove {plain(item.id)}",
        f"{key}:remove",
        f"Remove {plain(item.id)}? {goes if cited else ''}You can undo this.",
        KIND,
        lambda a: without_finding(a, item.id),
        disabled=frozen,
    )


def _box(appraisal: Appraisal, item: Evidence, field: str) -> fields.Box:
    accessor = finding_field(item.id, field)
    return fields.record(appraisal, accessor, f"evidence:{item.id}:{field}", KIND)


def choices_of(appraisal: Appraisal) -> list[tuple[str, str, dict[Any, str]]]:
    """Return field, label and choices of what a finding is about, which way and how strong."""
    return [
        ("option", "Option", {"": "No one option", **{o.id: o.name for o in appraisal.options}}),
        (
            "criterion",
            "Criterion",
            {"": "No one criterion", **{c.id: c.name for c in appraisal.criteria}},
        ),
        ("direction", "Which way it points for that option", display.DIRECTIONS),
        ("strength", "How strong it is", STRENGTHS),
    ]
