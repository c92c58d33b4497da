"""At the desk: paper sheets, printed for those without a phone and keyed in afterwards."""

from __future__ import annotations

import streamlit as st

from appraisal.analysis.wording.questions import words_of
from appraisal.model import Appraisal
from appraisal.model.workshop import Question, questions_of
from appraisal.pages.escaping import plain
from appraisal.pages.session import workshop_calls
from appraisal.pages.session.workshop_calls import At
from appraisal.pages.widgets import fields
from appraisal.pages.workshop.desk.paper_sheet import sheet
from appraisal.pages.workshop.desk.people import seat_names
from appraisal.service import workshop
from appraisal.service.workshop import Desk

_QUESTION = "desk:paper:question"


def paper(desk: Desk, appraisal: Appraisal) -> None:
    """Show the sheet to print, and the boxes to key one in."""
    with st.expander("On paper", key="desk:paper"):
        asked = {line.question: line.proposed for line in desk.questions} or dict.fromkeys(
            questions_of(appraisal, swings=True, cells="all")
        )
        st.markdown("A member without a phone fills in a sheet, and you key it in.")
        st.download_button(
            "Download the sheet to print",
            sheet(appraisal, asked, desk.round, keep_rows=desk.keep_rows),
            file_name="sheet.html", mime="text/html", on_click="ignore",
        )  # fmt: skip
        fields.text("Name on the sheet (if you wish)", fields.unsaved("desk:paper:name"),
                    max_chars=60)  # fmt: skip
        st.button("Add a paper seat", key="desk:paper:add", on_click=_add, args=(desk,))
        seats = tuple(seat for seat in desk.seats if seat.paper)
        if seats and desk.step == "open":
            names = seat_names(seats)
            seat = fields.choice("Whose sheet?", list(names),
                                 fields.view("desk:paper:seat", next(iter(names))),
                                 words=names.__getitem__)  # fmt: skip
            _key_in(desk, appraisal, seat if seat in names else next(iter(names)))
        elif seats:
            st.caption("A sheet is keyed in while the round is open.")
        workshop_calls.show_outcome("paper")


def _add(desk: Desk) -> None:
    name = fields.held("desk:paper:name") or ""
    done = At("paper", "A paper seat is there.").do(workshop.paper_seat, desk.workshop, name)
    if done.is_done:
        fields.clear(["desk:paper:name"])


def _key_in(desk: Desk, appraisal: Appraisal, seat: str) -> None:
    names = {line.question.key: words_of(appraisal, line.question).name for line in desk.questions}
    box = fields.view(_QUESTION, next(iter(names)))
    key = fields.choice("Question", list(names), box, words=names.__getitem__)
    key = key if key in names else next(iter(names))
    words = words_of(appraisal, Question.from_key(key))
    unit = f" ({plain(words.unit)})" if words.unit else ""
    # Named by seat and question: what was typed for one never stands under another.
    name = f"desk:paper:{seat}:{key}"
    fields.number(f"Answer{unit}; leave empty for no view", fields.unsaved(f"{name}:value"),
                  low=words.low, high=words.high)  # fmt: skip
    fields.text("Reason on the sheet", fields.unsaved(f"{name}:reason"), max_chars=500)
    st.button("Key it in", key="desk:paper:go", on_click=_keyed,
              args=(desk, seat, key, list(names), box))  # fmt: skip


def _keyed(desk: Desk, seat: str, key: str, keys: list[str], box: fields.Box) -> None:
    name = f"desk:paper:{seat}:{key}"
    value, reason = fields.held_number(f"{name}:value"), fields.held(f"{name}:reason") or ""
    new = workshop.NewAnswer(Question.from_key(key), value, desk.round, reason)
    saved = At("paper", "Keyed in and saved.").do(workshop.key_in, desk.workshop, seat, new)
    if not saved.is_done:
        return
    fields.clear([f"{name}:value", f"{name}:reason"])
    if keys.index(key) + 1 < len(keys):
        fields.show(box, keys[keys.index(key) + 1])
