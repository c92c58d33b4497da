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
        "Nobody else is shown your answers. Where you and the middle of the group lie furthest "
        "apart comes first."
    )
    rows = sorted(
        ((_row(appraisal, asked), asked.group.reasons if asked.group else ())
         for asked in mine.questions),
        key=lambda each: _apart(each[0]), reverse=True,
    )  # fmt: skip
    for row, reasons in rows[:_AT_ONCE]:
        _card(row, reasons)
    if len(rows) > _AT_ONCE:
        with st.expander(f"The other {len(rows) - _AT_ONCE} questions", key="revealed:more"):
            for row, reasons in rows[_AT_ONCE:]:
                _card(row, reasons)


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
    low, high = row.spread.middle
    away = max(low - row.own, row.own - high, 0.0)
    return away / abs(row.words.best - row.words.worst)


def _reasons(reasons: tuple[str, ...]) -> None:
    """Show why the group answered as it did, without saying who gave which reason."""
    for reason in reasons:
        st.markdown(f"> {plain(reason)}")


def _card(row: SpreadRow, reasons: tuple[str, ...]) -> None:
    with st.container(border=True):
        st.markdown(f"**{plain(row.words.name)}**")
        if row.spread is not None:
            st.image(
                picture([row], width=_WIDTH, font=_FONT, named=False),
                alt=in_words(row),
                width="stretch",
            )
        st.markdown(plain(in_words(row)))
        _reasons(reasons)
