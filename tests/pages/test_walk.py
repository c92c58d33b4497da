"""The pages the way a visitor meets them, in Streamlit's own test runner on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

MAIN = Path(__file__).resolve().parents[2] / "appraisal" / "pages" / "main.py"


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """A visitor on Start, with a data folder of their own."""
    monkeypatch.setenv("APPRAISAL_DATA", str(tmp_path / "data"))
    st.cache_resource.clear()
    yield AppTest.from_file(str(MAIN), default_timeout=60).run()
    st.cache_resource.clear()


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def go(app: AppTest, page: str) -> AppTest:
    return app.switch_page(f"{page}.py").run()


def opened(app: AppTest, page: str, door: str = "Open the worked example") -> AppTest:
    return go(press(app, door), page)


def shown(app: AppTest) -> str:
    return "\n".join(block.value for kind in ("markdown", "caption") for block in app.get(kind))


def test_the_worked_example_opens_on_the_decision(app: AppTest) -> None:
    press(app, "Open the worked example")

    assert app.title[0].value == "Decision"
    assert not app.exception
    assert "is to choose between 4 options" in shown(app)


def test_the_result_names_the_leader_and_its_overall_value(app: AppTest) -> None:
    opened(app, "result")

    headings = [heading.value for heading in app.subheader]
    assert any("Ranked first: Partner council's" in h.replace("\\", "") for h in headings)
    assert "56.8 out of 100" in shown(app).replace("\\", "")


def test_a_score_is_saved_and_found_again_by_another_visitor(app: AppTest) -> None:
    opened(app, "scores")
    level = next(box for box in app.text_input if "Level for Improve in house" in box.label)
    level.set_value("41").run()

    again = AppTest.from_file(str(MAIN), default_timeout=60).run()
    press(again, next(b.label for b in again.button if str(b.key).startswith("start_open:")))
    go(again, "scores")
    found = next(box for box in again.text_input if "Level for Improve in house" in box.label)
    assert found.value == "41"


def test_undo_brings_the_level_back(app: AppTest) -> None:
    opened(app, "scores")
    level = next(box for box in app.text_input if "Level for Improve in house" in box.label)
    before = level.value
    level.set_value("41").run()

    press(app, "Undo")

    found = next(box for box in app.text_input if "Level for Improve in house" in box.label)
    assert found.value == before


def test_an_empty_set_says_what_is_missing_and_ranks_nothing(app: AppTest) -> None:
    door = next(b.label for b in app.button if b.label.startswith("Begin from"))
    opened(app, "result", door)

    assert "No recommendation yet" in [heading.value for heading in app.subheader]
    assert any(box.label.startswith("Still missing") for box in app.expander)


def test_weights_ask_for_the_first_choice_before_anything_is_rated(app: AppTest) -> None:
    door = next(b.label for b in app.button if b.label.startswith("Begin from"))
    opened(app, "weights", door)

    assert app.radio[0].value is None
    assert not app.select_slider


def test_a_swing_moves_the_weights(app: AppTest) -> None:
    opened(app, "weights")
    before = shown(app)

    app.select_slider[0].set_value(10).run()

    assert not app.exception
    assert shown(app) != before


def test_a_missing_level_stays_missing(app: AppTest) -> None:
    door = next(b.label for b in app.button if b.label.startswith("Begin from"))
    opened(app, "scores", door)

    levels = [box for box in app.text_input if box.label.startswith("Level for")]
    assert [box.value for box in levels] == ["", "", "", ""]


def fill(app: AppTest, key: str, text: str) -> None:
    box = next(b for b in app.text_input if str(b.key).partition("~")[0] == f"unsaved:{key}")
    box.set_value(text).run()


def test_agreeing_says_what_is_missing_and_asks(app: AppTest) -> None:
    opened(app, "history")
    fill(app, "history:agree", "Cabinet")
    assert "parts of the report are not written" in shown(app)

    press(app, "Agree and freeze")

    assert not any("agreed and frozen" in box.value for box in app.info)
    assert any("or tick that it is agreed as it stands" in box.value for box in app.error)


def test_agreeing_freezes_and_opening_again_makes_a_new_version(app: AppTest) -> None:
    opened(app, "history")
    fill(app, "history:agree", "Cabinet")
    next(b for b in app.checkbox if b.label.startswith("It is agreed as it stands")).check().run()
    press(app, "Agree and freeze")
    assert any("agreed and frozen" in box.value for box in app.info)
    assert all(b.disabled for b in app.button if b.label in ("Undo", "Redo"))

    fill(app, "history:reopen", "A slip")
    press(app, "Open again as a new version")

    assert not any("agreed and frozen" in box.value for box in app.info)


def test_a_what_if_never_reaches_the_record(app: AppTest) -> None:
    opened(app, "result")
    app.select_slider[0].set_value(3).run()
    go(app, "weights")

    assert "First choice: **Quality and consistency of practice**" in shown(app)
    go(app, "history")
    assert any("holds its beginning, and ends" in block.value for block in app.markdown)


def test_the_record_is_checked_on_request(app: AppTest) -> None:
    opened(app, "history")

    app.get("segmented_control")[0].set_value("Check the record").run()

    assert not app.exception
    assert any("every event from 0 to 0 is whole" in box.value for box in app.success)


def test_two_versions_are_compared_with_what_it_did_to_the_result(app: AppTest) -> None:
    opened(app, "scores")
    level = next(box for box in app.text_input if "Level for Partner council" in box.label)
    level.set_value("10").run()  # outside the range that was given, so it is asked about
    next(b for b in app.button if b.label == "Save what I gave instead").click().run()
    go(app, "history")

    app.get("segmented_control")[0].set_value("Compare versions").run()

    assert not app.exception
    assert "1 thing changed between the two" in shown(app)
    assert "The recommendation moves from Partner council" in shown(app).replace("\\", "")
