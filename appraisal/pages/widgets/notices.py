"""What is said beside a field, or a button, of what was not saved: kept until it has been read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from appraisal.edits.typed import number_text
from appraisal.pages.session import state

UNSET: Any = object()  # no value at all, where None is one
_KEY = "notice:"
_NAME = "called:"
_LATE = "told_late"
_TO_READ = dt.timedelta(seconds=2)  # for so long a notice has to stand to have been seen


@dataclass(frozen=True)
class FieldNotice:
    """What is to be said beside a field.

    Attributes
    ----------
    refused : str
        Why what it holds was not saved.
    given : str
        What was given, in words; empty for a button.
    typed : object
        What was given and stands nowhere now; ``kept_out`` says why.
    seen : datetime or None
        Since when it has been on the page.
    goes : bool
        Whether what was given is gone once the page is left, so that it is told then even if read.
    stays : bool
        Whether it still holds when one comes back, what was given being there still.
    """

    refused: str = ""
    given: str = ""
    typed: Any = UNSET
    kept_out: str = ""
    seen: dt.datetime | None = None
    goes: bool = False
    stays: bool = False

    @property
    def has_typed(self) -> bool:
        """Return whether there is a value to be put back."""
        return self.typed is not UNSET

    def words(self) -> str:
        """Return the notice in a sentence or two, for a page that its field is not on."""
        why = self.kept_out or self.refused
        return f"{why} You had given: {self.given}." if self.given else why


def of(field: str) -> FieldNotice | None:
    """Return what is to be said beside a field."""
    notice = state.value(f"{_KEY}{field}")
    return notice if isinstance(notice, FieldNotice) else None


def refuse(field: str, why: str, given: str = "", *, stays: bool = False) -> None:
    """Have the page say beside a field, or a button, that something was not done."""
    state.put(f"{_KEY}{field}", FieldNotice(refused=why, given=given, stays=stays))


def goes_with_page(field: str, why: str) -> None:
    """Note what a page shows of a field and has not saved, to be told as the page is left."""
    before = of(field)
    seen = before.seen if before and before.goes else None
    state.put(f"{_KEY}{field}", FieldNotice(refused=why, seen=seen, goes=True))


def call(field: str, name: str) -> None:
    """Say what a field is called, as Markdown, for a page that it is not on."""
    if name and state.value(f"{_NAME}{field}") != name:
        state.put(f"{_NAME}{field}", name)


def keep_out(field: str, typed: Any, given: str, why: str, refused: str = "") -> None:
    """Have the page say beside a field what was given and stands nowhere now."""
    state.put(f"{_KEY}{field}", FieldNotice(refused, given, typed, why))


def was_seen(field: str) -> None:
    """Note that what is to be said beside a field is on the page now."""
    notice = of(field)
    if notice and not notice.seen:
        state.put(f"{_KEY}{field}", replace(notice, seen=state.now()))


def forget(field: str) -> None:
    """Say nothing more beside a field."""
    state.forget(f"{_KEY}{field}")


def turn_page() -> None:
    """Forget what was said on the page that is left; what nobody could read there is told here.

    Somebody who typed and went on at once would otherwise never hear that it was refused. What was
    given and can be put back stays beside its field until that was decided.
    """
    late: list[tuple[str, str]] = []
    for key in state.keys_from(_KEY):
        notice = state.value(key)
        if not isinstance(notice, FieldNotice):
            continue
        if notice.goes or not _was_read(notice):
            name = state.value(f"{_NAME}{key.removeprefix(_KEY)}") or ""
            late.append((str(name), notice.words()))
        if not notice.has_typed and not notice.stays:
            state.forget(key)
    state.put(_LATE, late)


def _was_read(notice: FieldNotice) -> bool:
    return notice.seen is not None and state.now() - notice.seen > _TO_READ


def told_late() -> list[tuple[str, str]]:
    """Return what was not saved on the page before, if that could not be said there.

    Each with what its field is called, as Markdown, and what is to be said of it, as text.
    """
    return list(state.value(_LATE) or ())


def in_words(value: Any) -> str:
    """Return what somebody typed or chose, as a sentence can say it."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_text(value)
    if isinstance(value, list | tuple):
        return ", ".join(map(in_words, value)) or "nothing"
    return str(value) if value not in (None, "") else "nothing"
