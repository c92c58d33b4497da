"""Every level in one table, criteria by options, to be typed or pasted into."""

from __future__ import annotations

import streamlit as st

from appraisal.analysis.value_functions import is_clipped
from appraisal.analysis.wording.figures import level
from appraisal.edits.scores import ranges_let_go
from appraisal.edits.typed import number_reader, number_text
from appraisal.model import Appraisal, Criterion
from appraisal.pages.escaping import names_said
from appraisal.pages.sections.score_waiting import KIND, level_accessor
from appraisal.pages.widgets import binding, grid
from appraisal.pages.widgets.grid import TypedGrid


def table(appraisal: Appraisal, frozen: bool) -> None:
    """Show the levels of all options on all criteria."""
    st.markdown(
        "Type a level, or paste a block copied from a spreadsheet: click the first cell, then "
        "paste. Each level is in its criterion's own unit. Strength, range, reason and evidence "
        "are given one criterion at a time, or with the file below."
    )
    if appraisal.benefit_criteria():
        grid.draw(appraisal, levels(appraisal), disabled=frozen)
        beyond = levels_beyond(appraisal)
        if beyond:
            st.caption(f"⚠ Beyond the end of the scale, so it stops there: {names_said(beyond)}.")


def levels_beyond(appraisal: Appraisal) -> list[str]:
    """Return which levels lie beyond the ends of their scales, each with criterion and option."""
    return [
        f"{criterion.name}, {appraisal.option(score.option).name} "
        f"({level(score.level, criterion.scale.unit)})"
        for criterion in appraisal.benefit_criteria()
        for score in appraisal.performances
        if score.criterion == criterion.id
        and score.level is not None
        and is_clipped(criterion.scale, score.level)
    ]


def levels(appraisal: Appraisal) -> TypedGrid:
    """Return the table of levels."""
    criteria = {criterion.id: criterion for criterion in appraisal.benefit_criteria()}
    names = binding.distinct_labels(list(criteria), lambda id: criteria[id].name)
    return TypedGrid(
        field="scores:levels",
        kind=KIND,
        corner="Criterion",
        rows=tuple(names.items()),
        columns=tuple((option.id, option.name) for option in appraisal.options),
        place=lambda criterion, option: level_accessor(option, criterion),
        column=lambda name, width: st.column_config.TextColumn(name, width=width),
        notes=("Worst to best", [_ends(criterion) for criterion in criteria.values()]),
        shown=number_text,
        read=lambda text: number_reader()(text or ""),
        gone=ranges_let_go,
    )


def _ends(criterion: Criterion) -> str:
    scale = criterion.scale
    return f"{scale.worst:g} to {scale.best:g} {scale.unit or 'points'}"
