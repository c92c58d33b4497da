"""Hostile words: what a file, a spreadsheet, a web page or a typesetter might take for its own."""

from __future__ import annotations

import copy
import re
import unicodedata
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

# Each has been misread by some program as something other than text.
MISREAD = (
    "no", "Yes", "on", "OFF", "y", "n", "true", "False", "null", "~", "NULL", "1:30", "012", "0o17",
    "0x1F", "1_000", "1e5", ".5", "5.", "-1", "+1", ".nan", ".inf", "-.INF", "2026-11-21",
    "2026-11-21T10:00:00Z", "12", "3.50", "£3m", "50%", "1,5", "=", "<<", "-", "?", ":", "---",
    "...", "- a", "? a", "a: b", "a #b", "# a", "[a]", "{a: b}", "&a", "*a", "!a", "!!int 3", "|",
    ">", "%a", "@a", "`a`", "'", '"', "''", 'a "b" c', "\\n", "\\", "a:", ":a", " a", "a ", "a, b",
    "a]", "=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "'=1", "''=1", "\ta", "a;b",
    "a\tb",
    "<script>alert(1)</script>", "![](http://example.org/a.png)", "[a](javascript:alert(1))",
    '#read("/etc/passwd")', "{{7*7}}", "${a}", "$x^2$", "$$", "*a* _b_", "<b>a</b>", "&amp;", "a\\",
    "Ŵŷ", "e\u0301", "\u0958", "\u202eabc", "a\u200bb", "\ufeffa", "a\u00a0b", "a\u2028b", "مرحبا",
    "👩‍👧‍👦", "𝔘", "//server/share", "../../etc/passwd", "CON", "nul", "http://example.org",
    "long words " * 25,
)  # fmt: skip
MANY_LINES = (
    "a\nb", "a\n\nb", "\na", "a\n", "a\n\n", "  a\nb", "a\n  b\n c", "- a\n- b", "a: b\nc: d",
    "a \nb", "a\n b\n\n\nc\n", "---\na", "a\n...\nb", "# a\nb", "\t a\nb", "\n", "\n\n", " \n a",
    "long " * 60 + "\n" + "words " * 40, "=1+1\n=2+2", '"a"\n"b"',
)  # fmt: skip
# What the model takes: no control characters but new line and tab, no lone halves of a pair.
_ANY = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn"), include_characters="\n\t"), max_size=40
)


def lines() -> SearchStrategy[str]:
    """One line of text that is not blank, at most 300 characters."""
    any_line = _ANY.map(lambda text: re.sub("[\n\u2028\u2029]", " ", text))
    one_line = [text for text in MISREAD if "\u2028" not in text]
    return (st.sampled_from(one_line) | any_line).filter(lambda text: bool(text.strip()))


def paragraphs() -> SearchStrategy[str]:
    """Text of any length, perhaps empty, perhaps of many lines."""
    return st.sampled_from(("", "Because.", *MISREAD)) | st.sampled_from(MANY_LINES) | _ANY


# section -> (keys that hold one line, keys that hold text, keys that hold a list of lines)
_WORDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "options": (("name",), ("summary", "description"), ("in_gift_of",)),
    "gates": (("name",), ("question", "basis", "trap", "owner"), ()),
    "gate_results": ((), ("reason",), ()),
    "criteria": (("name", "group"), ("question", "not_counted", "judged_at"), ()),
    "performances": ((), ("reason",), ()),
    "evidence": ((), ("finding", "source", "address", "interest"), ()),
    "members": (("label",), (), ()),
}


@st.composite
def with_words(draw: DrawFn, document: dict[str, Any]) -> dict[str, Any]:
    """Return the document with hostile words in every place where words can stand."""
    document = copy.deepcopy(document)
    # A few drawn words in many places: drawing new ones for each place would be slow.
    line = st.sampled_from(draw(st.lists(lines(), min_size=1, max_size=6)))
    text = st.sampled_from(
        draw(st.lists(paragraphs(), min_size=1, max_size=6, unique_by=_as_tidied))
    )
    for section, (of_lines, of_text, of_lists) in _WORDS.items():
        for row in document[section]:
            row |= {key: draw(line) for key in of_lines}
            row |= {key: said for key in of_text if _may_say(key, said := draw(text))}
            row |= {key: [*row[key], draw(line)] for key in of_lists}
    for row in document["criteria"]:
        _put_words_in_scale(draw, row["scale"], line, text)
    for row in document["costs"]["lines"]:
        row["item"] = draw(line)
    return document | _top(draw, document, line, text)


def _may_say(key: str, text: str) -> bool:
    """Return whether a key may hold a text: only a finding may not be empty."""
    return key != "finding" or bool(_as_tidied(text))


def _as_tidied(text: str) -> str:
    """Return what is left of a text however it is tidied: two such texts never become one key."""
    return "".join(unicodedata.normalize("NFC", text).split())


def _put_words_in_scale(
    draw: DrawFn, scale: dict[str, Any], line: SearchStrategy[str], text: SearchStrategy[str]
) -> None:
    if "unit" in scale:
        scale["unit"] = draw(line)
    at = draw(st.sets(st.sampled_from([0, 12.5, 25, 50, 75, 100]), max_size=5))
    scale["levels"] = {score: draw(text) for score in sorted(at)}


def _top(
    draw: DrawFn, document: dict[str, Any], line: SearchStrategy[str], text: SearchStrategy[str]
) -> dict[str, Any]:
    ids = [row["id"] for row in document["criteria"]]
    return {
        "title": draw(line),
        "question": draw(text),
        "authority": draw(text),
        "decision_maker": draw(line),
        "date": draw(st.dates()).isoformat(),
        "status": draw(st.sampled_from(["draft", "scoring", "agreed"])),
        "illustrative": draw(text),
        "swing_reasons": {id: draw(text) for id in ids[:2]},
        "trade_offs": [
            {"id": "t", "question": draw(text), "answer": "agree", "comment": draw(text)}
        ],
        "dissent": [{"by": draw(line), "about": draw(line), "text": draw(text)}],
        "interests": [
            {
                "by": draw(line),
                "about": draw(line),
                "text": draw(text),
                "kind": "pecuniary",
                "outcome": draw(st.sampled_from(["left_out", "dispensation"])),
            }
        ],
        "attendance": [
            {
                "date": draw(st.dates()).isoformat(),
                "present": [draw(line)],
                "apologies": [draw(line)],
                "quorum": 3,
            }
        ],
        "votes": [
            {
                "words": draw(text),
                "date": draw(st.dates()).isoformat(),
                "votes_for": 1,
                "votes_against": 0,
                "abstained": 0,
                "by_name": [{"name": draw(line), "vote": "for"}],
            }
        ],
        "report": {"sections": {"legal": draw(text)}, "exempt": ["legal"]},
        "notes": draw(st.dictionaries(text, _plain_data(text), max_size=3)),
    }


def _plain_data(text: SearchStrategy[str]) -> SearchStrategy[Any]:
    leaves = st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.floats(-10, 10) | text
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
        max_leaves=4,
    )
