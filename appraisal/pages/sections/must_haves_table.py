"""Every result in one table, must-haves by options, to be typed or pasted into.

The cells are plain text: a cell that is a list drops a pasted "Fail", for its capital, and a word
that is not on the list, without telling anybody.
"""

from __future__ import annotations

import streamlit as st

from appraisal.edits.accessors import Accessor, row_setting
from appraisal.model import Appraisal
from appraisal.pages.widgets import binding, grid
from appraisal.pages.widgets.grid import TypedGrid

KIND = "gates"
WORDS = {"pass": "pass", "fail": "fail", "unknown": "not yet known"}


def table(appraisal: Appraisal, frozen: bool) -> None:
    """Show the results of all options on all must-haves."""
    st.markdown(
        "Type *pass*, *fail* or *not yet known*, or paste a block copied from a spreadsheet. "
        "Reasons and evidence are given one must-have at a time."
    )
    grid.draw(appraisal, results(appraisal), disabled=frozen)


def result_place(option: str, must_have: str) -> Accessor:
    """Return the place of a result; one that nobody has given is not yet known."""
    row = {"option": option, "gate": must_have}
    return Accessor(
        lambda appraisal: appraisal.must_have_outcome(option, must_have),
        row_setting("gate_results", row, "result").write,
    )


def results(appraisal: Appraisal) -> TypedGrid:
    """Return the table of results."""
    gates = {must_have.id: must_have.name for must_have in appraisal.gates}
    return TypedGrid(
        field="must_haves:results",
        kind=KIND,
        corner="Must-have",
        rows=tuple(binding.distinct_labels(list(gates), gates.__getitem__).items()),
        columns=tuple((option.id, option.name) for option in appraisal.options),
        place=lambda must_have, option: result_place(option, must_have),
        column=lambda name, width: st.column_config.TextColumn(name, required=True, width=width),
        shown=lambda result: WORDS[result],
        read=read,
    )


def read(word: str | None) -> str:
    """Return the result that a cell's words stand for, in capitals too and with a sign before them.

    Raises
    ------
    ValueError
        Where they stand for none.
    """
    typed = " ".join((word or "").split())
    bare = typed.lstrip("✓✗? ").lower()
    for result, words in WORDS.items():
        if bare in (words, result):
            return result
    problem = f"‘{typed}’ is no result" if typed else "it was left empty"
    raise ValueError(f"{problem}; right would be pass, fail or not yet known")
