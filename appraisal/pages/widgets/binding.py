"""One binding of a widget to the value that it stands for, for every box on every page.

What can go wrong between a box and the record, and what is done against it:

1. *A box comes back empty, and the emptiness is saved.* A widget bound by ``st.session_state``
   alone is told its value once. Leave the page by a press that also commits the box, and Streamlit
   may break a run off between that telling and the drawing: the server then knows the key and sends
   no value, the browser has forgotten the widget and shows its default, which is empty, and sends
   that back as if somebody had typed it. So the stored value is always the widget's own *default*:
   whatever the server or the browser has forgotten, an untouched box shows what is stored. Nothing
   here ever writes to a widget's key.

2. *A box goes on showing what is no longer stored* (undo, another officer, an import). A widget of
   one key keeps what the browser holds, whatever its default. So the key is the field's name and a
   count, and the count goes up when the stored value is another than the one last shown and this
   very widget did not save it. A new key is a new widget, and that shows its default. A widget's
   own save keeps the key, and with it the focus.

3. *A box overwrites what its owner never saw.* What was shown goes along with the callback. If the
   value that is stored now is neither that nor what this widget saved last, nothing is saved: the
   box shows what is stored, and what was typed stands beside it with a button that puts it there.

4. *A stale list chooses something else.* A browser's choice is matched by its label. So labels,
   keys and choices never hold a count, a sum or a mark of progress, no two labels of one list are
   the same, and a choice that was not on the list as it was drawn is told and not saved. Where a
   choice got another label (an option renamed), the list is drawn as a new widget: the browser
   would go on holding the old label, which stands for nothing now, or for another choice.

5. *A value that was refused.* The widget stays as it is, so that what was typed is in sight beside
   the reason; the record stays as it was. On the next visit the box shows what is stored.

6. *A browser that was cut off brings a value that never arrived.* A new session does not know what
   that box had shown, so the value is neither saved nor dropped: it is told as in 3.

Kept of a field, none of it under a widget's key: the value last shown, the labels of its choices,
the count, and what the widget saved since it was last drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from appraisal.edits.accessors import GONE
from appraisal.pages.session import state
from appraisal.pages.widgets import notices
from appraisal.pages.widgets.notices import UNSET

ELSEWHERE = "Meanwhile this was changed elsewhere."
LOST = "The line to this page was lost before it was saved."


@dataclass(frozen=True)
class Drawn:
    """What a widget was drawn as: it goes along with its callback.

    Attributes
    ----------
    key : str
        Its own.
    shown : object
        The value that it was drawn for.
    choices : collection, optional
        What could be chosen.
    read : function of what the widget holds to the value that it stands for
        Raises ``ValueError``, in words for the person, where it stands for none.
    words : function of a value to what a person calls it
    """

    key: str
    shown: Any
    choices: Collection[Any] | None = None
    read: Callable[[Any], Any] = lambda value: value
    words: Callable[[Any], str] = notices.in_words

    def same(self, one: Any, other: Any) -> bool:
        """Return whether two values are the same here: "none of them" on a list is a choice too."""
        of_list = self.choices is not None and not isinstance(one, list | tuple)
        return bool(one == other) if of_list else same(one, other)


class Target(Protocol):
    """Where a field's value is kept: the record, or this visitor's session."""

    def stored(self) -> Any:
        """Return the value as it is now, or ``GONE``."""

    def keep(self, value: Any, seen: Any) -> str:
        """Keep a value in place of the one that was seen; return why it was refused, or nothing."""


@dataclass
class _Memory:
    """What is remembered of one field between two runs."""

    shown: Any = UNSET
    count: int = 0
    own: Any = UNSET
    labels: Mapping[Any, str] = field(default_factory=dict)  # of the choices, as last drawn
    spent: str = ""  # the key of a widget whose value was used up


def key_for(field: str, stored: Any, labels: Mapping[Any, str] | None = None) -> str:
    """Return the key to draw a field's widget under; its default must be ``stored``.

    ``labels`` are those of the choices, where it is a list to choose from.
    """
    memory, labels = _memory(field), labels or {}
    # What the browser shows: what this widget saved since, or else what it was drawn with. A part
    # of a page that was not drawn again since a save shows more than it was drawn with.
    seen = memory.shown if memory.own is UNSET else memory.own
    if seen is not UNSET and (not same(seen, stored) or _relabelled(memory.labels, labels)):
        memory.count += 1
    memory.shown, memory.own, memory.labels = stored, UNSET, labels
    return _key(field, memory)


def is_first_showing(field: str) -> bool:
    """Return whether this session has not drawn this field before."""
    return _memory(field).shown is UNSET


def draw_anew(field: str) -> None:
    """Have a field drawn as a new widget, which shows what is stored."""
    _memory(field).count += 1


def own_of(field: str) -> Any:
    """Return what a field's widget saved since it was last drawn, or None."""
    own = _memory(field).own
    return None if own is UNSET else own


