"""Start: open the worked example, begin from a criteria set, open a file, or carry on."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from appraisal import service
from appraisal.errors import AppraisalError, InvalidAppraisal
from appraisal.files.appraisal_file import read_appraisal
from appraisal.files.examples import Shipped, criteria_sets, worked_examples
from appraisal.pages import state
from appraisal.pages.steps import BY_KEY
from appraisal.pages.text import plain


def page() -> None:
    """Show the doors in, with recent work first where there is some."""
    st.title("Choose how to run children's social care", anchor=False)
    st.markdown(
        "This tool walks a cabinet through an options appraisal: what matters, how each option "
        "does, and what the evidence says. It ends with a ranked recommendation and a report. "
        "It supports the decision; it does not make it."
    )
    fault = state.take_fault()
    if fault:
        st.error(plain(fault), icon=":material/error:")
    _carry_on()
    _worked_example()
    _new_appraisal()
    _file()


def _carry_on() -> None:
    found = service.recent(state.store())
    if not found:
        return
    st.subheader("Carry on", anchor=False)
    for summary in found[:10]:
        with st.container(border=True, horizontal=True, horizontal_alignment="distribute"):
            st.markdown(
                f"**{plain(summary.title)}**  \n{_saved_at(summary.saved_at)}, {summary.status}"
            )
            if st.button(f"Open {plain(summary.title)}", key=f"open:{summary.id}"):
                _go_on(summary.id)


def _saved_at(text: str) -> str:
    try:
        at = dt.datetime.fromisoformat(text).astimezone()
    except ValueError:
        return plain(text)
    return f"Last saved {at.day} {at:%B %Y} at {at:%H:%M}"


def _go_on(id: str) -> None:
    state.open_appraisal(id)
    current = state.kept()
    if current is not None:
        complete = not any(gap.stops for gap in state.results(current).gaps)
        st.switch_page(BY_KEY["result" if complete else "decision"].file)


def _worked_example() -> None:
    st.subheader("See a worked example", anchor=False)
    for example in worked_examples():
        st.markdown(plain(example.title))
        if st.button("Open the worked example", key=f"example:{example.name}", type="primary"):
            _begin(example)


def _new_appraisal() -> None:
    st.subheader("Begin a new appraisal", anchor=False)
    st.markdown(
        "A criteria set brings the options, the must-haves, the criteria and the evidence. "
        "It brings no weights and no scores: those are yours to give."
    )
    for found in criteria_sets():
        if st.button(f"Begin from: {plain(found.title)}", key=f"set:{found.name}"):
            _begin(found)


def _begin(shipped: Shipped) -> None:
    try:
        appraisal = read_appraisal(shipped.path, settings=state.settings())
        state.start(appraisal)
    except AppraisalError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    st.switch_page(BY_KEY["decision"].file)


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
    st.switch_page(BY_KEY["decision"].file)


if __name__ == "__main__":
    page()
