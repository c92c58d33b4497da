"""Who is visiting: looked up in the store on every run, from what came with the page's line.

A line may be lost while the script runs. Cookies and address are then gone from one moment to the
next, and no address is also what the machine itself has: a member whose phone lost its line would
be taken for the officer at the laptop. So both are read at once, off the line that is there; and
where none is there, the visitor is who was found last. The services look the secret up again in
the same transaction as whatever they read or do, so that a seat that was signed out meanwhile is
refused in any case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from appraisal.pages.session import state
from appraisal.service import workshop
from appraisal.service.workshop import Caller
from appraisal.service.workshop.access.cookies import OFFICER, SEAT, secret_in

_FOUND = "visitor:found"  # who was visiting when the page was drawn last
_NOBODY = Caller("nobody", why="The line to this page was lost. Open the page again.")


@dataclass(frozen=True)
class Line:
    """What the browser showed as this page's line was opened; no address is this machine's own."""

    cookies: Mapping[str, str]
    address: str


def address() -> str:
    """Return where the visitor is; empty for this machine itself, or if the line is lost."""
    line = line_now()
    return line.address if line else ""


def caller() -> Caller:
    """Return who is visiting, looked up now: a seat that was signed out is nobody at once."""
    line = line_now()
    return _looked_up(line) if line else state.value(_FOUND) or _NOBODY


def arrived() -> Caller:
    """Return the same as the page begins to be drawn, and remember it for a line that gets lost."""
    visitor = caller()
    state.put(_FOUND, visitor)
    return visitor


def _looked_up(line: Line) -> Caller:
    return workshop.caller_of(
        state.store(),
        seat=secret_in(line.cookies, SEAT),
        officer=secret_in(line.cookies, OFFICER),
        access=state.settings().access,
        address=line.address,
        now=state.now(),
    )


def line_now() -> Line | None:
    """Return what came with the line, all of the same moment; None if it is lost.

    ``st.context`` looks for the line anew for each thing that it is asked for.
    """
    run = get_script_run_ctx()
    client = runtime.get_instance().get_client(run.session_id) if run else None
    context = client.client_context if client else None
    if context is None:
        return None
    shown, at = context.cookies, context.remote_ip
    cookies = {name: text for name, text in shown.items() if isinstance(text, str)}
    return Line(cookies, at if isinstance(at, str) else "")
