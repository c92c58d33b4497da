"""The form for a criterion's scale: judged or measured, both ends, straight or bent, and beyond."""

from __future__ import annotations

import streamlit as st

from appraisal.model import Appraisal, Criterion
from appraisal.pages import parts, state
from appraisal.pages.criteria_edits import (
    NewScale,
    goes_with_criterion,
    points_text,
    with_scale,
)

JUDGED, MEASURED = "Judged from 0 to 100", "Measured in a unit"
OUTSIDE = {
    "clip": "It counts as the end (the tool says so wherever this happens)",
    "extend": "It counts for more than 100, or less than 0",
}


def scale_form(appraisal: Appraisal, criterion: Criterion, frozen: bool) -> None:
    """Ask for the scale as a whole: its parts must fit together, so they are saved together."""
    key, scale = f"scale:{criterion.id}", criterion.scale
    st.markdown("**The scale**")
    if criterion.id in appraisal.swings:
        st.info(
            f"The swing of {appraisal.swings[criterion.id]:g} was rated for this scale. If you "
            "change its unit, an end or its shape, rate the swing again on the Weights page, and "
            "check that the words of each step still fit.",
            icon=":material/replay:",
        )
    sort = st.radio(
        "How is it judged?",
        [JUDGED, MEASURED],
        key=state.bound(f"{key}:sort", MEASURED if scale.unit else JUDGED),
        disabled=frozen,
        help="Measured is better where there are figures: months, cases a worker, £ million.",
    )
    with st.form(key, border=False):
        if sort == MEASURED:
            _measured(criterion, key, frozen)
        goes = goes_with_criterion(appraisal, criterion.id)
        kind_changes = (sort == MEASURED) != (scale.unit is not None)
        if kind_changes and goes.scores + goes.members_scores:
            st.checkbox(
                f"Take away the {parts.counted(goes.scores + goes.members_scores, 'score')} given "
                "on the old kind of scale",
                key=f"{key}:drop",
                disabled=frozen,
            )
        parts.submit(
            "Save this scale", f"{key}:go", "criteria", lambda: _changed(criterion.id),
            disabled=frozen,
        )  # fmt: skip


def _measured(criterion: Criterion, key: str, frozen: bool) -> None:
    scale = criterion.scale
    st.text_input(
        "Unit",
        key=state.bound(f"{key}:unit", scale.unit or ""),
        placeholder="months, % agency, £ million ...",
        max_chars=300,
        disabled=frozen,
    )
    measured = scale.unit is not None
    for field, label in (("worst", "Worst (worth 0)"), ("best", "Best (worth 100)")):
        st.number_input(
            label,
            key=state.bound(f"{key}:{field}", getattr(scale, field) if measured else None),
            value=None,
            step=1.0,
            format="%g",
            help="Fixed ends, wide enough for any option, not the worst and best of these options. "
            "If lower is better, the worst is the higher number.",
            disabled=frozen,
        )
    st.text_area(
        "Bent line (leave empty for a straight one)",
        key=state.bound(f"{key}:points", points_text(scale)),
        placeholder="60 = 0\n30 = 50\n0 = 100",
        help="Only if some steps are worth more than others. One point a line: a level, then what "
        "it is worth from 0 to 100. Begin with the worst and end with the best.",
        disabled=frozen,
    )
    st.radio(
        "A level beyond either end",
        list(OUTSIDE),
        format_func=OUTSIDE.__getitem__,
        key=state.bound(f"{key}:outside", scale.outside),
        disabled=frozen,
    )


def _changed(id: str) -> state.Change:
    key = f"scale:{id}"
    measured = state.value(f"{key}:sort") == MEASURED
    new = NewScale(
        unit=(state.value(f"{key}:unit") or "") if measured else None,
        worst=state.value(f"{key}:worst") if measured else None,
        best=state.value(f"{key}:best") if measured else None,
        points=(state.value(f"{key}:points") or "") if measured else "",
        outside=(state.value(f"{key}:outside") or "clip") if measured else "clip",
    )
    drop = bool(state.value(f"{key}:drop"))
    return lambda appraisal: with_scale(appraisal, id, new, drop_scores=drop)
