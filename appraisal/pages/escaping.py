"""User text on screen: always letters, never markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

from appraisal.analysis.wording.figures import listed

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&^=\"'])")


def plain(text: str) -> str:
    """Return the text so that a label or paragraph shows it letter by letter.

    Streamlit reads Markdown in every label: unescaped, an option's name could fetch a picture from
    a stranger's server and so tell when each councillor opened the page.
    """
    lines = (_MARKUP.sub(r"\\\1", line) for line in text.splitlines())
    return "  \n".join(lines)


def short(text: str, length: int = 80) -> str:
    """Return the text cut to a length at a word, with an ellipsis where it was cut."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    return f"{text[:length].rsplit(' ', 1)[0]} …"


def names_said(names: Iterable[str]) -> str:
    """Return user's names as a list in a sentence, letter by letter."""
    return listed([plain(name) for name in names])
