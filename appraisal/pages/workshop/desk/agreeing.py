"""At the desk: where the room disagrees most, what agreeing would change, and agreeing itself."""

from __future__ import annotations

import streamlit as st

from appraisal.analysis.wording.figures import listed
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
from appraisal.service.workshop import Desk, Divide, Figure

_AT_ONCE = 5


def divides(desk: Desk, appraisal: Appraisal) -> None:
    """Show the questions of the round, the most divided first, each with a way to agree."""
    shown = last_figures(desk)
    if shown is None:
        return
    agreed = {line.question.key: line.agreed for line in desk.questions}
    divided = workshop_calls.read(workshop.dividing, desk.workshop, most=len(shown.by_question))
    by_key = {each.question.key: each for each in divided}
    order = [*by_key, *(key for key in shown.by_question if key not in by_key)]
    st.subheader("Where the room disagrees most", anchor=False)
    _all_at_once(desk, divided, agreed)
    for key in order[:_AT_ONCE]:
        _card(desk, appraisal, key, by_key.get(key), shown.by_question[key], agreed.get(key))
    if len(order) > _AT_ONCE:
        with st.expander(f"The other {len(order) - _AT_ONCE} questions", key="desk:more"):
            for key in order[_AT_ONCE:]:
                figure = shown.by_question[key]
                _card(desk, appraisal, key, by_key.get(key), figure, agreed.get(key))
    _dissent(desk, appraisal)


def shown_before(desk: Desk, appraisal: Appraisal) -> None:
    """Show what the last round showed while the next one is made ready."""
    shown = last_figures(desk)
    if shown is None:
        return
    with st.expander(f"What round {shown.round} showed", key="desk:shown_before"):
        for key, figure in shown.by_question.items():
            row = SpreadRow(words_of(appraisal, Question.from_key(key)), figure.spread, figure.why)
            st.markdown(f"**{plain(row.words.name)}**  \n{plain(in_words(row))}")


def _all_at_once(desk: Desk, divided: list[Divide], agreed: dict[str, float | None]) -> None:
    close = [
        each for each in divided
        if agreed.get(each.question.key) is None and each.spread.together == "close"
    ]  # fmt: skip
    if not close:
        return
    st.button(
        f"Agree on the middle answer where most of the room is close ({len(close)})",
        key="desk:agree_close", on_click=_agree_close, args=(desk, close),
        help="Where the middle half of the answers lies within a fifth of the scale. With fewer "
        "than 8 answers, what is agreed is the middle of the fifth that the middle answer lies in.",
    )  # fmt: skip


def _agree_close(desk: Desk, close: list[Divide]) -> None:
    tries = [
        workshop_calls.tried(workshop.agree, desk.workshop, each.question, each.spread.centre)
        for each in close
    ]
    refused = [tried.refused for tried in tries if not tried.is_done]
    workshop_calls.tell(
        "desk", refused=" ".join(refused[:1]), done=f"Agreed: {len(tries) - len(refused)}."
    )


def _card(
    desk: Desk, appraisal: Appraisal, key: str, divide: Divide | None, figure: Figure,
    agreed: float | None,
) -> None:  # fmt: skip
    question = Question.from_key(key)
    words = words_of(appraisal, question)
    row = SpreadRow(words, figure.spread, figure.why, agreed=agreed)
    with st.container(border=True):
        st.markdown(f"**{plain(words.name)}**")
        if figure.spread is not None:
            st.image(picture([row], width=640, font=18, named=False), alt=in_words(row),
                     width="stretch")  # fmt: skip
        st.markdown(plain(in_words(row)))
        for reason in figure.reasons:
            st.markdown(f"> {plain(reason)}")
        if divide:
            st.caption(plain(_would_change(appraisal, divide, words)))
        if figure.spread is not None:
            middle = figure.spread.centre
            st.button(
                f"Agree on {plain(words.said(middle))}", key=f"desk:agree:{key}",
                on_click=At(key).press(workshop.agree, desk.workshop, question, middle),
                disabled=agreed == middle,
            )  # fmt: skip
        _other(desk, question, words, figure)
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
    return (
        f"Whatever is agreed between {words.said(divide.low)} and {words.said(divide.high)}, "
        f"{names(divide.leaders_at_low)} ranks first."
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
