"""What somebody did is done to its end, whatever they do next."""

from __future__ import annotations

import pytest
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.state.session_state import SessionState
from streamlit.testing.v1 import AppTest

from appraisal.web.callbacks import finish_callbacks

FUNCTIONS = ((SessionState, "_call_callbacks"),
             (ScriptRunner, "_maybe_handle_execution_control_request"))  # fmt: skip


@pytest.fixture(autouse=True)
def _as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    for holder, name in FUNCTIONS:
        found = getattr(holder, name)
        monkeypatch.setattr(holder, name, getattr(found, "__wrapped__", found))


def script() -> None:
    import streamlit as st
    from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx

    def save() -> None:
        ctx = get_script_run_ctx()
        # What a browser does to a callback when somebody goes on at once: it asks for another run.
        ctx.script_requests.request_rerun(
            RerunData(page_script_hash=ctx.page_script_hash, query_string=ctx.query_string)
        )
        st.session_state["saved"] = st.session_state["box"]

    st.text_input("Box", key="box", on_change=save)
    st.markdown(f"saved: {st.session_state.get('saved', 'nothing')}")


def saved_as(typed: str) -> str:
    at = AppTest.from_function(script).run()
    at.text_input(key="box").set_value(typed).run()
    return str(at.markdown[0].value)


def test_by_itself_a_newer_run_ends_a_callback_before_it_has_saved() -> None:
    assert (
        saved_as("42") == "saved: nothing"
    )  # if this fails, Streamlit has mended it: take ours out


def test_a_callback_outlives_a_newer_run_that_comes_in_the_middle_of_it() -> None:
    finish_callbacks()

    assert saved_as("42") == "saved: 42"


def test_it_is_put_in_once() -> None:
    finish_callbacks()
    once = [getattr(holder, name) for holder, name in FUNCTIONS]
    finish_callbacks()

    assert [getattr(holder, name) for holder, name in FUNCTIONS] == once
