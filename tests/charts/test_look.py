"""Colours and text: contrast, cleaning and lines that fit."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from appraisal.charts.groups import letter_of
from appraisal.charts.picture import distinct
from appraisal.charts.text import ordinal, plain, width_of, wrapped
from appraisal.charts.theme import (
    GREY,
    PAPER,
    QUIET,
    group_colour,
    ink_on,
    luminance,
    shades,
)


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_marks_stand_out_from_the_paper_and_from_their_neighbours():
    colours = [group_colour(place) for place in range(14)]

    assert all(contrast(colour, PAPER) >= 2.99 for colour in (*colours, GREY))
    assert all(contrast(one, two) >= 2.99 for one, two in pairwise(colours))


def test_at_most_four_hues_and_charcoal_are_used():
    assert len({group_colour(place) for place in range(40)}) == 5


def test_text_can_be_read_on_every_colour():
    assert contrast(QUIET, PAPER) >= 4.5
    for place in range(9):
        colour = group_colour(place)
        assert contrast(ink_on(colour), colour) >= 4.5
    for count in range(1, 9):
        for colour in shades(count):
            assert contrast(ink_on(colour), colour) >= 4.5, (colour, count)


def test_luminance_is_that_of_the_guidelines():
    assert luminance("#ffffff") == 1
    assert luminance("#000000") == 0
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54  # WebAIM's example of a bare pass


def test_control_characters_and_overrides_of_direction_are_left_out():
    assert plain("a\x00b\x07c\u202ed\ufeff\ud800\ufffe") == "a b cd"
    assert plain("one\ntwo\tthree") == "one two three"


def test_a_long_text_is_cut_and_says_so():
    assert len(plain("x" * 5_000)) == 200
    assert plain("x" * 5_000).endswith("…")


@given(st.text(max_size=400), st.floats(60, 400), st.integers(1, 4))
def test_lines_are_never_wider_than_asked_nor_too_many(text, width, most):
    lines = wrapped(text, width, 13, most=most)

    assert 1 <= len(lines) <= most
    assert all(width_of(line, 13) <= width + 1e-9 or len(line) <= 1 for line in lines)


def test_places_are_said_in_english():
    said = [ordinal(place) for place in (1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111)]

    assert " ".join(said) == "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 101st 111th"


def test_groups_have_letters_past_z():
    assert [letter_of(place) for place in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]


def test_names_that_are_the_same_are_told_apart():
    assert distinct(["Trust", "Trust", "Partner", "Trust"]) == [
        "Trust",
        "Trust (2)",
        "Partner",
        "Trust (3)",
    ]
