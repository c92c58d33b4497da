"""Laws that hold for every appraisal."""

from __future__ import annotations

import json

from hypothesis import given

from appraisal.model import Appraisal
from appraisal.model.base import plain_data
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


@given(appraisals())
def test_the_document_is_what_pydantic_itself_would_write(appraisal: Appraisal) -> None:
    written = plain_data(appraisal.model_dump(by_alias=True, exclude_defaults=True))

    assert appraisal.document() == {"format": "appraisal/1"} | written
    assert list(appraisal.document()) == ["format", *(key for key in written if key != "format")]


@given(appraisals(), complete_appraisals(hostile=True))
def test_a_change_gives_what_the_whole_document_with_that_change_would_give(
    appraisal: Appraisal, other: Appraisal
) -> None:
    words = {"title": other.title, "question": other.question, "notes": other.notes}
    parts = {"options": appraisal.options[::-1], "evidence": appraisal.document().get("evidence")}
    changes = words | {key: value for key, value in parts.items() if value is not None}
    whole = appraisal.document() | {"options": appraisal.document()["options"][::-1]} | words

    assert appraisal.changed(**changes) == Appraisal.from_document(whole)
    assert appraisal.changed(**changes).document() == Appraisal.from_document(whole).document()


@given(appraisals())
def test_what_is_done_to_a_document_leaves_the_appraisal(appraisal: Appraisal) -> None:
    before = json.dumps(appraisal.document())
    document = appraisal.document()
    document["options"][0].clear()
    document["criteria"].clear()
    document.get("swings", {}).clear()

    assert json.dumps(appraisal.document()) == before


def test_a_copy_has_a_document_of_its_own() -> None:
    document = {
        "format": "appraisal/1", "title": "Which", "baseline": "a",
        "options": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
        "criteria": [{"id": "c", "name": "C", "group": "G", "scale": {}}],
    }  # fmt: skip
    appraisal = Appraisal.from_document(document)
    appraisal.document()

    assert appraisal.model_copy(update={"title": "Other"}).document()["title"] == "Other"
