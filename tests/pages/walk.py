"""A page of the app under AppTest, on a store of its own, with an appraisal open."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit.testing.v1 import AppTest

from appraisal import service
from appraisal.model import Appraisal
from appraisal.pages.steps import SCREEN, WORKSHOP
from appraisal.service import cache
from appraisal.settings import Settings
from appraisal.store import Store
from tests.service.examples import officer

MAIN = Path(__file__).resolve().parents[2] / "appraisal" / "pages" / "main.py"
FILES = {step.key: step.file for step in (WORKSHOP, SCREEN)}  # the others are their own
BOXES = (
    "text_input", "text_area", "number_input", "selectbox", "multiselect", "radio", "checkbox",
    "date_input", "select_slider",
)  # fmt: skip
HOSTILE = "![pic](http://evil.example/x.png) <script>alert(1)</script> **bold** $x$ :smile: | a"


class Walk:
    """One visitor with one appraisal open, on one page after another."""

    def __init__(self, folder: Path, appraisal: Appraisal) -> None:
        self.store = Store.open(Settings(data=folder))
        by = officer(dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC), uuid.uuid4().hex)
        self.id = service.start(self.store, by, appraisal).id
        self.at = AppTest.from_file(str(MAIN), default_timeout=60)
        self.at.query_params["a"] = self.id

    def to(self, page: str) -> AppTest:
        """Go to a page and return it once it has run without an error."""
        self.at.run()
        self.at.switch_page(FILES.get(page, f"{page}.py")).run()
        return self.checked()

    def checked(self) -> AppTest:
        """Return the page; fails if it showed a traceback."""
        assert not self.at.exception, [found.value for found in self.at.exception]
        return self.at

    def refreshed(self, page: str) -> AppTest:
        """Open the page in a new session, as a refresh or a restart does."""
        self.at = AppTest.from_file(str(MAIN), default_timeout=60)
        self.at.query_params["a"] = self.id
        return self.to(page)

    def run(self) -> AppTest:
        """Run the page again, as a tap does."""
        self.at.run()
        return self.checked()

    def open(self, fold: str) -> AppTest:
        """Open a part that opens."""
        self.at.session_state[fold] = True
        return self.run()

    def kept(self) -> Appraisal:
        """Return the appraisal as the store has it."""
        return service.load(self.store, self.id).appraisal

    def words(self) -> str:
        """Return every word the page shows in paragraphs, captions, notices and headings, as read:
        the signs that keep it from being taken for Markdown are left out.
        """
        found = [self.at.markdown, self.at.caption, self.at.warning, self.at.error, self.at.info,
                 self.at.success, self.at.title, self.at.subheader, self.at.header]  # fmt: skip
        shown = "\n".join(str(item.value) for kind in found for item in kind)
        return re.sub(r"\\(.)", r"\1", shown)

    def box(self, field: str):
        """Return the widget of a field, whatever the count in its key."""
        key = re.compile(rf"(?:unsaved:|view:)?{re.escape(field)}(?:~\d+)?")
        return next(
            item
            for kind in BOXES
            for item in self.at.get(kind)
            if item.key and key.fullmatch(item.key)
        )

    def fill(self, field: str, text) -> AppTest:
        """Fill the box of this field and leave it, as a person does; None empties it."""
        self.box(field).set_value("" if text is None else str(text)).run()
        return self.checked()

    def press(self, key: str) -> AppTest:
        """Press the button with this key."""
        self.at.button(key=key).click().run()
        return self.checked()


@contextmanager
def walking(folder: Path, appraisal: Appraisal, monkeypatch):
    """A walk whose app reads the same store; caches are emptied before and after."""
    monkeypatch.setenv("APPRAISAL_DATA", str(folder))
    monkeypatch.setenv("APPRAISAL_DRAWS", "64")
    st.cache_resource.clear()
    cache.forget()
    walk = Walk(folder, appraisal)
    try:
        yield walk
    finally:
        walk.store.close()
        st.cache_resource.clear()
        cache.forget()


def markup(walk: Walk) -> list[str]:
    """Return every text on the page that Streamlit would read as markup put in by a user."""
    return unescaped(walk.at)


def unescaped(at: AppTest) -> list[str]:
    """Return every text of a page in which a user's words would be read as markup.

    Labels, paragraphs and table cells all read Markdown, so hostile words must stand there with
    each sign escaped. What is plain by nature (the contents of a box, a list's choices) is let be.
    """
    return [
        f"{element.type}: {text}"
        for element in at.main
        for text in _texts(element)
        if isinstance(text, str) and UNESCAPED.search(text)
    ]


def _texts(element) -> list[object]:
    proto = getattr(element, "proto", None)
    found = [getattr(element, "label", ""), getattr(proto, "body", ""), getattr(proto, "help", "")]
    value = getattr(element, "value", "")
    if isinstance(value, pd.DataFrame):
        return [*found, *value.columns, *value.to_numpy().ravel()]
    if element.type == "radio":
        found += list(element.options)
    return found if element.type in PLAIN_BY_NATURE else [*found, value]


UNESCAPED = re.compile(r"\]\(http|(?<!\\)<script|(?<!\\)\*\*bold|(?<!\\)\$x")
PLAIN_BY_NATURE = {"text_input", "text_area", "selectbox", "multiselect"}
