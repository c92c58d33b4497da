"""The script Streamlit runs for every page: the frame round it and the way to it."""

from __future__ import annotations

import streamlit as st

from appraisal.pages import frame, state
from appraisal.pages.steps import STEPS


def main() -> None:
    """Set the page up, show the progress list and run the page asked for."""
    st.set_page_config(page_title="Options appraisal", page_icon="⚖️", layout="centered")
    pages = [
        st.Page(step.file, title=step.title, url_path=step.key, default=step.key == "start")
        for step in STEPS
    ]
    chosen = st.navigation(pages, position="hidden")
    frame.sidebar(state.kept())
    chosen.run()


if __name__ == "__main__":
    main()
