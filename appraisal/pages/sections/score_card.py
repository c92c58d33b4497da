"""One score: level, strength, range, reason and evidence of an option on a criterion."""

from __future__ import annotations

import streamlit as st

from appraisal.analysis.ranges import value_range
from appraisal.analysis.value_functions import is_clipped, value_score
from appraisal.analysis.wording.figures import points
from appraisal.edits.accessors import set_row, without_row
from appraisal.edits.scores import score_key
from appraisal.errors import Fault, InvalidAppraisal
from appraisal.model import Appraisal, Criterion, Evidence, Option, Performance
from appraisal.pages.escaping import plain, short
from appraisal.pages.sections import score_waiting
from appraisal.pages.sections.score_waiting import KIND, said_box
from appraisal.pages.widgets import buttons, display, fields, forms, groups
from appraisal.pages.widgets.groups import BoxGroup, Values

STRENGTH_WORDS = {
    "": "Not said: the level is then taken as exact",
    "strong": "Strong: give or take 5 points",
    "moderate": "Moderate: give or take 10 points",
    "weak": "Weak: give or take 20 points",
    "none": "No evidence: anywhere on the scale",
}


def cell(appraisal: Appraisal, option: Option, criterion: Criterion, frozen: bool) -> None:
    """Show one score with all that belongs to it.

    Every box has its place from the start, so that nothing moves as a level is given, and stands
    open: what is said before there is a level waits for it.
    """
    score = appraisal.performance(option.id, criterion.id)
    if score is not None:
        score_waiting.tell_overtaken(score)
    name = f"score:{criterion.id}:{option.id}"
    with st.container(border=True, key=name.replace(":", "_")):
        st.subheader(plain(option.name), anchor=False)
        _level(appraisal, option, criterion, frozen)
        st.caption(_unscored(option, criterion) if score is None else _meaning(criterion, score))
        _strength(appraisal, option, criterion, frozen)
        _reason(appraisal, option, criterion, frozen)
        with st.expander("Give the range yourself"):
            _range(appraisal, option, criterion, frozen or score is None)
        _evidence_beside(appraisal, option, criterion)
        _open_or_away(score, option, criterion, name, frozen)


def _level(appraisal: Appraisal, option: Option, criterion: Criterion, frozen: bool) -> None:
    judged = criterion.scale.unit is None
    unit = "points, 0 to 100" if judged else criterion.scale.unit
    fields.number(
        f"Level for {plain(option.name)} ({plain(str(unit))})",
        score_waiting.level_box(appraisal, option.id, criterion.id),
        low=0 if judged else None,
        high=100 if judged else None,
        placeholder="Not scored yet",
        disabled=frozen,
    )


def _unscored(option: Option, criterion: Criterion) -> str:
    """Return that there is no level yet, as Markdown, in one line."""
    if score_waiting.waiting(option.id, criterion.id):
        return "⚠ Not saved yet. Give a level: what stands below is saved with it."
    return "Not scored yet."


def _meaning(criterion: Criterion, score: Performance) -> str:
    """Return what a level comes to, as Markdown, in one line."""
    low, high = value_range(criterion.scale, score)
    spread = f"range {points(low, 0)} to {points(high, 0)}" if low != high else "no range"
    spread += " as given" if score.low is not None else ""
    if score.level is None:
        return f"No level: {spread}."
    value = value_score(criterion.scale, score.level)
    beyond = " ⚠ Beyond the end of the scale, so it stops there." if is_clipped(
        criterion.scale, score.level
    ) else ""  # fmt: skip
    return f"Value score {points(value)} of 100, {spread}.{beyond}"


def _strength(appraisal: Appraisal, option: Option, criterion: Criterion, disabled: bool) -> None:
    fields.choice(
        "How strong is the evidence?",
        list(STRENGTH_WORDS),
        said_box(appraisal, option.id, criterion.id, "strength"),
        words=STRENGTH_WORDS.__getitem__,
        disabled=disabled,
    )


def range_group(option: str, criterion: str) -> BoxGroup:
    """Return the two ends of a score's range, which are saved together."""
    key = score_key(option, criterion)

    def read(appraisal: Appraisal) -> Values:
        score = appraisal.performance(option, criterion)
        return {"low": score.low if score else None, "high": score.high if score else None}

    def write(appraisal: Appraisal, values: Values) -> Appraisal:
        if (values["low"] is None) != (values["high"] is None):
            problem = "Give both ends of the range, or neither."
            raise InvalidAppraisal([Fault(("performances",), problem)])
        return set_row(appraisal, "performances", key, values)

    return BoxGroup(f"score:{criterion}:{option}:range", KIND, read, write)


def _range(appraisal: Appraisal, option: Option, criterion: Criterion, disabled: bool) -> None:
    group, unit = range_group(option.id, criterion.id), criterion.scale.unit or "points"
    for end, words in (("low", "Lowest"), ("high", "Highest")):
        fields.number(
            f"{words} it could be ({plain(unit)})",
            groups.box(group, appraisal, end),
            disabled=disabled,
        )
    st.caption("Empty: the range follows from the strength of the evidence.")
    groups.show_state(group)


def _reason(appraisal: Appraisal, option: Option, criterion: Criterion, disabled: bool) -> None:
    fields.text(
        "Why this level?",
        said_box(appraisal, option.id, criterion.id, "reason"),
        tall=True,
        placeholder="A sentence that a member of the public would follow",
        disabled=disabled,
    )
    ledger = {item.id: item for item in appraisal.evidence}
    first = [id for id in ledger if bears_on(ledger[id], option.id, criterion.id)]
    fields.several(
        "Evidence it rests on",
        [*first, *(id for id in ledger if id not in first)],
        said_box(appraisal, option.id, criterion.id, "evidence"),
        words=lambda id: f"{id}: {short(ledger[id].finding, 60)}",
        disabled=disabled,
    )


def bears_on(item: Evidence, option: str, criterion: str) -> bool:
    """Return whether a finding is about this option on this criterion."""
    return item.option == option and item.criterion == criterion


def _evidence_beside(appraisal: Appraisal, option: Option, criterion: Criterion) -> None:
    findings = [e for e in appraisal.evidence if bears_on(e, option.id, criterion.id)]
    if not findings:
        st.caption("No evidence was found for this option on this criterion.")
        return
    with st.expander(f"Read the evidence on {plain(short(option.name, 40))}"):
        display.evidence(findings)


def _open_or_away(
    score: Performance | None, option: Option, criterion: Criterion, name: str, frozen: bool
) -> None:
    """Offer to leave the whole scale open; once there is a score, to take it away."""
    key = score_key(option.id, criterion.id)
    if score is None:
        st.button(
            "We cannot say: leave the whole scale open",
            key=f"{name}:none",
            disabled=frozen,
            help="The option then has no single overall value, but a range, and it is drawn from "
            "the whole scale.",
            on_click=score_waiting.leave_open,
            args=(option.id, criterion.id, f"{name}:none"),
        )
        buttons.show_fault(f"{name}:none")
        return
    forms.removal(
        "Take this score away",
        f"{name}:away",
        "Its level, strength, range, reason and evidence go. You can undo this.",
        KIND,
        lambda a: without_row(a, "performances", key),
        disabled=frozen,
    )
