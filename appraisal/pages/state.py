"""What this visitor has open. The one module that touches ``st.session_state``.

Nothing here is storage: every act is saved in the store at once, and everything comes back from
there after a refresh, a dropped line or a restart.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import streamlit as st

from appraisal import service
from appraisal.analysis.results import Results, analyse
from appraisal.errors import AppraisalError, InvalidAppraisal, StaleRevision
from appraisal.model import Appraisal
from appraisal.pages.text import plain
from appraisal.service.opened import opened_store
from appraisal.settings import Settings, read_settings
from appraisal.store import Store

OFFICER = "officer"  # local laptop mode: whoever sits at the machine
WHAT_IF = "what_if:swings"  # tried, never saved
_ADDRESS = "a"  # the query parameter that a refresh finds the appraisal by

Change = Callable[[Appraisal], Appraisal]


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """Return the settings, read once for the process."""
    return read_settings()


def store() -> Store:
    """Return the store, opened once for the process."""
    return opened_store(settings())


def now() -> dt.datetime:
    """Return the time, for the record; the pages are the only place that reads the clock."""
    return dt.datetime.now(dt.UTC)


def act() -> dict[str, Any]:
    """Return who does this, when, and an id of its own, so that a double send counts once."""
    return {"actor": OFFICER, "now": now(), "client_id": uuid.uuid4().hex}


def open_id() -> str | None:
    """Return the id of the open appraisal: this session's, or the address's after a refresh."""
    id = st.session_state.get("appraisal_id") or st.query_params.get(_ADDRESS)
    if id:
        st.session_state["appraisal_id"] = id
        if st.query_params.get(_ADDRESS) != id:
            st.query_params[_ADDRESS] = id
    return id


def open_appraisal(id: str) -> None:
    """Make this the open appraisal of the session."""
    st.session_state["appraisal_id"] = id
    st.query_params[_ADDRESS] = id
    for key in ("saved", "fault", WHAT_IF):
        st.session_state.pop(key, None)


def close_appraisal() -> None:
    """Leave the open appraisal; it stays in the store."""
    st.session_state.pop("appraisal_id", None)
    st.query_params.pop(_ADDRESS, None)


def kept() -> service.Kept | None:
    """Return the open appraisal as it is in the store now, or None where none is open."""
    id = open_id()
    if id is None:
        return None
    try:
        return service.load(store(), id)
    except AppraisalError as error:
        close_appraisal()
        st.session_state["fault"] = str(error)
        return None


def start(appraisal: Appraisal) -> None:
    """Keep a new appraisal and open it."""
    open_appraisal(service.start(store(), appraisal, **act()).id)


def change(kind: str, make: Change, why: str = "") -> bool:
    """Make a change and save it as one event; return whether it is saved.

    A fault is kept for the page to show beside the widget; nothing is half-saved.
    """
    current = kept()
    if current is None:
        return False
    st.session_state.pop("fault", None)
    try:
        after = make(current.appraisal)
        saved = service.save(store(), current, after, kind=kind, why=why, **act())
    except InvalidAppraisal as error:
        st.session_state["fault"] = " ".join(fault.problem for fault in error.faults) or str(error)
        return False
    except StaleRevision as error:
        st.session_state["fault"] = f"{error} Look again, then make your change once more."
        return False
    except AppraisalError as error:
        st.session_state["fault"] = str(error)
        return False
    if saved.revision != current.revision:
        st.session_state["saved"] = now().astimezone().strftime("%H:%M:%S")
    return True


def undo() -> None:
    """Take back the last change, as a new event."""
    _step(service.undo)


def redo() -> None:
    """Make the last undone change again, as a new event."""
    _step(service.redo)


def _step(act_on: Callable[..., service.Kept]) -> None:
    current = kept()
    if current is None:
        return
    try:
        act_on(store(), current, **act())
        st.session_state["saved"] = now().astimezone().strftime("%H:%M:%S")
        forget_widgets()
    except AppraisalError as error:
        st.session_state["fault"] = str(error)


def show_notes() -> None:
    """Show whether the last change was saved, or why not."""
    fault = st.session_state.get("fault")
    if fault:
        st.error(f"Not saved. {plain(fault)}", icon=":material/error:")
    elif saved := st.session_state.get("saved"):
        st.caption(f"✓ Saved at {saved}")


def take_fault() -> str | None:
    """Return the last fault once, and forget it."""
    fault: str | None = st.session_state.pop("fault", None)
    return fault


def results(current: service.Kept) -> Results:
    """Return the analysis of the open appraisal; the same state of the record is analysed once."""
    limits = settings()
    return _analysed(current.head, limits.draws, limits.seed, current.appraisal)


def plain_results(current: service.Kept) -> Results:
    """Return the analysis without draws, for pages that follow a slider and show none."""
    return _analysed(current.head, 0, settings().seed, current.appraisal)


def results_of(appraisal: Appraisal) -> Results:
    """Return the plain analysis of an appraisal that is not in the record: a what-if."""
    return analyse(appraisal, draws=0, seed=settings().seed)


@st.cache_resource(max_entries=64, show_spinner=False)
def _analysed(head: str, draws: int, seed: int, _appraisal: Appraisal) -> Results:
    return analyse(_appraisal, draws=draws, seed=seed)


# --- Widgets bound to a stored value --------------------------------------------------------------


def bound(key: str, stored: Any) -> str:
    """Give a widget the stored value, unless the person has moved it since; return its key.

    The last stored value shown is remembered: when the store has moved on, the widget follows;
    when only the person has moved the widget, it is left alone until it is saved.
    """
    base = f"base:{key}"
    moved = base not in st.session_state or st.session_state[base] != stored
    if key not in st.session_state or moved:
        st.session_state[key] = stored
    st.session_state[base] = stored
    return key


def is_first_showing(key: str) -> bool:
    """Return whether this session has not shown this bound widget before.

    After a restart a browser may then bring a value along that was never saved.
    """
    return f"base:{key}" not in st.session_state


def saved_as(key: str, stored: Any) -> None:
    """Note that what a widget holds is now stored, so that it is not set again as it is moved."""
    st.session_state[f"base:{key}"] = stored


def value(key: str) -> Any:
    """Return what a widget holds now."""
    return st.session_state.get(key)


def put(key: str, held: Any) -> None:
    """Set what this visitor holds under a key: a choice on a page, never a judgement."""
    st.session_state[key] = held


def forget(key: str) -> None:
    """Forget a key, so that the widget shows what is stored."""
    st.session_state.pop(key, None)
    st.session_state.pop(f"base:{key}", None)


def forget_widgets() -> None:
    """Forget every bound widget, so that all show what is stored."""
    for key in [key for key in st.session_state if str(key).startswith("base:")]:
        forget(str(key).removeprefix("base:"))
