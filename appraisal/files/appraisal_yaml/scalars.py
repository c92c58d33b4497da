"""Which bare words in YAML are numbers, true, false or nothing, and which are text.

The rule is YAML 1.2's core schema without its octal, hexadecimal, .inf and .nan: a plain decimal
number is a number, and ``no``, ``on``, ``1:30``, ``012``, ``0x1F``, ``1_000`` and dates stay the
text that was written. YAML 1.1, which PyYAML follows, turns each of those into something else.
"""

from __future__ import annotations

import math
import re

import yaml

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*|(?=\.[0-9]))(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?")
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
LONGEST_NUMBER = 40  # characters; the longest that any computed level needs is 24
GREATEST_NUMBER = 1e15  # as in the model; beyond about 9e15 whole numbers are no longer exact

Scalar = str | int | float | bool | None

# Read otherwise than as text by YAML 1.1 (PyYAML's own table) or by 1.2's core schema.
_YAML_1_1 = yaml.resolver.Resolver()
_OTHERWISE_ELSEWHERE = re.compile(r"[yYnN]|0o[0-7]+|[-+]?\.(?:inf|nan)", re.IGNORECASE)


def plain_value(text: str) -> Scalar:
    """Return what a bare scalar means.

    Raises
    ------
    ValueError
        If it is a number with too many digits or out of range, in words for the user.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789":
        return text
    if len(text) > LONGEST_NUMBER:
        return _too_long(text)
    if _INTEGER.fullmatch(text):
        return _in_range(text, int(text))
    if _DECIMAL.fullmatch(text):
        return _in_range(text, float(text))
    return text


def _too_long(text: str) -> str:
    if _DECIMAL.fullmatch(text):
        raise ValueError(
            f"found a number of {len(text):,} characters. Give it in {LONGEST_NUMBER} at most, "
            "or put it in quotation marks if it is text."
        )
    return text


def _in_range(text: str, number: int | float) -> int | float:
    if math.isfinite(number) and abs(number) <= GREATEST_NUMBER:
        return number
    raise ValueError(
        f"found the number {text}, but numbers go from -{GREATEST_NUMBER:g} to "
        f"{GREATEST_NUMBER:g}. Put it in quotation marks if it is text."
    )


def must_be_quoted(text: str) -> bool:
    """Return whether any YAML reader would take a bare word for something other than this text."""
    if text in _WORDS or _DECIMAL.fullmatch(text) or _OTHERWISE_ELSEWHERE.fullmatch(text):
        return True
    tag = _YAML_1_1.resolve(yaml.ScalarNode, text, (True, False))
    return bool(tag != "tag:yaml.org,2002:str")
