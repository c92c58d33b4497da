from hypothesis import given, settings

from appraisal.record.changes import edits_between, inverse_of
from appraisal.record.telling.acts import edits_words
from appraisal.record.telling.changed_rows import rows_of
from appraisal.record.telling.names import Names
from tests.strategies import appraisals


@settings(max_examples=20)  # two whole appraisals each
@given(appraisals(), appraisals())
def test_any_change_is_told_and_what_it_takes_back_is_told_the_other_way_round(before, after):
    edits = edits_between(before, after)
    names = Names.of(before), Names.of(after)

    there = rows_of(edits, *names)
    back = rows_of(inverse_of(edits), *names[::-1])

    assert sorted((row.before, row.after) for row in there) == sorted(
        (row.after, row.before) for row in back
    )
    assert "\n" not in edits_words(edits, *names)


@settings(max_examples=20)
@given(appraisals(), appraisals())
def test_every_entry_that_changed_is_told_in_a_line_of_its_own(before, after):
    names = Names.of(before), Names.of(after)

    for edit in edits_between(before, after):
        assert edits_words([edit], *names), edit


@settings(max_examples=20)
@given(appraisals(), appraisals())
def test_names_follow_the_edits(before, after):
    edits = edits_between(before, after)

    found, wanted = Names.of(before).edited(edits), Names.of(after)

    assert found.called == wanted.called
    assert {id: found.units[id] for id in wanted.units} == wanted.units
