"""Words broken only where a column is too narrow for them; English words otherwise stay whole."""

from __future__ import annotations

import re

from appraisal.report.clean import BREAK, SOFT_HYPHEN

COLUMN = 162.0  # mm across the page between the margins
INSET = 3.4  # mm of each column that stay empty
EM = 10 * 0.3528  # mm: the em of 10-point type

_WORD = re.compile(f"[^\\s{BREAK}{SOFT_HYPHEN}]+")
_EMS = {
    **dict.fromkeys("ijl.,:;'|!", 0.28), **dict.fromkeys("ftr()[]/-I ", 0.36),
    **dict.fromkeys("mMW%@", 0.9), **dict.fromkeys("wCDGHNOQRU&", 0.76),
}  # fmt: skip


def column_widths(shares: list[float]) -> list[float]:
    """Return the room for text in each column of a table, in mm."""
    whole = sum(shares)
    return [COLUMN * share / whole - INSET for share in shares]


def fitted(text: str, room: float, *, bold: bool = False) -> str:
    """Return the text with break marks in those words alone that are wider than ``room`` mm."""
    return _WORD.sub(lambda match: _fit(match[0], room, bold), text)


def width_of(text: str, bold: bool = False) -> float:
    """Return about how wide a word is in 10-point Liberation Sans, in mm, a little generously."""
    ems = sum(_EMS.get(letter, 0.72 if letter.isupper() else 0.57) for letter in text)
    return ems * EM * (1.07 if bold else 1.0)


def _fit(word: str, room: float, bold: bool) -> str:
    if len(word) < 4 or width_of(word, bold) <= room:
        return word
    pieces = re.split("(?<=-)", word)
    return BREAK.join(_fit_piece(piece, room, bold) for piece in pieces)


def _fit_piece(word: str, room: float, bold: bool) -> str:
    if width_of(word, bold) <= room:
        return word
    mark = SOFT_HYPHEN if word.isalpha() else BREAK
    pieces, piece = [], ""
    for index, letter in enumerate(word):
        left = len(word) - index
        if len(piece) >= 3 and left >= 3 and width_of(f"{piece}{letter}-", bold) > room:
            pieces.append(piece)
            piece = ""
        piece += letter
    return mark.join([*pieces, piece])
