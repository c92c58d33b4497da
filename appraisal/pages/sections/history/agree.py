"""Agreeing and freezing an appraisal, once it was seen what of it is missing; opening it again."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from appraisal import service
from appraisal.analysis.checks.gaps import gaps, unreasoned_fails
from appraisal.analysis.wording.figures import counted
from appraisal.edits.report import unwritten
from appraisal.errors import AppraisalError
from appraisal.model import Appraisal
from appraisal.pages.escaping import plain
from appraisal.pages.session import state
from appraisal.pages.steps import BY_KEY
from appraisal.pages.widgets import buttons, fields, notices
from appraisal.service import Kept

WHO, SURE, WHY = "history:agree", "history:agree:sure", "history:reopen"
GO, OPEN = "history:agree:go", "history:reopen:go"


def freeze(current: Kept) -> None:
    """Show what is to be done to agree an appraisal, or to open an agreed one again."""
    st.divider()
    st.subheader("Agree and freeze", anchor=False)
    if current.frozen:
        fields.text("Why open it again?", fields.unsaved(WHY))
        st.button("Open again as a new version", key=OPEN, on_click=_reopen)
        buttons.show_fault(OPEN)
        return
    st.markdown(
        "When the group has agreed, freeze the appraisal. After that it cannot be changed, only "
        "opened again as a new version that names this one."
    )
    missing = still_missing(current.appraisal)
    if missing:
        st.warning("**Look at these first:**", icon=":material/checklist:")
        st.markdown("\n".join(f"- {plain(each)}" for each in missing))
    fields.text("Who agreed it, and when?", fields.unsaved(WHO))
    if missing:
        fields.tick("It is agreed as it stands, with what is missing", fields.unsaved(SURE))
    st.button("Agree and freeze", key=GO, on_click=_agree)
    buttons.show_fault(GO)


def still_missing(appraisal: Appraisal) -> list[str]:
    """Return in sentences what an appraisal still lacks, the weightiest first; none where whole."""
    missing = gaps(appraisal)
    sentences = []
    fails = unreasoned_fails(appraisal)
    if fails:
        sentences.append(f"A must-have is failed without a reason: {'; '.join(fails)}.")
    for (step, kind), count in Counter((gap.step, gap.kind) for gap in missing if gap.kind).items():
        times = f" ({count} times)" if count > 1 else ""
        sentences.append(f"{BY_KEY[step].title}: {kind.rstrip('.')}{times}.")
    sentences += [gap.text for gap in missing if not gap.kind]
    blank = sum(len(each) for each in unwritten(appraisal).values())
    if blank:
        one, many = "part of the report is not written", "parts of the report are not written"
        sentences.append(f"{counted(blank, one, many)}.")
    return sentences


def _agree() -> None:
    who, current = str(fields.held(WHO) or ""), state.kept()
    if current is None:
        return
    if not who.strip():
        notices.refuse(GO, "Say who agreed it, and when. It is kept in the record.")
    elif still_missing(current.appraisal) and not fields.held(SURE):
        notices.refuse(
            GO, "Some of it is missing. Complete it, or tick that it is agreed as it stands."
        )
    else:
        refused = state.refusal_of("status", lambda a: a.changed(status="agreed"), who)
        if refused:
            notices.refuse(GO, refused)
        else:
            fields.clear([WHO, SURE])


def _reopen() -> None:
    why, current = str(fields.held(WHY) or ""), state.kept()
    if current is None:
        return
    if not why.strip():
        notices.refuse(OPEN, "Say why it is opened again. It is kept in the record.")
        return
    try:
        version = service.reopen(state.store(), state.by(), current, why=why)
    except AppraisalError as error:
        notices.refuse(OPEN, str(error))
        return
    fields.clear([WHY])
    state.open_appraisal(version.id)
