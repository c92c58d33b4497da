"""The theme that is remembered is the theme that Streamlit works out."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from appraisal.web.theme import remember_theme

SECTIONS = ["theme", *(f"theme.{each.value}" for each in config.CustomThemeCategories)]


@pytest.fixture(autouse=True)
def _as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    found = app_session._populate_theme_msg
    monkeypatch.setattr(app_session, "_populate_theme_msg", getattr(found, "__wrapped__", found))


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_reaches_every_page_as_without_the_memory(section: str) -> None:
    worked_out = CustomThemeConfig()
    app_session._populate_theme_msg(worked_out, section)

    remember_theme()

    for _ in range(2):
        message = CustomThemeConfig()
        app_session._populate_theme_msg(message, section)
        assert message == worked_out


def test_a_whole_new_page_is_told_the_same_theme() -> None:
    def told() -> CustomThemeConfig:
        message = CustomThemeConfig()
        for part, section in ((message, "theme"), (message.light, "theme.light"),
                              (message.dark, "theme.dark"), (message.sidebar, "theme.sidebar"),
                              (message.light.sidebar, "theme.light.sidebar")):  # fmt: skip
            app_session._populate_theme_msg(part, section)
        return message

    before = told()
    remember_theme()

    assert told() == told() == before
    assert before.light.primary_color == "#12436d"
    assert not before.HasField("sidebar")


def test_the_theme_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    look = config.get_options_for_section

    def watched(section: str) -> dict[str, Any]:
        asked.append(section)
        return look(section)

    monkeypatch.setattr(config, "get_options_for_section", watched)
    remember_theme()
    remember_theme()

    for _ in range(3):
        app_session._populate_theme_msg(CustomThemeConfig(), "theme.dark")

    assert asked == ["theme.dark"]
