"""Text that strangers write can neither fail a report nor get into its making."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from appraisal.model import Evidence
from appraisal.report.clean import clean
from appraisal.report.contents import contents
from appraisal.report.parts import (
    Bullets,
    Cell,
    ChartBlock,
    Column,
    Link,
    Num,
    Para,
    Section,
    Table,
)
from appraisal.report.pdf.start_child import make_pdf
from tests.report.sample import document, report_of, results_of
from tests.report.tagged import Tagged, read_tags, squeezed

HOSTILE = {
    "typst code": '#read("/etc/passwd") #eval("1+1") #import "x.typ"',
    "typst markup": "*b* _i_ = H $x^2$ `raw` <label> @ref // comment",
    "typst functions": "#pagebreak() #set page(fill: red) #sys.inputs",
    "html": "<b>bold</b><script>alert(1)</script>&amp;",
    "template": "{{7*7}} ${7*7} <%= 7*7 %>",
    "formula": "=1+1",
    "backslashes": "C:\\new\\table\\",
    "quotes": "\"'`´‘’“”«»",
    "emoji": "Done 🎉🏳️‍🌈👩🏽‍⚕️1️⃣🇬🇧",
    "chinese": "儿童社会照护",
    "arabic": "خدمات الأطفال",
    "hebrew": "שירותי ילדים",
    "mixed directions": "abc \u202egnihsif\u202c שלום def",
    "bidi isolates": "\u2066a\u2067b\u2068c\u2069\u200e\u200f",
    "stacked accents": "x" + "\u0324\u0330" * 1_500,
    "control characters": "a\x00b\x07c\x1bd\x7fe\x9ff",
    "line separators": "a\u2028b\u2029c\x85d\x0be\x0cf\r\ng",
    "lone surrogates": "a\ud800b\udfffc",
    "not characters": "a\uffffb\ufffec\U0010ffffd",
    "private use": "a\ue000b\U000f0000c",
    "invisible": "a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg",
    "long word": "x" * 10_000,
    "long words and codes": "ab1/" * 500,
    "long text": "word " * 1_500,
    "nothing": "",
    "only spaces": " \t\n ",
    "unsafe link": "javascript:alert(1)",
    "mathematics": "∑∫√∞≠≈ 𝒜𝔹ℂ",
    "old scripts": "𐌀𓀀ᚠ",
}


# Letters that a page shows in another order, or several for one sign.
VISUAL = ("arabic", "hebrew", "mixed directions", "bidi isolates")
IN_TITLES = ("typst code", "emoji", "control characters", "lone surrogates", "nothing", "long word")


def hostile_section(place: int, text: str) -> Section:
    """Return a section with this text in every place where words can stand."""
    columns = tuple(Column(text or "-", share) for share in (1, 0.4, 2))
    cells: tuple[Cell, ...] = (text, Num(text), Link(text, text))
    table = Table(f"table_{place}", text, columns, (cells, cells), note=text)
    chart = {
        "mark": "bar",
        "title": {"text": f"A: {text[:200]}", "font": "Liberation Sans"},
        "data": {"values": [{"a": f"A: {text[:200]} z", "b": 1}]},
        "encoding": {"y": {"field": "a"}, "x": {"field": "b", "type": "quantitative"}},
    }
    figure = ChartBlock(f"chart_{place}", text, f"A bar chart. {text}", chart, text)
    blocks = (Para(text, lead=text, number="1.1"), Bullets((text, text)), table, figure)
    return Section(f"section_{place}", text or "-", blocks, number=str(place))


@pytest.fixture(scope="module")
def tagged() -> Tagged:
    sections = tuple(hostile_section(place, text) for place, text in enumerate(HOSTILE.values()))
    return read_tags(make_pdf(dataclasses.replace(report_of(), sections=sections), seconds=100))


@pytest.mark.parametrize("kind", HOSTILE)
def test_every_text_comes_out_as_it_was_written_and_never_as_code(kind, tagged):
    place = list(HOSTILE).index(kind)
    expected = squeezed(clean(HOSTILE[kind].strip()))
    table = tagged.tables[place if place == 0 else place + 1]  # the report's head is the second

    for row in table[1:]:
        text = row[0][1]
        if kind == "stacked accents":
            assert text[:1] == expected[:1] == "x"
        elif kind == "long word":  # it is broken with hyphens
            assert text.replace("-", "") == expected
        elif kind in VISUAL:
            assert sorted(text) == sorted(expected)
        else:
            assert text == expected
    assert squeezed(clean(f"A bar chart. {HOSTILE[kind]}")) == tagged.alts[place]


@pytest.mark.parametrize("kind", IN_TITLES)
def test_no_title_or_name_fails_a_report(kind):
    text = HOSTILE[kind]
    report = dataclasses.replace(
        report_of("exempt"), title=text, authority=text, kind=text, decision_maker=text,
        illustrative=text, sections=(hostile_section(1, "plain"),),
    )  # fmt: skip

    first, *_ = read_tags(make_pdf(report)).headings

    assert first[0] == "Title"
    shown = squeezed(clean(text, one_line=True, longest=400)) or "Untitledreport"
    assert first[1] == shown


def test_no_unsafe_address_can_be_followed():
    found = [Link("", address).target() for address in (
        "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//host/x", "https://",
        "http://a b", "vbscript:x", "https://a\"b", "ftp://host/x", "",
    )]  # fmt: skip

    assert found == [None] * 10
    assert Link("", " https://example.org/a?b=c#d ").target() == "https://example.org/a?b=c#d"
    assert Link("", "mailto:dcs@example.org").target() == "mailto:dcs@example.org"


def test_hostile_text_passes_through_a_whole_appraisal():
    texts = [text for text in HOSTILE.values() if _the_model_takes(text)]
    found = document()
    _fill(found, iter(texts * 20))

    tagged = read_tags(make_pdf(contents(results_of(**found))))

    assert "65.6outof100" in tagged.text


def _the_model_takes(text: str) -> bool:
    try:
        text.encode("utf-8")
        Evidence.model_validate({"id": "e", "finding": text})
    except (UnicodeEncodeError, ValidationError):
        return False
    return bool(text.strip()) and len(text) <= 5_000


def _fill(found: dict[str, Any], texts: Iterator[str]) -> None:
    for section in ("options", "gates", "criteria", "evidence", "performances", "gate_results"):
        for row in found[section]:
            for key in ("summary", "description", "question", "basis", "finding", "source",
                        "address", "interest", "reason"):  # fmt: skip
                if key in row or (section == "options" and key in ("summary", "description")):
                    row[key] = next(texts)
            if "name" in row:
                row["name"] = next(texts)[:300]
    for key in ("title", "authority", "question", "decision_maker"):
        found[key] = next(texts)[:300]
    found["report"] = {"sections": {"legal": next(texts), "risk": next(texts)}}
