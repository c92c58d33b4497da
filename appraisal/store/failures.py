"""A database's own words for trouble, told so that a person can mend it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError, TimeoutError

from appraisal.errors import AppraisalError, NotSaved

# words in SQLite's message -> what happened, and what to do
_SQLITE = {
    "disk is full": (
        "the disk that holds {place} is full",
        "Free some space on it, then try again; there is no need to start anew.",
    ),
    "readonly": (
        "{place} or its folder is read-only",
        "Make both writable for this user, then try again.",
    ),
    "unable to open": (
        "{place} cannot be opened, or its folder is gone or closed to this user",
        "Put the folder back, or give this user the right to read and write it; then try again.",
    ),
    "no such file": (
        "{place} or its folder is gone",
        "Put it back, or restore a backup with `python -m appraisal restore`; then try again.",
    ),
    "locked": (
        "another program has held {place} locked for {seconds} seconds",
        (
            "Close other programs that have this file open (a database browser, a backup, a second "
            "copy of this tool), then try again."
        ),
    ),
    "disk i/o": (
        "the disk did not do what was asked of it with {place}",
        (
            "Look at the disk and its free space. `python -m appraisal verify` says whether the "
            "record is whole."
        ),
    ),
    "malformed": (
        "{place} is damaged",
        (
            "Stop using it and keep a copy. Restore the last good backup with "
            "`python -m appraisal restore`."
        ),
    ),
    "not a database": (
        "{place} is not a database, or is damaged at its beginning",
        "Keep a copy, and restore the last good backup with `python -m appraisal restore`.",
    ),
    "no such table": (
        "{place} lacks a table that this tool needs",
        (
            "Another program may have altered it. Restore the last good backup with "
            "`python -m appraisal restore`."
        ),
    ),
}


def told(error: BaseException, place: str, *, seconds: float) -> str:
    """Return what happened to the database at ``place``, and what to do about it."""
    cause = str(getattr(error, "orig", None) or error).strip().splitlines()
    first = cause[0] if cause else type(error).__name__
    for words, (happened, remedy) in _SQLITE.items():
        if words in first.lower():
            return f"{happened.format(place=place, seconds=f'{seconds:g}')}. {remedy}"
    return (
        f"the database at {place} did not do what was asked of it ({first}). "
        "Check that it is running and can be reached, then try again."
    )


@contextmanager
def plainly(place: str, *, saving: bool, seconds: float) -> Iterator[None]:
    """Turn a failing database into a fault that names it and says what would mend it.

    Raises
    ------
    NotSaved
        Where something was being saved: none of it was kept.
    AppraisalError
        Where something was being read.
    """
    try:
        yield
    except (DBAPIError, TimeoutError, sqlite3.Error, OSError) as error:
        message = told(error, place, seconds=seconds)
        if saving:
            raise NotSaved(f"Not saved: {message}") from error
        raise AppraisalError(f"Cannot be read: {message}") from error
    except UnicodeDecodeError as error:  # the driver met damaged text
        happened, remedy = _SQLITE["malformed"]
        raise AppraisalError(f"{happened.format(place=place)}. {remedy}") from error
    except SQLAlchemyError as error:
        if _is_a_slip(error):
            raise
        raise AppraisalError(told(error, place, seconds=seconds)) from error


def _is_a_slip(error: SQLAlchemyError) -> bool:
    """Return whether the statement itself is wrong: our own mistake, which may crash."""
    return not isinstance(error, DBAPIError)
