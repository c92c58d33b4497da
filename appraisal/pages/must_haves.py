"""Must-haves: what an option must do. They stand outside the sum; a failed one rules it out."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from appraisal.analysis.gates import failed_gates, unknown_gates
from appraisal.analysis.wording.figures import counted
from appraisal.edits.must_haves import with_gate, without_gate
from appraisal.edits.rows import row_setting
from appraisal.model import Appraisal, Gate, Option
from appraisal.pages.escaping import names_said, plain, short
from appraisal.pages.sections import must_haves_import, must_haves_table
from appraisal.pages.session import state
from appraisal.pages.widgets import display, fields, forms, frame, table_import

KIND = "gates"
ONE, TABLE = "One must-have at a time", "All in one table"
OUTCOMES = {"pass": "✓ pass", "fail": "✗ fail", "unknown": "? not yet known"}


def page() -> None:
    """Show every must-have by option, then ask for each result with its reason and evidence."""
    current = frame.begin("must_haves")
    appraisal, frozen = current.appraisal, current.frozen
    st.markdown(
        "A must-have is passed or failed. It carries no weight, and no score can make up for a "
        "failed one. One that is **not yet known** makes the recommendation conditional on it."
    )
    if appraisal.gates:
        view = fields.views("How to work", [ONE, TABLE], fields.view("must_haves:show", ONE))
        if view == TABLE:
            must_haves_table.table(appraisal, frozen)
        else:
            for number, gate in enumerate(appraisal.gates, start=1):
                _gate(appraisal, gate, number, frozen)
        # Below what is chosen: a verdict that grows must not push the choices down.
        st.subheader("What that means for each option", anchor=False)
        _outcomes(appraisal)
    else:
        st.info("There are no must-haves yet.")
    _add(frozen)
    if appraisal.gates:
        table_import.panel(appraisal, must_haves_import.ROWS, frozen)
    frame.end("must_haves")


def outcome_table(appraisal: Appraisal, option: Option) -> pd.DataFrame:
    """Return an option's outcomes in words and shapes, a row for each must-have."""
    rows = [
        [gate.name, OUTCOMES[appraisal.gate_outcome(option.id, gate.id)]]
        for gate in appraisal.gates
    ]
    return pd.DataFrame(rows, columns=["Must-have", "Result"])


def verdict(appraisal: Appraisal, option: Option) -> str:
    """Return what the must-haves mean for one option, as Markdown."""
    failed, unknown = failed_gates(appraisal, option.id), unknown_gates(appraisal, option.id)
    names = {gate.id: gate.name for gate in appraisal.gates}
    if failed:
        return (
            "**✗ It cannot be recommended.** It fails "
            f"{names_said(names[id] for id in failed)}. Its figures are shown for "
            "information only."
        )
    if unknown:
        return (
            "**? It could be recommended only on condition** that what is not yet known "
            f"({len(unknown)} of {len(names)}) turns out to be met."
        )
    return "**✓ It passes every must-have.**"


def _outcomes(appraisal: Appraisal) -> None:
    for place, column in forms.side_by_side(len(appraisal.options)):
        option = appraisal.options[place]
        with column, st.container(border=True, height="stretch", key=f"outcomes_{option.id}"):
            st.markdown(f"**{plain(option.name)}**")
            display.table(outcome_table(appraisal, option))
            said = verdict(appraisal, option)
            if failed_gates(appraisal, option.id):
                st.error(said, icon=":material/block:")
            else:
                st.markdown(said)


def _gate(appraisal: Appraisal, gate: Gate, number: int, frozen: bool) -> None:
    st.markdown(f"**{plain(gate.name)}**")
    part, is_open = forms.fold(f"Results and reasons: must-have {number}", f"gate:{gate.id}")
    if not is_open:
        return
    with part:
        st.markdown(f"**{plain(gate.question or gate.name)}**")
        for label, words in (
            ("Basis", gate.basis),
            ("Where it goes wrong", gate.trap),
            ("Who says whether it is met", gate.owner),
        ):
            if words:
                st.markdown(f"{label}: {plain(words)}")
        for option in appraisal.options:
            with st.container(border=True):
                _result(appraisal, gate, option, frozen)
        _wording(appraisal, gate, frozen)


