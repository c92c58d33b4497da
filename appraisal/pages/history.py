"""History: who did what, when and why; compare, name and restore versions, check the record."""

from __future__ import annotations

import streamlit as st

from appraisal import service
from appraisal.analysis.wording.figures import counted
from appraisal.pages.escaping import plain
from appraisal.pages.sections.history import agree, compare, versions
from appraisal.pages.sections.history.acts import acts_list
from appraisal.pages.session import state
from appraisal.pages.widgets import fields, frame
from appraisal.record.verify import Finding
from appraisal.service import Act, Kept, Origin

ACTS, COMPARE, NAME, RESTORE, CHECK = VIEWS = (
    "What happened",
    "Compare versions",
    "Name a version",
    "Restore",
    "Check the record",
)


def page() -> None:
    """Show the record of the open appraisal."""
    current = frame.begin("history")
    acts = service.history(state.store(), current.id)
    origin = service.opened_from(state.store(), current.id)
    _came_from(origin)
    _went_on(acts)
    since = f" and {counted(len(acts) - 1, 'event')} since" if len(acts) > 1 else ""
    st.markdown(
        "Every change is kept, and none can be altered without it showing. This record holds its "
        f"beginning{since}, and ends in the fingerprint "
        f"`{current.head[:16]}`. Write the fingerprint in the minutes: it proves that nothing "
        "before it was changed later."
    )
    _view(current, acts, origin)
    agree.freeze(current)
    frame.end("history")


def _view(current: Kept, acts: list[Act], origin: Origin | None) -> None:
    view = fields.views("What to show", VIEWS, fields.view("history:view", ACTS))
    if view == COMPARE:
        compare.view(current, acts, origin)
    elif view == NAME:
        versions.naming(current, acts)
    elif view == RESTORE:
        versions.restoring(current, acts)
    elif view == CHECK:
        _check(current)
    else:
        acts_list(acts)


def _came_from(origin: Origin | None) -> None:
    """Show which agreed version an appraisal was opened from, and the way to it."""
    if origin is None:
        return
    with st.container(border=True):
        title = f"“{plain(origin.title)}”, " if origin.is_here else ""
        st.markdown(
            f"**Opened again from an agreed version:** {title}version {origin.revision}, "
            f"fingerprint `{origin.head[:16]}`."
        )
        if origin.why:
            st.caption(f"Why: {plain(origin.why)}")
        if not origin.is_here:
            st.caption("Its record is not in this store.")
            return
        st.button(
            "Open the agreed version",
            key="history:origin",
            on_click=state.open_appraisal,
            args=(origin.id,),
        )


def _went_on(acts: list[Act]) -> None:
    """Show the way from an agreed version to the one it was opened again as."""
    children = [act.event.payload.get("child") for act in acts if act.kind == "continued"]
    if not children:
        return
    with st.container(border=True):
        st.markdown("**This agreed version was opened again** as a new one, which goes on from it.")
        st.button(
            "Open the newer version",
            key="history:child",
            on_click=state.open_appraisal,
            args=(children[-1],),
        )


def _check(current: Kept) -> None:
    outcome = service.verify_record(state.store(), current.id)
    if isinstance(outcome, Finding):
        st.error(f"This record does not verify: {plain(str(outcome))}.", icon=":material/error:")
        return
    st.success(
        f"✓ Checked just now: every event from 0 to {outcome.revision} is whole and in order, and "
        "together they make the appraisal as it is shown.",
        icon=":material/verified:",
    )
    limits = state.settings()
    st.download_button(
        "Take the whole record away (zip)",
        lambda: service.export_record(
            state.store(), current.id, draws=limits.draws, seed=limits.seed
        ),
        file_name=f"record-{current.id}-{current.revision}.zip",
        mime="application/zip",
        on_click="ignore",
        icon=":material/download:",
        help="Anyone can check it without this tool, with the file verify_record.py.",
    )


if __name__ == "__main__":
    page()
