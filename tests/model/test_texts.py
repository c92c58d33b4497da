"""How text, numbers and dates are taken in, one value at a time."""

from __future__ import annotations

import re

import pytest
from pydantic import TypeAdapter, ValidationError

from appraisal.errors import InvalidAppraisal
from appraisal.model import Appraisal
from appraisal.model.base import Line, Number, PartialDate, Text, Year
from appraisal.model.faults import _RIGHT
from tests.service.examples import small_appraisal

TEXT = TypeAdapter(Text)
LINE = TypeAdapter(Line)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\u2028", "\u2029"])
def test_however_a_line_ends_it_is_kept_in_one_way(end: str) -> None:
    assert TEXT.validate_python(f"one{end}two") == "one\ntwo"


def test_text_keeps_no_space_at_the_end_of_a_line_and_no_empty_line_at_either_end() -> None:
    assert TEXT.validate_python("\n\n  one \n\n two\t\n\n") == "  one\n\n two"


@pytest.mark.parametrize("unseen", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\ufffe"])
def test_a_character_that_nobody_can_see_is_refused_by_its_number(unseen: str) -> None:
    with pytest.raises(ValidationError, match=f"U\\+{ord(unseen):04X}"):
        TEXT.validate_python(f"one{unseen}two")


def test_a_name_is_one_line_without_spaces_around_it() -> None:
    assert LINE.validate_python("  Trust\n") == "Trust"
    with pytest.raises(ValidationError, match="one line"):
        LINE.validate_python("Trust\nfund")


def test_text_that_composing_makes_longer_is_measured_when_composed() -> None:
    # U+0958 becomes two characters in NFC, so 200 of them are too long for a name.
    assert len(LINE.validate_python("\u0958" * 150)) == 300
    with pytest.raises(ValidationError, match="300"):
        LINE.validate_python("\u0958" * 200)


def test_the_same_word_is_the_same_text_however_its_accent_was_typed() -> None:
    assert TEXT.validate_python("cafe\u0301") == TEXT.validate_python("caf\u00e9")


@pytest.mark.parametrize("found", [True, "32", float("nan"), float("inf"), 1e16, None])
def test_what_is_not_an_ordinary_number_is_refused(found: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Number).validate_python(found)


@pytest.mark.parametrize(
    ("found", "read"), [(2018, "2018"), ("2018-07", "2018-07"), (2018.0, "2018")]
)
def test_a_date_may_be_a_year_alone(found: object, read: str) -> None:
    assert TypeAdapter(PartialDate).validate_python(found) == read


@pytest.mark.parametrize("found", [True, 18, 2018.5, "2018-13", "July 2018", 20180705])
def test_a_date_in_another_form_is_refused(found: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(PartialDate).validate_python(found)


@pytest.mark.parametrize("found", ["2026", 2026])
def test_a_year_may_be_the_text_of_a_key(found: object) -> None:
    assert TypeAdapter(Year).validate_python(found) == 2026


def test_a_date_that_is_none_is_told_with_examples_and_no_pattern() -> None:
    document = {
        **small_appraisal().document(),
        "evidence": [{"id": "e1", "finding": "So.", "date": "20 January 2027"}],
    }

    with pytest.raises(InvalidAppraisal) as refused:
        Appraisal.from_document(document)
    words = str(refused.value)
    assert "the year first: 2018, 2018-07 or 2018-07-10" in words
    assert not re.search(r"[\^$]|\\d", words)


def test_no_pattern_of_the_model_is_ever_shown() -> None:
    for words in _RIGHT.values():
        assert "{pattern}" not in words
