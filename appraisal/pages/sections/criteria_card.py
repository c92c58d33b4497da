"""One criterion: what is read of it, and what of it can be changed."""

from __future__ import annotations

import streamlit as st

from appraisal.analysis.value_functions import level_of
from appraisal.analysis.wording.figures import level
from appraisal.analysis.wording.scales import ends_of_scale
from appraisal.edits.criteria import descriptor, goes_with_criterion, without_criterion
from appraisal.edits.names import words_setting
from appraisal.model import Appraisal, Criterion
from appraisal.pages.escaping import plain
from appraisal.pages.sections.criteria_axis import axis
from appraisal.pages.sections.criteria_scale import scale_form
from appraisal.pages.sections.removal_words import removal_words
from appraisal.pages.widgets import display, fields, forms
from appraisal.service import Kept

KIND = "criteria"
STEPS = (0.0, 25.0, 50.0, 75.0, 100.0)


def card(current: Kept, criterion: Criterion, rate_again: bool) -> None:
    """Show a criterion with both ends of its scale; the rest opens."""
    worst, best = ends_of_scale(criterion)
    with st.container(border=True, key=f"criterion_{criterion.id}"):
        number = current.appraisal.criteria.index(criterion) + 1
        st.caption(f"Criterion {number}")
        if forms.is_open(f"criterion:{criterion.id}:change"):
            st.markdown("You are changing this criterion in the boxes below.")
            _more(current, criterion)
            if rate_again:
                _say_to_rate_again()
            return
        st.markdown(f"**{plain(criterion.name)}**")
        if criterion.question:
            st.markdown(plain(criterion.question))
        if criterion.axis == "cost":
            st.caption("On the cost axis: shown against the overall value, and never part of it.")
        st.markdown(f"Worst (0): {plain(worst)}  \nBest (100): {plain(best)}")
        if rate_again:
            _say_to_rate_again()
        if criterion.scale.unit:
            st.caption(measured_words(criterion))
        _more(current, criterion)


def _say_to_rate_again() -> None:
    st.warning(
        "Its scale was changed after its swing was rated. Rate the swing again on the Weights "
        "page; if it still holds, say so in its reason.",
        icon=":material/replay:",
    )


def _more(current: Kept, criterion: Criterion) -> None:
    number = current.appraisal.criteria.index(criterion) + 1
    label = f"More about criterion {number}"
    part, is_open = forms.fold(label, f"criterion:{criterion.id}")
    if not is_open:
        return
    with part:
        _change(current, criterion)
        # Below what is typed, so that it pushes no box down.
        display.scale(criterion)
        if criterion.scale.unit:
            st.caption(_shape(criterion))
        st.markdown(f"Judged at: {plain(criterion.judged_at) or 'not said'}")
        st.markdown(f"Not counted here: {plain(criterion.not_counted) or 'not said'}")


def measured_words(criterion: Criterion) -> str:
    """Return in a sentence what a scale with a unit is measured in, and from where to where."""
    scale = criterion.scale
    worst, best = level(scale.worst, None), level(scale.best, None)
    which = "Lower is better." if scale.lower_is_better() else "Higher is better."
    return f"Measured in {plain(scale.unit or '')}, from {worst} (worst) to {best} (best). {which}"


def _shape(criterion: Criterion) -> str:
    scale = criterion.scale
    bent = "Some steps are worth more than others (a bent line)." if scale.points else (
        "Each step of the same size is worth the same (a straight line)."
    )  # fmt: skip
    beyond = (
        "A level beyond either end counts as that end."
        if scale.outside == "clip"
        else "A level beyond either end counts for more than 100 or less than 0."
    )
    return f"{bent} {beyond}"


def _change(current: Kept, criterion: Criterion) -> None:
    part, is_open = forms.fold("Change this criterion", f"criterion:{criterion.id}:change")
    if not is_open:
        return
    appraisal, frozen = current.appraisal, current.frozen
    with part:
        _words(appraisal, criterion, frozen)
        _descriptors(appraisal, criterion, frozen)
        scale_form(appraisal, criterion, frozen)
        axis(current, criterion)
        forms.removal(
            "Remove this criterion",
            f"criterion:{criterion.id}:remove",
            removal_words(
                criterion.name, goes_with_criterion(appraisal, criterion.id), "criterion"
            ),
            KIND,
            lambda a: without_criterion(a, criterion.id),
            disabled=frozen or len(appraisal.criteria) == 1,
        )


def _words(appraisal: Appraisal, criterion: Criterion, frozen: bool) -> None:
    for field, label, tall, help in (
        ("name", "Name", False, None),
        ("group", "Group", False, "Criteria with the same group stand together."),
        ("question", "The question it answers", True, None),
        ("not_counted", "What it does not count", True, "What belongs to another criterion."),
        ("judged_at", "When it is judged", False, "For example: month 24 after the decision."),
    ):
        fields.text(
            label,
            fields.record(
                appraisal,
                words_setting("criteria", criterion.id, field),
                f"criterion:{criterion.id}:{field}",
                KIND,
            ),
            tall=tall,
            help=help,
            disabled=frozen,
        )


def _descriptors(appraisal: Appraisal, criterion: Criterion, frozen: bool) -> None:
    st.markdown("**What each step of the scale means**")
    for step in sorted({*STEPS, *criterion.scale.levels}):
        fields.text(
            step_label(criterion, step),
            fields.record(
                appraisal,
                descriptor(criterion.id, step),
                f"criterion:{criterion.id}:level:{step:g}",
                KIND,
            ),
            disabled=frozen,
            max_chars=2_000,
        )


def step_label(criterion: Criterion, step: float) -> str:
    """Return the label of a descriptor's box: its value score, and its level in a unit."""
    end = {0.0: " (the worst)", 100.0: " (the best)"}.get(step, "")
    if criterion.scale.unit is None:
        return f"{step:g}{end}"
    return f"{step:g}{end}: {plain(level(level_of(criterion.scale, step), criterion.scale.unit))}"
