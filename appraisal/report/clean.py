"""Any text made safe to typeset: nothing raises, nothing injects, nothing is lost in silence.

PDF/UA and PDF/A refuse a file with a character that its fonts cannot show, so one emoji would fail
a whole report. What cannot be shown is named in brackets or becomes a box.
"""

from __future__ import annotations

import bisect
import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, Literal

from appraisal.charts.text import TURNING, has_meaning

# A screen has fonts for every script; the two of print are those that are bundled.
Where = Literal["text", "charts", "screen"]

FONTS = Path(__file__).parent / "fonts"
LONGEST = 20_000  # characters in one text: as many as the model allows
BOX = "□"
BREAK = "\u200b"  # zero-width space: a line may break here
SOFT_HYPHEN = "\u00ad"

_NO_GLYPH_NEEDED = {0x200B, 0x200C, 0x200D, 0x00AD, 0x2060}
# Marks that turn the direction of writing, or choose the look of an emoji.
_DROPPED = {*TURNING, *range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400), 0x20E3}
_LINE_ENDS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_NAMED = ("So", "Sk", "Sm", "Sc")


@cache
def _coverage(where: Where) -> tuple[list[int], list[int]]:
    runs = json.loads((FONTS / "coverage.json").read_text(encoding="utf-8"))[where]
    return [first for first, _ in runs], [last for _, last in runs]


def is_covered(letter: str, where: Where = "text") -> bool:
    """Return whether a character can be shown: in print, by the bundled fonts."""
    point = ord(letter)
    if where == "screen":
        return True
    firsts, lasts = _coverage(where)
    index = bisect.bisect_right(firsts, point) - 1
    return (point in _NO_GLYPH_NEEDED and where == "text") or (index >= 0 and point <= lasts[index])


def clean(
    text: str, *, one_line: bool = False, longest: int = LONGEST, where: Where = "text"
) -> str:
    """Return the text with nothing left in it that could fail or spoil a page.

    Line ends become one kind (or spaces, for ``one_line``); control characters become spaces;
    marks that turn the direction of writing go; a letter keeps three accents at most; a symbol
    that no bundled font shows is named, another such character becomes a box.
    """
    cut = text[: longest + 1]
    unified = _LINE_ENDS.sub("\n", cut.replace("\t", " "))
    unified = unified.encode("utf-8", "replace").decode("utf-8")  # lone surrogates
    shown = "".join(_shown(unicodedata.normalize("NFC", unified), where))
    if one_line:
        shown = " ".join(shown.split())
    return f"{shown[:longest]} [text shortened]" if len(text) > longest else shown


def _shown(text: str, where: Where) -> list[str]:
    letters: list[str] = []
    accents = 0
    for letter in text:
        point = ord(letter)
        if point in _DROPPED or (where == "charts" and point in _NO_GLYPH_NEEDED):
            continue
        accents = accents + 1 if unicodedata.combining(letter) else 0
        if accents <= 3:
            letters.append(_one(letter, where))
    return letters


def _one(letter: str, where: Where) -> str:
    kind = unicodedata.category(letter)
    if letter == "\n":
        return letter
    if kind == "Cc":
        return " "
    if has_meaning(letter) and is_covered(letter, where):
        return letter
    if kind in _NAMED:
        return f"[{unicodedata.name(letter, f'U+{ord(letter):04X}').lower()}]"
    return BOX


_LONG = re.compile(r"[^\s\u200b\u00ad]{15,}")


def breakable(text: str, *, word: int = 12) -> str:
    """Return the text with places where long words, addresses and codes may break.

    English words break by hyphenation; only words of more than 20 letters get places of their own.
    """
    return _LONG.sub(lambda match: _broken(match[0], word), text)


def _broken(piece: str, word: int) -> str:
    if piece.isalpha():
        mark, word = SOFT_HYPHEN, max(word, 10)
        if len(piece) <= 20:
            return piece
    else:
        mark = BREAK
        piece = re.sub(r"(?<=[/._?&=+@:;,–-])(?=[\w%(])", BREAK, piece)
    runs = re.split(f"([{BREAK}])", piece)
    return "".join(_every(run, word, mark) if len(run) > 20 else run for run in runs)


def _every(run: str, word: int, mark: str) -> str:
    return mark.join(run[start : start + word] for start in range(0, len(run), word))


def clean_data(data: Any) -> Any:
    """Return plain data (a chart's specification) with every text in it cleaned, keys too."""
    if isinstance(data, str):
        return clean(data, longest=4_000, where="charts")
    if isinstance(data, dict):
        return {clean_data(str(key)): clean_data(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [clean_data(value) for value in data]
    return data
