"""Criteria: what matters, both ends of every scale, and the checks of the set as a whole."""

from __future__ import annotations

import streamlit as st

from appraisal import service
from appraisal.edits.criteria import with_criterion
from appraisal.model import Appraisal
from appraisal.pages.escaping import plain
from appraisal.pages.sections.criteria_card import card
from appraisal.pages.sections.criteria_checks import panel
from appraisal.pages.session import state
from appraisal.pages.widgets import fields, forms, frame
from appraisal.service.swing_changes import swings_to_rate_again

KIND = "criteria"


def page() -> None:
    """Show every criterion by group, let each be changed, and check the set."""
    current = frame.begin("criteria")
    appraisal = current.appraisal
    st.markdown(
        "Each criterion is one thing that matters, with a scale whose two ends are fixed before "
        "anyone scores. 0 is the worst that could come about, 100 the best. The ends do not move "
        "when an option is added or removed."
    )
    panel(appraisal, current.frozen)
    changed = to_rate_again(current)
    for group in _groups(appraisal):
        st.subheader(plain(group), anchor=False)
        for criterion in appraisal.criteria:
            if criterion.group == group:
                card(current, criterion, criterion.id in changed)
    _add(appraisal, current.frozen)
    frame.end("criteria")


def to_rate_again(current: service.Kept) -> frozenset[str]:
    """Return the criteria whose swing was rated before their scale was changed."""
    again = _history_of_scales(current.head, current.id)
    return again & current.appraisal.swings.keys()


@st.cache_resource(max_entries=64, show_spinner=False)
def _history_of_scales(head: str, id: str) -> frozenset[str]:
    return swings_to_rate_again(service.history(state.store(), id))


def _groups(appraisal: Appraisal) -> tuple[str, ...]:
    return tuple(dict.fromkeys(criterion.group for criterion in appraisal.criteria))


def _add(appraisal: Appraisal, frozen: bool) -> None:
    st.subheader("Add a criterion", anchor=False)
    st.caption("It starts as a scale judged from 0 to 100. Give it a unit if it has one.")
    fields.text("Name", fields.unsaved("criteria:add:name"), disabled=frozen)
    groups = _groups(appraisal)
    group = fields.held("criteria:add:group")
    fields.choice(
        "Group",
        [*groups, *([group] if group and group not in groups else [])],
        fields.unsaved("criteria:add:group", groups[0] if groups else None),
        help="Choose a group. Its name can be changed once the criterion is added.",
        disabled=frozen,
    )
    fields.text(
        "The question it answers", fields.unsaved("criteria:add:question"), tall=True,
        disabled=frozen,
    )  # fmt: skip
    forms.submit(
        "Add this criterion",
        "criteria:add:go",
        KIND,
        _added,
        clears=("criteria:add:name", "criteria:add:question"),
        disabled=frozen,
    )


def _added() -> state.Change:
    name, group, question = (
        fields.held(f"criteria:add:{field}") or "" for field in ("name", "group", "question")
    )
    return lambda appraisal: with_criterion(appraisal, name, group, question)


if __name__ == "__main__":
    page()
