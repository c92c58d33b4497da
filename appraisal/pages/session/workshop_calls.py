"""Acts of a workshop from a page: done once, and a refusal kept for the page to show."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, Generic, ParamSpec, TypeVar

import streamlit as st

from appraisal.errors import AppraisalError
from appraisal.pages.escaping import plain
from appraisal.pages.session import state, visitor
from appraisal.service.acting import By, Caller
from appraisal.store import Store

P = ParamSpec("P")
T = TypeVar("T")

_REFUSED = "act:refused"  # where an act was refused, and why
_DONE = "act:done"


@dataclass(frozen=True)
class Outcome(Generic[T]):
    """What came of an act: what it gave, or why it was refused, in words."""

    value: T | None
    refused: str = ""

    @property
    def is_done(self) -> bool:
        """Whether it was done, also where it gives nothing."""
        return not self.refused


@dataclass(frozen=True)
class At:
    """A place on a page where it is said what came of an act, and what to say when it was done."""

    place: str
    said: str = ""

    def do(
        self,
        act: Callable[Concatenate[Store, By, P], T],
        *arguments: P.args,
        **more: P.kwargs,
    ) -> Outcome[T]:
        """Do one act of ``service.workshop`` as whoever visits now, and have the page say so."""
        # The act comes first: Streamlit may break a run off for a newer one at any use of its
        # session state, and a press would then be lost between two of them.
        outcome = tried(act, *arguments, **more)
        tell(self.place, refused=outcome.refused, done=self.said if outcome.is_done else "")
        return outcome

    def press(
        self,
        act: Callable[Concatenate[Store, By, P], T],
        *arguments: P.args,
        **more: P.kwargs,
    ) -> Callable[[], None]:
        """Return what does the same once a button is pressed, for its ``on_click``."""

        def pressed() -> None:
            self.do(act, *arguments, **more)

        return pressed


def tried(
    act: Callable[Concatenate[Store, By, P], T], *arguments: P.args, **more: P.kwargs
) -> Outcome[T]:
    """Do one act as whoever visits now; the page is told nothing, session state is not used."""
    try:
        return Outcome(act(state.store(), by(visitor.caller()), *arguments, **more))
    except AppraisalError as error:
        return Outcome(None, str(error))


def by(caller: Caller) -> By:
    """Return this caller's next act: now, under an id of its own."""
    return By(caller, state.now(), uuid.uuid4().hex)


def tell(at: str, *, refused: str = "", done: str = "") -> None:
    """Have the page say at a place what came of an act."""
    state.put(_REFUSED, (at, refused) if refused else None)
    state.put(_DONE, (at, done) if done else None)


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
