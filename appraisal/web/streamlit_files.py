"""Where Streamlit's own page and its scripts lie: read, never changed."""

from __future__ import annotations

from pathlib import Path

import streamlit

FOLDER = Path(streamlit.__file__).parent / "static"


def table_editors() -> str:
    """Return where a table's own boxes lie, which the browser else fetches at the first key press.

    That key is lost then: on a line of 50 ms, "56" typed into the first cell was saved as 6.
    """
    files = sorted(FOLDER.glob("static/js/*overlay-editor*.js"))
    return " ".join(f"/{file.relative_to(FOLDER).as_posix()}" for file in files)
