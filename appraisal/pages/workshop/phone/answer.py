"""A member's answer on the phone: set by thumb or keyboard, saved at once, and said to be saved.

It is a fragment of its own. What does not follow from an answer is not drawn again with each save:
four hundred phones that save at once are a matter of how many messages the server has to send.
"""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass

import streamlit as st

from appraisal.analysis.wording.questions import Words
from appraisal.errors import AppraisalError
from appraisal.model.workshop import MOST_REASON, Question
from appraisal.pages.escaping import plain
from appraisal.pages.session import state, visitor, workshop_calls
from appraisal.pages.widgets import fields, forms
from appraisal.service import workshop
from appraisal.service.workshop import Asked, Caller, Mine, NewAnswer
from appraisal.service.workshop.views.phone import Own

NOT_SET = "not set"
AT = "answer"  # where a refused answer is told
MINE = "member:mine"  # this member's own view, as it was last read
RECEIPT = "member:receipt"  # of the answer that was saved just before this run


@dataclass(frozen=True)
class _AskedCell:
    """Whose answer to what: what the controls of one answer hand to whatever saves it."""

    me: Caller
    question: Question
    round: int

    def key(self, name: str) -> str:
        """Return the key of one of its widgets."""
        return f"{name}:{self.round}:{self.question.key}"


def _cell(me: Caller, asked: Asked, round: int) -> _AskedCell:
    return _AskedCell(me, asked.question, round)


@st.fragment
def answer(caller: Caller, question: Question, words: Words, round: int) -> None:
    """Show the controls of one answer, whether it is saved, and how many of them are."""
    me = visitor.still(caller)
    mine = _just_saved(round) or still_open(me, round)
    asked = next((each for each in mine.questions if each.question == question), None)
    if asked is None:  # left out of it meanwhile
        st.rerun()
    cell = _cell(me, asked, round)
    stored = asked.own.value if asked.own else None
    _number(cell, words, stored)
    _slider(cell, words, stored)
    _saved(mine, asked, words)
    st.button(
        "I have no view on this",
        key=f"none:{cell.key('type')}",
        on_click=_no_view,
        args=(cell,),
        disabled=asked.own is not None and asked.own.value is None,
        width="stretch",
    )
    part, is_open = forms.fold("Why? Give a reason", f"why:{question.key}")
    if is_open:
        with part:
            _reason(me, asked, round)


def still_open(me: Caller, round: int) -> Mine:
    """Return this member's own view; if the round is open no more, have the page drawn anew."""
    if me.role != "member":  # this browser has another seat meanwhile, or none
        st.rerun()
    try:
        mine = workshop_calls.read_as(me, workshop.mine, *me.place)
    except AppraisalError:
        st.rerun()
    if mine.step != "open" or mine.round != round or not mine.questions:
        st.rerun()
    state.put(MINE, mine)
    state.put(RECEIPT, None)
    return mine


def _just_saved(round: int) -> Mine | None:
    """Return this member's own view by the receipt of what was saved just before this run.

    It says all that is shown of an answer, and that the round was open. To read it all anew after
    each save was a tenth of what the server had to do.
    """
    saved, before = state.value(RECEIPT), state.value(MINE)
    if saved is None or before is None or before.round != round:
        return None
    mine: Mine = before.with_answer(saved)
    state.put(MINE, mine)
    state.put(RECEIPT, None)
    return mine


@dataclass(frozen=True)
class _Value:
    """The answer itself, which the box and the slider both stand for."""

    cell: _AskedCell

    def stored(self) -> float | None:
        own = _own(self.cell)
        return own.value if own else None

    def keep(self, value: float | str | None, seen: float | None) -> str:
        if value in (None, NOT_SET):  # an answer is changed or "no view"; it is never un-given
            return ""
        return _kept(self.cell, float(value))


@dataclass(frozen=True)
class _Place:
    """The answer as a place on the slider."""

    value: _Value

    def stored(self) -> float | str:
        return _place_of(self.value.stored())

    def keep(self, place: float | str | None, seen: float | str) -> str:
        return self.value.keep(place, None)


