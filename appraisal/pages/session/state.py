"""What this visitor has open. The one module that touches ``st.session_state``.

Nothing here is storage: every act is saved in the store at once, and everything comes back from
there after a refresh, a dropped line or a restart.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from appraisal import service
from appraisal.analysis.results import Results, analyse
from appraisal.errors import AppraisalError, InvalidAppraisal
from appraisal.model import Appraisal
from appraisal.pages.escaping import plain
from appraisal.service.acting import By, Caller
from appraisal.service.opened import opened_store
from appraisal.settings import Settings, read_settings
from appraisal.store import Store

OFFICER = "officer"  # local laptop mode: whoever sits at the machine
WHAT_IF = "what_if:swings"  # tried, never saved
_ADDRESS = "a"  # the query parameter that a refresh finds the appraisal by

Change = Callable[[Appraisal], Appraisal]
T = TypeVar("T")


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


def by() -> By:
    """Return who does this, when, and an id of its own, so that a double send counts once."""
    return By(Caller("director"), now(), uuid.uuid4().hex, under=OFFICER, way="screen")


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


def address() -> dict[str, str]:
    """Return what of the address says which appraisal is open, for a link to another page.

    A link without it would put two entries into the browser's history, and Back would then lead to
    the first of them and from there straight forward again.
    """
    id = open_id()
    return {_ADDRESS: id} if id else {}


def go_to(file: str) -> None:
    """Go to another page of the open appraisal."""
    st.switch_page(file, query_params=address())


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
    open_appraisal(service.start(store(), by(), appraisal).id)


def change(kind: str, make: Change, why: str = "") -> bool:
    """Make a change and save it as one event; return whether it is saved.

    A fault is kept for the head of the page; nothing is half-saved.
    """
    refused = refusal_of(kind, make, why)
    st.session_state["fault"] = refused or None
    return not refused


def refusal_of(kind: str, make: Change, why: str = "") -> str:
    """Make a change and save it as one event; return why it was refused, or nothing.

    ``make`` is given the appraisal as it stands, and nobody else saves until what it makes of it is
    kept: whatever must not be overwritten, it has to see to itself.
    """
    id = open_id()
    if id is None:
        return "No appraisal is open."
    seen: list[service.Kept] = []

    def made(latest: service.Kept) -> Appraisal:
        seen.append(latest)
        return make(latest.appraisal)

    try:
        saved = service.amend(store(), by(), id, made, kind=kind, why=why)
    except InvalidAppraisal as error:
        return error.sentences() or str(error)
    except AppraisalError as error:
        return str(error)
    if seen and saved.revision != seen[-1].revision:
        note_saved()
    return ""


def note_saved(words: str = "Saved") -> None:
    """Have the pages say that something was kept just now."""
    at = visitor_time(now())
    st.session_state["saved"] = f"{words} at {at:%H:%M:%S}"
    st.session_state["fault"] = None


def visitor_time(at: dt.datetime) -> dt.datetime:
    """Return a time as the visitor's own clock shows it; the server may keep another zone."""
    zone = st.context.timezone
    try:
        return at.astimezone(ZoneInfo(zone) if isinstance(zone, str) and zone else None)
    except (ZoneInfoNotFoundError, ValueError):
        return at.astimezone()


def undo() -> None:
    """Take back the last change, as a new event."""
    _step(service.undo, service.undo_words, "Undid")


def redo() -> None:
    """Make the last undone change again, as a new event."""
    _step(service.redo, service.redo_words, "Made again")


def _step(
    act_on: Callable[..., service.Kept],
    words: Callable[[Store, service.Kept], str | None],
    label: str,
) -> None:
    current = kept()
    if current is None:
        return
    try:
        what = once(words, current)
        act_on(store(), by(), current)
        note_saved(f"{label}: {what}," if what else label)
    except AppraisalError as error:
        st.session_state["fault"] = str(error)


def show_notes() -> None:
    """Say when something was last saved, in one line that is always there, or what was refused.

    The line has its place from the first drawing on, so that nothing moves under a finger.
    """
    show_saved()
    fault = st.session_state.get("fault")
    if fault:
        st.error(f"Not done. {plain(fault)}", icon=":material/error:")


def show_saved() -> None:
    """Say when something was last saved."""
    saved = st.session_state.get("saved")
    st.caption(f"✓ {plain(saved)}" if saved else "Everything is saved as you do it.")


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


def once(words: Callable[[Store, service.Kept], str | None], current: service.Kept) -> str | None:
    """Return what a function of ``service`` says of a state of the record; it reads once."""
    return _said(current.head, words.__name__, words, current)


@st.cache_resource(max_entries=256, show_spinner=False)
def _said(
    head: str, name: str, _words: Callable[[Store, service.Kept], str | None], _kept: service.Kept
) -> str | None:
    return _words(store(), _kept)


# --- What this visitor holds that is no judgement -------------------------------------------------


def value(key: str, otherwise: Any = None) -> Any:
    """Return what this visitor holds under a key, or what a widget of this key holds now."""
    return st.session_state.get(key, otherwise)


def keys_from(start: str) -> list[str]:
    """Return the keys that this visitor holds something under, of those with this beginning."""
    return [str(key) for key in st.session_state if str(key).startswith(start)]


def put(key: str, content: Any) -> None:
    """Set what this visitor holds under a key: a choice on a page, never a judgement."""
    st.session_state[key] = content


_STOOD = "as it stood: "


def as_it_stood(key: str, now: T) -> T:
    """Return what was shown under a key before, or what is shown now and from then on."""
    full = f"{_STOOD}{key}"
    if full not in st.session_state:
        st.session_state[full] = now
    before: T = st.session_state[full]
    return before


def no_longer_as_it_stood(key: str) -> None:
    """Show what is under a key as it is from now on."""
    forget(f"{_STOOD}{key}")


def forget_as_it_stood() -> None:
    """Have whatever stood still on a page be shown as it is, for whoever comes to a page anew."""
    for key in keys_from(_STOOD):
        forget(key)


def forget(key: str) -> None:
    """Forget what this visitor holds under a key."""
    st.session_state.pop(key, None)
