"""Every result in one table, must-haves by options, to be typed, chosen or pasted into."""

from __future__ import annotations

import streamlit as st

from appraisal.edits.rows import Place, row_setting
from appraisal.model import Appraisal
from appraisal.pages.widgets import binding, grid
from appraisal.pages.widgets.grid import Grid

KIND = "gates"
WORDS = {"pass": "pass", "fail": "fail", "unknown": "not yet known"}


def table(appraisal: Appraisal, frozen: bool) -> None:
    """Show the results of all options on all must-haves."""
    st.markdown(
        "Choose a result, or paste a block copied from a spreadsheet: *pass*, *fail* or *not yet "
        "known*. Reasons and evidence are given one must-have at a time."
    )
    grid.draw(appraisal, results(appraisal), disabled=frozen)


def result_place(option: str, must_have: str) -> Place:
    """Return the place of a result; one that nobody has given is not yet known."""
    row = {"option": option, "gate": must_have}
    return Place(
        lambda appraisal: appraisal.must_have_outcome(option, must_have),
        row_setting("gate_results", row, "result").write,
    )


def results(appraisal: Appraisal) -> Grid:
    """Return the table of results."""
    gates = {must_have.id: must_have.name for must_have in appraisal.gates}
    return Grid(
        field="must_haves:results",
        kind=KIND,
        corner="Must-have",
        rows=tuple(binding.distinct_labels(list(gates), gates.__getitem__).items()),
        columns=tuple((option.id, option.name) for option in appraisal.options),
        place=lambda must_have, option: result_place(option, must_have),
        column=lambda name, width: st.column_config.SelectboxColumn(
            name, options=list(WORDS.values()), required=True, width=width
        ),
        shown=lambda result: WORDS[result],
        read=read,
    )


def read(word: str | None) -> str:
    """Return the result that a cell's words stand for.

    Raises
    ------
    ValueError
        Where they stand for none: a browser then holds an empty cell, whatever was pasted.
    """
    found = {said: result for result, said in WORDS.items()}
    result = found.get((word or "").strip().lower())
    if result is None:
        raise ValueError("What was given is no result. Right would be pass, fail or not yet known.")
    return result
