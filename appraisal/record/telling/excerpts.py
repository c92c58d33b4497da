"""Before and after within one line: a unit stands once, long texts are cut where they differ."""

from __future__ import annotations

import re

from appraisal.record.telling.values import NOTHING

MOST = 60  # characters of either side in a line
_BEFORE = 20  # of them, those that stand before the first difference
_FIGURE = re.compile(r"[\d−.,]+(?P<unit>[ %].*)")


def changed(before: str, after: str, *, is_figure: bool = False) -> str:
    """Return ``X to Y``; the unit of two figures stands once, and long words are cut."""
    if max(len(before), len(after)) > MOST:
        before, after = excerpts(before, after)
    elif is_figure:
        before = _without_unit(before, after)
    return f"{_one_line(before)} to {_one_line(after)}"


def written(before: str, after: str, **_: bool) -> str:
    """Return what became of a text: written, taken away, or the words where the two differ."""
    if before == after:
        return "changed"
    if before == NOTHING:
        return f"written ({word_count(after)})"
    if after == NOTHING:
        return f"taken away ({word_count(before)})"
    old, new = excerpts(before, after)
    return f"“{old}” to “{new}”"


def word_count(text: str) -> str:
    """Return how many words a text has, in words."""
    count = len(text.split())
    return "1 word" if count == 1 else f"{count} words"


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Return both texts on one line, cut to where they begin to differ."""
    one, other = _one_line(before), _one_line(after)
    start = _common(one, other)
    start = max(0, start - _BEFORE) if start + _BEFORE > MOST else 0
    start = one.rfind(" ", 0, start) + 1 if start else 0
    return _cut(one, start), _cut(other, start)


def _common(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _cut(text: str, start: int) -> str:
    shown = text[start : start + MOST].strip()
    return f"{'… ' if start else ''}{shown}{' …' if len(text) > start + MOST else ''}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _without_unit(before: str, after: str) -> str:
    one, other = _FIGURE.fullmatch(before), _FIGURE.fullmatch(after)
    if one and other and one["unit"] == other["unit"]:
        return before.removesuffix(one["unit"])
    return before
