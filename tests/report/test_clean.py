"""Any text made safe to typeset."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.report.clean import FONTS, breakable, clean, clean_data, is_covered
from appraisal.report.pdf.fit import fitted, width_of
from tests.report.coverage import coverage


def test_the_list_of_covered_characters_is_that_of_the_bundled_fonts():
    assert json.loads((FONTS / "coverage.json").read_text()) == coverage()


def test_every_sign_that_reports_and_charts_print_has_a_glyph():
    assert [sign for sign in "−–—£€×±≥≤…·•✓✗?○●□■▲▼◆°½“”‘’" if not is_covered(sign)] == []


def test_the_bundled_fonts_come_with_their_licence():
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text()
    assert sum(path.stat().st_size for path in FONTS.glob("*.ttf")) < 4_000_000


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("Plain £5 – yes", "Plain £5 – yes"),
        ("Done 🎉 now", "Done [party popper] now"),
        ("cook 👩🏽\u200d🍳", "cook [woman]\u200d[cooking]"),
        ("儿童", "□□"),
        ("tab\there", "tab here"),
        ("nul\x00 bell\x07", "nul  bell "),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("lone \ud800 half", "lone ? half"),
        ("\u202egnihsif\u202c", "gnihsif"),
        ("not a character \uffff", "not a character □"),
        ("private \ue000", "private □"),
        ("e\u0301", "é"),
        ("شكرا", "شكرا"),
        ("שלום", "שלום"),
    ],
)
def test_what_cannot_be_shown_is_named_or_boxed_and_the_rest_stays(given, found):
    assert clean(given) == found


def test_a_letter_keeps_three_accents_at_most():
    assert len(clean("x" + "\u0324" * 3_000)) == 4


def test_a_text_that_is_too_long_says_that_it_was_cut():
    assert clean("a" * 30, longest=10) == "a" * 10 + " [text shortened]"


@given(st.text(st.characters(codec=None), max_size=60))
def test_cleaning_never_fails_and_leaves_only_what_can_be_shown(text):
    found = clean(text)

    assert all(letter == "\n" or is_covered(letter) for letter in found)
    assert clean(found) == found
    found.encode("utf-8")


@given(st.text(max_size=80))
def test_break_marks_change_no_letter(text):
    plain = clean(text).replace("\u200b", "").replace("\u00ad", "")
    marked = fitted(breakable(plain), 12.0)

    assert marked.replace("\u200b", "").replace("\u00ad", "") == plain


def test_ordinary_words_stay_whole():
    said = "Responsibility for safeguarding and accountability"

    assert breakable(said) == said
    assert fitted(said, 40.0) == said


def test_a_word_wider_than_its_column_breaks_into_pieces_that_fit():
    pieces = fitted("Commissioner", 15.0).split("\u00ad")

    assert len(pieces) == 2
    assert all(width_of(piece) <= 15.0 for piece in pieces)


def test_a_date_in_a_narrow_column_breaks_after_its_hyphens():
    assert fitted("2018-07-10", 14.0) == "2018-\u200b07-\u200b10"


def test_a_long_word_can_break_anywhere():
    marked = breakable("x" * 10_000)

    assert max(len(piece) for piece in marked.split("\u00ad")) <= 12


def test_keys_and_texts_of_a_chart_are_cleaned_alike():
    assert clean_data({"a\x00": ["b\x00", 1, None]}) == {"a ": ["b ", 1, None]}
