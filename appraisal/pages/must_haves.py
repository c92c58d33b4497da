"""Must-haves: what an option must do. They stand outside the sum; a failed one rules it out."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from appraisal.analysis.gates import failed_gates, unknown_gates
from appraisal.model import Appraisal, Gate, Option
from appraisal.pages import fields, frame, parts, show, state
from appraisal.pages.edits import row_setting
from appraisal.pages.gate_edits import with_gate, without_gate
from appraisal.pages.text import plain, short

KIND = "gates"
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
        _outcomes(appraisal)
        st.subheader("Each must-have, with the reason", anchor=False)
    else:
        st.info("There are no must-haves yet.")
    for gate in appraisal.gates:
        _gate(appraisal, gate, frozen)
    _add(frozen)
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
            f"{parts.names_said(names[id] for id in failed)}. Its figures are shown for "
            "information only."
        )
    if unknown:
        return (
            "**? It could be recommended only on condition** that what is not yet known "
            f"({len(unknown)} of {len(names)}) turns out to be met."
        )
    return "**✓ It passes every must-have.**"


def _outcomes(appraisal: Appraisal) -> None:
    for place, column in parts.side_by_side(len(appraisal.options)):
        option = appraisal.options[place]
        with column, st.container(border=True, height="stretch", key=f"outcomes_{option.id}"):
            st.markdown(f"**{plain(option.name)}**")
            show.table(outcome_table(appraisal, option))
            said = verdict(appraisal, option)
            if failed_gates(appraisal, option.id):
                st.error(said, icon=":material/block:")
            else:
                st.markdown(said)


def _gate(appraisal: Appraisal, gate: Gate, frozen: bool) -> None:
    part, is_open = parts.fold(plain(gate.name), f"gate:{gate.id}")
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
    row = {"option": option.id, "gate": gate.id}
    given = next(
        (g for g in appraisal.gate_results if (g.option, g.gate) == (option.id, gate.id)), None
    )
    key = f"gate:{gate.id}:{option.id}"
    fields.choice(
        plain(option.name),
        list(OUTCOMES),
        appraisal.gate_outcome(option.id, gate.id),
        row_setting("gate_results", row, "result"),
        key=f"{key}:result",
        kind=KIND,
        words=OUTCOMES.__getitem__,
        radio=True,
        horizontal=True,
        disabled=frozen,
    )
    if given is not None and given.result == "fail":
        st.warning("This option cannot be recommended while this stands.", icon=":material/block:")
    fields.text(
        f"Reason ({plain(option.name)})",
        given.reason if given else "",
        row_setting("gate_results", row, "reason"),
        key=f"{key}:reason",
        kind=KIND,
        tall=True,
        placeholder="Why it passes or fails, or what has to be found out and by whom",
        disabled=frozen,
    )
    if appraisal.evidence:
        _cited(appraisal, gate, option, given.evidence if given else (), frozen)


def _cited(
    appraisal: Appraisal, gate: Gate, option: Option, cited: tuple[str, ...], frozen: bool
) -> None:
    findings = {found.id: found for found in appraisal.evidence}
    fields.several(
        f"Evidence ({plain(option.name)})",
        _likely_first(appraisal, option),
        cited,
        row_setting("gate_results", {"option": option.id, "gate": gate.id}, "evidence"),
        key=f"gate:{gate.id}:{option.id}:evidence",
        kind=KIND,
        words=lambda id: f"{id}: {short(findings[id].finding, 70)}",
        disabled=frozen,
    )


def _likely_first(appraisal: Appraisal, option: Option) -> list[str]:
    """Return the ids of all findings, those about this option first."""
    return [e.id for e in sorted(appraisal.evidence, key=lambda e: e.option != option.id)]


def _wording(appraisal: Appraisal, gate: Gate, frozen: bool) -> None:
    part, is_open = parts.fold("Change the wording, or remove it", f"gate:{gate.id}:words")
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
                getattr(gate, field),
                row_setting("gates", {"id": gate.id}, field),
                key=f"gate:{gate.id}:{field}",
                kind=KIND,
                tall=tall,
                disabled=frozen,
            )
        results = sum(given.gate == gate.id for given in appraisal.gate_results)
        goes = f"With it go {parts.counted(results, 'result')} and the reasons given. "
        parts.removal(
            f"Remove {plain(short(gate.name, 40))}",
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
    with st.form("gates:add", border=False):
        st.text_input("Name", key="gates:add:name", max_chars=300, disabled=frozen)
        st.text_area("The question to be answered", key="gates:add:question", disabled=frozen)
        parts.submit(
            "Add this must-have",
            "gates:add:go",
            KIND,
            _added,
            clears=("gates:add:name", "gates:add:question"),
            disabled=frozen,
        )


def _added() -> state.Change:
    name, question = state.value("gates:add:name"), state.value("gates:add:question")
    return lambda appraisal: with_gate(appraisal, name or "", question or "")


if __name__ == "__main__":
    page()
