"""What charts call the options and criteria, and the words they share."""

from __future__ import annotations

from collections.abc import Sequence

from appraisal.analysis.results import Results
from appraisal.analysis.wording.figures import listed
from appraisal.charts.picture import FOR_INFORMATION
from appraisal.charts.text import ordinal, plain

IN_A_SENTENCE = 70  # characters of a name in a title


def option_name(results: Results, option: str) -> str:
    """Return the name of an option, short enough for a sentence."""
    return plain(results.appraisal.option(option).name, IN_A_SENTENCE)


def criterion_name(results: Results, criterion: str) -> str:
    """Return the name of a criterion, short enough for a sentence."""
    return plain(results.appraisal.criterion(criterion).name, IN_A_SENTENCE)


def option_names(results: Results, options: Sequence[str]) -> str:
    """Return the names of options as a list in a sentence."""
    return listed([option_name(results, option) for option in options])


def standing(results: Results, option: str) -> str:
    """Return an option's rank in words, or why it has none."""
    if not results.eligible[option]:
        return FOR_INFORMATION
    rank = results.rank[option]
    if rank is None:
        return "not ranked yet"
    tied = sum(other == rank for other in results.rank.values()) > 1
    return f"{ordinal(rank)} equal" if tied else ordinal(rank)


def numbered_name(results: Results, option: str) -> str:
    """Return the full name with the rank before it."""
    name = results.appraisal.option(option).name
    return f"{standing(results, option)}: {name}" if results.rank[option] is not None else name


def under_name(results: Results, option: str) -> str:
    """Return what stands under the name of an option that fails a must-have; else nothing."""
    return "" if results.eligible[option] else FOR_INFORMATION
