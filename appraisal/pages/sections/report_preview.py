"""The report's contents on the screen: the same words and figures as on paper."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from appraisal.charts.picture import distinct
from appraisal.pages.escaping import plain
from appraisal.pages.widgets import display
from appraisal.report.parts import (
    Block,
    Bullets,
    ChartBlock,
    Notice,
    Para,
    Pending,
    Section,
    Subheading,
    Table,
    cell_text,
)

MOST_COLUMNS = 3  # that fit beside one another at 390 px


def section(content: Section) -> None:
    """Show one section of the report."""
    st.markdown(f"**{plain(f'{content.number} {content.heading}'.strip())}**")
    blocks(content.blocks)


def blocks(content: Iterable[Block]) -> None:
    """Show blocks of the report in their order."""
    for block in content:
        _block(block)


def _block(block: Block) -> None:
    match block:
        case Para(text, lead):
            st.markdown(f"**{plain(lead)}** {plain(text)}" if lead else plain(text))
        case Bullets(items):
            st.markdown("\n".join(f"- {plain(item)}" for item in items))
        case Notice(title, text):
            st.info(f"**{plain(title)}**  \n{plain(text)}")
        case Pending():
            st.warning(plain(block.text))
        case Subheading(text):
            st.markdown(f"**{plain(text)}**")
        case Table():
            _table(block)
        case ChartBlock(_, caption, alt):
            st.caption(f"Chart: {plain(caption)}. {plain(alt)}")


def narrow(table: Table) -> pd.DataFrame:
    """Return a table as text, in two columns where it would be too wide for a phone.

    What a wide table has in further columns then stands in the second, a line each with its
    heading: a table that scrolls sideways cannot be reached by every keyboard.
    """
    headings = distinct([column.heading for column in table.columns])
    rows = [[cell_text(cell) for cell in row] for row in table.rows]
    if len(headings) <= MOST_COLUMNS:
        return pd.DataFrame(rows, columns=headings)
    first, *others = headings
    stacked = [
        [row[0], "\n".join(f"{name}: {cell}" for name, cell in zip(others, row[1:], strict=True))]
        for row in rows
    ]
    return pd.DataFrame(stacked, columns=[first, "What was found"])


def _table(table: Table) -> None:
    st.caption(plain(table.caption))
    display.table(narrow(table))
    if table.note:
        st.caption(plain(table.note))
