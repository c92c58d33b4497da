"""How figures are said: rounded for showing only, and never to more than they bear."""

from __future__ import annotations

from collections.abc import Sequence

MINUS = "\u2212"


def points(value: float, places: int = 1) -> str:
    """Return value points for a sentence, for example ``61.2``."""
    text = f"{value:.{places}f}"
    if float(text) == 0:
        text = text.lstrip("-")
    return text.replace("-", MINUS)


def signed_points(value: float, places: int = 1) -> str:
    """Return a difference with its sign, for example ``+3.2``."""
    text = points(value, places)
    return text if text.startswith(MINUS) or float(text) == 0 else f"+{text}"


def share(value: float) -> str:
    """Return a share of draws in whole per cent; never 0 % or 100 % unless it is exactly so."""
    if value <= 0 or value >= 1:
        return f"{round(value * 100)}%"
    if value < 0.01:
        return "under 1%"
    return "over 99%" if value > 0.99 else f"{value * 100:.0f}%"


def weight(value: float, places: int = 0) -> str:
    """Return a weight in per cent, for example ``41%``."""
    return f"{value * 100:.{places}f}%"


def million(value: float, places: int = 1) -> str:
    """Return pounds in millions, for example ``£4.2 million``."""
    text = points(value, places)
    sign, size = (MINUS, text[1:]) if text.startswith(MINUS) else ("", text)
    return f"{sign}£{size} million"


def level(value: float, unit: str | None) -> str:
    """Return a level in its unit: ``32 % agency``, ``12 months``; a judged level has no unit."""
    text = f"{value:.4g}".replace("-", MINUS)
    if "e" in text:
        text = f"{value:,.0f}".replace("-", MINUS)
    if unit is None:
        return text
    return f"{text}{unit}" if unit.startswith("%") else f"{text} {unit}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Return words as a list in a sentence: ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: ``1 score``, ``3 scores``."""
    return f"{number} {one if number == 1 else many or one + 's'}"
