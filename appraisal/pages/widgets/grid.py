"""A table of cells that are typed or pasted into: scores or must-haves by option.

A typed cell is an act of its own; a pasted block is one act, undone in one press. The binding is
that of ``binding``, cell by cell: a cell is saved only over what it had shown. What cannot be read,
or may not stand there, stays in its cell and is told below the table for as long as it does: a
table drawn anew would lose the focus, and with it what is typed next. Where the record was changed
elsewhere, the table is drawn anew and shows that.

The table is drawn on a canvas, which no screen reader reads: the same cells can be given one
criterion, or one must-have, at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from appraisal.edits.accessors import GONE, Accessor
from appraisal.errors import InvalidAppraisal
from appraisal.model import Appraisal
from appraisal.pages.escaping import plain
from appraisal.pages.session import state
from appraisal.pages.widgets import binding, notices

Matrix = tuple[tuple[Any, ...], ...]
_SAID_AT_MOST = 10
_SAID_OVER_IT = 3  # in the notice at the foot, which lies over rows of a long table
_HEADING_EDGES, _LETTER_WIDE = 50, 8  # px: a heading's edges, mark and number; one letter of it
_TABLE_WIDE, _NAMES_WIDE, _NOTES_WIDE, _LEAST_WIDE = 850, 210, 120, 90  # px
_SCROLL_BAR = 16  # px below the last row, for where the table is wider than the screen
_NAME, _NOTE = "name", "note"  # the columns with the names of the rows and what is said of them


@dataclass(frozen=True)
class TypedGrid:
    """What a table shows and where its cells are kept.

    Attributes
    ----------
    field : str
        Its name among the fields.
    kind : str
        The kind of change it is in the record.
    corner : str
        The heading over the names of the rows.
    rows, columns : tuple of (id, name)
    place : function of a row's and a column's id to where the cell is kept
    column : function of a column's name and width in px to how it is drawn
    notes : (heading, one for each row), optional
        What is said of each row beside its name.
    shown, read : function of a stored value to what the cell shows, and back
    gone : function of the appraisal before and after to what went along with a change, in sentences
    """

    field: str
    kind: str
    corner: str
    rows: Sequence[tuple[str, str]]
    columns: Sequence[tuple[str, str]]
    place: Callable[[str, str], Accessor]
    column: Callable[[str, int], Any]
    notes: tuple[str, Sequence[str]] | None = None
    shown: Callable[[Any], Any] = lambda value: value
    read: Callable[[Any], Any] = lambda value: value
    gone: Callable[[Appraisal, Appraisal], list[str]] = lambda before, after: []


@dataclass(frozen=True)
class _TypedCell:
    row: int
    column: int
    typed: Any


def draw(appraisal: Appraisal, grid: TypedGrid, *, disabled: bool) -> None:
    """Show the table; each change of it is saved at once."""
    st.caption(
        " · ".join(f"**{n}**\u00a0{plain(name)}" for n, (_, name) in enumerate(grid.columns, 1))
    )
    matrix = stored(grid, appraisal)
    key = binding.key_for(grid.field, matrix)
    with st.container(key="wide_table"):  # wider than the text, where there is room
        st.data_editor(
            _frame(grid, matrix),
            key=key,
            column_config=_columns(grid),
            hide_index=True,
            num_rows="fixed",
            width="stretch",
            height=38 * (len(grid.rows) + 1) + _SCROLL_BAR,
            disabled=disabled,
            on_change=_changed,
            args=(grid, key, matrix),
        )
    _show_notice(grid, _not_saved(grid, appraisal, state.value(key) or {}))


def _frame(grid: TypedGrid, matrix: Matrix) -> pd.DataFrame:
    names = [name for _, name in grid.rows]
    frame = pd.DataFrame({_NAME: names} | ({_NOTE: list(grid.notes[1])} if grid.notes else {}))
    for index, (id, _) in enumerate(grid.columns):
        frame[_column_key(id)] = [grid.shown(cells[index]) for cells in matrix]
    return frame


def _columns(grid: TypedGrid) -> dict[str, Any]:
    fixed = st.column_config.TextColumn
    columns: dict[str, Any] = {
        _NAME: fixed(grid.corner, disabled=True, pinned=True, width=_NAMES_WIDE)
    }
    if grid.notes:
        columns[_NOTE] = fixed(grid.notes[0], disabled=True, width=_NOTES_WIDE)
    left = _TABLE_WIDE - _NAMES_WIDE - (_NOTES_WIDE if grid.notes else 0)
    each = max(_LEAST_WIDE, left // max(1, len(grid.columns)))
    return columns | {
        _column_key(id): grid.column(_heading(n, name, each), each)
        for n, (id, name) in enumerate(grid.columns, 1)
    }


def _heading(number: int, name: str, width: int) -> str:
    """Return a column's heading, as much of it as there is room for; the whole stands above."""
    room = max(4, (width - _HEADING_EDGES) // _LETTER_WIDE)
    return f"{number} {name if len(name) <= room else name[: room - 1].rstrip() + '…'}"


def stored(grid: TypedGrid, appraisal: Appraisal) -> Matrix:
    """Return every cell as it is stored."""
    return tuple(
        tuple(grid.place(row, column).read(appraisal) for column, _ in grid.columns)
        for row, _ in grid.rows
    )


def _column_key(id: str) -> str:
    return f"of:{id}"


def _changed(grid: TypedGrid, key: str, shown: Matrix) -> None:
    edits = state.value(key) or {}
    current = state.kept()
    if current is None:
        return
    notices.forget(grid.field)
    now = stored(grid, current.appraisal)
    own = binding.own_of(grid.field)
    changed: list[_TypedCell] = []
    kept_out: list[_TypedCell] = []
    unread: list[str] = []
    for cell in _edited(grid, edits, unread):
        is_now = now[cell.row][cell.column]
        if binding.same(cell.typed, is_now):
            continue
        seen = [each[cell.row][cell.column] for each in (shown, own) if each is not None]
        is_seen = any(binding.same(each, is_now) for each in seen)
        (changed if is_seen else kept_out).append(cell)
    refused, is_saved = _save(grid, changed, now) if changed else ([], False)
    faults = [*unread, *refused]
    faults += [_refused(grid, cell, binding.ELSEWHERE) for cell in kept_out]
    after = state.kept()
    binding.saved(grid.field, stored(grid, after.appraisal) if after else now)
    if after is not None:
        state.put(_gone(grid), (after.revision, grid.gone(current.appraisal, after.appraisal)))
    if faults:
        rest = "All else that the table took is saved." if is_saved else "Nothing was changed."
        notices.refuse(grid.field, "\n".join([*_at_most(faults), rest]))
    if after is not None and not _as_typed(grid, after.appraisal, shown, edits):
        binding.draw_anew(grid.field)  # others changed it too, or it was kept in another form


def _edited(
    grid: TypedGrid, edits: dict[str, Any], unread: list[str] | None = None
) -> list[_TypedCell]:
    """Return the cells that were given a value; what stands for none is added to ``unread``."""
    places = {_column_key(id): number for number, (id, _) in enumerate(grid.columns)}
    typed = []
    for row, cells in sorted(edits.get("edited_rows", {}).items()):
        for name, value in cells.items():
            if name not in places or row >= len(grid.rows):
                continue
            try:
                typed.append(_TypedCell(row, places[name], grid.read(value)))
            except ValueError as error:
                if unread is not None:
                    unread.append(f"{_named(grid, _TypedCell(row, places[name], value))}: {error}")
    return typed


def _save(grid: TypedGrid, cells: list[_TypedCell], now: Matrix) -> tuple[list[str], bool]:
    """Save the cells as one act; return what of them was refused, and whether any was saved."""
    refused: list[str] = []

    def make(appraisal: Appraisal) -> Appraisal:
        refused.clear()
        for cell in cells:
            accessor = grid.place(grid.rows[cell.row][0], grid.columns[cell.column][0])
            value = accessor.read(appraisal)
            if value is GONE or not binding.same(value, now[cell.row][cell.column]):
                refused.append(_refused(grid, cell, binding.ELSEWHERE))
                continue
            try:
                appraisal = accessor.write(appraisal, cell.typed)
            except InvalidAppraisal as error:
                refused.append(_refused(grid, cell, error.sentences()))
        return appraisal

    whole = state.refusal_of(grid.kind, make)
    if whole:  # agreed meanwhile, say: what was given stands nowhere now
        return [_refused(grid, cell, whole) for cell in cells], False
    return refused, len(refused) < len(cells)


def _refused(grid: TypedGrid, cell: _TypedCell, why: str) -> str:
    given = notices.in_words(cell.typed)
    lead = "" if f"found {given}".lower() in why.lower() else f"{given} was given. "
    return f"{_named(grid, cell)}: {lead}{why}"


def _as_typed(grid: TypedGrid, appraisal: Appraisal, shown: Matrix, edits: dict[str, Any]) -> bool:
    """Return whether what the table shows now, its edits over what it was drawn with, is stored.

    What was refused, and is told below the table, counts as if it were not there.
    """
    seen = [list(row) for row in shown]
    for cell in _edited(grid, edits):
        if not _why_not(grid, appraisal, cell):
            seen[cell.row][cell.column] = cell.typed
    return all(
        binding.same(one, other)
        for row, cells in zip(seen, stored(grid, appraisal), strict=True)
        for one, other in zip(row, cells, strict=True)
    )


def _not_saved(grid: TypedGrid, appraisal: Appraisal, edits: dict[str, Any]) -> list[str]:
    """Return what the table shows and the record could not take, cell by cell, and why."""
    unread: list[str] = []
    cells = _edited(grid, edits, unread)
    refused = [(cell, _why_not(grid, appraisal, cell)) for cell in cells]
    return [*unread, *(_refused(grid, cell, why) for cell, why in refused if why)]


def _why_not(grid: TypedGrid, appraisal: Appraisal, cell: _TypedCell) -> str:
    accessor = grid.place(grid.rows[cell.row][0], grid.columns[cell.column][0])
    try:
        accessor.write(appraisal, cell.typed)
    except InvalidAppraisal as error:
        return error.sentences()
    return ""


def _at_most(faults: list[str], most: int = _SAID_AT_MOST) -> list[str]:
    more = len(faults) - most
    lines = [f"{each.rstrip('.')}." for each in faults[:most]]
    return lines + ([f"And {more} more."] if more > 0 else [])


def _gone(grid: TypedGrid) -> str:
    return f"gone:{grid.field}"


def _named(grid: TypedGrid, cell: _TypedCell) -> str:
    return f"{grid.rows[cell.row][1]}, {grid.columns[cell.column][1]}"


def _show_notice(grid: TypedGrid, not_saved: list[str]) -> None:
    """Say below the table, where nothing of it moves, what of it is not on record."""
    notice = notices.of(grid.field)
    notices.was_seen(grid.field)
    revision, went = state.value(_gone(grid)) or (None, [])
    latest = state.kept()
    if went and latest is not None and latest.revision == revision:  # not undone, nor long ago
        with st.container(key="table_went"):
            st.warning("\n".join(f"- {plain(each)}" for each in _at_most(went)),
                       icon=":material/info:")  # fmt: skip
    if not_saved:
        notices.goes_with_page(grid.field, " ".join(_at_most(not_saved)))
        faults, rest = (
            _at_most(not_saved, _SAID_OVER_IT),
            "Till that is put right, the record keeps what it had.",
        )
    elif notice and notice.goes:  # it was put right otherwise, by Undo say
        notices.forget(grid.field)
        return
    elif notice:
        *faults, rest = notice.refused.split("\n")
    else:
        return
    lines = [plain(each) for each in faults]
    if len(lines) < 2:  # few words, so that they cover little of the table
        words = " ".join(["Not saved:", *lines, plain(rest)])
    else:
        words = "Not saved:\n" + "".join(f"\n- {each}" for each in lines) + f"\n\n{plain(rest)}"
    with st.container(key="table_notice"):
        st.error(words, icon=":material/error:")
