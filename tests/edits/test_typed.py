"""Numbers and dates as people type them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.edits.typed import (
    date_text,
    number_reader,
    number_text,
    read_date,
    read_partial_date,
)


@given(st.floats(-1e15, 1e15, allow_nan=False))
def test_a_number_reads_back_as_it_is_shown(value):
    assert number_reader()(number_text(value)) == value


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_a_date_reads_back_as_it_is_shown(day):
    assert read_date(date_text(day)) == day


@pytest.mark.parametrize(
    "text",
    [
        "5 March 2026",
        "05/03/2026",
        "5.3.2026",
        "2026-03-05",
        "5th mar 2026",
        " 5  March, 2026 ",
        "5/3/26",
        "05.03.26",
    ],
)
def test_the_day_comes_first_in_a_date(text):
    assert read_date(text) == dt.date(2026, 3, 5)


@pytest.mark.parametrize(
    "text", ["31/02/2026", "March", "26-03-05", "31/02/26", "5 Ma 2026", "03-2026"]
)
def test_what_is_no_date_is_told_with_what_would_be_right(text):
    with pytest.raises(ValueError, match="Right would be a date such as 5 March 2026"):
        read_date(text)


def test_a_number_beyond_its_ends_is_told_with_them():
    with pytest.raises(ValueError, match=r"Found 140\. Right would be a number from 0 to 100\."):
        number_reader(0, 100)("140")


def test_an_empty_box_is_nothing():
    assert number_reader(0, 100)("  ") is None
    assert read_date(" ") is None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2018", "2018"),
        ("July 2018", "2018-07"),
        ("jul 2018", "2018-07"),
        ("7/2018", "2018-07"),
        ("2018-07", "2018-07"),
        ("10 July 2018", "2018-07-10"),
        ("10/7/18", "2018-07-10"),
        ("2018-07-10", "2018-07-10"),
        (" ", None),
    ],
)
def test_a_date_is_read_as_well_as_it_is_known_and_reads_back_as_shown(text, kept):
    assert read_partial_date(text) == kept
    assert read_partial_date(date_text(kept)) == kept


@pytest.mark.parametrize("text", ["last summer", "13/2018", "Ma 2018", "31 June 2018"])
def test_what_is_no_partial_date_is_told_with_what_would_be_right(text):
    with pytest.raises(ValueError, match="as well as it is known: 2018, July 2018 or 10 July 2018"):
        read_partial_date(text)


def test_a_day_that_there_is_not_is_shown_as_it_stands_in_the_file():
    assert date_text("2018-02-31") == "2018-02-31"