@dataclass(frozen=True)
class _Why:
    """The reason for an answer."""

    cell: _AskedCell

    def stored(self) -> str:
        own = _own(self.cell)
        return own.reason if own else ""

    def keep(self, reason: str, seen: str) -> str:
        own = _own(self.cell)
        return _kept(self.cell, own.value if own else None, reason)


def _own(cell: _AskedCell) -> Own | None:
    """Return this member's answer by the receipt of the last save, or as it was last read."""
    mine = state.value(MINE)
    if mine is None:
        return None
    saved = state.value(RECEIPT)
    if saved is not None and mine.round == cell.round:
        mine = mine.with_answer(saved)
    asked = next((each for each in mine.questions if each.question == cell.question), None)
    return asked.own if asked else None


def _place_of(value: float | None) -> float | str:
    return NOT_SET if value is None else value


def _number(cell: _AskedCell, words: Words, stored: float | None) -> None:
    """Show the box with plus and minus."""
    unit = f" ({plain(words.unit)})" if words.unit else ""
    fields.stepper(
        f"Your answer{unit}",
        fields.Box(cell.key("type"), stored, _Value(cell)),
        low=words.low,
        high=words.high,
        step=words.step,
        placeholder="Not answered yet",
    )


@functools.lru_cache(maxsize=1_000)
def _places(words: Words, stored: float | None) -> dict[float | str, str]:
    """Return the places of the slider and how each is said: the same for all who hold an answer."""
    return {NOT_SET: "–", **{place: words.said(place) for place in words.places(stored)}}


def _slider(cell: _AskedCell, words: Words, stored: float | None) -> None:
    places = _places(words, stored)
    fields.slider(
        f"Slide from the worst end (left) to the best end (right): {plain(words.name)}",
        list(places),
        fields.Box(cell.key("slide"), _place_of(stored), _Place(_Value(cell))),
        words=places.__getitem__,
        hide_label=True,
    )


def _no_view(cell: _AskedCell) -> None:
    _kept(cell, None)


def _kept(cell: _AskedCell, value: float | None, reason: str | None = None) -> str:
    """Save an answer and return why it was refused, or nothing.

    With no new reason the one that is stored stays: what a closed box holds replaces nothing.
    """
    me, own = visitor.still(cell.me), _own(cell)
    if me != cell.me:
        refused = me.why or "This phone has another seat now. The answer was not saved."
        workshop_calls.tell(AT, refused=refused)
        return refused
    place, seat = me.place
    if reason is None:
        reason = own.reason if own else ""
    new = NewAnswer(cell.question, value, cell.round, reason)
    done = workshop_calls.tried_as(me, workshop.answer, place, seat, new)
    workshop_calls.tell(AT, refused=done.refused)
    if done.is_done:
        state.put(RECEIPT, done.value)
    return done.refused


def _saved(mine: Mine, asked: Asked, words: Words) -> None:
    workshop_calls.show_outcome(AT)
    count = f"{mine.answered} of {len(mine.questions)} answered"
    if asked.own is None:
        st.caption(
            "Nothing saved yet. Slide the dot, or type a number. Then + and − move it by one. "
            f"{count}."
        )
        return
    at = state.visitor_time(dt.datetime.fromtimestamp(asked.own.at_ms / 1000, dt.UTC))
    what = "no view" if asked.own.value is None else words.said(asked.own.value)
    st.success(f"Saved: **{plain(what)}** at {at:%H:%M:%S}. {count}.", icon=":material/check:")


def _reason(me: Caller, asked: Asked, round: int) -> None:
    """Show the box for a reason; what is being typed is saved every few seconds."""
    cell = _cell(me, asked, round)
    if asked.own is None:
        st.caption("First give your answer, or say that you have no view.")
        return
    fields.text(
        "Why? (if you wish)",
        fields.Box(cell.key("draft"), asked.own.reason, _Why(cell)),
        tall=True,
        max_chars=MOST_REASON,
        placeholder="A sentence in your own words",
        help="The room reads it once the round is shown, without your name. Write nothing about "
        "the health or beliefs of any person.",
    )
    if asked.own.reason:
        st.caption("✓ Your reason is saved.")
