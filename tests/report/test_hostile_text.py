"""Text that strangers write can neither fail a report nor get into its making."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest

from appraisal.report.clean import clean
from appraisal.report.contents import contents
from appraisal.report.parts import (
    Bullets,
    Cell,
    Column,
    Contents,
    Figure,
    Link,
    Num,
    Para,
    Section,
    Table,
)
from appraisal.report.pdf.child import make_pdf
from tests.report.sample import document, report_of, results_of
from tests.report.tagged import read_tags, squeezed

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
    "long text": "word " * 4_000,
    "nothing": "",
    "only spaces": " \t\n ",
    "unsafe link": "javascript:alert(1)",
    "mathematics": "∑∫√∞≠≈ 𝒜𝔹ℂ",
    "old scripts": "𐌀𓀀ᚠ",
}


def hostile_report(text: str) -> Contents:
    """Return a report with this text in every place where words can stand."""
    report = report_of()
    columns = tuple(Column(text or "-", share) for share in (1, 0.4, 2))
    cells: tuple[Cell, ...] = (text, Num(text), Link(text, text))
    table = Table("hostile", text, columns, (cells, cells), note=text)
    chart = {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "mark": "bar",
             "title": text[:200], "data": {"values": [{"a": text[:200], "b": 1}]},
             "encoding": {"y": {"field": "a"}, "x": {"field": "b", "type": "quantitative"}},
             }  # fmt: skip
    figure = Figure("hostile_chart", text, f"A bar chart. {text}", chart, text)
    blocks = (Para(text, lead=text, number="1.1"), Bullets((text, text)), table, figure)
    section = Section("hostile", text or "-", blocks, number="1")
    return dataclasses.replace(
        report, title=text, authority=text, kind=text, illustrative=text, sections=(section,)
    )


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_text_fails_a_report_and_all_of_it_comes_out_as_written(kind):
    text = HOSTILE[kind]
    tagged = read_tags(make_pdf(hostile_report(text), seconds=60))

    assert squeezed(clean(text)) in tagged.text
    row = tagged.tables[0][1]
    assert [cell for _, cell in row[:2]] == [squeezed(clean(text.strip()))] * 2


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
    except UnicodeEncodeError:
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
