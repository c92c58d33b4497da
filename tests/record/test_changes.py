from hypothesis import given

from appraisal.record.changes import ORDER, Edit, apply_edits, edits_between, inverse_of
from appraisal.record.entries import document_of, entries_of
from appraisal.record.form import plain, recorded, text_keys
from tests.strategies import appraisals


@given(appraisals(), appraisals())
def test_edits_between_two_appraisals_lead_from_one_to_the_other_and_back(before, after):
    edits = edits_between(before, after)

    assert apply_edits(before, edits) == after
    assert apply_edits(after, inverse_of(edits)) == before


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


def test_one_score_is_one_edit(small):
    after = small.changed(
        performances=[
            {**row.document(), "level": 41} if row.option == "trust" else row
            for row in small.performances
        ]
    )

    (edit,) = edits_between(small, after)

    assert (edit.section, edit.key) == ("performances", ("trust", "practice"))
    assert (edit.before["level"], edit.after["level"]) == (40, 41)


def test_a_row_moved_is_an_edit_of_the_order_alone(small):
    after = small.changed(options=tuple(reversed(small.options)))

    (edit,) = edits_between(small, after)

    assert edit.key == ORDER
    assert apply_edits(small, [edit]) == after


def test_a_row_taken_from_the_middle_comes_back_in_its_place(small):
    after = small.changed(evidence=[small.evidence[0], small.evidence[2]])

    edits = edits_between(small, after)

    assert apply_edits(after, inverse_of(edits)) == small


def test_two_cost_lines_alike_in_name_are_told_apart(small):
    line = {"option": "trust", "item": "Set-up", "kind": "transition", "amounts": {2026: 1.5}}
    two = small.changed(costs={"lines": [line, {**line, "amounts": {2027: 0.25}}]})
    one = small.changed(costs={"lines": [{**line, "amounts": {2027: 0.25}}]})

    assert apply_edits(two, edits_between(two, one)) == one
    assert apply_edits(one, edits_between(one, two)) == two
