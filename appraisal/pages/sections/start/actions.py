"""What Start does with a saved appraisal, and the notice that says so and takes it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from appraisal import service
from appraisal.errors import AppraisalError
from appraisal.pages.escaping import plain, short
from appraisal.pages.sections.start import names
from appraisal.pages.session import state

ASKED = "start:asked"  # the id of the appraisal that is to be deleted, until that is answered
TOP, EXAMPLE = -1, -2  # where a notice stands that belongs to no row
_NOTICE, _AT = "start:notice", "start:notice_at"


@dataclass(frozen=True)
class StartNotice:
    """What was done, or why it was not; ``back`` takes it back, if anything does."""

    words: str
    refused: bool = False
    back: Callable[[], None] | None = None


def at(place: int, act: Callable[..., None], *arguments: Any) -> None:
    """Do an act whose notice is to stand where its button was: at a row of the list, by number."""
    state.put(_AT, place)
    act(*arguments)


def duplicate(id: str) -> None:
    """Make a copy of an appraisal."""
    copy = _tried(service.duplicate, id)
    if copy:
        _say(f"A copy was made: {_name(copy)}. It stands in the list.")


def archive(id: str) -> None:
    """Put an appraisal away."""
    done = _tried(service.archive, id)
    if done:
        _say(f"Archived: {_name(done)}. It is under Archived.", lambda: unarchive(id))


def unarchive(id: str) -> None:
    """Take an appraisal out of the archive."""
    done = _tried(service.unarchive, id)
    if done:
        _say(
            f"Taken out of the archive: {_name(done)}. It is in the list again.",
            lambda: archive(id),
        )


def ask(id: str) -> None:
    """Ask whether an appraisal is to be deleted."""
    state.put(_NOTICE, None)
    state.put(ASKED, id)


def keep() -> None:
    """Delete nothing after all."""
    state.put(ASKED, None)


def delete(id: str) -> None:
    """Move an appraisal to Deleted; whoever has it open here leaves it."""
    state.put(ASKED, None)
    done = _tried(service.delete, id)
    if done:
        if state.open_id() == id:
            state.close_appraisal()
        _say(f"Deleted: {_name(done)}. It is kept under Deleted.", lambda: undelete(id))


def undelete(id: str) -> None:
    """Take an appraisal back from Deleted."""
    done = _tried(service.undelete, id)
    if done:
        place = "Archived" if done.archived else "Saved"
        _say(f"Restored: {_name(done)}. It is under {place}.")


def put_back(id: str, name: str) -> None:
    """Put the worked example back as it ships; taken back only while nothing came after it."""
    done = _tried(service.put_back, id, name)
    if not done:
        return
    revision = done.revision
    _say("The example is as it was. Your changes are in its record.", lambda: _undo(id, revision))


def _undo(id: str, revision: int) -> None:
    try:
        kept = service.load(state.store(), id)
        if kept.undo[-1:] != (revision,):
            raise AppraisalError("It was changed since. Open it, and use Undo there.")
        service.undo(state.store(), state.by(), kept)
    except AppraisalError as error:
        state.put(_NOTICE, StartNotice(str(error), refused=True))
        return
    _say("The example is as you had changed it.")


def _tried(act: Callable[..., service.Kept], id: str, *more: Any) -> service.Kept | None:
    """Return what an act made of an appraisal, or None where the notice says why it did not."""
    try:
        kept = service.load(state.store(), id)
        return act(state.store(), state.by(), kept, *more)
    except AppraisalError as error:
        state.put(_NOTICE, StartNotice(str(error), refused=True))
        return None


def _say(words: str, back: Callable[[], None] | None = None) -> None:
    state.put(_NOTICE, StartNotice(words, back=back))


def _name(kept: service.Kept) -> str:
    """Return what a notice calls an appraisal: its title, and of twins when it was begun."""
    title = f"“{short(kept.appraisal.title, 200)}”"
    heads = state.store().all_heads()
    own = next((head for head in heads if head.id == kept.id), None)
    alike = [head for head in heads if own and names.alike(head, own)]
    return (
        f"{title}, begun {names.when(own.created, seconds=True)}"
        if own and len(alike) > 1
        else title
    )


def forget_notice() -> None:
    """Say nothing of what was done before."""
    state.put(_NOTICE, None)


def show_notice(first: int, last: int | None = None) -> None:
    """Say what was just done, and take it back if asked, or why it was refused.

    It is shown where the notice's place lies from ``first`` to ``last``, or is ``first``.
    """
    notice: StartNotice | None = state.value(_NOTICE)
    place = state.value(_AT)
    place = TOP if place is None else place
    if notice is None or not first <= place <= (first if last is None else last):
        return
    with st.container(key="start_notice"):
        if notice.refused:
            st.error(plain(notice.words), icon=":material/error:")
            return
        st.success(plain(notice.words), icon=":material/check:")
        if notice.back:
            st.button("Take that back", key="start_back", on_click=notice.back)
