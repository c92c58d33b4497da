"""A member's answer on the phone: set by thumb or keyboard, saved at once, and said to be saved.

It is a fragment of its own. What does not follow from an answer is not drawn again with each save:
four hundred phones that save at once are a matter of how many messages the server has to send.
"""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass

import streamlit as st

from appraisal.errors import AppraisalError
from appraisal.model.workshop import MOST_REASON, Question
from appraisal.pages import acts, parts, state, visitor
from appraisal.pages.asked import Words
from appraisal.pages.text import plain
from appraisal.service import workshop
from appraisal.service.workshop import Asked, Caller, Mine

NOT_SET = "not set"
AT = "answer"  # where a refused answer is told
MINE = "member:mine"  # this member's own view, as it was last read
RECEIPT = "member:receipt"  # of the answer that was saved just before this run


@dataclass(frozen=True)
class _Cell:
    """Whose answer to what: what the controls of one answer hand to whatever saves it.

    Attributes
    ----------
    reason : str
        As it is stored: the box with it may be closed.
    """

    me: Caller
    question: Question
    round: int
    reason: str

    def key(self, name: str) -> str:
        """Return the key of one of its widgets."""
        return f"{name}:{self.round}:{self.question.key}"


def _cell(me: Caller, asked: Asked, round: int) -> _Cell:
    return _Cell(me, asked.question, round, asked.own.reason if asked.own else "")


@st.fragment
def answer(found: Caller, question: Question, words: Words, round: int) -> None:
    """Show the controls of one answer, whether it is saved, and how many of them are."""
    me = visitor.still(found)
    mine = _just_saved(round) or still_open(me, round)
    asked = next((each for each in mine.questions if each.question == question), None)
    if asked is None:  # left out of it meanwhile
        st.rerun()
    cell = _cell(me, asked, round)
    stored = asked.own.value if asked.own else None
    typed, brought = _number(cell, words, stored)
    slid = _slider(cell, words, stored)
    if brought is None:
        _save_what_was_cut_off(cell, stored, {"type": typed, "slide": slid})
    _saved(mine, asked, words)
    if brought is not None:
        _ask_about(cell, words, brought)
    st.button(
        "I have no view on this",
        key=f"none:{cell.key('type')}",
        on_click=_save,
        args=(cell, None),
        disabled=asked.own is not None and asked.own.value is None,
        width="stretch",
    )
    part, is_open = parts.fold("Why? Give a reason", f"why:{question.key}")
    if is_open:
        with part:
            _reason(me, asked, round)


def still_open(me: Caller, round: int) -> Mine:
    """Return this member's own view; if the round is open no more, have the page drawn anew."""
    try:
        mine: Mine = acts.read(workshop.mine, me.workshop, me.seat, caller=me)
    except AppraisalError:
        st.rerun()
    if mine.step != "open" or mine.round != round:
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


def _number(cell: _Cell, words: Words, stored: float | None) -> tuple[float | None, float | None]:
    """Show the box with plus and minus; return what it holds, and what it brought back unsaved."""
    key = cell.key("type")
    first = state.is_first_showing(key)
    if first:
        state.saved_as(key, stored)
    else:
        state.bound(key, stored)
    unit = f" ({plain(words.unit)})" if words.unit else ""
    held = st.number_input(
        f"Your answer{unit}",
        key=key,
        value=stored if first else None,
        min_value=words.low,
        max_value=words.high,
        step=words.step,
        format="%g",
        placeholder="Not answered yet",
        on_change=_save_held,
        args=(cell, "type"),
    )
    return held, held if first and held is not None and held != stored else None


@functools.lru_cache(maxsize=1_000)
def _places(words: Words, stored: float | None) -> dict[float | str, str]:
    """Return the places of the slider and how each is said: the same for all who hold an answer."""
    return {NOT_SET: "–", **{place: words.said(place) for place in words.places(stored)}}


