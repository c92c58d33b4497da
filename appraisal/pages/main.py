"""The script Streamlit runs for every page: the frame round it and the way to it."""

from __future__ import annotations

import streamlit as st

from appraisal.pages.session import state, visitor
from appraisal.pages.steps import SCREEN, STEPS, WORKSHOP
from appraisal.pages.widgets import frame, notices

# What somebody with a seat sees: one page and no other. A member's are plain pages, under /m.
OF_A_SEAT = {
    "observer": SCREEN.file,
    "facilitator": WORKSHOP.file,
}

_PAGE = "page"  # the one that this visitor was on last


def main() -> None:
    """Set the page up, and show a visitor the pages that are theirs."""
    st.set_page_config(page_title="Options appraisal", page_icon="⚖️", layout="centered")
    caller = visitor.arrived()
    if caller.role == "director":
        _officer()
        return
    only = OF_A_SEAT.get(caller.role, "workshop/not_in.py")
    st.navigation([st.Page(only, title="Workshop", default=True)], position="hidden").run()


def _officer() -> None:
    pages = [
        st.Page(step.file, title=step.title, url_path=step.key, default=step.key == "start")
        for step in (*STEPS, WORKSHOP, SCREEN)
    ]
    chosen = st.navigation(pages, position="hidden")
    if state.value(_PAGE) != chosen.url_path:
        state.put(_PAGE, chosen.url_path)
        notices.turn_page()
        state.forget_as_it_stood()
    if chosen.url_path != SCREEN.key:
        frame.sidebar(state.kept(), at_start=chosen.url_path in ("", "start"))
    chosen.run()


if __name__ == "__main__":
    main()
