"""Weights: choose the swing you would buy first, rate the others against it, check what follows."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import streamlit as st
from streamlit.errors import StreamlitAPIException

from appraisal import charts
from appraisal.analysis.results import Results
from appraisal.analysis.scoring import missing_swings
from appraisal.analysis.trade_offs import TradeOffQuestion, trade_off_questions
from appraisal.analysis.weights import shares_that_add_up
from appraisal.analysis.wording.scales import ends_of_scale
from appraisal.edits.accessors import Accessor, entry_setting, set_row, without_row
from appraisal.model import Appraisal, Criterion
from appraisal.pages.escaping import plain
from appraisal.pages.session import state
from appraisal.pages.widgets import display, fields, forms, frame

KIND = "weights"
NOT_RATED = "not rated yet"
FIRST = "weights:first"
FOLLOWS = "weights_follow"  # the part of the page that a slider has drawn again
ANSWERS = {
    "agree": "Yes, we believe it",
    "disagree": "No, we do not",
    "not_sure": "Not sure",
}


def page() -> None:
    """Ask for the swings in three steps, and show the weights that follow."""
    current = frame.begin("weights")
    appraisal = current.appraisal
    locked = appraisal.status == "agreed"
    st.markdown(
        "A weight says how much it matters to go from the **worst end to the best end** of a "
        "scale. So look at both ends first: a small step on something grand can matter less "
        "than a great step on something plain."
    )
    _first_choice(appraisal, locked)
    _ratings(appraisal, locked)
    _reasons(appraisal, locked)
    frame.end("weights")


def _first_choice(appraisal: Appraisal, locked: bool) -> None:
    st.subheader("1. Which improvement would you buy first?", anchor=False)
    chosen = first_choice(appraisal)
    label = plain(appraisal.criterion(chosen).name) if chosen else "not chosen yet"
    st.markdown(f"First choice: **{label}**")
    # Closed where it was chosen on an earlier visit: a long list slows every slider below it.
    part, is_open = forms.fold(
        "Choose, or change it", "weights:first_choice", opened=chosen is None
    )
    if not is_open:
        return
    criteria = list(appraisal.benefit_criteria())
    names = {c.id: c.name for c in criteria}
    with part:
        st.markdown(
            "Imagine a service at the **worst end of every scale**. You may move **one** of them "
            "to its best end. Which one?"
        )
        fields.choice(
            "Move this one first",
            list(names),
            fields.record(appraisal, Accessor(first_choice, with_first), FIRST, KIND),
            words=names.__getitem__,
            radio=True,
            captions=[plain(_from_to(c)) for c in criteria],
            disabled=locked,
        )


def first_choice(appraisal: Appraisal) -> str | None:
    """Return the criterion whose swing is 100: the one chosen first, or None yet.

    Where several are at 100 it is the one that comes first on the page.
    """
    at_100 = (c.id for c in appraisal.benefit_criteria() if appraisal.swings.get(c.id) == 100)
    return next(at_100, None)


def with_first(appraisal: Appraisal, chosen: str) -> Appraisal:
    """Return the appraisal with this swing at 100; the one that was first is to be rated again."""
    before = first_choice(appraisal)
    swings = {id: swing for id, swing in appraisal.swings.items() if id != before}
    return appraisal.changed(swings={**swings, chosen: 100})


def _from_to(criterion: Criterion) -> str:
    worst, best = ends_of_scale(criterion)
    return f"Worst end: {worst}. Best end: {best}."


def _ratings(appraisal: Appraisal, locked: bool) -> None:
    """Rate the rest, and show what follows; only that is drawn again while a slider moves."""
    first = first_choice(appraisal)
    if first is None:
        st.info("Choose one above to go on.", icon=":material/arrow_upward:")
        return
    st.subheader("2. Rate the others against it", anchor=False)
    st.markdown(
        f"**{plain(appraisal.criterion(first).name)}** counts as **100**. "
        f"{plain(_from_to(appraisal.criterion(first)))}\n\n"
        "How much is each of the others worth beside it, from its own worst end to its best? "
        "50 means half as much; 0 means it does not matter here."
    )
    for criterion in appraisal.benefit_criteria():
        if criterion.id != first:
            _rating(appraisal, criterion, first, locked)
    _follows()


@st.fragment(key=FOLLOWS)
def _follows() -> None:
    """Show all that follows from the ratings: the weights, and the checks."""
    current = state.kept()
    if current is None:
        return
    appraisal = current.appraisal
    # All sums before the first word: the browser draws the page anew for every pause in what comes.
    results = None if missing_swings(appraisal) else state.plain_results(current)
    questions = trade_off_questions(appraisal)
    display.saved_note()
    _what_follows(appraisal, results)
    _checks(appraisal, questions, appraisal.status == "agreed")


def _rating(appraisal: Appraisal, criterion: Criterion, first: str, locked: bool) -> None:
    box = fields.record(
        appraisal, swing_place(criterion.id), f"swing:{criterion.id}", KIND, then=_follow
    )
    steps: list[float | int | str] = [NOT_RATED, *range(101)]
    if box.stored not in steps:
        steps = [NOT_RATED, *sorted({*range(101), box.stored})]
    fields.slider(
        f"{plain(criterion.name)}: worth beside {plain(appraisal.criterion(first).name)} at 100",
        steps,
        box,
        disabled=locked,
    )
    st.caption(plain(_from_to(criterion)))


def swing_place(criterion: str) -> Accessor:
    """Return the place of a swing, as the slider has it: a step of its own where none is rated."""
    entry = entry_setting("swings", criterion)

    def read(appraisal: Appraisal) -> float | int | str:
        swing = entry.read(appraisal)
        if swing is None:
            return NOT_RATED
        return int(swing) if float(swing).is_integer() else float(swing)

    return Accessor(read, lambda a, value: entry.write(a, None if value == NOT_RATED else value))


def _follow() -> None:
    with suppress(StreamlitAPIException):  # the page has been left meanwhile: nothing to follow
        st.rerun(FOLLOWS)


def _what_follows(appraisal: Appraisal, results: Results | None) -> None:
    st.subheader("The weights that follow", anchor=False)
    if results is None:
        missing = missing_swings(appraisal)
        names = ", ".join(plain(appraisal.criterion(id).name) for id in missing)
        st.info(f"Still to rate: {names}. Nothing is assumed for them.")
        return
    display.picture(results, charts.swings_and_weights, "weights", follows_slider=True)
    light = [
        id for id, share in shares_that_add_up(results.scores.weights or {}).items() if share == 0
    ]
    if light:
        names = ", ".join(plain(appraisal.criterion(id).name) for id in light)
        st.caption(f"Too light to matter (under 1%): {names}.")


def _reasons(appraisal: Appraisal, locked: bool) -> None:
    part, is_open = forms.fold("Why these swings? Write the reasons for the record", "weights:why")
    if not is_open:
        return
    with part:
        for criterion in appraisal.benefit_criteria():
            fields.text(
                f"Reason for {plain(criterion.name)}",
                fields.record(
                    appraisal,
                    entry_setting("swing_reasons", criterion.id),
                    f"swing_reason:{criterion.id}",
                    KIND,
                ),
                tall=True,
                disabled=locked,
            )


def _checks(appraisal: Appraisal, questions: Sequence[TradeOffQuestion], locked: bool) -> None:
    if not questions:
        return
    st.subheader("3. Do you believe what the weights say?", anchor=False)
    st.markdown("These follow from your ratings. If one looks wrong, change a rating above.")
    for number, question in enumerate(questions, start=1):
        _check(appraisal, question, number, locked)


def _check(appraisal: Appraisal, question: TradeOffQuestion, number: int, locked: bool) -> None:
    trade_off = next((t for t in appraisal.trade_offs if t.id == question.id), None)
    stale = trade_off is not None and trade_off.question != question.question
    accessor = Accessor(
        lambda a: _answer(a, question), lambda a, answer: _with_answer(a, question, answer)
    )
    again = " *The ratings have moved since you answered. Please answer again.*" if stale else ""
    fields.choice(
        f"**Check {number}.** {plain(question.question)}{again}",
        list(ANSWERS),
        fields.record(appraisal, accessor, f"check:{question.id}", KIND),
        words=lambda answer: ANSWERS[answer],
        radio=True,
        disabled=locked,
    )
    if trade_off and not stale and trade_off.answer == "disagree":
        st.warning(plain(question.if_not), icon=":material/arrow_upward:")


def _answer(appraisal: Appraisal, question: TradeOffQuestion) -> str | None:
    """Return the answer to a question as it is asked now; one to older ratings does not count."""
    trade_off = next((t for t in appraisal.trade_offs if t.id == question.id), None)
    return trade_off.answer if trade_off and trade_off.question == question.question else None


def _with_answer(appraisal: Appraisal, question: TradeOffQuestion, answer: str | None) -> Appraisal:
    key = {"id": question.id}
    if answer is None:
        return without_row(appraisal, "trade_offs", key)
    return set_row(appraisal, "trade_offs", key, {"question": question.question, "answer": answer})


if __name__ == "__main__":
    page()
