"""Start: open the worked example, begin from a criteria set, open a file, or carry on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import streamlit as st

from appraisal import service
from appraisal.errors import AppraisalError, InvalidAppraisal
from appraisal.files.appraisal_file import read_appraisal
from appraisal.files.examples import Shipped, criteria_sets, worked_examples
from appraisal.pages.escaping import plain
from appraisal.pages.sections.start import actions, saved_list, saved_row
from appraisal.pages.session import state
from appraisal.pages.steps import BY_KEY
from appraisal.pages.widgets import frame


def page() -> None:
    """Show the doors in, with recent work first where there is some."""
    st.title("Choose how to run children's social care", anchor=False)
    st.markdown(
        "This tool walks a cabinet through an options appraisal: what matters, how each option "
        "does, and what the evidence says. It ends with a ranked recommendation and a report. "
        "It supports the decision; it does not make it."
    )
    frame.tell_late()
    fault = state.take_fault()
    if fault:
        st.error(plain(fault), icon=":material/error:")
    actions.show_notice(actions.TOP)
    shelf = saved_list.saved()
    _worked_example(shelf.examples, first=not shelf.counts["saved"])
    _new_appraisal()
    _file()


def _worked_example(examples: Mapping[str, str], first: bool) -> None:
    st.subheader("See a worked example", anchor=False)
    for example in worked_examples():
        st.markdown(plain(example.title))
        ids = [id for id, name in examples.items() if name == example.name]
        if ids:
            st.caption("It is saved once: opened again, it is as you left it.")
        with st.container(horizontal=True):
            kind: Literal["primary", "secondary"] = "primary" if first else "secondary"
            if st.button("Open the worked example", key=f"example:{example.name}", type=kind):
                _open_example(example)
            for id in ids[:1]:
                st.button(saved_row.PUT_BACK, key=f"put_back:{example.name}",
                          on_click=actions.at,
                          args=(actions.EXAMPLE, actions.put_back, id, example.name),
                          )  # fmt: skip
    actions.show_notice(actions.EXAMPLE)


def _open_example(example: Shipped) -> None:
    try:
        kept = service.open_example(state.store(), state.by(), example.name)
    except AppraisalError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    actions.forget_notice()
    state.open_appraisal(kept.id)
    state.go_to(BY_KEY["decision"].file)


def _new_appraisal() -> None:
    st.subheader("Begin a new appraisal", anchor=False)
    st.markdown(
        "A criteria set brings the options, the must-haves, the criteria and the evidence. "
        "It brings no weights and no scores: those are yours to give."
    )
    for criteria_set in criteria_sets():
        if st.button(f"Begin from: {plain(criteria_set.title)}", key=f"set:{criteria_set.name}"):
            _begin(criteria_set)


def _begin(shipped: Shipped) -> None:
    try:
        appraisal = read_appraisal(shipped.path, settings=state.settings())
        state.start(appraisal)
    except AppraisalError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    state.go_to(BY_KEY["decision"].file)


def _file() -> None:
    st.subheader("Open a file", anchor=False)
    limit = state.settings().file_bytes // 1_000_000
    uploaded = st.file_uploader(
        "An appraisal or a criteria set, as YAML",
        type=["yaml", "yml"],
        help=f"At most {limit} MB. The file is checked whole before anything is kept.",
    )
    if uploaded is None or not st.button("Check the file and open it"):
        return
    try:
        content = uploaded.getvalue()
        state.start(read_appraisal(content, name=uploaded.name, settings=state.settings()))
    except InvalidAppraisal as error:
        count = len(error.faults)
        st.error(
            f"This file was not opened: {count} thing{'s' if count > 1 else ''} to put right. "
            "Nothing was kept.",
            icon=":material/error:",
        )
        for fault in error.faults[:100]:
            st.markdown(f"- **{plain(fault.place())}**: {plain(fault.problem)}")
        return
    except AppraisalError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    state.go_to(BY_KEY["decision"].file)


if __name__ == "__main__":
    page()
