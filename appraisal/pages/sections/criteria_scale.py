"""The boxes of a criterion's scale: judged or measured, both ends, straight or bent, and beyond."""

from __future__ import annotations

import streamlit as st

from appraisal.analysis.wording.figures import counted
from appraisal.edits.accessors import GONE
from appraisal.edits.criteria import (
    NewScale,
    goes_with_criterion,
    points_text,
    with_scale,
)
from appraisal.model import Appraisal, Criterion
from appraisal.pages.widgets import fields, forms, groups
from appraisal.pages.widgets.groups import BoxGroup, Values

JUDGED, MEASURED = "Judged from 0 to 100", "Measured in a unit"
OUTSIDE = {
    "clip": "It counts as the end (the tool says so wherever this happens)",
    "extend": "It counts for more than 100, or less than 0",
}


def scale_form(appraisal: Appraisal, criterion: Criterion, frozen: bool) -> None:
    """Ask for the parts of the scale; they are saved as soon as they fit together."""
    group = scale_group(criterion.id)
    st.markdown("**The scale**")
    if criterion.id in appraisal.swings:
        st.info(
            f"The swing of {appraisal.swings[criterion.id]:g} was rated for this scale. If you "
            "change its unit, an end or its shape, rate the swing again on the Weights page, and "
            "check that the words of each step still fit.",
            icon=":material/replay:",
        )
    sort = fields.choice(
        "How is it judged?",
        [JUDGED, MEASURED],
        groups.box(group, appraisal, "sort"),
        radio=True,
        disabled=frozen,
        help="Measured is better where there are figures: months, cases a worker, £ million.",
    )
    if sort == MEASURED:
        _measured(appraisal, group, frozen)
    groups.show_state(group)
    _drop_scores(appraisal, criterion, group, str(sort), frozen)


def scale_group(id: str) -> BoxGroup:
    """Return the parts of a criterion's scale, which are saved together."""

    def read(appraisal: Appraisal) -> Values | object:
        criterion = next((each for each in appraisal.criteria if each.id == id), None)
        return GONE if criterion is None else scale_values(criterion)

    return BoxGroup(
        f"scale:{id}",
        "criteria",
        read,
        lambda appraisal, values: with_scale(appraisal, id, new_scale(values), drop_scores=False),
    )


def scale_values(criterion: Criterion) -> Values:
    """Return the parts of a scale as the boxes show them."""
    scale = criterion.scale
    measured = scale.unit is not None
    return {
        "sort": MEASURED if measured else JUDGED,
        "unit": scale.unit or "",
        "worst": scale.worst if measured else None,
        "best": scale.best if measured else None,
        "points": points_text(scale),
        "outside": scale.outside,
    }


def new_scale(values: Values) -> NewScale:
    """Return the scale that the boxes make together."""
    measured = values["sort"] == MEASURED
    return NewScale(
        unit=(values["unit"] or "") if measured else None,
        worst=values["worst"] if measured else None,
        best=values["best"] if measured else None,
        points=(values["points"] or "") if measured else "",
        outside=(values["outside"] or "clip") if measured else "clip",
    )


def _measured(appraisal: Appraisal, group: BoxGroup, frozen: bool) -> None:
    fields.text(
        "Unit",
        groups.box(group, appraisal, "unit"),
        placeholder="months, % agency, £ million ...",
        disabled=frozen,
    )
    for field, label in (("worst", "Worst (worth 0)"), ("best", "Best (worth 100)")):
        fields.number(
            label,
            groups.box(group, appraisal, field),
            help="Fixed ends, wide enough for any option, not the worst and best of these options. "
            "If lower is better, the worst is the higher number.",
            disabled=frozen,
        )
    fields.text(
        "Bent line (leave empty for a straight one)",
        groups.box(group, appraisal, "points"),
        tall=True,
        placeholder="60 = 0\n30 = 50\n0 = 100",
        help="Only if some steps are worth more than others. One point a line: a level, then what "
        "it is worth from 0 to 100. Begin with the worst and end with the best.",
        disabled=frozen,
    )
    fields.choice(
        "A level beyond either end",
        list(OUTSIDE),
        groups.box(group, appraisal, "outside"),
        words=OUTSIDE.__getitem__,
        radio=True,
        disabled=frozen,
    )


def _drop_scores(
    appraisal: Appraisal, criterion: Criterion, group: BoxGroup, sort: str, frozen: bool
) -> None:
    """Offer to take away scores that would mean nothing on another kind of scale."""
    goes = goes_with_criterion(appraisal, criterion.id)
    count = goes.scores + goes.members_scores
    if (sort == MEASURED) == (criterion.scale.unit is not None) or not count:
        return
    values = groups.values(group, appraisal)
    forms.removal(
        "Change the kind of scale and take its scores away",
        f"scale:{criterion.id}:drop",
        f"The {counted(count, 'score')} given on the old kind of scale would be taken away. "
        "You can undo this.",
        "criteria",
        lambda a: with_scale(a, criterion.id, new_scale(values), drop_scores=True),
        disabled=frozen,
    )
