"""Numbers and dates as people type them into a box, and as a box shows them.

Both are boxes for text. Streamlit's own boxes for them cannot be emptied once they show a stored
value, and the GOV.UK Design System advises against the browser's number boxes in any case: they
round, and turn by the wheel.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from appraisal.analysis.wording.dates import MONTHS, words_of_date, words_of_partial_date
from appraisal.files.tables.cells import number

_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
_SHORT_YEAR = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2})")  # 1/12/26: in this century
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ .\-]+([A-Za-z]{3,9})\.?,?[ \-]+(\d{4})")
_MONTH_IN_NUMBERS = re.compile(r"(\d{1,2})[/.](\d{4})")
_MONTH_IN_WORDS = re.compile(r"([A-Za-z]{3,9})\.?,?[ \-]+(\d{4})")
_PARTIAL = re.compile(r"\d{4}(-\d{2}){0,2}")


def number_text(value: float | None) -> str:
    """Return a number as a box shows it: every digit that is stored, and no more."""
    if value is None:
        return ""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def number_reader(
    low: float | None = None, high: float | None = None
) -> Callable[[str], float | None]:
    """Return a function that reads what was typed as a number; an empty box is nothing.

    It raises ``ValueError``, in words for the person, for what is no number or beyond its ends.
    """

    def read(text: str) -> float | None:
        if not text.strip():
            return None
        try:
            value = float(number(text.strip()))
        except ValueError as error:
            # What a file's author can do about it does not hold for a box.
            problem = re.sub(r"[.,]? (or )?[Pp]ut it in quotation marks.*", ".", str(error))
            raise ValueError(problem[:1].upper() + problem[1:]) from None
        if (low is not None and value < low) or (high is not None and value > high):
            raise ValueError(f"Found {number_text(value)}. Right would be {_between(low, high)}.")
        return value

    return read


def _between(low: float | None, high: float | None) -> str:
    if low is None:
        return f"{number_text(high)} or less"
    if high is None:
        return f"{number_text(low)} or more"
    return f"a number from {number_text(low)} to {number_text(high)}"


def date_text(value: dt.date | str | None) -> str:
    """Return a date, or a partial one as text, as a box shows it."""
    return (
        words_of_date(value) if isinstance(value, dt.date) else words_of_partial_date(value or "")
    )


def read_date(text: str) -> dt.date | None:
    """Return what was typed as a date, the day first as in Britain; an empty box is nothing.

    Raises
    ------
    ValueError
        In words for the person: what was found and what would be right.
    """
    text = " ".join(text.split())
    if not text:
        return None
    try:
        if match := _DAY_FIRST.fullmatch(text):
            day, month, year = map(int, match.groups())
            return dt.date(year, month, day)
        if match := _SHORT_YEAR.fullmatch(text):
            day, month, year = map(int, match.groups())
            return dt.date(2000 + year, month, day)
        if match := _YEAR_FIRST.fullmatch(text):
            year, month, day = map(int, match.groups())
            return dt.date(year, month, day)
        if match := _IN_WORDS.fullmatch(text):
            return dt.date(int(match[3]), _month(match[2]), int(match[1]))
    except ValueError:
        pass
    raise ValueError(f"Found “{text}”. Right would be a date such as 5 March 2026 or 05/03/2026.")


def read_partial_date(text: str) -> str | None:
    """Return what was typed as a year, a month or a day: ``2018``, ``2018-07`` or ``2018-07-10``.

    Raises
    ------
    ValueError
        In words for the person: what was found and what would be right.
    """
    text = " ".join(text.split())
    if not text or _PARTIAL.fullmatch(text):
        return text or None
    try:
        if match := _MONTH_IN_NUMBERS.fullmatch(text):
            return f"{dt.date(int(match[2]), int(match[1]), 1):%Y-%m}"
        if match := _MONTH_IN_WORDS.fullmatch(text):
            return f"{dt.date(int(match[2]), _month(match[1]), 1):%Y-%m}"
        day = read_date(text)
    except ValueError:
        raise ValueError(
            f"Found “{text}”. Right would be a date as well as it is known: 2018, July 2018 or "
            "10 July 2018."
        ) from None
    return day.isoformat() if day else None


def _month(word: str) -> int:
    months = [
        month for month, name in enumerate(MONTHS, 1) if name.lower().startswith(word.lower())
    ]
    if len(months) != 1:
        raise ValueError(word)
    return months[0]
