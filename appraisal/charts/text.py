"""Text in charts: cleaned, cut to length and broken into lines that fit a phone."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

LONGEST = 200  # characters: a longer label stalls the renderer
LONG_TEXT = 4_000  # characters of a title or a description
PHONE = 340  # px across a chart on a phone of 390 px
SMALL_TYPE = 13  # px

# What is being drawn may count on so many px: a screen may be a phone's, paper is always as wide.
_room: ContextVar[int] = ContextVar("room", default=PHONE)


def room() -> int:
    """Return how many px across a chart has at least."""
    return _room.get()


def on_paper() -> bool:
    """Return whether a chart is being drawn for print."""
    return _room.get() != PHONE


def with_room(width: int, draw: Callable[[], T]) -> T:
    """Return what ``draw`` draws where a chart has so many px across."""
    token = _room.set(width)
    try:
        return draw()
    finally:
        _room.reset(token)


_NARROW, _WIDE = set("iljI.,:;'’!|()[] ft-r"), set("mwMW@%—…")


def plain(text: str, longest: int = LONGEST) -> str:
    """Return a text on one line that every renderer can take.

    Control characters, lone surrogates, characters without a meaning and those that turn the
    direction of writing are left out (one of them ends vl-convert's whole process); a text longer
    than ``longest`` is cut and ends in an ellipsis.
    """
    if len(text) <= longest and text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    spaced = " ".join("".join(_safe(letter) for letter in text[: 4 * longest]).split())
    return spaced if len(spaced) <= longest else f"{spaced[: longest - 1].rstrip()}…"


# Characters that turn the direction of writing: on a screen as in print they are left out.
TURNING = frozenset({*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A),
                     0x061C, 0xFEFF})  # fmt: skip


def has_meaning(letter: str) -> bool:
    """Return whether a character stands for something, and is not half of a pair."""
    return unicodedata.category(letter) not in ("Cs", "Cn", "Co")


def _safe(letter: str) -> str:
    if letter.isspace() or unicodedata.category(letter) == "Cc":
        return " "
    return letter if has_meaning(letter) and ord(letter) not in TURNING else ""


def width_of(text: str, size: float, bold: bool = False) -> float:
    """Return about how many px a line of Liberation Sans takes."""
    ems = sum(_ems(letter) for letter in text)
    return ems * size * (1.07 if bold else 1.0)


@functools.lru_cache(maxsize=4096)
def _ems(letter: str) -> float:
    if letter in _NARROW:
        return 0.31
    if letter in _WIDE:
        return 0.86
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return 0.69 if letter.isupper() else 0.556


def wrapped(
    text: str, width: float, size: float, bold: bool = False, most: int = 2, longest: int = LONGEST
) -> list[str]:
    """Return a text as lines no wider than ``width`` px, ``most`` lines at most.

    Words that are too long are broken. What does not fit ends in an ellipsis: the whole text is in
    the table beside the chart.
    """
    lines: list[str] = [""]
    for word in _pieces(plain(text, longest), width, size, bold):
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size, bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    kept = [line for line in lines if line] or [""]
    if len(kept) > most:
        kept = [*kept[: most - 1], _cut(f"{kept[most - 1]}…", width, size, bold)]
    return kept


def _pieces(text: str, width: float, size: float, bold: bool) -> Iterable[str]:
    for word in text.split():
        piece = ""
        for letter in word:
            if piece and width_of(piece + letter, size, bold) > width:
                yield piece
                piece = ""
            piece += letter
        yield piece


def _cut(line: str, width: float, size: float, bold: bool) -> str:
    while len(line) > 1 and width_of(line, size, bold) > width:
        line = f"{line[:-2].rstrip()}…"
    return line


def ordinal(place: int) -> str:
    """Return a place in words of two or three letters: 1st, 2nd, 3rd, 4th, 11th."""
    tail = (
        "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    )
    return f"{place}{tail}"


def cleaned(value: Any) -> Any:
    """Return data with every text in it cleaned, line by line; keys are ours and stay."""
    if isinstance(value, str):
        return "\n".join(plain(line) for line in value.split("\n"))
    if isinstance(value, list):
        return [cleaned(item) for item in value]
    if isinstance(value, dict):
        return {key: cleaned(item) for key, item in value.items()}
    return value


def joined(lines: Sequence[str]) -> str:
    """Return lines as the one text that a chart breaks at the line feeds."""
    return "\n".join(lines)
