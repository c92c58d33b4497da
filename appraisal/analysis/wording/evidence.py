"""A finding in words: from whom, when, which way it points and how strong it is."""

from __future__ import annotations

from appraisal.analysis.wording.dates import words_of_partial_date
from appraisal.model import Evidence

DIRECTIONS = {
    "+": "helps", "-": "hurts", "±": "points both ways", "0": "shows nothing either way"
}  # fmt: skip
STRENGTHS = {
    "strong": "strong evidence", "moderate": "moderate evidence", "weak": "weak evidence",
    "none": "no evidence",
}  # fmt: skip


def source_words(item: Evidence) -> str:
    """Return the source of a finding, with its date unless the source already says the year."""
    source = item.source.rstrip(". ")
    date = words_of_partial_date(item.date) if item.date and item.date[:4] not in source else ""
    return ", ".join(part for part in (source, date) if part) or "not given"


def weight_words(item: Evidence) -> str:
    """Return which way a finding points and how strong it is: ``helps, weak evidence``."""
    return f"{DIRECTIONS[item.direction]}, {STRENGTHS[item.strength]}"
