"""The door: what a visitor sees who has no page here."""

from __future__ import annotations

import streamlit as st

from appraisal.pages.escaping import plain
from appraisal.pages.session import refresh, visitor


def page() -> None:
    """Say how to join, and why somebody who was in is not in any more."""
    caller = visitor.caller()
    if caller.role == "member":  # joined in another tab since this page was opened
        st.title("You are in the workshop", anchor=False)
        st.link_button("Go to your questions", "/m", type="primary")
        return
    st.title("Join the workshop", anchor=False)
    if caller.role == "waiting":
        st.info("Please wait for the facilitator to let you in.", icon=":material/hourglass_top:")
    elif caller.why:
        st.info(plain(caller.why), icon=":material/info:")
    st.markdown("You need the code that is on the big screen, or the picture beside it.")
    st.link_button("Join with a code", "/j", type="primary")
    refresh.watch(caller=caller)


if __name__ == "__main__":
    page()
