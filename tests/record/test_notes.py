import pytest

from appraisal.errors import InvalidAppraisal
from tests.service.examples import small_appraisal


def test_notes_are_kept_with_text_keys_and_composed_letters():
    notes = small_appraisal(notes={"e\u0301": {2026: "x"}}).notes

    assert notes == {"\u00e9": {"2026": "x"}}


@pytest.mark.parametrize("bad", [float("nan"), object(), {1: "a", "1": "b"}, "\ud800"])
def test_notes_that_no_record_could_keep_are_refused(bad):
    with pytest.raises(InvalidAppraisal, match="notes"):
        small_appraisal(notes={"n": bad})
