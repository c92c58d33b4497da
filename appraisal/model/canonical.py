"""The one way a document is written as bytes, so that equal documents have equal hashes.

In the manner of RFC 8785 (JSON Canonicalization Scheme), with numbers as whole numbers or decimal
text: keys sorted, no spaces, text in Unicode NFC, UTF-8.
"""

from __future__ import annotations

import hashlib
import json
import math
import unicodedata
from typing import Any


def canonical_bytes(document: Any) -> bytes:
    """Return a plain document (dicts, lists, text, numbers, booleans, None) as canonical bytes.

    Raises
    ------
    ValueError
        If the document holds NaN, an infinity or a type that JSON does not know.
    """
    return json.dumps(
        _canonical(document), ensure_ascii=False, separators=(",", ":"), sort_keys=True
    ).encode("utf-8")


def sha256_of(document: Any) -> str:
    """Return the SHA-256 of the canonical bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_bytes(document)).hexdigest()


def _canonical(value: Any) -> Any:
    kind = type(value)
    if kind is str:
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if kind is dict:
        return {_key(key): _canonical(item) for key, item in value.items()}
    if kind is list:
        return [_canonical(item) for item in value]
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, float):
        return _decimal(value)
    if isinstance(value, dict):
        return {_key(key): _canonical(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical(item) for item in value]
    raise ValueError(f"a {type(value).__name__} has no canonical form")


def _decimal(value: float) -> int | str:
    if not math.isfinite(value):
        raise ValueError(f"{value} has no canonical form")
    # repr() of a float is the shortest text that reads back as the same float, on every platform.
    return int(value) if value.is_integer() and abs(value) < 2**53 else repr(value)


def _key(key: Any) -> str:
    if isinstance(key, str):
        return key if key.isascii() else unicodedata.normalize("NFC", key)
    return str(_canonical(key))
