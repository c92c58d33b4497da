"""Being written."""

import streamlit as st


def page() -> None:
    """Show the page."""
    st.title("Workshop", anchor=False)


if __name__ == "__main__":
    page()
