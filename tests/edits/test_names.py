"""Two of one name cannot be told apart in a list, a table or the report."""

from __future__ import annotations

import pytest

from appraisal.edits.criteria import with_criterion
from appraisal.edits.must_haves import with_must_have
from appraisal.edits.names import words_setting
from appraisal.edits.options import with_option
from appraisal.errors import InvalidAppraisal
from appraisal.model import Appraisal
from tests.pages.conftest import small_appraisal

SECTIONS = {
    "options": ("house", "Trust", "an option called Trust"),
    "criteria": ("practice", "Time", "a criterion called Time"),
    "gates": ("law", "Open", "a must-have called Open"),
}


@pytest.fixture
def appraisal() -> Appraisal:
    return with_must_have(small_appraisal(), "Open")


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("spelt", [str, str.upper, lambda name: f"  {name} "])
def test_a_row_does_not_take_the_name_of_another(appraisal, section, spelt):
    id, taken, said = SECTIONS[section]

    with pytest.raises(InvalidAppraisal, match=f"There is already {said}"):
        words_setting(section, id, "name").write(appraisal, spelt(taken))


@pytest.mark.parametrize("section", SECTIONS)
def test_a_row_keeps_its_own_name_in_other_capitals(appraisal, section):
    id = SECTIONS[section][0]
    place = words_setting(section, id, "name")

    after = place.write(appraisal, place.read(appraisal).upper())

    assert place.read(after) == place.read(appraisal).upper()


@pytest.mark.parametrize("section", SECTIONS)
def test_a_row_has_a_name(appraisal, section):
    id = SECTIONS[section][0]

    with pytest.raises(InvalidAppraisal, match="a name"):
        words_setting(section, id, "name").write(appraisal, " ")


@pytest.mark.parametrize(
    "add",
    [
        lambda appraisal: with_option(appraisal, "trust"),
        lambda appraisal: with_criterion(appraisal, "time", "Change", ""),
        lambda appraisal: with_must_have(appraisal, "open"),
    ],
)
def test_what_is_added_does_not_take_the_name_of_another(appraisal, add):
    with pytest.raises(InvalidAppraisal, match="There is already"):
        add(appraisal)
