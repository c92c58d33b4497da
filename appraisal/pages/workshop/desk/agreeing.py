"""At the desk: where the room differs, what agreeing would change, and agreeing itself."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from appraisal.analysis.wording.figures import listed, points
from appraisal.analysis.wording.questions import Words, words_of
from appraisal.charts.spread import SpreadRow, in_words, picture
from appraisal.model import Appraisal
from appraisal.model.workshop import Question
from appraisal.pages.escaping import plain
from appraisal.pages.session import workshop_calls
from appraisal.pages.session.workshop_calls import At
from appraisal.pages.widgets import fields
from appraisal.pages.workshop.desk.round import last_figures
from appraisal.service import workshop
from appraisal.service.workshop import Desk, Divide, Figure, QuestionLine

_AT_ONCE = 5


def divides(desk: Desk, appraisal: Appraisal) -> None:
    """Show where the room differs, what matters first; what is close is agreed in one press."""
    shown = last_figures(desk)
    if shown is None:
        return
    lines = {line.question.key: line for line in desk.questions}
    divided = workshop_calls.read(workshop.dividing, desk.workshop, most=len(shown.by_question))
    by_key = {each.question.key: each for each in divided}
    cards = {
        key: _Card(desk, appraisal, shown.by_question[key], lines[key], by_key.get(key))
        for key in (*by_key, *(key for key in shown.by_question if key not in by_key))
        if key in lines
    }
    differ = [each for each in cards.values() if each.divide and each.divide.is_open]
    close = [each for each in cards.values() if each.divide and not each.divide.is_open]
    st.subheader("Where the room differs", anchor=False)
    if not differ:
        st.markdown("Nowhere, as far as is shown.")
    for card in differ[:_AT_ONCE]:
        card.show()
    _folded(f"The other {len(differ) - _AT_ONCE} where it differs", "more", differ[_AT_ONCE:])
    if close:
        st.subheader("Where most of the room is close", anchor=False)
        _all_at_once(desk, close)
    _folded(f"Close together: {len(close)}", "close", close)
    hidden = [each for each in cards.values() if each.divide is None]
    _folded(f"Not shown: {len(hidden)}", "hidden", hidden)
    _dissent(desk, appraisal)


def _folded(label: str, key: str, cards: list[_Card]) -> None:
    if cards:
        with st.expander(label, key=f"desk:{key}"):
            for card in cards:
                card.show()


def shown_before(desk: Desk, appraisal: Appraisal) -> None:
    """Show what the last round showed while the next one is made ready."""
    shown = last_figures(desk)
    if shown is None:
        return
    with st.expander(f"What round {shown.round} showed", key="desk:shown_before"):
        for key, figure in shown.by_question.items():
            row = SpreadRow(words_of(appraisal, Question.from_key(key)), figure.spread, figure.why)
            st.markdown(f"**{plain(row.words.name)}**  \n{plain(in_words(row))}")


def _all_at_once(desk: Desk, close: list[_Card]) -> None:
    left = [each.divide for each in close if each.divide and each.line.agreed is None]
    st.button(
        f"Agree on all {len(left)} at once" if len(left) > 1 else "Agree on it",
        key="desk:agree_close", disabled=not left,
        type="primary" if desk.step == "agreeing" else "secondary",
        on_click=At("close", f"Agreed: {len(left)}. Undo takes them back.").press(
            workshop.agree_on, desk.workshop,
            [workshop.Agreement(each.question, each.suggested) for each in left]),
        help="Where the middle half of the answers lies within a fifth of the scale. What was "
        "proposed is agreed where the middle answer bears it out; else the middle answer, and with "
        "fewer than 8 answers the middle of the fifth that it lies in.",
    )  # fmt: skip
    workshop_calls.show_outcome("close")


@dataclass(frozen=True)
class _Card:
    """One question after the reveal: what the room answered, and ways to agree."""

    desk: Desk
    appraisal: Appraisal
    figure: Figure
    line: QuestionLine
    divide: Divide | None

    def show(self) -> None:
        """Draw it."""
        question, figure, line = self.line.question, self.figure, self.line
        words, key = words_of(self.appraisal, question), question.key
        row = SpreadRow(words, figure.spread, figure.why, agreed=line.agreed,
                        proposed=line.proposed)  # fmt: skip
        with st.container(border=True):
            st.markdown(f"**{plain(words.name)}**")
            if figure.spread is not None:
                st.image(picture([row], width=640, font=18, named=False), alt=in_words(row),
                         width="stretch")  # fmt: skip
            st.markdown(plain(in_words(row)))
            for reason in figure.reasons:
                st.markdown(f"> {plain(reason)}")
            if self.divide:
                st.caption(plain(_would_change(self.appraisal, self.divide, words)))
                middle = self.divide.suggested
                st.button(
                    f"Agree on {plain(words.said(middle))}", key=f"desk:agree:{key}",
                    on_click=At(key).press(workshop.agree, self.desk.workshop, question, middle),
                    disabled=line.agreed == middle,
                )  # fmt: skip
            _other(self.desk, question, words, figure)
            workshop_calls.show_outcome(key)


def _would_change(appraisal: Appraisal, divide: Divide, words: Words) -> str:
    def names(ids: tuple[str, ...]) -> str:
        return listed([appraisal.option(id).name for id in ids]) or "nobody yet"

    if not divide.leaders_at_low and not divide.leaders_at_high:
        return "The appraisal is not complete, so it cannot be said yet what agreeing changes."
    if divide.could_change_leader:
        return (
            f"It matters: at {words.said(divide.low)} {names(divide.leaders_at_low)} would rank "
            f"first, at {words.said(divide.high)} {names(divide.leaders_at_high)}, all else as it "
            "stands."
        )
    moves = (
        ""
        if divide.moves_lead is None
        else f" It moves the lead by {points(divide.moves_lead)} points."
    )
    return (
        f"Whatever is agreed between {words.said(divide.low)} and {words.said(divide.high)}, "
        f"{names(divide.leaders_at_low)} ranks first.{moves}"
    )


def _other(desk: Desk, question: Question, words: Words, figure: Figure) -> None:
    key = question.key
    with st.expander("Agree on something else", key=f"desk:other:{key}"):
        fields.number("The group agrees on", fields.unsaved(f"desk:value:{key}"),
                      low=words.low, high=words.high)  # fmt: skip
        fields.text("Why not the middle answer?", fields.unsaved(f"desk:why:{key}"),
                    max_chars=500)  # fmt: skip
        st.button("Agree on this", key=f"desk:agree_other:{key}", on_click=_agreed_other,
                  args=(desk, question))  # fmt: skip


def _agreed_other(desk: Desk, question: Question) -> None:
    value = fields.held_number(f"desk:value:{question.key}")
    if value is None:
        workshop_calls.tell(question.key, refused="Give the number that the group agrees on.")
        return
    why = fields.held(f"desk:why:{question.key}") or ""
    done = At(question.key).do(workshop.agree, desk.workshop, question, value, why=why)
    if done.is_done:
        fields.clear([f"desk:value:{question.key}", f"desk:why:{question.key}"])


def _dissent(desk: Desk, appraisal: Appraisal) -> None:
    with st.expander("Record a dissent", key="desk:dissent"):
        st.markdown("A view that the group did not share, in the person's own words.")
        names = {"": "The whole decision"} | {c.id: c.name for c in appraisal.benefit_criteria()}
        fields.choice("About", list(names), fields.unsaved("desk:dissent:about", ""),
                      words=names.__getitem__)  # fmt: skip
        fields.text("The view", fields.unsaved("desk:dissent:text"), tall=True, max_chars=2_000)
        fields.text(
            "Whose, as they wish to be named", fields.unsaved("desk:dissent:by", "A member"),
            max_chars=100,
        )  # fmt: skip
        st.button("Record it", key="desk:dissent:go", on_click=_dissented, args=(desk,))


def _dissented(desk: Desk) -> None:
    done = At("desk", "The dissent is recorded.").do(
        workshop.record_dissent, desk.workshop,
        fields.held("desk:dissent:about") or "the whole decision",
        fields.held("desk:dissent:text") or "", who=fields.held("desk:dissent:by") or "A member",
    )  # fmt: skip
    if done.is_done:
        fields.clear([f"desk:dissent:{name}" for name in ("about", "text", "by")])
