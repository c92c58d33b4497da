"""The checks of a set of criteria as a panel: what was found, what is asked, what was answered."""

from __future__ import annotations

from typing import Any

import streamlit as st

from appraisal.analysis.checks.criteria import (
    MOST_CRITERIA,
    CriteriaQuestion,
    Kind,
    clocks,
    questions,
    six_costs_apply,
    warnings,
)
from appraisal.analysis.wording.figures import counted
from appraisal.edits.accessors import Accessor
from appraisal.model import Appraisal
from appraisal.pages.escaping import names_said, plain
from appraisal.pages.widgets import fields, forms

ANSWERS = {"yes": "Yes", "no": "No"}
NOTE = "criteria_checks"  # the key in ``notes`` that the answers are kept under
UNCHECKED = "Is anything left out that could change someone's mind? Only people can say."
HEADINGS: dict[Kind, tuple[str, str]] = {
    "size": ("Size", f"{MOST_CRITERIA} criteria or fewer, each with a weight that can be seen."),
    "double_counting": ("Double counting", "No effect and no pound counts twice."),
    "independence": (
        "Independence",
        "What a step on one scale is worth does not hang on another scale.",
    ),
    "discrimination": ("Telling options apart", "Each criterion tells at least two options apart."),
    "completeness": ("Completeness", "Each of the six costs of a trust has a criterion."),
    "time": ("Time", "Each criterion says when it is judged."),
    "scales": ("Scales in words", "Both ends of every judged scale are described."),
}


def panel(appraisal: Appraisal, frozen: bool) -> None:
    """Show every check: a tick, or what to look at, and the questions only people can answer."""
    flagged, asked = warnings(appraisal), questions(appraisal)
    unanswered = [question for question in asked if answer(appraisal, question.id) is None]
    st.markdown(summary(len(flagged), len(unanswered)))
    part, is_open = forms.fold("The checks, one by one", "criteria:checks")
    if not is_open:
        return
    with part:
        for kind, (heading, sound) in HEADINGS.items():
            mine = [each for each in flagged if each.kind == kind]
            ask = [each for each in asked if each.kind == kind]
            if kind == "completeness" and not six_costs_apply(appraisal):
                st.markdown(f"**? {heading}**  \n{UNCHECKED}")
                continue
            st.markdown(f"**{'!' if mine else '✓' if not ask else '?'} {heading}**  \n{sound}")
            for each in mine:
                st.markdown(f"- ! {plain(each.text)}")
            for question in ask:
                _question(appraisal, question, frozen)
            if kind == "time":
                _clocks(appraisal)


def summary(flagged: int, unanswered: int) -> str:
    """Return in a sentence how the checks stand."""
    if not flagged and not unanswered:
        return "✓ The checks of this set found nothing, and every question is answered."
    parts = []
    if flagged:
        parts.append(f"! {counted(flagged, 'thing')} to look at")
    if unanswered:
        parts.append(f"? {counted(unanswered, 'question')} for the group to answer")
    return "**Checks of this set:** " + "; ".join(parts) + "."


def answer(appraisal: Appraisal, question: str) -> str | None:
    """Return the answer kept for a question, or None."""
    answers = appraisal.notes.get(NOTE)
    value = answers.get(question) if isinstance(answers, dict) else None
    return value if value in ANSWERS else None


def with_answer(appraisal: Appraisal, question: str, value: str | None) -> Appraisal:
    """Return the appraisal with the answer to a question kept in its notes; None takes it away."""
    notes: dict[str, Any] = dict(appraisal.notes)
    before = notes.get(NOTE)
    answers = dict(before) if isinstance(before, dict) else {}
    answers.pop(question, None)
    if value:
        answers[question] = value
    notes.pop(NOTE, None)
    if answers:
        notes[NOTE] = answers
    return appraisal.changed(notes=notes)


def _question(appraisal: Appraisal, question: CriteriaQuestion, frozen: bool) -> None:
    chosen = answer(appraisal, question.id)
    fields.choice(
        plain(question.text),
        list(ANSWERS),
        fields.record(
            appraisal,
            Accessor(
                lambda a: answer(a, question.id),
                lambda a, value: with_answer(a, question.id, value),
            ),
            f"check:{question.id}",
            "criteria",
        ),
        words=ANSWERS.__getitem__,
        radio=True,
        horizontal=True,
        disabled=frozen,
    )
    if chosen and chosen != question.sound:
        st.warning(plain(question.otherwise), icon=":material/call_merge:")


def _clocks(appraisal: Appraisal) -> None:
    names = {criterion.id: criterion.name for criterion in appraisal.criteria}
    times = clocks(appraisal)
    if len(times) > 1:
        st.markdown(
            f"This set is judged at {len(times)} different times. Keep them in mind when you score:"
        )
    for when, ids in times.items():
        st.markdown(f"- {plain(when)}: {names_said(names[id] for id in ids)}")
