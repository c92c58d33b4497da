"""How one value is written in YAML so that every reader takes it for what it is."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from appraisal.files.appraisal_yaml.scalars import must_be_quoted

WIDTH = 100
_LONGEST_KEY = 200  # YAML wants ``? key`` for a key beyond 1,024 characters
_PARTIAL_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?")
# Bare words: they begin with a letter, a digit, £ or ( and hold nothing that YAML could act on.
_BARE = re.compile(r"(?:[^\W_]|[£(])(?:[^\s:#]|:(?=\S)|(?<=\S)#| (?! ))*")
_BRACKETS = re.compile(r"[,\[\]{}]")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def key_text(key: Any, indent: str = "") -> str:
    """Return a key with its colon."""
    text = in_row(key, in_brackets=False)
    if len(text) > _LONGEST_KEY:
        return f"? {_double_quoted(str(key))}\n{indent}:"
    return f"{text}:"


def in_row(value: Any, *, in_brackets: bool = True, is_date: bool = False) -> str:
    """Return a value on one line: a number, text, ``[a, b]`` or ``{a: b}``."""
    if isinstance(value, dict):
        pairs = (f"{in_row(key)}: {in_row(item)}" for key, item in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(in_row(item) for item in value)}]"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number(value)
    if is_date and _PARTIAL_DATE.fullmatch(value):
        return str(value)
    return _text(str(value), in_brackets=in_brackets)


def _number(number: float) -> str:
    digits, e, exponent = repr(number).partition("e")
    # Readers of YAML 1.1 take 1e-07 for text; they want a point.
    return f"{digits}.0e{exponent}" if e and "." not in digits else repr(number)


def _text(text: str, *, in_brackets: bool) -> str:
    bare = _BARE.fullmatch(text) and not text.endswith((" ", ":")) and _is_plain_to_see(text)
    if bare and not (in_brackets and _BRACKETS.search(text)) and not must_be_quoted(text):
        return text
    if "'" not in text and ('"' in text or "\\" in text) and _is_plain_to_see(text):
        return f"'{text}'"
    return _double_quoted(text)


def _double_quoted(text: str) -> str:
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if _is_plain_to_see(character):
        return character
    code = ord(character)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def _is_plain_to_see(text: str) -> bool:
    """Return whether a reader sees every character (no controls, no hidden marks of direction)."""
    return (text.isascii() and text.isprintable()) or all(map(_shows, text))


def _shows(character: str) -> bool:
    return character == " " or unicodedata.category(character)[0] not in "CZ"


def is_block(text: str, column: int) -> bool:
    """Return whether text is written as a block below its key: many lines, or too long for one."""
    if not text or not all(map(_fits_block, text.split("\n"))):
        return False
    body = text.removesuffix("\n")
    if body[:1] in ("", "\n") or body[-1] == "\n":
        return False
    # An address too long for a line is no shorter in a block.
    return "\n" in text or (" " in text and column + 3 + len(text) > WIDTH)


def _fits_block(line: str) -> bool:
    """Return whether a line keeps its form in a block: no space at its ends, nothing unseen."""
    return line == line.strip() and _is_plain_to_see(line)


def block_lines(text: str, width: int) -> list[str]:
    """Return the header of a block and its lines, not indented; for text that ``is_block``."""
    chomp = "" if text.endswith("\n") else "-"
    lines = text.removesuffix("\n").split("\n")
    if len(lines) > 1 and all(len(line) <= width for line in lines):
        return [f"|{chomp}", *lines]
    # In folded text a line end reads as a space, and an empty line as one line end.
    folded: list[str] = []
    for index, line in enumerate(lines):
        if line and index:
            folded.append("")
        folded += _wrapped(line, width) if line else [""]
    return [f">{chomp}", *folded]


def _wrapped(line: str, width: int) -> list[str]:
    """Return a line broken at single spaces, which folding puts back."""
    broken: list[str] = []
    start = 0
    spaces = [match.start() for match in re.finditer(r"(?<=\S) (?=\S)", line)]
    last = None
    for space in spaces:
        if space - start > width and last is not None:
            broken.append(line[start:last])
            start = last + 1
        last = space
    if len(line) - start > width and last is not None and last >= start:
        broken.append(line[start:last])
        start = last + 1
    return [*broken, line[start:]]
