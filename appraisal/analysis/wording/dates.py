"""Dates in words: whole ones, and those known only to a month or a year."""

from __future__ import annotations

import datetime as dt

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def words_of_date(date: dt.date) -> str:
    """Return a date as ``5 March 2026``, which nobody can take for 3 May."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def words_of_partial_date(text: str) -> str:
    """Return ``2018``, ``2018-07`` or ``2018-07-10`` in words, and what is no date as it stands."""
    year, *rest = text.split("-")
    try:
        if len(rest) == 2:
            return words_of_date(dt.date.fromisoformat(text))
        if len(rest) == 1:
            return f"{MONTHS[dt.date(int(year), int(rest[0]), 1).month - 1]} {year}"
    except ValueError:
        pass
    return text