def saved(field: str, stored: Any) -> None:
    """Note that a field's widget saved, and what is stored since."""
    _memory(field).own = stored


def held(field: str, otherwise: Any) -> Any:
    """Return what a field's widget holds now; something else where it is not on the page."""
    memory = _memory(field)
    if memory.shown is UNSET:
        return otherwise
    return state.value(_key(field, memory), otherwise)


def spend(field: str) -> None:
    """Have a field drawn as a new widget, and pay no more heed to what the old one holds."""
    memory = _memory(field)
    memory.spent = _key(field, memory)
    memory.count += 1


def brought(field: str, value: Any) -> None:
    """Note that a browser brought a value to a new session that was never saved."""
    _keep_out(field, value, notices.in_words(value), LOST)


def commit(
    field: str, drawn: Drawn, target: Target, doubt: Callable[[Any], str] = lambda value: ""
) -> None:
    """Keep what a widget holds, if it may replace what is stored now.

    ``doubt`` gives what is to be asked before a value is saved, or nothing.
    """
    memory, value = _memory(field), state.value(drawn.key, UNSET)
    if value is UNSET or drawn.key == memory.spent:
        return
    notices.forget(field)
    try:
        value = drawn.read(value)
    except ValueError as error:
        notices.refuse(field, str(error), notices.in_words(value))
        return
    if drawn.same(value, drawn.shown) and memory.own is UNSET:
        return
    now, given = target.stored(), drawn.words(value)
    if drawn.choices is not None and not _on_list(value, drawn.choices):
        _keep_out(field, value, given, "It is no longer on the list.")
    elif now is GONE:
        _keep_out(field, value, given, "What it belongs to was removed meanwhile.")
    elif drawn.same(value, now):
        memory.own = now
    elif not _was_seen(memory, drawn.shown, now):
        _keep_out(field, value, given, ELSEWHERE)
    elif asked := doubt(value):
        _keep_out(field, value, given, asked)
    else:
        _keep(field, value, given, now, target)


def put_back(field: str, target: Target, read: Callable[[Any], Any]) -> None:
    """Keep what was kept out before, now that the person has seen what is stored."""
    notice = notices.of(field)
    if notice is None or not notice.has_typed:
        return
    try:
        value = read(notice.typed) if isinstance(notice.typed, str) else notice.typed
        refused = target.keep(value, target.stored())
    except ValueError as error:
        refused = str(error)
    if refused:
        notices.keep_out(field, notice.typed, notice.given, notice.kept_out, refused)
        return
    notices.forget(field)


def same(one: Any, other: Any) -> bool:
    """Return whether two values are the same to a reader: nothing typed is nothing stored."""
    if _empty(one) or _empty(other):
        return _empty(one) and _empty(other)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return list(one) == list(other)
    return bool(one == other)


def distinct_labels(choices: Collection[Any], words: Callable[[Any], str]) -> dict[Any, str]:
    """Return choice -> label, no two alike: a browser's choice is matched by its label."""
    labels: dict[Any, str] = {}
    taken: set[str] = set()
    for choice in choices:
        label = base = words(choice)
        number = 2
        while label in taken:
            label, number = f"{base} ({number})", number + 1
        taken.add(label)
        labels[choice] = label
    return labels


def _relabelled(old: Mapping[Any, str], new: Mapping[Any, str]) -> bool:
    """Return whether a label that a browser may hold stands for no choice, or another, by now."""
    owners = {label: choice for choice, label in new.items()}
    return any(
        (choice in new and new[choice] != label) or owners.get(label, choice) != choice
        for choice, label in old.items()
    )


def _keep(field: str, value: Any, given: str, seen: Any, target: Target) -> None:
    refused = target.keep(value, seen)
    if refused == ELSEWHERE:
        _keep_out(field, value, given, ELSEWHERE)
        return
    if refused:
        notices.refuse(field, refused, given)
        return
    memory = _memory(field)
    after = target.stored()
    memory.own = value if after is GONE else after  # renamed: it stands under another name now
    if not same(value, memory.own):
        memory.count += 1  # it was kept in another form: the box is to show that form


def _keep_out(field: str, value: Any, given: str, why: str) -> None:
    draw_anew(field)
    notices.keep_out(field, value, given, why)


def _was_seen(memory: _Memory, shown: Any, now: Any) -> bool:
    return same(shown, now) or (memory.own is not UNSET and same(memory.own, now))


def _on_list(value: Any, choices: Collection[Any]) -> bool:
    chosen = value if isinstance(value, list | tuple) else [value]
    return all(item is None or item in choices for item in chosen)


def _empty(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or value is False or (isinstance(value, list | tuple) and not value)


def _memory(field: str) -> _Memory:
    name = f"bound:{field}"
    memory = state.value(name)
    if not isinstance(memory, _Memory):
        memory = _Memory()
        state.put(name, memory)
    return memory


def _key(field: str, memory: _Memory) -> str:
    return f"{field}~{memory.count}" if memory.count else field
