"""A group's spread as a picture: the middle answer or its band, how far apart, one's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from appraisal.analysis.spreads import Spread
from appraisal.analysis.wording.group import TOGETHER, spread_sentence
from appraisal.analysis.wording.questions import Words

_INK, _BOX, _LINE, _OWN = "#0b0c0c", "#8fb4d6", "#47515a", "#a12d20"


@dataclass(frozen=True)
class SpreadRow:
    """One line of the picture; ``spread`` is None where it is not shown, and ``why`` says why."""

    words: Words
    spread: Spread | None
    why: str = ""
    own: float | None = None
    agreed: float | None = None
    proposed: float | None = None


def in_words(row: SpreadRow) -> str:
    """Return a row as a sentence: what a screen reader reads, and what stands under the picture."""
    say, own = row.words.said, row.own
    mine = "" if own is None else f" You: {say(own)}."
    agreed = "" if row.agreed is None else f" Agreed: {say(row.agreed)}."
    proposed = "" if row.proposed is None else f" Proposed: {say(row.proposed)}."
    figures = row.why if row.spread is None else spread_sentence(row.spread, say)
    return f"{figures}{proposed}{mine}{agreed}"


def picture(rows: list[SpreadRow], *, width: int, font: int, named: bool = True) -> str:
    """Return rows of spreads as an SVG, ``width`` wide, with type of ``font`` in the same unit."""
    height = round(font * (4.9 if named else 3.9))
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height * len(rows)}" '
            f'width="{width}" height="{height * len(rows)}" font-family="sans-serif" '
            f'font-size="{font}" fill="{_INK}">'
        ),
        f'<rect width="{width}" height="{height * len(rows)}" fill="#ffffff"/>',
    ]
    for index, row in enumerate(rows):
        parts.append(f'<g transform="translate(0 {index * height})">')
        parts += _row(row, width, font, named)
        parts.append("</g>")
    return "".join([*parts, "</svg>"])


def _row(row: SpreadRow, width: int, font: int, named: bool) -> list[str]:
    parts, top = [], font * 0.4
    if named:
        most = round(width / (font * 0.52))
        parts.append(_text(0, top + font, _cut(row.words.name, most), "start", bold=True))
        top += font * 1.4
    if row.spread is None:
        return [*parts, _text(0, top + font, _cut(row.why, round(width / (font * 0.5))), "start")]
    left, right = font * 0.6, width - font * 0.6
    middle = top + font * 1.5

    def at(value: float) -> float:
        share = (value - row.words.worst) / (row.words.best - row.words.worst)
        return left + min(1.0, max(0.0, share)) * (right - left)

    spread = row.spread
    parts += _axis(row, left, right, middle, font)
    box = sorted(map(at, spread.quartiles or spread.middle))
    if spread.ends is not None:
        parts.append(_line(*_along(map(at, spread.ends), middle), _INK, font * 0.12))
        for end in spread.ends:
            parts.append(_line(at(end), middle - font * 0.3, at(end), middle + font * 0.3, _INK, 2))
    parts.append(
        f'<rect x="{box[0]:.1f}" y="{middle - font * 0.4:.1f}" '
        f'width="{max(2.0, box[1] - box[0]):.1f}" height="{font * 0.8:.1f}" fill="{_BOX}" '
        f'stroke="{_INK}"/>'
    )
    x = at(spread.centre)
    if not spread.is_band:
        parts.append(_line(x, middle - font * 0.55, x, middle + font * 0.55, _INK, font * 0.22))
    parts.append(_label(x, middle - font * 0.75, _middle(row.words, spread), width, font))
    if row.own is not None:
        parts += _own(at(row.own), middle, f"you {row.words.said(row.own)}", width, font)
    return parts


def _middle(words: Words, spread: Spread) -> str:
    """Return the middle answer, or its band: "60 to 80 points: close"."""
    low, high = spread.middle
    if not spread.is_band:
        return words.said(low)
    return f"{low:g} to {words.said(high)}: {TOGETHER[spread.together].lower()}"


def _along(ends: Iterable[float], y: float) -> tuple[float, float, float, float]:
    left, right = ends
    return left, y, right, y


def _axis(row: SpreadRow, left: float, right: float, middle: float, font: int) -> list[str]:
    below = middle + font * 1.45
    parts = [_line(left, middle, right, middle, _LINE, 1)]
    if row.own is None:
        parts.append(_text(left - font * 0.6, below, row.words.said(row.words.worst), "start"))
        parts.append(_text(right + font * 0.6, below, row.words.said(row.words.best), "end"))
    return parts


def _own(x: float, middle: float, words: str, width: int, font: int) -> list[str]:
    tip, down, half = middle + font * 0.45, font * 0.5, font * 0.35
    return [
        f'<path d="M{x:.1f} {tip:.1f} l{half:.1f} {down:.1f} h{-2 * half:.1f} z" fill="{_OWN}"/>',
        _label(x, middle + font * 1.75, words, width, font, colour=_OWN),
    ]


def _label(x: float, y: float, words: str, width: int, font: int, *, colour: str = _INK) -> str:
    half = len(words) * font * 0.3
    return _text(min(max(x, half), width - half), y, words, "middle", bold=True, colour=colour)


def _text(
    x: float, y: float, words: str, anchor: str, *, bold: bool = False, colour: str = _INK
) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}"{weight}>'
        f"{escape(words)}</text>"
    )


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" '
        f'stroke-width="{width:.1f}"/>'
    )


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