def _result(appraisal: Appraisal, gate: Gate, option: Option, frozen: bool) -> None:
    given = next(
        (g for g in appraisal.gate_results if (g.option, g.gate) == (option.id, gate.id)), None
    )
    fields.choice(
        plain(option.name),
        list(OUTCOMES),
        fields.record(
            appraisal,
            must_haves_table.result_place(option.id, gate.id),
            f"gate:{gate.id}:{option.id}:result",
            KIND,
        ),
        words=OUTCOMES.__getitem__,
        radio=True,
        horizontal=True,
        disabled=frozen,
    )
    fails = given is not None and given.result == "fail"
    st.caption(
        "✗ It cannot be recommended while this stands."
        if fails
        else "A failed must-have rules an option out."
    )
    fields.text(
        f"Reason ({plain(option.name)})",
        _result_box(appraisal, gate, option, "reason"),
        tall=True,
        placeholder="Why it passes or fails, or what has to be found out and by whom",
        disabled=frozen,
    )
    if appraisal.evidence:
        _cited(appraisal, gate, option, frozen)


def _result_box(appraisal: Appraisal, gate: Gate, option: Option, field: str) -> fields.Box:
    place = row_setting("gate_results", {"option": option.id, "gate": gate.id}, field)
    return fields.record(appraisal, place, f"gate:{gate.id}:{option.id}:{field}", KIND)


def _cited(appraisal: Appraisal, gate: Gate, option: Option, frozen: bool) -> None:
    findings = {found.id: found for found in appraisal.evidence}
    fields.several(
        f"Evidence ({plain(option.name)})",
        _likely_first(appraisal, option),
        _result_box(appraisal, gate, option, "evidence"),
        words=lambda id: f"{id}: {short(findings[id].finding, 70)}",
        disabled=frozen,
    )


def _likely_first(appraisal: Appraisal, option: Option) -> list[str]:
    """Return the ids of all findings, those about this option first."""
    return [e.id for e in sorted(appraisal.evidence, key=lambda e: e.option != option.id)]


def _wording(appraisal: Appraisal, gate: Gate, frozen: bool) -> None:
    part, is_open = forms.fold("Change the wording, or remove it", f"gate:{gate.id}:words")
    if not is_open:
        return
    with part:
        for field, label, tall in (
            ("name", "Name", False),
            ("question", "The question to be answered", True),
            ("basis", "Basis in law or guidance", True),
            ("trap", "Where it goes wrong", True),
            ("owner", "Who says whether it is met", False),
        ):
            fields.text(
                label,
                fields.record(
                    appraisal,
                    row_setting("gates", {"id": gate.id}, field),
                    f"gate:{gate.id}:{field}",
                    KIND,
                ),
                tall=tall,
                disabled=frozen,
            )
        results = sum(given.gate == gate.id for given in appraisal.gate_results)
        goes = f"With it go {counted(results, 'result')} and the reasons given. "
        forms.removal(
            "Remove this must-have",
            f"gate:{gate.id}:remove",
            f"Remove {plain(gate.name)}? {goes if results else ''}You can undo this.",
            KIND,
            lambda a: without_gate(a, gate.id),
            disabled=frozen,
        )


def _add(frozen: bool) -> None:
    st.subheader("Add a must-have", anchor=False)
    st.caption(
        "Only what an option cannot do without, by law or by the council's own decision. What "
        "is merely wanted is a criterion, and has a weight."
    )
    fields.text("Name", fields.unsaved("gates:add:name"), disabled=frozen)
    fields.text(
        "The question to be answered", fields.unsaved("gates:add:question"), tall=True,
        disabled=frozen,
    )  # fmt: skip
    forms.submit(
        "Add this must-have",
        "gates:add:go",
        KIND,
        _added,
        clears=("gates:add:name", "gates:add:question"),
        disabled=frozen,
    )


def _added() -> state.Change:
    name, question = fields.held("gates:add:name"), fields.held("gates:add:question")
    return lambda appraisal: with_gate(appraisal, name or "", question or "")


if __name__ == "__main__":
    page()
