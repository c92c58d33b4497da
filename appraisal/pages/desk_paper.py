"""At the desk: paper sheets, printed for those without a phone and keyed in afterwards."""

from __future__ import annotations

import streamlit as st

from appraisal.model import Appraisal
from appraisal.model.workshop import Question, questions_of
from appraisal.pages import acts, state
from appraisal.pages.asked import words_of
from appraisal.pages.desk_people import seat_names
from appraisal.pages.paper_sheet import sheet
from appraisal.pages.text import plain
from appraisal.service import workshop
from appraisal.service.workshop import Desk

_QUESTION = "desk:paper:question"


def paper(desk: Desk, appraisal: Appraisal) -> None:
    """Show the sheet to print, and the boxes to key one in."""
    with st.expander("On paper", key="desk:paper"):
        asked = tuple(line.question for line in desk.questions) or questions_of(
            appraisal, swings=True, cells="all"
        )
        st.markdown("A member without a phone fills in a sheet, and you key it in. The record "
                    "marks it as entered by the officer.")  # fmt: skip
        st.download_button(
            "Download the sheet to print", sheet(appraisal, asked, desk.round),
            file_name="sheet.html", mime="text/html", on_click="ignore",
        )  # fmt: skip
        st.text_input("Name on the sheet (if you wish)", key="desk:paper:name", max_chars=60)
        st.button("Add a paper seat", key="desk:paper:add", on_click=_add, args=(desk,))
        seats = tuple(seat for seat in desk.seats if seat.paper)
        if seats and desk.step == "open":
            names = seat_names(seats)
            seat = st.selectbox("Whose sheet?", list(names), format_func=names.__getitem__,
                                key="desk:paper:seat")  # fmt: skip
            _key_in(desk, appraisal, seat)
        elif seats:
            st.caption("A sheet is keyed in while the round is open.")
        acts.show_outcome("paper")


def _add(desk: Desk) -> None:
    name = state.value("desk:paper:name") or ""
    acts.do(workshop.paper_seat, desk.workshop, name, at="paper", said="A paper seat is there.")


def _key_in(desk: Desk, appraisal: Appraisal, seat: str) -> None:
    names = {line.question.key: words_of(appraisal, line.question).name for line in desk.questions}
    key = st.selectbox("Question", list(names), format_func=names.__getitem__, key=_QUESTION)
    words = words_of(appraisal, Question.from_key(key))
    unit = f" ({plain(words.unit)})" if words.unit else ""
    with st.form("desk:paper:form", border=False, clear_on_submit=True):
        st.number_input(f"Answer{unit}; leave empty for no view", key="desk:paper:value",
                        value=None, min_value=words.low, max_value=words.high, step=words.step,
                        format="%g")  # fmt: skip
        st.text_input("Reason on the sheet", key="desk:paper:reason", max_chars=500)
        st.form_submit_button("Key it in", on_click=_keyed,
                              args=(desk, seat, key, list(names)))  # fmt: skip


def _keyed(desk: Desk, seat: str, key: str, keys: list[str]) -> None:
    value = state.value("desk:paper:value")
    saved = acts.do(
        workshop.key_in, desk.workshop, seat, Question.from_key(key),
        None if value is None else float(value), round=desk.round,
        reason=state.value("desk:paper:reason") or "", at="paper", said="Keyed in and saved.",
    )  # fmt: skip
    if saved is not None and keys.index(key) + 1 < len(keys):
        state.put(_QUESTION, keys[keys.index(key) + 1])
