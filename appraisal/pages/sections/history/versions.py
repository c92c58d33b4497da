"""Versions: choose one, give it a name, read an earlier one and restore it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from appraisal import service
from appraisal.errors import AppraisalError, Fault, InvalidAppraisal
from appraisal.model import Appraisal
from appraisal.pages.escaping import plain, short
from appraisal.pages.sections.history.acts import choosing, clock
from appraisal.pages.session import state
from appraisal.pages.widgets import binding, buttons, display, fields
from appraisal.service import Act, Kept
from appraisal.service.versions import LONGEST

FAULT = "history:name:fault"
NEW_NAME = "history:new_name"
WHY, RESTORE = "history:why", "history:restore:go"
TO_NAME, TO_RESTORE, BEFORE, AFTER = PICKERS = (
    "history:name",
    "history:restore",
    "history:before",
    "history:after",
)
AGREED = "agreed"  # in a list of versions: the one that this appraisal was opened from


def labels(acts: list[Act]) -> dict[int | str, str]:
    """Return the versions that can be chosen, the newest first: each with a label of its own.

    An event that changed nothing made no version, unless somebody named it.
    """
    names = service.versions_named(acts)
    return {
        act.revision: _label(act, names.get(act.revision))
        for act in acts[::-1]
        if act.is_change or act.revision in names
    }


def _label(act: Act, name: str | None) -> str:
    day, time = clock(act.at)
    called = f" ‘{short(name, 60)}’" if name else ""
    return f"{act.revision}{called}: {day} {time}, {short(act.words, 70)}"


def picker(label: str, field: str, choices: Mapping[int | str, str], first: int | str) -> int | str:
    """Return the version chosen; ``first`` until somebody chooses."""
    options = list(choices)
    chosen: int | str = fields.choice(
        label, options, choosing(field, options, first), words=choices.__getitem__
    )
    return chosen


def naming(current: Kept, acts: list[Act]) -> None:
    """Ask for the name of a version, and show those that have one."""
    st.markdown(
        "Give a version a name to find it again, for example when it was sent to somebody. The "
        "name goes into the record with the version's fingerprint."
    )
    choices = labels(acts)
    newest = next(iter(choices))
    chosen = int(picker("Version to name (the first is as it stands)", TO_NAME, choices, newest))
    names = service.versions_named(acts)
    fields.text(
        "Its name", fields.unsaved(NEW_NAME), max_chars=LONGEST,
        placeholder="As sent to scrutiny, 12 March",
    )  # fmt: skip
    with st.container(horizontal=True):
        st.button(
            "Name this version", key="history:name:go", on_click=_named, args=(current, chosen)
        )
        if chosen in names:
            st.button(
                "Take its name away", key="history:name:away", on_click=_unnamed,
                args=(current, chosen),
            )  # fmt: skip
    if fault := state.value(FAULT):
        st.error(plain(fault), icon=":material/error:")
    _named_so_far(acts, names)


def _named_so_far(acts: list[Act], names: Mapping[int, str]) -> None:
    named = [
        (act.revision, names[act.revision], " ".join(clock(act.at)), act.hash[:16])
        for act in acts[::-1]
        if act.revision in names
    ]
    if named:
        st.markdown("**Versions with a name**")
        rows = [(f"{name} (version {revision})", at, head) for revision, name, at, head in named]
        display.table(pd.DataFrame(rows, columns=["Name", "As it stood on", "Fingerprint"]))


def _named(current: Kept, revision: int) -> None:
    name = str(fields.held(NEW_NAME) or "").strip()
    if not name:
        state.put(FAULT, "Write the name first.")
    elif _kept(current, revision, name):
        fields.clear([NEW_NAME])
        binding.draw_anew(f"unsaved:{NEW_NAME}")  # what was typed may have come with this press


def _unnamed(current: Kept, revision: int) -> None:
    _kept(current, revision, "")


def _kept(current: Kept, revision: int, name: str) -> bool:
    try:
        service.name_version(state.store(), state.by(), current, revision, name)
    except AppraisalError as error:
        state.put(FAULT, str(error))
        return False
    state.put(FAULT, "")
    state.note_saved()
    for field in PICKERS:  # a version's label holds its name, and a browser keeps the old one
        binding.draw_anew(f"view:{field}")
    return True


def restoring(current: Kept, acts: list[Act]) -> None:
    """Show an earlier version to read, and restore it as a new one."""
    choices = labels(acts)
    del choices[next(iter(choices))]  # the one that stands
    if not choices:
        st.info("There is only one version so far.")
        return
    chosen = int(picker("Version to read", TO_RESTORE, choices, next(iter(choices))))
    then = service.version(state.store(), current.id, chosen)
    st.markdown(f"**Version {chosen}, to read only**")
    for reason in state.results(then).recommendation.because:
        st.markdown(plain(reason))
    fields.text("Why restore it?", fields.unsaved(WHY), max_chars=300, disabled=current.frozen)
    st.button(
        "Restore this version as a new one", key=RESTORE, disabled=current.frozen,
        on_click=_restored, args=(current, then),
    )  # fmt: skip
    buttons.show_fault(RESTORE)
    st.caption("Nothing is lost: what stands now stays in the record as its own version.")


def _restored(current: Kept, then: Kept) -> None:
    why = str(fields.held(WHY) or "").strip()

    def make(latest: Appraisal) -> Appraisal:
        if not why:
            raise InvalidAppraisal([Fault((), "Say first why it is restored.")])
        if latest != current.appraisal:
            raise InvalidAppraisal(
                [Fault((), f"{binding.ELSEWHERE} Look at what changed, then press again.")]
            )
        return then.appraisal

    if buttons.keep(RESTORE, "restored", make, f"Version {then.revision} restored. {why}"):
        fields.clear([WHY])
