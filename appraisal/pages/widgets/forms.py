"""What pages that add and remove things share: a part that opens, and asking before removing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from appraisal.errors import Fault, InvalidAppraisal
from appraisal.model import Appraisal
from appraisal.pages.session import state
from appraisal.pages.widgets import buttons, fields


def fold(label: str, key: str, *, opened: bool = False) -> tuple[DeltaGenerator, bool]:
    """Return a part that opens and closes, and whether it is open.

    What stands inside is made only while it is open, so that a long page stays quick. Streamlit
    closes such a part when its label changes (an option renamed inside it); this one stays open.
    """
    was_label, was_open = state.value(f"fold:{key}") or (label, opened)
    if state.value(key) is None or was_label != label:
        state.put(key, was_open)
    part = st.expander(label, key=key, on_change="rerun")
    state.put(f"fold:{key}", (label, part.open))
    return part, bool(part.open)


def is_open(key: str) -> bool:
    """Return whether a part that opens stands open."""
    unfolded = state.value(key)
    if unfolded is None:
        unfolded = (state.value(f"fold:{key}") or (None, False))[1]
    return bool(unfolded)


def opened(key: str) -> None:
    """Have a part stand open the next time it is shown."""
    state.forget(key)
    state.put(f"fold:{key}", None)
    state.put(key, True)


def removal(
    label: str, key: str, says: str, kind: str, make: state.Change, *, disabled: bool = False
) -> None:
    """Show a button that removes something, after it has said what goes with it and asked."""
    asked = f"asked:{key}"
    if not state.value(asked):
        st.button(label, key=key, on_click=state.put, args=(asked, True), disabled=disabled)
        buttons.show_fault(key)
        return
    st.warning(says, icon=":material/warning:")
    with st.container(horizontal=True):
        st.button(
            "Yes, remove it", key=f"{key}:yes", on_click=_remove, args=(key, asked, kind, make)
        )
        st.button("No, keep it", key=f"{key}:no", on_click=state.put, args=(asked, False))


def _remove(key: str, asked: str, kind: str, make: state.Change) -> None:
    state.put(asked, False)
    buttons.keep(key, kind, make)


def submit(
    label: str,
    key: str,
    kind: str,
    make: Callable[[], state.Change],
    *,
    clears: Iterable[str] = (),
    disabled: bool = False,
) -> None:
    """Show the button that adds what ``unsaved`` boxes hold; they are empty once it is saved.

    ``make`` is called when the button is pressed, so that it reads what they hold then.
    """
    st.button(
        label, key=key, on_click=_submitted, args=(key, kind, make, tuple(clears)),
        disabled=disabled,
    )  # fmt: skip
    buttons.show_fault(key)


def _submitted(
    key: str, kind: str, make: Callable[[], state.Change], clears: tuple[str, ...]
) -> None:
    if buttons.keep(key, kind, make()):
        fields.clear(clears)
        buttons.did(key)


def side_by_side(count: int) -> Iterator[tuple[int, DeltaGenerator]]:
    """Yield indexes two to a row, one to a row on a phone: narrow tables that need no scrolling.

    A table that scrolls sideways cannot be reached by every keyboard, so wide ones are not made.
    """
    for first in range(0, count, 2):
        for column, index in zip(st.columns(2), range(first, min(first + 2, count)), strict=False):
            yield index, column


def refusal(problem: str) -> state.Change:
    """Return a change that is always refused, for this reason."""

    def refuse(_: Appraisal) -> Appraisal:
        raise InvalidAppraisal([Fault((), problem)])

    return refuse
