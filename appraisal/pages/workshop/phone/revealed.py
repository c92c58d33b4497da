"""After the reveal: a member's own answer against the group's spread, question by question."""

from __future__ import annotations

import streamlit as st

from appraisal.analysis.wording.questions import words_of
from appraisal.charts.spread import SpreadRow, in_words, picture
from appraisal.model import Appraisal
from appraisal.pages.escaping import plain
from appraisal.service.workshop import Asked, Mine

_AT_ONCE = 8
_WIDTH, _FONT = 360, 16  # the picture's own units, about a phone's


def revealed(appraisal: Appraisal, mine: Mine) -> None:
    """Show own answers beside the group's, the furthest apart first."""
    st.title(f"Round {mine.round}: you and the group", anchor=False)
    st.markdown(
        "Only this phone shows your answers. Where you and the middle of the group lie furthest "
        "apart comes first."
    )
    rows = sorted((_row(appraisal, asked) for asked in mine.questions), key=_apart, reverse=True)
    for row in rows[:_AT_ONCE]:
        _card(row)
    if len(rows) > _AT_ONCE:
        with st.expander(f"The other {len(rows) - _AT_ONCE} questions", key="revealed:more"):
            for row in rows[_AT_ONCE:]:
                _card(row)


def _row(appraisal: Appraisal, asked: Asked) -> SpreadRow:
    group = asked.group
    return SpreadRow(
        words=words_of(appraisal, asked.question),
        spread=group.spread if group else None,
        why=group.why if group else "",
        own=asked.own.value if asked.own else None,
        agreed=asked.agreed,
    )


def _apart(row: SpreadRow) -> float:
    """Return how far one's own answer lies from the middle of the group, as a share of the scale.

    What is held back comes last, and what one did not answer before it.
    """
    if row.spread is None:
        return -2.0
    if row.own is None:
        return -1.0
    return abs(row.own - row.spread.median) / abs(row.words.best - row.words.worst)


def _card(row: SpreadRow) -> None:
    with st.container(border=True):
        st.markdown(f"**{plain(row.words.name)}**")
        if row.spread is not None:
            st.image(
                picture([row], width=_WIDTH, font=_FONT, named=False),
                alt=in_words(row),
                width="stretch",
            )
        st.markdown(plain(in_words(row)))
