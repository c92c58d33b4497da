"""Laws that hold for every appraisal."""

from __future__ import annotations

import json

from hypothesis import given

from appraisal.model import Appraisal
from tests.strategies import appraisals, complete_appraisals


@given(appraisals())
def test_a_document_made_from_an_appraisal_gives_the_same_appraisal(appraisal: Appraisal) -> None:
    assert Appraisal.from_document(appraisal.document()) == appraisal


@given(appraisals())
def test_a_document_sent_as_json_gives_the_same_appraisal(appraisal: Appraisal) -> None:
    sent = json.loads(json.dumps(appraisal.document(), allow_nan=False))

    assert Appraisal.from_document(sent) == appraisal


@given(complete_appraisals())
def test_a_complete_appraisal_has_every_level_and_swing(appraisal: Appraisal) -> None:
    benefits = {criterion.id for criterion in appraisal.benefit_criteria()}
    cells = {(option.id, criterion) for option in appraisal.options for criterion in benefits}

    assert set(appraisal.swings) == benefits
    assert {cell for cell, found in appraisal.cells().items() if found.level is not None} == cells
