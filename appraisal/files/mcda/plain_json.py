"""A stranger's JSON to plain data, and looks into it that collect what is wrong instead of ending.

The format read here is that of drugis/mcda-elicitation-web, schema 1.4.5 and the older forms that
its own examples still show. Its facts come from its schemas and examples; none of its code or words
is here.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from appraisal.errors import DocumentPath, Fault
from appraisal.files.texts import check_size, refused, utf8_text
from appraisal.model.faults import shown

FORMAT_NAME = "mcda_elicitation_web"  # the key under notes: where what only they know is kept
_LARGEST = 1e15
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_ID = re.compile(r"[a-z][a-z0-9_]*")
_ID_LENGTH = 36  # leaves room for a number behind it


class Look:
    """Looks into plain data, keeping each fault with its place."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.said: list[str] = []  # what a reader must know of how the figures came in

    def wrong(self, path: DocumentPath, problem: str) -> None:
        """Keep one fault."""
        self.faults.append(Fault(path, problem))

    def say(self, words: str) -> None:
        """Keep one sentence, once."""
        if words not in self.said:
            self.said.append(words)

    def mapping(self, value: Any, path: DocumentPath) -> dict[str, Any]:
        """Return a mapping; a fault and an empty one where it is something else."""
        if isinstance(value, dict):
            return value
        self.wrong(path, f"found {shown(value)}. Right would be an object: {{...}}.")
        return {}

    def rows(self, value: Any, path: DocumentPath) -> list[Any]:
        """Return a list; a fault and an empty one where it is something else."""
        if isinstance(value, list):
            return value
        self.wrong(path, f"found {shown(value)}. Right would be a list: [...].")
        return []

    def number(self, value: Any, path: DocumentPath) -> float | None:
        """Return an ordinary number; a fault and None where it is something else."""
        ordinary = isinstance(value, int | float) and not isinstance(value, bool)
        if ordinary and abs(value) <= _LARGEST:
            return float(value)
        self.wrong(path, f"found {shown(value)}. Right would be an ordinary number.")
        return None

    def numbers(
        self, value: Any, path: DocumentPath, count: int | None = None
    ) -> list[float] | None:
        """Return a list of numbers, all of them or None with the faults told."""
        rows = self.rows(value, path)
        if not isinstance(value, list):
            return None
        if count is not None and len(rows) != count:
            self.wrong(path, f"found {len(rows)} numbers. Right would be {count}.")
            return None
        numbers = [self.number(row, (*path, index)) for index, row in enumerate(rows)]
        whole = [number for number in numbers if number is not None]
        return whole if len(whole) == len(numbers) else None

    def text(self, value: Any, path: DocumentPath) -> str:
        """Return a text; nothing reads as an empty one."""
        if value is None or isinstance(value, str):
            return value or ""
        self.wrong(path, f"found {shown(value)}. Right would be text.")
        return ""


def read_json(data: bytes, name: str, limit: int) -> Any:
    """Return what a JSON file holds.

    Raises
    ------
    UnreadableFile
        If it is too large, no UTF-8, no JSON, nested too deeply, or gives a key twice.
    """
    check_size(data, name, limit)
    text = utf8_text(data, name)
    try:
        return json.loads(text, object_pairs_hook=_each_key_once)
    except json.JSONDecodeError as error:
        raise refused(name, f"this is not JSON: {error.msg}.", error.lineno) from None
    except RecursionError:
        raise refused(name, "the file is nested too deeply.") from None
    except ValueError as error:
        raise refused(name, f"{error}.") from None


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {shown(twice)} is given twice in one object. Keep one")
    return mapping


def times(number: float, factor: str) -> float:
    """Return a product as a person would work it out: 0.29 times 100 is 29, not 28.999..."""
    return float(Decimal(repr(float(number))) * Decimal(factor))


def middle(low: float, high: float) -> float:
    """Return the middle of two numbers as a person would work it out."""
    return float((Decimal(repr(float(low))) + Decimal(repr(float(high)))) / 2)


def as_json(number: float) -> int | float:
    """Return a number as JSON writes it: whole ones without a point."""
    return int(number) if float(number).is_integer() else number


def ids_for(titles: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return an id of our kind for each (key, title): from the key, or the title if that says more.

    Keys that are random, as this format's own often are, tell a reader nothing.
    """
    ids: dict[str, str] = {}
    for position, (key, title) in enumerate(titles, start=1):
        words = (title, key) if _UUID.fullmatch(key) else (key, title)
        id = next((slug for word in words if (slug := _slug(word))), f"item_{position}")
        taken = set(ids.values())
        number = 2
        base = id
        while id in taken:
            id, number = f"{base}_{number}", number + 1
        ids[key] = id
    return ids


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:_ID_LENGTH]
    return slug if _ID.fullmatch(slug) else ""
