from hypothesis import given, settings

from appraisal.record.changes import Edit, apply_edits, edits_between, inverse_of
from appraisal.record.entries import document_of, entries_of
from appraisal.record.form import plain, recorded, text_keys
from tests.strategies import appraisals


@settings(max_examples=40)  # two whole appraisals each
@given(appraisals(), appraisals())
def test_edits_between_two_appraisals_lead_from_one_to_the_other_and_back(before, after):
    edits = edits_between(before, after)

    assert apply_edits(before, edits) == after
    assert apply_edits(after, inverse_of(edits)) == before


@settings(max_examples=40)  # two whole appraisals each
@given(appraisals(), appraisals())
def test_edits_survive_being_recorded(before, after):
    edits = edits_between(before, after)

    kept = plain(recorded([edit.document() for edit in edits]))

    assert apply_edits(before, [Edit.from_document(edit) for edit in kept]) == after


@given(appraisals())
def test_an_appraisal_does_not_differ_from_itself(appraisal):
    assert edits_between(appraisal, type(appraisal).from_document(appraisal.document())) == ()


@given(appraisals())
def test_entries_lose_nothing_of_a_document(appraisal):
    assert type(appraisal).from_document(document_of(entries_of(appraisal))) == appraisal


@given(appraisals())
def test_recording_loses_nothing_of_a_document(appraisal):
    document = text_keys(appraisal.document())

    assert plain(recorded(document)) == document
