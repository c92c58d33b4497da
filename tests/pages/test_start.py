"""Start, in Streamlit's own test runner: search, pages, places, and what is said of each act."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from appraisal import service
from appraisal.pages.sections.start.before_deleting import what_goes, why_not
from appraisal.pages.sections.start.names import spoken
from appraisal.pages.sections.start.saved_row import PUT_BACK
from appraisal.service import Going
from appraisal.service.acting import By
from tests.pages.conftest import small_appraisal
from tests.pages.walk import HOSTILE, MAIN, markup
from tests.service.examples import Hand

PREVIOUS, NEXT = "start_previous", "start_next"


@pytest.fixture
def hand():
    return Hand()


@pytest.fixture
def many(small, hand):
    """Start with twelve appraisals saved, "Paper 11" last."""
    for n in range(11):
        appraisal = small_appraisal(title=f"Paper {n + 1}", authority="Slough" if n % 2 else "Hull")
        service.start(small.store, hand(), appraisal)
    small.to("start")
    return small


def rows(at: AppTest) -> list[str]:
    """The titles listed, in order."""
    shown = [re.match(r"\*\*(.+?)\*\*  \n", block.value) for block in at.markdown]
    return [re.sub(r"\\(.)", r"\1", found[1]) for found in shown if found]


def more(at: AppTest, id: str, act: str) -> AppTest:
    """Choose one of the rarer acts of an appraisal."""
    at.menu_button(key=f"start_more:{id}").click(act).run()
    assert not at.exception
    return at


def show(at: AppTest, place: str) -> list[str]:
    next(b for b in at.radio if str(b.key).startswith("view:start:place")).set_value(place).run()
    return rows(at)


def test_the_eleventh_appraisal_is_on_the_second_page(many):
    assert len(rows(many.at)) == 10
    assert many.at.button(key=PREVIOUS).disabled

    many.press(NEXT)

    assert len(rows(many.at)) == 2
    assert many.at.button(key=NEXT).disabled
    assert "11 to 12 of 12" in many.words()


def test_a_search_begins_at_the_first_page_and_survives_leaving(many):
    many.press(NEXT)
    many.fill("start:words", "slough")
    found = rows(many.at)

    assert found == ["Paper 10", "Paper 8", "Paper 6", "Paper 4", "Paper 2"]
    many.to("options")
    many.to("start")
    assert rows(many.at) == found
    assert many.box("start:words").value == "slough"
    many.fill("start:words", "nowhere")
    assert "Nothing here has the words “nowhere”." in many.words()


def test_the_order_chosen_survives_leaving(many):
    many.box("start:sort").set_value("Title").run()
    many.to("options")
    many.to("start")

    assert rows(many.at)[:3] == ["Paper 1", "Paper 10", "Paper 11"]


def test_each_row_says_status_progress_and_when_it_was_saved(small):
    small.to("start")

    assert re.search(
        r"Draft · \d of 8 pages filled in · last\ssaved\s21\sNov\s2026,\s\d\d:\d\d", small.words()
    )


def test_few_appraisals_need_no_search(small):
    small.to("start")

    assert not [box for box in small.at.text_input if "start:words" in box.key]
    assert rows(small.at) == ["Who should run it?"]


def test_a_copy_is_made_and_listed_first(small):
    small.to("start")
    more(small.at, small.id, "Duplicate")

    assert rows(small.at) == ["Who should run it? (copy)", "Who should run it?"]
    assert "A copy was made" in small.words()


def test_what_is_archived_is_taken_out_again(small):
    small.to("start")
    more(small.at, small.id, "Archive")

    assert rows(small.at) == []
    assert show(small.at, "Archived") == ["Who should run it?"]
    more(small.at, small.id, "Take out of the archive")
    assert show(small.at, "Saved") == ["Who should run it?"]


def test_archiving_is_taken_back_at_once(small):
    small.to("start")
    more(small.at, small.id, "Archive")

    small.press("start_back")

    assert rows(small.at) == ["Who should run it?"]


def test_deleting_asks_first_and_says_what_goes(small):
    small.to("start")
    more(small.at, small.id, "Delete")

    assert "Nothing has been changed since it was made. Nothing is erased" in small.words()
    assert not service.load(small.store, small.id).deleted
    small.press(f"start_keep:{small.id}")
    assert "Nothing is erased" not in small.words()
    assert not service.load(small.store, small.id).deleted


def test_what_is_deleted_is_taken_back_at_once_or_later(small):
    small.to("start")
    more(small.at, small.id, "Delete")
    small.press(f"start_delete:{small.id}")
    assert rows(small.at) == []
    small.press("start_back")
    assert rows(small.at) == ["Who should run it?"]

    more(small.at, small.id, "Delete")
    small.press(f"start_delete:{small.id}")
    small.refreshed("start")
    assert show(small.at, "Deleted") == ["Who should run it?"]
    small.press(f"start_restore:{small.id}")
    assert show(small.at, "Saved") == ["Who should run it?"]


def test_an_appraisal_with_an_open_workshop_is_not_deleted(small):
    from appraisal.service import workshop as ws
    from tests.service.workshop.room import DIRECTOR

    now = Hand()().now
    ws.open_workshop(small.store, By(DIRECTOR, now, "w"), small.id)
    small.to("start")
    more(small.at, small.id, "Delete")

    assert "A workshop is open on this appraisal, with no people in it." in small.words()
    assert not [button for button in small.at.button if button.key.startswith("start_delete")]


def test_the_example_opened_twice_is_one_record_and_is_put_back(small, hand):
    small.to("start")
    small.press("example:birmingham")
    small.to("start")
    small.press("example:birmingham")
    assert small.at.title[0].value == "Decision"
    (id,) = service.shelf(small.store).examples
    assert service.shelf(small.store).found == 2
    kept = service.load(small.store, id)
    renamed = kept.appraisal.changed(title="Ours now")
    service.save(small.store, hand(), kept, renamed, kind="decision")

    small.to("start")
    more(small.at, id, PUT_BACK)
    assert service.load(small.store, id).appraisal == kept.appraisal
    small.press("start_back")
    assert service.load(small.store, id).appraisal == renamed


def test_putting_the_example_back_is_not_taken_back_over_later_changes(small, hand):
    small.to("start")
    small.press("example:birmingham")
    (id,) = service.shelf(small.store).examples
    for title in ("Ours now", None, "Later"):
        if title is None:
            small.to("start")
            more(small.at, id, PUT_BACK)
            continue
        kept = service.load(small.store, id)
        after = kept.appraisal.changed(title=title)
        service.save(small.store, hand(), kept, after, kind="decision")

    small.press("start_back")

    assert "It was changed since" in small.words()
    assert service.load(small.store, id).appraisal.title == "Later"


def test_no_name_of_a_control_holds_a_sign_that_markdown_reads(hostile):
    hostile.to("start")

    assert markup(hostile) == []
    name = spoken(f"{HOSTILE} www.evil.example 1. a_b #5 'x'")
    assert not re.search(r"[\\`*_{}\[\]()#+\-.!|<>~$:&^=\"']", name)


def test_two_of_the_same_title_are_told_apart(small, hand):
    service.start(small.store, hand(), small_appraisal())
    small.to("start")

    opens = [b.label for b in small.at.button if b.key and b.key.startswith("start_open:")]
    assert len(set(opens)) == 2
    assert small.words().count("Begun 21 November 2026") == 2


def test_a_damaged_record_is_listed_and_said_to_be_so(small, monkeypatch):
    from appraisal.errors import RecordDamaged

    def damaged(*_):
        raise RecordDamaged("It does not verify.")

    monkeypatch.setattr(service, "how_far", damaged)
    small.to("start")

    assert "its record does not verify" in small.words()


@pytest.mark.parametrize(
    ("going", "said"),
    [
        (Going(0, 0, 0, 0, False, False), "Nothing has been changed since it was made."),
        (Going(1, 0, 1, 0, False, False), "1 change and 1 workshop held on it."),
        (Going(12, 2, 3, 0, False, False),
         "12 changes, 3 workshops held on it and 2 names kept apart from its record."),
    ],
)  # fmt: skip
def test_the_question_counts_what_goes(going, said):
    assert said in what_goes(going)
    assert why_not(going) == ""


def test_what_stands_in_the_way_is_named():
    assert "with 5 people in it" in why_not(Going(0, 0, 1, 5, True, False))
    assert "with 1 person in it" in why_not(Going(0, 0, 1, 1, True, True))
    assert "legal hold" in why_not(Going(0, 0, 0, 0, False, True))


def test_an_empty_store_shows_no_list(tmp_path, monkeypatch):
    import streamlit as st

    monkeypatch.setenv("APPRAISAL_DATA", str(tmp_path / "data"))
    st.cache_resource.clear()
    at = AppTest.from_file(str(MAIN), default_timeout=60).run()

    assert not at.exception
    assert next(heading.value for heading in at.subheader) == "See a worked example"
    st.cache_resource.clear()


def test_start_has_no_undo_of_the_appraisal_that_is_open(small):
    small.to("options")
    assert small.at.button(key="undo")

    small.to("start")

    assert not [button for button in small.at.button if button.key in ("undo", "redo")]


def test_a_notice_goes_once_another_part_of_the_list_is_looked_at(many):
    many.press(NEXT)
    more(many.at, many.id, "Duplicate")
    assert "A copy was made" in many.words()

    many.press(PREVIOUS)

    assert "A copy was made" not in many.words()


def test_a_notice_says_which_of_two_with_one_title_it_means(small, hand):
    twin = service.start(small.store, hand(), small_appraisal())
    small.to("start")
    assert rows(small.at) == ["Who should run it?"] * 2

    more(small.at, twin.id, "Archive")

    assert re.search(r"Archived: “Who should run it\?”, begun \d+ \w+ 2026 at", small.words())
