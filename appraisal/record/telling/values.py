"""How a value of the model is said: in its unit, in the words of the page, exactly as it was given.

Here nothing is rounded: a figure in the history has as many digits as the one that was typed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from appraisal.analysis.recommendation import HOLDERS
from appraisal.analysis.wording import figures
from appraisal.analysis.wording.dates import words_of_partial_date
from appraisal.analysis.wording.meetings import BALLOTS
from appraisal.record.telling.names import Names
from appraisal.record.telling.report_headings import heading

NOTHING = "nothing"
STRENGTHS = {"strong": "strong", "moderate": "moderate", "weak": "weak", "none": "no evidence"}
DIRECTIONS = {
    "+": "helps", "-": "hurts", "±": "both ways", "0": "shows nothing either way",
}  # fmt: skip
OUTCOMES = {"pass": "pass", "fail": "fail", "unknown": "not yet known"}
STATUSES = {"draft": "in preparation", "scoring": "being scored", "agreed": "agreed and frozen"}
ANSWERS = {
    "agree": "yes, we believe it", "disagree": "no, we do not", "not_sure": "not sure",
}  # fmt: skip
AXES = {"benefit": "counts in the overall value", "cost": "kept on the cost axis"}
SHAPES = {"linear": "a straight line", "points": "a bent line"}
OUTSIDE = {"clip": "counts as that end", "extend": "counts beyond that end"}
DISTRIBUTIONS = {
    "triangular": "likeliest at the level (triangular)",
    "uniform": "as likely anywhere in the range (uniform)",
    "exact": "exactly the level",
}
_MOST_LISTED = 40


@dataclass(frozen=True)
class Side:
    """Where a value stood, before or after: the names of that time, and the row it was in."""

    names: Names
    row: dict[str, Any]


Say = Callable[[Any, Side], str]


def exact(value: float, least: int = 0) -> str:
    """Return a number with every digit it was given with, and ``least`` places at least."""
    places = next((n for n in range(least, 16) if round(value, n) == value), None)
    if places is None:
        digits = f"{value:.15g}"
    else:
        digits = f"{value:,.{places}f}" if abs(value) >= 10_000 else f"{value:.{places}f}"
    return digits.replace("-", figures.MINUS)


def level_in(value: float, unit: str | None) -> str:
    """Return a level as ``wording.level`` does, but with all its digits; a judged one in points."""
    unit = unit or "points"
    return f"{exact(value)}{unit}" if unit.startswith("%") else f"{exact(value)} {unit}"


def text(value: Any, _: Side) -> str:
    """Return words as they were written."""
    return str(value)


def one_of(words: Mapping[Any, str]) -> Say:
    """Return how a choice is said."""
    return lambda value, _: words.get(value, str(value))


def named(section: str) -> Say:
    """Return how the id of something is said: by its name."""
    return lambda value, side: side.names.name(section, value)


def cited(value: Any, side: Side) -> str:
    """Return the findings that something rests on."""
    return quoted([side.names.name("evidence", id) for id in value])


def quoted(names: list[str]) -> str:
    """Return names as a list, each in quotes; the first ``_MOST_LISTED`` of them."""
    quotes = [f"‘{name}’" for name in names[:_MOST_LISTED]]
    more = len(names) - len(quotes)
    return figures.listed([*quotes, f"{more} more"] if more else quotes)


def level(value: float, side: Side) -> str:
    """Return the level of a score, in the unit that its criterion had."""
    return level_in(value, side.names.units.get(side.row.get("criterion", "")))


def end(value: float, side: Side) -> str:
    """Return an end of a scale, in the unit of the scale."""
    return level_in(value, side.row.get("scale", {}).get("unit"))


def corners(value: Any, side: Side) -> str:
    """Return the points that a bent scale runs through."""
    pairs = [f"{end(at, side)} is worth {exact(worth)}" for at, worth in value]
    return figures.listed(pairs)


def distribution(value: Any, side: Side) -> str:
    """Return how a level is spread over its range."""
    if isinstance(value, str):
        return DISTRIBUTIONS.get(value, value)
    if "normal" in value:
        mean, deviation = (level(each, side) for each in value["normal"])
        return f"normal: mean {mean}, standard deviation {deviation}"
    one, other = (exact(each) for each in value["beta"])
    return f"beta, with the shapes {one} and {other}"


def million(value: float, _: Side) -> str:
    """Return pounds in millions, to the last digit that was given."""
    places = next((n for n in range(2, 16) if round(value, n) == value), 15)
    return figures.million(value, places)


def per_cent(of: str) -> Say:
    """Return how a share is said: ``41%``, or ``150% of it``."""
    return lambda value, _: f"{exact(round(value * 100, 10))}%{of}"


def of_hundred(value: float, _: Side) -> str:
    """Return a swing, of the 100 of the greatest."""
    return f"{exact(value)} (of 100)"


def year(value: int, _: Side) -> str:
    """Return a year."""
    return str(value)


def years(value: int, _: Side) -> str:
    """Return a number of years."""
    return f"{value} {'year' if value == 1 else 'years'}"


def names(value: Any, _: Side) -> str:
    """Return people's names in a row; the number of them where they are many."""
    people = [" ".join(str(each).split()) for each in value or ()]
    return f"{len(people)} people" if len(people) > 6 else "; ".join(people)


def votes_by_name(value: Any, _: Side) -> str:
    """Return how each person voted."""
    return "; ".join(
        f"{each['name']}: {BALLOTS.get(each['vote'], each['vote'])}" for each in value or ()
    )


def day(value: str, _: Side) -> str:
    """Return a date as people write it."""
    return words_of_partial_date(value)


def holders(value: Any, _: Side) -> str:
    """Return whose consent an option takes."""
    return figures.listed([HOLDERS.get(each, each) for each in value])


def published(value: bool, _: Side) -> str:
    """Return whether something may be published."""
    return "exempt from publication" if value else "may be published"


def exempt_parts(value: Any, _: Side) -> str:
    """Return which parts of the report are exempt from publication."""
    return figures.listed([heading(key) for key in value])


def note(value: Any, _: Side) -> str:
    """Return a note, which may hold anything."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
