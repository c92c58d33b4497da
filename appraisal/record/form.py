"""Plain data as the record keeps it, and back, with nothing lost.

The record holds only what every language reads alike: text, whole numbers, true, false, nothing,
lists and mappings with text keys. A number with a fraction is kept as its shortest decimal text,
marked ``{"$decimal": "0.035"}``, so that it can't be taken for words.
"""

from __future__ import annotations

import unicodedata
from typing import Any

_DECIMAL = "$decimal"


def recorded(value: Any) -> Any:
    """Return plain data in the form that the record keeps and hashes.

    Raises
    ------
    ValueError
        If it holds NaN, an infinity, or a type that JSON does not know.
    """
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dict):
        return {_escaped(key_text(key)): recorded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [recorded(item) for item in value]
    raise ValueError(f"a {type(value).__name__} cannot be recorded")


def plain(value: Any) -> Any:
    """Return what :func:`recorded` was given, with text keys; years and levels in number order."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    if list(value) == [_DECIMAL]:
        return float(value[_DECIMAL])
    by_key = {key.removeprefix("$"): plain(item) for key, item in value.items()}
    if all(_is_number(key) for key in by_key):
        return dict(sorted(by_key.items(), key=lambda pair: float(pair[0])))
    return by_key


def text_keys(value: Any) -> Any:
    """Return plain data with the keys of every mapping as text; numbers stay numbers."""
    if isinstance(value, dict):
        return {key_text(key): text_keys(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [text_keys(item) for item in value]
    return value


def key_text(key: Any) -> str:
    """Return a key as text: 2026 is "2026", 12.5 is "12.5", 25.0 is "25"."""
    if isinstance(key, str):
        return unicodedata.normalize("NFC", key)
    if isinstance(key, float) and key.is_integer():
        return str(int(key))
    return str(key)


def _number(value: float) -> Any:
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError(f"{value} cannot be recorded")
    return int(value) if value.is_integer() else {_DECIMAL: repr(value)}


def _escaped(key: str) -> str:
    return f"${key}" if key.startswith("$") else key


def _is_number(key: str) -> bool:
    whole, _, part = key.partition(".")
    return whole.isascii() and whole.isdigit() and (not part or part.isdigit())
