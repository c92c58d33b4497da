"""Must-haves: what an option must do. They stand outside the sum; a failed one rules it out."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from appraisal.analysis.must_haves import failed_must_haves, unknown_must_haves
from appraisal.analysis.wording.figures import counted
from appraisal.edits.accessors import row_setting
from appraisal.edits.must_haves import with_must_have, without_must_have
from appraisal.edits.names import words_setting
from appraisal.model import Appraisal, MustHave, Option
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
            for number, must_have in enumerate(appraisal.gates, start=1):
                _must_have(appraisal, must_have, number, frozen)
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
        [must_have.name, OUTCOMES[appraisal.must_have_outcome(option.id, must_have.id)]]
        for must_have in appraisal.gates
    ]
    return pd.DataFrame(rows, columns=["Must-have", "Result"])


def verdict(appraisal: Appraisal, option: Option) -> str:
    """Return what the must-haves mean for one option, as Markdown."""
    failed, unknown = (
        failed_must_haves(appraisal, option.id),
        unknown_must_haves(appraisal, option.id),
    )
    names = {must_have.id: must_have.name for must_have in appraisal.gates}
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
    for index, column in forms.side_by_side(len(appraisal.options)):
        option = appraisal.options[index]
        with column, st.container(border=True, height="stretch", key=f"outcomes_{option.id}"):
            st.markdown(f"**{plain(option.name)}**")
            display.table(outcome_table(appraisal, option))
            words = verdict(appraisal, option)
            if failed_must_haves(appraisal, option.id):
                st.error(words, icon=":material/block:")
            else:
                st.markdown(words)


def _must_have(appraisal: Appraisal, must_have: MustHave, number: int, frozen: bool) -> None:
    st.markdown(f"**{plain(must_have.name)}**")
    part, is_open = forms.fold(
        f"Results and reasons: must-have {number}", f"must_have:{must_have.id}"
    )
    if not is_open:
        return
    with part:
        st.markdown(f"**{plain(must_have.question or must_have.name)}**")
        for label, words in (
            ("Basis", must_have.basis),
            ("Where it goes wrong", must_have.trap),
            ("Who says whether it is met", must_have.owner),
        ):
            if words:
                st.markdown(f"{label}: {plain(words)}")
        for option in appraisal.options:
            with st.container(border=True):
                _result(appraisal, must_have, option, frozen)
        _wording(appraisal, must_have, frozen)


def _result(appraisal: Appraisal, must_have: MustHave, option: Option, frozen: bool) -> None:
    result = next(
        (g for g in appraisal.gate_results if (g.option, g.gate) == (option.id, must_have.id)), None
    )
    fields.choice(
        plain(option.name),
        list(OUTCOMES),
        fields.record(
            appraisal,
            must_haves_table.result_place(option.id, must_have.id),
            f"must_have:{must_have.id}:{option.id}:result",
            KIND,
        ),
        words=OUTCOMES.__getitem__,
        radio=True,
        horizontal=True,
        disabled=frozen,
    )
    fails = result is not None and result.result == "fail"
    st.caption(
        "✗ It cannot be recommended while this stands."
        if fails
        else "A failed must-have rules an option out."
    )
    fields.text(
        f"Reason ({plain(option.name)})",
        _result_box(appraisal, must_have, option, "reason"),
        tall=True,
        placeholder="Why it passes or fails, or what has to be found out and by whom",
        disabled=frozen,
    )
    if appraisal.evidence:
        _cited(appraisal, must_have, option, frozen)


def _result_box(
    appraisal: Appraisal, must_have: MustHave, option: Option, field: str
) -> fields.Box:
    accessor = row_setting("gate_results", {"option": option.id, "gate": must_have.id}, field)
    return fields.record(appraisal, accessor, f"must_have:{must_have.id}:{option.id}:{field}", KIND)


def _cited(appraisal: Appraisal, must_have: MustHave, option: Option, frozen: bool) -> None:
    findings = {finding.id: finding for finding in appraisal.evidence}
    fields.several(
        f"Evidence ({plain(option.name)})",
        _likely_first(appraisal, option),
        _result_box(appraisal, must_have, option, "evidence"),
        words=lambda id: f"{id}: {short(findings[id].finding, 70)}",
        disabled=frozen,
    )


def _likely_first(appraisal: Appraisal, option: Option) -> list[str]:
    """Return the ids of all findings, those about this option first."""
    return [e.id for e in sorted(appraisal.evidence, key=lambda e: e.option != option.id)]


def _wording(appraisal: Appraisal, must_have: MustHave, frozen: bool) -> None:
    part, is_open = forms.fold(
        "Change the wording, or remove it", f"must_have:{must_have.id}:words"
    )
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
                    words_setting("gates", must_have.id, field),
                    f"must_have:{must_have.id}:{field}",
                    KIND,
                ),
                tall=tall,
                disabled=frozen,
            )
        results = sum(result.gate == must_have.id for result in appraisal.gate_results)
        goes = f"With it go {counted(results, 'result')} and the reasons given. "
        forms.removal(
            "Remove this must-have",
            f"must_have:{must_have.id}:remove",
            f"Remove {plain(must_have.name)}? {goes if results else ''}You can undo this.",
            KIND,
            lambda a: without_must_have(a, must_have.id),
            disabled=frozen,
        )


def _add(frozen: bool) -> None:
    st.subheader("Add a must-have", anchor=False)
    st.caption(
        "Only what an option cannot do without, by law or by the council's own decision. What "
        "is merely wanted is a criterion, and has a weight."
    )
    fields.text("Name", fields.unsaved("must_haves:add:name"), disabled=frozen)
    fields.text(
        "The question to be answered", fields.unsaved("must_haves:add:question"), tall=True,
        disabled=frozen,
    )  # fmt: skip
    forms.submit(
        "Add this must-have",
        "must_haves:add:go",
        KIND,
        _added,
        clears=("must_haves:add:name", "must_haves:add:question"),
        disabled=frozen,
    )


def _added() -> state.Change:
    name, question = fields.held("must_haves:add:name"), fields.held("must_haves:add:question")
    return lambda appraisal: with_must_have(appraisal, name or "", question or "")


if __name__ == "__main__":
    page()
