"""Forgiving reads of a plain document: what is of the wrong shape reads as nothing."""

from __future__ import annotations

from typing import Any

Rows = list[tuple[int, dict[str, Any]]]


def rows(document: dict[str, Any], section: str) -> Rows:
    """Return the rows of a section that are mappings, each with its place."""
    found = document.get(section)
    if not isinstance(found, list | tuple):
        return []
    return [(place, row) for place, row in enumerate(found) if isinstance(row, dict)]


def mapping(document: dict[str, Any], section: str) -> dict[str, Any]:
    """Return a section that is a mapping, or an empty one."""
    found = document.get(section)
    return found if isinstance(found, dict) else {}


def text(row: dict[str, Any], key: str) -> str | None:
    """Return a text value, or None where it is missing or of another type."""
    value = row.get(key)
    return value if isinstance(value, str) else None


def ids(document: dict[str, Any], section: str) -> frozenset[str]:
    """Return the ids in a section."""
    found = (text(row, "id") for _, row in rows(document, section))
    return frozenset(id for id in found if id is not None)
