"""Forgiving reads of a plain document: what is of the wrong shape reads as nothing."""

from __future__ import annotations

from typing import Any

Rows = list[tuple[int, dict[str, Any]]]


def rows(document: dict[str, Any], section: str) -> Rows:
    """Return the rows of a section that are mappings, each with its index."""
    entries = document.get(section)
    if not isinstance(entries, list | tuple):
        return []
    return [(index, row) for index, row in enumerate(entries) if isinstance(row, dict)]


def mapping(document: dict[str, Any], section: str) -> dict[str, Any]:
    """Return a section that is a mapping, or an empty one."""
    value = document.get(section)
    return value if isinstance(value, dict) else {}


def text(row: dict[str, Any], key: str) -> str | None:
    """Return a text value, or None where it is missing or of another type."""
    value = row.get(key)
    return value if isinstance(value, str) else None


def ids(document: dict[str, Any], section: str) -> frozenset[str]:
    """Return the ids in a section."""
    texts = (text(row, "id") for _, row in rows(document, section))
    return frozenset(id for id in texts if id is not None)
