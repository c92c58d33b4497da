"""What ships with the tool is found, sound and complete."""

from __future__ import annotations

from appraisal.files.appraisal_file import read_appraisal
from appraisal.files.examples import criteria_sets, worked_examples


def test_every_criteria_set_is_blank() -> None:
    found = criteria_sets()

    assert "childrens_services" in {shipped.name for shipped in found}
    for appraisal in (read_appraisal(shipped.path) for shipped in found):
        judged = [*appraisal.swings, *appraisal.performances, *appraisal.members]
        assert judged == []


def test_every_worked_example_says_that_its_judgements_are_not_real() -> None:
    found = worked_examples()

    assert "birmingham" in {shipped.name for shipped in found}
    for shipped in found:
        appraisal = read_appraisal(shipped.path)
        assert (appraisal.title, bool(appraisal.illustrative)) == (shipped.title, True)
        assert appraisal.performances
