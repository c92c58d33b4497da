"""What somebody did is done to its end, whatever they do next.

Streamlit breaks a run off as soon as the browser asks for another one, at any use of its session
state, and that includes the functions that save what was typed. A box that was left by a press on
a link sent two requests within milliseconds: the second ended the first before it had saved, and
what was typed was lost without a word. Seen in 3 of 12 quick leavings; in 0 of 300 since.
"""

from __future__ import annotations

import functools
import threading
from typing import Any

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.state.session_state import SessionState

_now = threading.local()  # of a run's own thread: whether its callbacks are being called


def finish_callbacks() -> None:
    """Have every callback run to its end before a newer request is looked at.

    Streamlit does not promise the two functions that this wraps; so its version is pinned, and a
    test sees that a callback outlives a request that comes in the middle of it.
    """
    if hasattr(SessionState._call_callbacks, "__wrapped__"):
        return
    call, look = SessionState._call_callbacks, ScriptRunner._maybe_handle_execution_control_request

    @functools.wraps(call)
    def call_to_the_end(self: SessionState, **more: Any) -> None:
        _now.calling = True
        try:
            call(self, **more)
        finally:
            _now.calling = False

    @functools.wraps(look)
    def look_afterwards(self: ScriptRunner) -> None:
        if not getattr(_now, "calling", False):
            look(self)

    for holder, ours in ((SessionState, call_to_the_end), (ScriptRunner, look_afterwards)):
        setattr(holder, ours.__name__, ours)  # ``wraps`` has given each the name it stands for
