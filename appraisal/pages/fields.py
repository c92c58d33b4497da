"""Widgets that save what they hold as soon as it is changed.

Each takes the value as it is stored, and what to do with a new one: a function from an appraisal
and the new value to the appraisal as it then is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from appraisal.model import Appraisal
from appraisal.pages import state
from appraisal.pages.text import plain

Store = Callable[[Appraisal, Any], Appraisal]
_FAULT_AT = "fault_at"  # the widget whose change was refused, and the fault it was refused for


def _save(key: str, kind: str, store: Store) -> None:
    held = state.value(key)
    keep(key, kind, lambda appraisal: store(appraisal, held))


def keep(key: str, kind: str, make: state.Change) -> bool:
    """Make a change and save it; a refusal is told where ``show_fault`` is called with the key."""
    saved = state.change(kind, make)
    state.put(_FAULT_AT, None if saved else (key, state.value("fault")))
    return saved


def show_fault(key: str) -> None:
    """Say beside a widget that what it holds was not saved, and why not."""
    fault = state.value("fault")
    if fault and state.value(_FAULT_AT) == (key, fault):
        st.error(f"Not saved. {plain(fault)}", icon=":material/error:")


def text(
    label: str,
    stored: str,
    store: Store,
    *,
    key: str,
    kind: str,
    tall: bool = False,
    help: str | None = None,
    placeholder: str | None = None,
    disabled: bool = False,
    max_chars: int | None = None,
) -> None:
    """Show a box for words: one line, or ``tall`` for several."""
    state.bound(key, stored)
    box = st.text_area if tall else st.text_input
    box(
        label,
        key=key,
        help=help,
        placeholder=placeholder,
        disabled=disabled,
        max_chars=max_chars or (20_000 if tall else 300),
        on_change=_save,
        args=(key, kind, store),
    )
    show_fault(key)


def number(
    label: str,
    stored: float | None,
    store: Store,
    *,
    key: str,
    kind: str,
    low: float | None = None,
    high: float | None = None,
    step: float | None = None,
    help: str | None = None,
    placeholder: str | None = None,
    disabled: bool = False,
) -> None:
    """Show a box for a number; an empty box is nothing, never nought."""
    state.bound(key, None if stored is None else float(stored))
    st.number_input(
        label,
        key=key,
        value=None,
        min_value=None if low is None else float(low),
        max_value=None if high is None else float(high),
        step=None if step is None else float(step),
        format="%g",
        help=help,
        placeholder=placeholder,
        disabled=disabled,
        on_change=_save,
        args=(key, kind, store),
    )
    show_fault(key)


def choice(
    label: str,
    choices: Sequence[Any],
    stored: Any,
    store: Store,
    *,
    key: str,
    kind: str,
    words: Callable[[Any], str] = str,
    radio: bool = False,
    horizontal: bool = False,
    help: str | None = None,
    disabled: bool = False,
    placeholder: str | None = None,
) -> None:
    """Show a choice of one, as a list or as ``radio`` buttons; nothing is chosen at None."""
    state.bound(key, stored if stored in choices else None)
    shared: dict[str, Any] = {
        "options": list(choices),
        "index": None,
        # Radio buttons read Markdown in every choice; a list does not.
        "format_func": (lambda item: plain(words(item))) if radio else words,
        "key": key,
        "help": help,
        "disabled": disabled,
        "on_change": _save,
        "args": (key, kind, store),
    }
    if radio:
        st.radio(label, horizontal=horizontal, **shared)
    else:
        st.selectbox(label, placeholder=placeholder or "Choose", **shared)
    show_fault(key)


def several(
    label: str,
    choices: Sequence[Any],
    stored: Sequence[Any],
    store: Store,
    *,
    key: str,
    kind: str,
    words: Callable[[Any], str] = str,
    help: str | None = None,
    disabled: bool = False,
    accept_new: bool = False,
    placeholder: str | None = None,
) -> None:
    """Show a choice of any number."""
    known = list(dict.fromkeys([*choices, *stored])) if accept_new else list(choices)
    state.bound(key, [item for item in stored if item in known])
    st.multiselect(
        label,
        known,
        format_func=words,
        key=key,
        help=help,
        disabled=disabled,
        accept_new_options=accept_new,
        placeholder=placeholder or "Choose any",
        on_change=_save,
        args=(key, kind, store),
    )
    show_fault(key)


def date(
    label: str,
    stored: dt.date | None,
    store: Store,
    *,
    key: str,
    kind: str,
    help: str | None = None,
    disabled: bool = False,
) -> None:
    """Show a box for a date."""
    state.bound(key, stored)
    st.date_input(
        label,
        key=key,
        value=None,
        format="DD/MM/YYYY",
        help=help,
        disabled=disabled,
        on_change=_save,
        args=(key, kind, store),
    )
    show_fault(key)


def tick(
    label: str,
    stored: bool,
    store: Store,
    *,
    key: str,
    kind: str,
    help: str | None = None,
    disabled: bool = False,
) -> None:
    """Show a box to tick."""
    state.bound(key, stored)
    st.checkbox(
        label,
        key=key,
        help=help,
        disabled=disabled,
        on_change=_save,
        args=(key, kind, store),
    )
    show_fault(key)
