"""The checker of hostile words itself: it sees them wherever Streamlit reads Markdown."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from appraisal.pages.escaping import plain
from tests.pages.walk import HOSTILE, unescaped

PLACES = {
    "paragraph": "st.markdown(words)",
    "caption": "st.caption(words)",
    "notice": "st.warning(words)",
    "heading": "st.subheader(words)",
    "label of a box": "st.text_input(words)",
    "label of a button": "st.button(words)",
    "label of a part": "st.expander(words)",
    "radio's choice": "st.radio('a', [words])",
    "cell": "st.table(pd.DataFrame([[words]], columns=['a']), hide_index=True)",
    "column": "st.table(pd.DataFrame([['a']], columns=[words]), hide_index=True)",
}


def page(words: str, place: str) -> AppTest:
    script = f"import pandas as pd\nimport streamlit as st\nwords = {words!r}\n{PLACES[place]}"
    return AppTest.from_string(script).run()


@pytest.mark.parametrize("place", PLACES)
def test_words_that_would_be_markup_are_seen(place):
    assert unescaped(page(HOSTILE, place)) != []


@pytest.mark.parametrize("place", PLACES)
def test_escaped_words_are_let_be(place):
    assert unescaped(page(plain(HOSTILE), place)) == []


def test_the_contents_of_a_box_are_plain_by_nature():
    at = AppTest.from_string(f"import streamlit as st\nst.text_input('a', {HOSTILE!r})").run()

    assert unescaped(at) == []