def _slider(cell: _Cell, words: Words, stored: float | None) -> float | str:
    places = _places(words, stored)
    key = state.bound(cell.key("slide"), NOT_SET if stored not in places else stored)
    return st.select_slider(
        f"Slide from the worst end (left) to the best end (right): {plain(words.name)}",
        list(places),
        key=key,
        format_func=places.__getitem__,
        label_visibility="collapsed",
        on_change=_save_held,
        args=(cell, "slide"),
    )


def _save_what_was_cut_off(
    cell: _Cell, stored: float | None, held: dict[str, float | str | None]
) -> None:
    """Save what a control holds and the store does not: its own run was broken off for a newer one.

    So what is shown and what is saved never differ, whatever runs crossed.
    """
    for name, found in held.items():
        if isinstance(found, float) and found != stored and state.value(_REFUSED) != found:
            if _kept(cell, found, moved=name):
                st.rerun()
            state.put(_REFUSED, found)


_REFUSED = "answer:refused"  # a value that was refused is not sent again and again


def _save_held(cell: _Cell, name: str) -> None:
    held = state.value(cell.key(name))
    if held in (None, NOT_SET):
        for each in ("slide", "type"):  # an answer is changed or "no view"; it is never un-given
            state.forget(cell.key(each))
        return
    _save(cell, float(held), moved=name)


def _save(cell: _Cell, value: float | None, moved: str = "") -> None:
    _kept(cell, value, moved)


def _kept(cell: _Cell, value: float | None, moved: str = "") -> bool:
    """Save an answer and return whether it is saved; nothing else is ever said to be."""
    me = visitor.still(cell.me)
    held = state.value(cell.key("draft"))
    reason = cell.reason if held is None else held
    kept = acts.do(
        workshop.answer,
        me.workshop,
        me.seat,
        cell.question,
        value,
        round=cell.round,
        reason=reason,
        at=AT,
        caller=me,
    )
    if kept is None:
        return False
    if moved:
        state.saved_as(cell.key(moved), value)
    state.saved_as(cell.key("draft"), reason)
    state.put(RECEIPT, kept)
    return True


def _saved(mine: Mine, asked: Asked, words: Words) -> None:
    acts.show_outcome(AT)
    count = f"{mine.answered} of {len(mine.questions)} answered"
    if asked.own is None:
        st.caption(
            "Nothing saved yet. Slide the dot, or type a number. Then + and − move it by one. "
            f"{count}."
        )
        return
    at = visitor.local(dt.datetime.fromtimestamp(asked.own.at_ms / 1000, dt.UTC))
    what = "no view" if asked.own.value is None else words.said(asked.own.value)
    st.success(f"Saved: **{plain(what)}** at {at:%H:%M:%S}. {count}.", icon=":material/check:")


def _ask_about(cell: _Cell, words: Words, brought: float) -> None:
    """Ask about a change that got lost on its way: neither dropped nor saved in silence."""
    st.warning(
        f"The line was lost, and your change to {plain(words.said(brought))} was not saved.",
        icon=":material/warning:",
    )
    st.button(
        f"Save {plain(words.said(brought))}",
        key=f"brought:{cell.key('type')}",
        on_click=_save,
        args=(cell, brought, "type"),
    )


def _reason(me: Caller, asked: Asked, round: int) -> None:
    """Show the box for a reason; what is being typed is saved every few seconds."""
    cell = _cell(me, asked, round)
    if asked.own is None:
        st.caption("First give your answer, or say that you have no view.")
        return
    state.bound(cell.key("draft"), asked.own.reason)
    st.text_area(
        "Why? (if you wish)",
        key=cell.key("draft"),
        max_chars=MOST_REASON,
        placeholder="A sentence in your own words",
        help="Others may read it in the report, under a number and not your name. Write nothing "
        "about the health or beliefs of any person.",
        on_change=_save,
        args=(cell, asked.own.value),
    )
    if asked.own.reason:
        st.caption("✓ Your reason is saved.")
