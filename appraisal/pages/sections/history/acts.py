"""What happened, the newest first: each act in a line that opens to what was before and after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

import pandas as pd
import streamlit as st

from appraisal import service
from appraisal.pages.escaping import plain, short
from appraisal.pages.session import state
from appraisal.pages.widgets import display, fields, forms
from appraisal.record.telling.changed_rows import Row
from appraisal.record.telling.parts import PARTS
from appraisal.service import Act

AT_ONCE = 30
MOST_ROWS = 200
EVERY_PART, EVERYBODY = "Every part", "Everybody"
IN_A_LINE = 180  # characters
IN_A_CELL = 240  # characters of a text beside others in a table


def acts_list(acts: list[Act]) -> None:
    """Show the acts that the two filters let through, day by day."""
    matching = _filtered(acts)[::-1]
    if not matching:
        st.info("Nothing like that has happened in this record.")
        return
    names = service.versions_named(acts)
    shown = state.value("kept:history:shown") or AT_ONCE
    for day, of_day in groupby(matching[:shown], key=lambda act: clock(act.at)[0]):
        st.markdown(f"**{day}**")
        for act in of_day:
            _act(act, names.get(act.revision))
    if len(matching) > shown:
        more = shown + AT_ONCE
        st.button(
            "Show older acts", key="history:older", on_click=state.put,
            args=("kept:history:shown", more),
        )  # fmt: skip


def _filtered(acts: list[Act]) -> list[Act]:
    left, right = st.columns(2)
    with left:
        part = _filter("Part", "history:part", [EVERY_PART, *PARTS])
    with right:
        people = sorted({act.who for act in acts})
        who = _filter("Who", "history:who", [EVERYBODY, *people])
    return [
        act
        for act in acts
        if (part == EVERY_PART or part in act.parts) and who in (EVERYBODY, act.who)
    ]


def _filter(label: str, field: str, options: list[str]) -> str:
    chosen: str = fields.choice(label, options, choosing(field, options, options[0]))
    return chosen


def choosing(field: str, options: Sequence[Any], first: Any) -> fields.Box:
    """Return a choice of what the page shows: ``first`` until made, and where it has gone."""
    box = fields.view(field, first)
    return box if box.stored in options else replace(box, stored=first)


def _act(act: Act, name: str | None) -> None:
    if name:
        st.markdown(f":material/bookmark: **{plain(name)}** is version {act.revision}:")
    words = plain(short(act.words, IN_A_LINE))
    label = f"{clock(act.at)[1]} · {words} · {plain(act.who)}"
    part, is_open = forms.fold(label, f"history:act:{act.hash[:16]}")
    if not is_open:
        return
    with part:
        if act.why:
            st.markdown(f"Why: {plain(act.why)}")
        if act.rows:
            rows_table(act.rows)
        elif len(act.words) > IN_A_LINE:
            st.markdown(plain(act.words))
        else:
            st.caption("Nothing in the appraisal itself was changed by this.")
        st.caption(f"Version {act.revision}, fingerprint `{act.hash[:16]}`")


def rows_table(rows: Sequence[Row]) -> None:
    """Show what changed, before and after side by side; long texts under the table, whole."""
    shown = rows[:MOST_ROWS]
    short_ones = [row for row in shown if not _is_long(row)]
    if short_ones:
        cells = [(row.what, row.before, row.after) for row in short_ones]
        display.table(pd.DataFrame(cells, columns=["What", "Before", "After"]))
    for row in shown:
        if _is_long(row):
            _long_texts(row)
    if len(rows) > MOST_ROWS:
        st.caption(f"And {len(rows) - MOST_ROWS} more.")


def _is_long(row: Row) -> bool:
    return max(len(row.before), len(row.after)) > IN_A_CELL


def _long_texts(row: Row) -> None:
    """Show two texts side by side, on a phone one under the other."""
    st.markdown(f"**{plain(row.what)}**")
    for column, title, text in zip(
        st.columns(2), ("Before", "After"), (row.before, row.after), strict=True
    ):
        with column.container(border=True):
            st.caption(title)
            st.markdown(plain(text))


def clock(text: str) -> tuple[str, str]:
    """Return day and time of an event as the reader's clock shows them."""
    try:
        at = state.visitor_time(dt.datetime.fromisoformat(text))
    except ValueError:
        return text, ""
    return f"{at.day} {at:%B %Y}", f"{at:%H:%M}"
