"""Boxes, lists, ticks and sliders that keep what they hold as soon as it is changed.

Each is drawn for a ``Box``: what it stands for, and where that is kept. ``record`` is a value of
the appraisal, ``unsaved`` what is being made ready on a page before it is added, ``view`` a choice
of what a page shows. How a widget and its value are held together is in ``binding``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import streamlit as st

from appraisal.edits import typed
from appraisal.pages.escaping import plain
from appraisal.pages.widgets import binding, notices
from appraisal.pages.widgets.binding import Drawn
from appraisal.pages.widgets.boxes import (
    Box,
    clear,
    held,
    held_number,
    record,
    show,
    unsaved,
    view,
)

__all__ = [
    "Box", "choice", "clear", "date", "held", "held_number", "number", "record", "several",
    "show", "show_notice", "slider", "stepper", "text", "tick", "unsaved", "view", "views",
]  # fmt: skip


def text(
    label: str,
    box: Box,
    *,
    tall: bool = False,
    help: str | None = None,
    placeholder: str | None = None,
    disabled: bool = False,
    max_chars: int | None = None,
) -> str:
    """Show a box for words: one line, or ``tall`` for several; return what it holds."""
    stored = box.stored or ""
    most = max(max_chars or (20_000 if tall else 300), len(stored))
    draw = st.text_area if tall else st.text_input
    value = _draw(
        draw, label, box, stored, value=stored, help=help, placeholder=placeholder,
        disabled=disabled, max_chars=most,
    )  # fmt: skip
    return value or ""


def number(
    label: str,
    box: Box,
    *,
    low: float | None = None,
    high: float | None = None,
    help: str | None = None,
    placeholder: str | None = None,
    disabled: bool = False,
    notice: bool = True,
) -> None:
    """Show a box for a number; an empty box is nothing, never nought.

    Without ``notice`` the page has to say itself, by ``show_notice``, what of it was not saved.
    """
    _draw(
        st.text_input, label, box, box.stored, value=typed.number_text(box.stored),
        read=typed.number_reader(low, high), help=help, placeholder=placeholder,
        disabled=disabled, max_chars=60, autocomplete="off", notice=notice,
    )  # fmt: skip


def stepper(
    label: str,
    box: Box,
    *,
    low: float | None,
    high: float | None,
    step: float,
    help: str | None = None,
    placeholder: str | None = None,
    disabled: bool = False,
) -> float | None:
    """Show a number with plus and minus; once it is given it can be changed, but not emptied."""
    stored = None if box.stored is None else float(box.stored)
    if stored is not None:  # what is stored is shown, also where today's limits would refuse it
        low = None if low is None else min(low, stored)
        high = None if high is None else max(high, stored)
    value: float | None = _draw(
        st.number_input, label, box, stored, value=stored, format="%g",
        min_value=None if low is None else float(low),
        max_value=None if high is None else float(high), step=float(step), help=help,
        placeholder=placeholder, disabled=disabled,
    )  # fmt: skip
    return value


def choice(
    label: str,
    choices: Sequence[Any],
    box: Box,
    *,
    words: Callable[[Any], str] = str,
    radio: bool = False,
    horizontal: bool = False,
    captions: Sequence[str] | None = None,
    help: str | None = None,
    disabled: bool = False,
    placeholder: str | None = None,
    hide_label: bool = False,
) -> Any:
    """Show a choice of one, as a list or as ``radio`` buttons; nothing is chosen at None."""
    stored = box.stored if box.stored in choices else None
    labels = binding.distinct_labels(choices, words)

    def named(item: Any) -> str:
        return labels.get(item, notices.in_words(item))

    shared: dict[str, Any] = {
        "options": list(choices),
        "index": None if stored is None else list(choices).index(stored),
        "help": help,
        "disabled": disabled,
        "label_visibility": "collapsed" if hide_label else "visible",
    }
    if radio:  # radio buttons read Markdown in every choice; a list does not
        return _draw(
            st.radio, label, box, stored, labels=labels, choices=choices, words=named,
            horizontal=horizontal, captions=captions,
            format_func=lambda item: plain(labels.get(item, "")), **shared,
        )  # fmt: skip
    return _draw(
        st.selectbox, label, box, stored, labels=labels, choices=choices, words=named,
        placeholder=placeholder or "Choose",
        format_func=lambda item: labels.get(item, ""), **shared,
    )  # fmt: skip


def views(label: str, choices: Sequence[str], box: Box) -> str:
    """Show what a page can show as buttons side by side; one is always chosen."""
    stored = box.stored if box.stored in choices else choices[0]
    value: str = _draw(
        st.segmented_control, label, box, stored, options=list(choices), default=stored,
        required=True, choices=choices,
    )  # fmt: skip
    return value


def several(
    label: str,
    choices: Sequence[Any],
    box: Box,
    *,
    words: Callable[[Any], str] = str,
    help: str | None = None,
    disabled: bool = False,
    accept_new: bool = False,
    placeholder: str | None = None,
) -> list[Any]:
    """Show a choice of any number."""
    before = list(box.stored or ())
    known = list(dict.fromkeys([*choices, *before])) if accept_new else list(choices)
    stored = [item for item in before if item in known]
    labels = binding.distinct_labels(known, words)
    chosen: list[Any] = _draw(
        st.multiselect, label, box, stored, labels=labels, options=known, default=stored,
        choices=None if accept_new else known,
        words=lambda items: ", ".join(labels.get(item, str(item)) for item in items) or "nothing",
        format_func=lambda item: labels.get(item, str(item)), help=help, disabled=disabled,
        accept_new_options=accept_new, placeholder=placeholder or "Choose any",
    )  # fmt: skip
    return chosen


def date(
    label: str, box: Box, *, partial: bool = False, help: str | None = None, disabled: bool = False
) -> None:
    """Show a box for a date; a ``partial`` one may be known to its month or year alone."""
    _draw(
        st.text_input, label, box, box.stored, value=typed.date_text(box.stored),
        read=typed.read_partial_date if partial else typed.read_date,
        placeholder=f"For example {'July 2018' if partial else '5 March 2026'}", help=help,
        disabled=disabled, max_chars=60, autocomplete="off",
    )  # fmt: skip


def tick(label: str, box: Box, *, help: str | None = None, disabled: bool = False) -> bool:
    """Show a box to tick."""
    stored = bool(box.stored)
    return bool(_draw(st.checkbox, label, box, stored, value=stored, help=help, disabled=disabled))


def slider(
    label: str,
    steps: Sequence[Any],
    box: Box,
    *,
    words: Callable[[Any], str] = str,
    help: str | None = None,
    disabled: bool = False,
    hide_label: bool = False,
) -> Any:
    """Show a slider over steps; the stored value has to be one of them."""
    return _draw(
        st.select_slider, label, box, box.stored, options=list(steps), value=box.stored,
        choices=steps, format_func=words, help=help, disabled=disabled,
        label_visibility="collapsed" if hide_label else "visible",
    )  # fmt: skip


def _draw(
    widget: Callable[..., Any], label: str, box: Box, shown: Any, notice: bool = True, **more: Any
) -> Any:
    """Draw a widget under its field's key, with what is stored as its default.

    ``labels``, ``choices``, ``read`` and ``words`` are for ``binding``, the rest for the widget.
    """
    first = binding.is_first_showing(box.field)
    notices.call(box.field, label)
    key = binding.key_for(box.field, shown, more.pop("labels", None))
    ours = {name: more.pop(name) for name in ("choices", "read", "words") if name in more}
    drawn = Drawn(key, shown, **ours)
    value = widget(label, key=key, on_change=_changed, args=(box, drawn), **more)
    if first and not _stands_for(value, drawn):
        _brought(box, value, drawn)
        st.rerun()
    if notice:
        show_notice(box, drawn.read, disabled=bool(more.get("disabled")))
    return value


def _stands_for(value: Any, drawn: Drawn) -> bool:
    """Return whether what a widget holds is what is stored: a browser may bring another value."""
    try:
        return binding.same(drawn.read(value), drawn.shown)
    except ValueError:
        return False


def _brought(box: Box, value: Any, drawn: Drawn) -> None:
    """Take what a browser brought to a new session; ask about it where it is not only its own."""
    if not box.is_own:
        binding.brought(box.field, value)
        return
    with suppress(ValueError):
        box.target.keep(drawn.read(value), drawn.shown)


def _changed(box: Box, drawn: Drawn) -> None:
    binding.commit(box.field, drawn, box.target, box.doubt)
    if box.then:
        box.then()


def show_notice(
    box: Box,
    read: Callable[[Any], Any] = lambda value: value,
    of: str = "",
    *,
    disabled: bool = False,
) -> None:
    """Say beside a widget what of it was not saved, and why; ``of`` names one of several.

    A ``disabled`` widget shows what is stored: the appraisal was agreed meanwhile, and what was
    typed stands nowhere else.
    """
    notices.call(box.field, plain(of.rstrip(": ")))
    notice = notices.of(box.field)
    if notice is None:
        return
    notices.was_seen(box.field)
    if notice.refused:
        words = notice.words() if disabled else notice.refused
        st.error(f"Not saved. {plain(of)}{plain(words)}", icon=":material/error:")
    if notice.has_typed:
        st.warning(
            f"Not saved. {plain(of)}{plain(notice.words())} The box shows what is on record now.",
            icon=":material/warning:",
        )
        st.button(
            "Save what I gave instead", key=f"put_back:{box.field}",
            on_click=binding.put_back, args=(box.field, box.target, read),
        )  # fmt: skip
