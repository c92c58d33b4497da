"""The theme, worked out once: Streamlit does it anew for every run of every page.

It looks for six sections among some 330 settings each time. With 200 phones that saved every few
seconds that was 16 % of the server's work, and the theme does not change while it runs.
"""

from __future__ import annotations

import functools

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session


def remember_theme() -> None:
    """Put a memory before Streamlit's own function, which stays the one that works the theme out.

    Streamlit does not promise that it is there; so its version is pinned, and a test sees that
    every section reaches the page as it does without the memory.
    """
    work_out = app_session._populate_theme_msg
    if hasattr(work_out, "__wrapped__"):
        return
    known: dict[str, CustomThemeConfig] = {}

    @functools.wraps(work_out)
    def populate(msg: CustomThemeConfig, section: str = "theme") -> None:
        if section not in known:
            theme = CustomThemeConfig()
            work_out(theme, section)
            known[section] = theme
        if known[section].ByteSize():  # a section that says nothing is left unset
            msg.MergeFrom(known[section])

    app_session._populate_theme_msg = populate
