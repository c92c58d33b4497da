"""Acts of a workshop from a page: done once, and a refusal kept for the page to show."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st

from appraisal.errors import AppraisalError
from appraisal.pages.escaping import plain
from appraisal.pages.session import state, visitor
from appraisal.service.workshop import Caller
from appraisal.store import Store

P = ParamSpec("P")
T = TypeVar("T")

_REFUSED = "act:refused"  # where an act was refused, and why
_DONE = "act:done"


def do(act: Callable[..., Any], *arguments: Any, at: str = "", said: str = "", **more: Any) -> Any:
    """Do one act as whoever visits now, and return what it gives; None where it was refused.

    Parameters
    ----------
    act : callable
        A function of ``service.workshop``: it is handed the store, the caller, the arguments, the
        time and, unless ``once=False``, an id of its own.
    at : str
        The place on the page where a refusal, or what was ``said`` when done, is shown.
    """
    # The act comes first: Streamlit may break a run off for a newer one at any use of its session
    # state, and a press would then be lost between two of them.
    found, refused = tried(act, *arguments, **more)
    tell(at, refused=refused, said="" if refused else said)
    return found


def tried(act: Callable[..., Any], *arguments: Any, **more: Any) -> tuple[Any, str]:
    """Return what an act gives and why it was refused, one of them empty; session state unused."""
    if more.pop("once", True):
        more["client_id"] = uuid.uuid4().hex
    try:
        caller = more.pop("caller", None) or visitor.caller()
        return act(state.store(), caller, *arguments, now=state.now(), **more), ""
    except AppraisalError as error:
        return None, str(error)


def tell(at: str, *, refused: str = "", said: str = "") -> None:
    """Have the page say at a place what came of an act."""
    state.put(_REFUSED, (at, refused) if refused else None)
    state.put(_DONE, (at, said) if said else None)


def show_outcome(at: str = "") -> None:
    """Say at this place that an act was done, or why it was refused."""
    refused, done = state.value(_REFUSED), state.value(_DONE)
    if refused and refused[0] == at:
        st.error(plain(refused[1]), icon=":material/error:")
    if done and done[0] == at:
        st.caption(f"✓ {plain(done[1])}")


def read(
    look: Callable[Concatenate[Store, Caller, P], T], *arguments: P.args, **more: P.kwargs
) -> T:
    """Return what a reading function of ``service.workshop`` gives to whoever visits now."""
    return look(state.store(), visitor.caller(), *arguments, **more)


def read_as(
    caller: Caller,
    look: Callable[Concatenate[Store, Caller, P], T],
    *arguments: P.args,
    **more: P.kwargs,
) -> T:
    """Return the same for who was found to be visiting a moment ago in this same run.

    The service sees to it again in any case, in the transaction that reads.
    """
    return look(state.store(), caller, *arguments, **more)
