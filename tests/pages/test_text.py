"""User text on screen is letters, never markup."""

from __future__ import annotations

import pytest

from appraisal.pages.escaping import plain, short


@pytest.mark.parametrize(
    "hostile",
    ["![](http://x.example/p.png)", "[a](javascript:alert(1))", "**b**", ":red[x]", "$x^2$", "# h"],
)
def test_no_markup_character_goes_unescaped(hostile: str) -> None:
    shown = plain(hostile)

    unescaped = shown.replace("\\\\", "").split("\\")
    assert not any(part[1:2] in set("[]()*#$:!") for part in unescaped[1:])
    assert shown.replace("\\", "") == hostile


def test_lines_stay_lines() -> None:
    assert plain("one\ntwo") == "one  \ntwo"


def test_a_long_text_is_cut_at_a_word() -> None:
    assert short("one two three four", 12) == "one two …"
    assert short("one two", 12) == "one two"
