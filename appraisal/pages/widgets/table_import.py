"""Rows from a CSV or Excel file: shown as they were read, and saved only when asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

import pandas as pd
import streamlit as st

from appraisal.analysis.wording.figures import counted
from appraisal.errors import AppraisalError, InvalidAppraisal
from appraisal.files.tables import reader
from appraisal.files.tables.reader import TableName
from appraisal.model import Appraisal
from appraisal.pages.escaping import plain
from appraisal.pages.session import state
from appraisal.pages.widgets import buttons, display, fields, forms

Ending = Literal["csv", "xlsx"]
Writer = Callable[[TableName, Appraisal, Ending], bytes]
ENDINGS: dict[Ending, tuple[str, str]] = {
    "csv": ("CSV", "text/csv"),
    "xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
FAULTS_SHOWN = 20
ROWS_SHOWN = 50
MOST_MB = 5


@dataclass(frozen=True)
class TableRows:
    """One kind of row that comes in and goes out.

    Attributes
    ----------
    key : str
        Of its widgets, and the name of its table, such as ``evidence``.
    noun : str
        What one row is called: ``finding``.
    kind : str
        The kind of change it is in the record.
    read : function of bytes, file name and appraisal to rows
        Raises an ``AppraisalError`` that holds every fault.
    keep : function of appraisal, rows and whether they take the place of all, to appraisal
    said : function of appraisal, rows and the same to text
        What saving them would do, as Markdown.
    preview : function of appraisal and rows to a table of at most three columns
    may_replace : bool
        Whether to ask if they are to take the place of all that are there; rows without an id of
        their own cannot be told apart otherwise.
    """

    key: TableName
    noun: str
    kind: str
    read: Callable[[bytes, str, Appraisal], Sequence[Any]]
    keep: Callable[[Appraisal, Sequence[Any], bool], Appraisal]
    said: Callable[[Appraisal, Sequence[Any], bool], str]
    preview: Callable[[Appraisal, Sequence[Any]], pd.DataFrame]
    may_replace: bool = False


def in_place_of(
    read: Iterable[Hashable], existing: Collection[Hashable], cells: int, noun: str
) -> str:
    """Return what cells that were read do to those that are here, and how many stay blank.

    ``read`` and ``existing`` are their keys, and ``cells`` is how many there could be.
    """
    keys = list(read)
    again, blank = sum(key in existing for key in keys), cells - len({*existing, *keys})
    words = f" {again} of them take the place of a {noun} that is here." if again else ""
    return f"{words} {counted(blank, noun)} would still be blank." if blank > 0 else words


def panel(appraisal: Appraisal, rows: TableRows, frozen: bool) -> None:
    """Show how to bring rows in from a file, and how to take them out as one."""
    label = f"Bring {rows.noun}s in from CSV or Excel, or take them out"
    part, is_open = forms.fold(label, f"{rows.key}:import")
    if not is_open:
        return
    with part:
        st.markdown("Fill in the template, or take out what is here, change it and bring it back.")
        with st.container(horizontal=True):
            for ending in ENDINGS:
                _download("Template", reader.template, rows, ending, appraisal)
            for ending in ENDINGS:
                _download(f"All {rows.noun}s", reader.write_table, rows, ending, appraisal)
        if not frozen:
            _bring_in(appraisal, rows)


def _download(
    label: str, make: Writer, rows: TableRows, ending: Ending, appraisal: Appraisal
) -> None:
    name, mime = ENDINGS[ending]
    stem = f"{rows.key}-template" if label == "Template" else rows.key
    st.download_button(
        f"{label} ({name})",
        lambda: make(rows.key, appraisal, ending),
        file_name=f"{stem}.{ending}",
        mime=mime,
        key=f"{rows.key}:{stem}:{ending}",
        on_click="ignore",
    )


def _bring_in(appraisal: Appraisal, rows: TableRows) -> None:
    key = f"{rows.key}:file:{state.value(f'{rows.key}:turn') or 0}"
    file = st.file_uploader(
        "CSV or Excel file",
        type=list(ENDINGS),
        key=key,  # a new name after each save, so that it stands empty again
        max_upload_size=MOST_MB,
        on_change=_given,
        args=(rows, key),
    )
    done = state.value(f"{rows.key}:done")
    waiting = state.value(_waiting(rows))
    if waiting is None:
        if done:
            st.success(done)
        return
    name, data = waiting
    if file is None:  # the box forgets its file as its page is left; what was read is still here
        st.markdown(f"**{plain(name)}** was given before, and is not saved yet.")
        st.button("Leave it out", key=f"{rows.key}:leave", on_click=_leave_out, args=(rows,))
    _show_read(appraisal, rows, name, data)


def _show_read(appraisal: Appraisal, rows: TableRows, name: str, data: bytes) -> None:
    read = _read(data, name, appraisal, rows)
    if read is None:
        return
    replace = bool(read) and rows.may_replace and _to_replace(rows)
    st.markdown(f"**What was read:** {rows.said(appraisal, read, replace)} Nothing is saved yet.")
    if read:
        display.table(rows.preview(appraisal, read[:ROWS_SHOWN]))
        if len(read) > ROWS_SHOWN:
            st.caption(f"The first {ROWS_SHOWN} of {len(read)}.")
        st.button(
            f"Save {counted(len(read), rows.noun)}",
            key=f"{rows.key}:keep",
            type="primary",
            on_click=_keep,
            args=(rows, read, replace, name),
        )
    buttons.show_fault(f"{rows.key}:keep")


def _given(rows: TableRows, key: str) -> None:
    """Hold the file that was given, or let go of the one that was taken out of the box."""
    state.put(f"{rows.key}:done", None)
    file = state.value(key)
    if file is None:
        _leave_out(rows)
    else:
        state.put(_waiting(rows), (file.name, file.getvalue()))


def _leave_out(rows: TableRows) -> None:
    state.forget(_waiting(rows))
    state.forget(f"{rows.key}:found")


def _waiting(rows: TableRows) -> str:
    return f"{rows.key}:waiting:{state.open_id()}"


def _read(data: bytes, name: str, appraisal: Appraisal, rows: TableRows) -> Sequence[Any] | None:
    """Return what a file holds, or None after every fault in it was told."""
    outcome = _found(data, name, appraisal, rows)
    if isinstance(outcome, InvalidAppraisal):
        faults = [plain(str(fault)) for fault in outcome.faults]
        st.error(
            f"Nothing was read from {plain(name)}: {counted(len(faults), 'fault')}.",
            icon=":material/error:",
        )
        st.markdown("\n".join(f"- {fault}" for fault in faults[:FAULTS_SHOWN]))
        if len(faults) > FAULTS_SHOWN:
            st.caption(f"And {len(faults) - FAULTS_SHOWN} more.")
        return None
    if isinstance(outcome, AppraisalError):
        st.error(plain(str(outcome)), icon=":material/error:")
        return None
    return outcome


def _found(
    data: bytes, name: str, appraisal: Appraisal, rows: TableRows
) -> Sequence[Any] | AppraisalError:
    """Return what a file holds, or its faults; the same file is read once, not at every tap."""
    key, this = f"{rows.key}:found", sha256(name.encode() + b"\0" + data).hexdigest()
    memory = state.value(key)
    if memory is not None and memory[0] == this and memory[1] is appraisal:
        known: Sequence[Any] | AppraisalError = memory[2]
        return known
    outcome: Sequence[Any] | AppraisalError
    try:
        outcome = rows.read(data, name, appraisal)
    except AppraisalError as error:
        outcome = error
    state.put(key, (this, appraisal, outcome))
    return outcome


def _to_replace(rows: TableRows) -> bool:
    add, replace = f"Add them to the {rows.noun}s here", f"Put them in place of all {rows.noun}s"
    chosen = fields.choice(
        "What to do with them", [add, replace], fields.view(f"{rows.key}:replace", add), radio=True
    )
    return bool(chosen == replace)


def _keep(rows: TableRows, read: Sequence[Any], replace: bool, name: str) -> None:
    def make(appraisal: Appraisal) -> Appraisal:
        return rows.keep(appraisal, read, replace)

    if buttons.keep(f"{rows.key}:keep", rows.kind, make):
        state.put(f"{rows.key}:turn", (state.value(f"{rows.key}:turn") or 0) + 1)
        _leave_out(rows)
        count = counted(len(read), rows.noun)
        state.put(f"{rows.key}:done", f"✓ {count} saved from {plain(name)}.")
