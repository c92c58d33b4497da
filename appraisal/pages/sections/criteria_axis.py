"""Whether a criterion counts in the overall value or is kept against it, on the cost axis."""

from __future__ import annotations

import streamlit as st

from appraisal.analysis.money import OptionCost
from appraisal.analysis.wording.figures import counted
from appraisal.edits.criteria import (
    goes_with_criterion,
    onto_benefit_axis,
    onto_cost_axis,
    outdated_copies,
    with_copied_costs,
)
from appraisal.model import Criterion
from appraisal.pages.escaping import plain
from appraisal.pages.session import state
from appraisal.pages.widgets import buttons
from appraisal.service import Kept

KIND = "criteria"


def axis(current: Kept, criterion: Criterion) -> None:
    """Explain where the criterion counts, and let it be moved: no pound counts twice."""
    st.markdown("**Where it counts**")
    if criterion.axis == "cost":
        _on_cost(current, criterion)
    elif "£" in (criterion.scale.unit or ""):
        _on_benefit(current, criterion)
    else:
        st.caption(
            "It counts in the overall value. Only a criterion measured in £ million can be kept "
            "on the cost axis instead."
        )


def _on_cost(current: Kept, criterion: Criterion) -> None:
    st.markdown(
        "It is on the **cost axis**: the cost lines on the Money page give its level, and the "
        "Money page shows cost against overall value. It has no weight, so that no pound counts "
        "twice."
    )
    money = state.results(current).money
    known = {} if money is None else {id: c for id, c in money.options.items() if _known(c)}
    copies = (
        f"Each option's net present cost less the baseline's is copied as its level "
        f"({counted(len(known), 'option')}), with a reason that says so."
        if known
        else "There is no net present cost to copy yet, so it starts without scores."
    )
    st.caption(
        f"If you count it in the overall value instead: {copies} It then needs a swing, and cost "
        "against benefit is no longer shown, because the pounds are already in the benefit."
    )
    _move(
        "Count it in the overall value", f"axis:{criterion.id}:benefit", current.frozen,
        lambda a: onto_benefit_axis(a, criterion.id, known),
    )  # fmt: skip


def _on_benefit(current: Kept, criterion: Criterion) -> None:
    appraisal = current.appraisal
    st.markdown(
        "It counts in the **overall value**, like any other. Cost against benefit is then not "
        "shown for it, so that no pound counts twice."
    )
    costs = copyable(current)
    if any(id == criterion.id for _, id in outdated_copies(appraisal, costs)):
        st.warning(
            "The cost lines have changed since these levels were copied from them.",
            icon=":material/sync_problem:",
        )
        _move(
            "Copy the levels again", f"axis:{criterion.id}:again", current.frozen,
            lambda a: with_copied_costs(a, criterion.id, costs),
        )  # fmt: skip
    other = appraisal.cost_criterion()
    if other is not None:
        st.caption(f"{plain(other.name)} is on the cost axis. Only one criterion can be.")
        return
    goes = goes_with_criterion(appraisal, criterion.id)
    gone = [
        counted(number, one)
        for number, one in ((goes.scores + goes.members_scores, "score"), (goes.swings, "swing"))
        if number
    ]
    loss = f"Its {' and '.join(gone)} go. " if gone else ""
    st.caption(
        f"On the cost axis it is shown against the overall value and has no weight. {loss}"
        "Its level then comes from the cost lines. You can undo this."
    )
    _move(
        "Keep it on the cost axis", f"axis:{criterion.id}:cost", current.frozen,
        lambda a: onto_cost_axis(a, criterion.id),
    )  # fmt: skip


def copyable(current: Kept) -> dict[str, OptionCost | None]:
    """Return the costs by option that levels can be copied from; none where there are no lines."""
    money = state.results(current).money
    return {} if money is None else dict(money.options)


def _known(cost: OptionCost | None) -> bool:
    return cost is not None and cost.against_baseline is not None


def _move(label: str, key: str, frozen: bool, make: state.Change) -> None:
    st.button(label, key=key, on_click=_keep, args=(key, make), disabled=frozen)
    buttons.show_fault(key)


def _keep(key: str, make: state.Change) -> None:
    buttons.keep(key, KIND, make)
