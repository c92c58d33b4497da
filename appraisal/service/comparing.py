"""What changed between two appraisals, and what it did to the result."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.analysis.comparison import Comparison, compare_results
from appraisal.analysis.results import analyse
from appraisal.model import Appraisal
from appraisal.record.changes import Edit, edits_between
from appraisal.record.telling.acts import edits_words
from appraisal.record.telling.changed_rows import Row, rows_of
from appraisal.record.telling.names import Names


@dataclass(frozen=True)
class Compared:
    """Two appraisals side by side.

    ``edits`` is every entry that differs, ``words`` the same in a line each, ``rows`` field by
    field, before and after in words; ``result`` is what it did to the result.
    """

    edits: tuple[Edit, ...]
    words: tuple[str, ...]
    rows: tuple[Row, ...]
    result: Comparison


def compare(before: Appraisal, after: Appraisal, *, draws: int = 0, seed: int = 1) -> Compared:
    """Return what differs between two appraisals and what it did to the result."""
    edits = edits_between(before, after)
    names = Names.of(before), Names.of(after)
    words = tuple(edits_words([edit], *names) for edit in edits)
    one, other = (analyse(appraisal, draws=draws, seed=seed) for appraisal in (before, after))
    return Compared(edits, words, tuple(rows_of(edits, *names)), compare_results(one, other))
