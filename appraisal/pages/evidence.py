"""Evidence: what is known, from whom, which way it points and how strong it is."""

from __future__ import annotations

from contextlib import suppress

import streamlit as st

from appraisal.analysis.wording.figures import counted
from appraisal.charts import evidence_coverage
from appraisal.edits import typed
from appraisal.edits.evidence import with_finding
from appraisal.model import Appraisal, Evidence
from appraisal.pages.sections import evidence_import
from appraisal.pages.sections.evidence_cards import (
    EDITING,
    KIND,
    SHOWN,
    WORDS,
    boxes,
    cards,
)
from appraisal.pages.session import state
from appraisal.pages.widgets import display, fields, forms, frame
from appraisal.pages.widgets.table_import import panel

ANY, NONE = "", "-"
SOUGHT = "evidence:sought"  # what the list was last made for
_FIELDS = [field for field, *_ in WORDS]
_FIELDS += ["date", "option", "criterion", "direction", "strength", "exempt"]


def page() -> None:
    """Show where there is evidence and where there is none; add, change, bring in and take out."""
    current = frame.begin("evidence")
    appraisal, frozen = current.appraisal, current.frozen
    st.markdown(
        "Write down what is known before anyone scores, whichever way it points. Weak evidence "
        "widens the range of a score. Where there is none, the map says so; it never means average."
    )
    if appraisal.evidence:
        display.picture(state.results(current), evidence_coverage, "evidence")
    findings = _chosen(appraisal)
    cards(appraisal, findings, frozen)
    _add(appraisal, frozen)
    panel(appraisal, evidence_import.ROWS, frozen)
    frame.end("evidence")


def _chosen(appraisal: Appraisal) -> list[Evidence]:
    st.subheader("Findings", anchor=False)
    options = {ANY: "Any option", **{o.id: o.name for o in appraisal.options},
               NONE: "No one option"}  # fmt: skip
    criteria = {ANY: "Any criterion", **{c.id: c.name for c in appraisal.criteria},
                NONE: "No one criterion"}  # fmt: skip
    columns = st.columns(2)
    chosen = []
    for column, field, choices in (
        (columns[0], "option", options),
        (columns[1], "criterion", criteria),
    ):
        with column:
            chosen.append(fields.choice(
                field.capitalize(), list(choices), fields.view(f"evidence:{field}", ANY),
                words=choices.__getitem__,
            ))  # fmt: skip
    option, criterion = (each or ANY for each in chosen)
    words = fields.text("Words in the finding or its source", fields.view("evidence:words"))
    sought = (option, criterion, words)
    if state.value(SOUGHT) != sought:  # another list: begin it at its top
        state.put(SOUGHT, sought)
        state.put(SHOWN, None)
    findings = filtered(appraisal, option, criterion, words)
    # The one that is being changed stays, also where what is changed is what was sought.
    editing = state.value(EDITING)
    shown = {each.id for each in findings} | {editing}
    findings = [each for each in appraisal.evidence if each.id in shown]
    st.caption(f"{counted(len(findings), 'finding')} of {len(appraisal.evidence)}")
    return findings


def filtered(appraisal: Appraisal, option: str, criterion: str, words: str) -> list[Evidence]:
    """Return the findings about an option and a criterion that hold the words, in their order.

    ``""`` means any; ``"-"`` means those that name none.
    """

    def fits(chosen: str, own: str | None) -> bool:
        return chosen == ANY or own == (None if chosen == NONE else chosen)

    sought = words.casefold().split()
    return [
        item
        for item in appraisal.evidence
        if fits(option, item.option)
        and fits(criterion, item.criterion)
        and all(
            word in f"{item.id} {item.finding} {item.source} {item.interest}".casefold()
            for word in sought
        )
    ]


def _add(appraisal: Appraisal, frozen: bool) -> None:
    st.subheader("Add a finding", anchor=False)
    boxes(appraisal, _unsaved, frozen)
    forms.submit(
        "Add this finding",
        "evidence:add:go",
        KIND,
        _added,
        clears=[f"evidence:add:{field}" for field in _FIELDS],
        disabled=frozen,
    )


def _unsaved(field: str) -> fields.Box:
    return fields.unsaved(f"evidence:add:{field}")


def _added() -> state.Change:
    row = {name: fields.held(f"evidence:add:{name}") for name in _FIELDS}
    with suppress(ValueError):  # what is no date is refused with the rest, in words
        row["date"] = typed.read_partial_date(row["date"] or "")
    return lambda appraisal: with_finding(appraisal, row)


if __name__ == "__main__":
    page()
