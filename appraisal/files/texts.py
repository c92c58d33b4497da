"""Bytes to text, naming what is wrong where a file is not the text it should be."""

from __future__ import annotations

import re

from appraisal.errors import Fault, UnreadableFile

# What a stranger's file is more likely to be, by how it begins.
_SIGNATURES = (
    (b"PK\x03\x04", "an Excel, Word or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file, or one locked with a password"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"\x1f\x8b", "a packed (gzip) file"),
)
# Unseen by a reader, and refused by XML, so by Word and Excel: all but tab and the ends of lines.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def refused(name: str, problem: str, line: int | None = None) -> UnreadableFile:
    """Return the error for a file in which nothing could be checked."""
    return UnreadableFile([Fault((), problem, file=name, line=line)])


def check_size(data: bytes, name: str, limit: int) -> None:
    """Refuse an empty file, and one above the limit in bytes."""
    if not data.strip():
        raise refused(name, "the file is empty.")
    if len(data) > limit:
        raise refused(name, f"the file has more than {limit:,} bytes, which is the limit.")


def utf8_text(data: bytes, name: str) -> str:
    """Return the text of a UTF-8 file, with or without a byte order mark.

    Raises
    ------
    UnreadableFile
        If the bytes are not UTF-8 text, with what they seem to be and the line of the first fault.
    """
    refuse_binary(data, name)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refused(name, "the file is UTF-16. Save it as UTF-8.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = (
            f"found the byte 0x{data[error.start]:02X}, which is not UTF-8. The file may have been "
            "saved as Windows-1252 or another coding. Save it as UTF-8."
        )
        raise refused(name, problem, line) from None
    refuse_control_characters(text, name)
    return text


def refuse_binary(data: bytes, name: str) -> None:
    """Refuse a file that begins as one of the common files that are not text."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise refused(name, f"this is {kind}, but plain text was expected.")


def refuse_control_characters(text: str, name: str) -> None:
    """Refuse text that holds characters no reader can see."""
    match = _CONTROL.search(text)
    if match:
        line = text.count("\n", 0, match.start()) + 1
        problem = (
            f"found the control character U+{ord(match.group()):04X}, which nobody can see. "
            "Plain text was expected; remove it."
        )
        raise refused(name, problem, line)
