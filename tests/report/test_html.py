"""The report as one HTML page: the same words and figures, and nothing in it can run."""

from __future__ import annotations

import dataclasses
import itertools
import re
from html.parser import HTMLParser

import pytest

from appraisal.report import make_report
from appraisal.report.contents import contents
from appraisal.report.html import make_html
from appraisal.report.parts import Bullets, Column, Link, Num, Para, Section, Table, cell_text
from tests.report.sample import report_of, results_of

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp; 🎉 儿童 \x00\u202e"


class Read(HTMLParser):
    """Tags with their attributes, headings, and tables as rows of cells."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[str] = []
        self.tables: list[list[list[str]]] = []
        self._heading = self._cell = False
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._heading = tag in ("h1", "h2", "h3")
        if self._heading:
            self.headings.append("")
        elif tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("th", "td"):
            self.tables[-1][-1].append("")
            self._cell = True

    def handle_endtag(self, tag):
        self._heading = self._heading and tag not in ("h1", "h2", "h3")
        self._cell = self._cell and tag not in ("th", "td")

    def handle_data(self, data):
        if self._heading:
            self.headings[-1] += data
        if self._cell:
            self.tables[-1][-1][-1] += data


@pytest.fixture(scope="module")
def page() -> bytes:
    return make_report(results_of(), to="html")


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_headings_come_in_order_and_skip_no_level(page):
    read, report = Read(page), report_of()
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch(r"h\d", tag)]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    names = " ".join(read.headings)
    assert all(section.heading in names for section in report.sections)


def test_every_table_says_cell_by_cell_what_the_contents_say(page):
    expected = [
        [[squeezed(column.heading) for column in table.columns]]
        + [[squeezed(cell_text(cell)) for cell in row] for row in table.rows]
        for table in report_of().tables()
    ]

    found = [[[squeezed(cell) for cell in row] for row in table] for table in Read(page).tables]
    assert found == expected


def test_header_cells_have_a_scope_and_charts_their_alt_text(page):
    tags = Read(page).tags

    assert {attributes.get("scope") for tag, attributes in tags if tag == "th"} == {"col", "row"}
    alts = [attributes["alt"] for tag, attributes in tags if tag == "img"]
    assert alts == [figure.alt for figure in report_of().figures()]
    assert alts


def test_the_page_has_its_language_title_and_landmarks(page):
    tags = Read(page).tags

    assert ("html", {"lang": "en-GB"}) in tags
    assert {"main", "header", "footer", "nav", "title"} <= {tag for tag, _ in tags}
    assert b"<title>Who should run the service?</title>" in page


def test_every_link_inside_the_page_goes_somewhere(page):
    tags = Read(page).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    targets = {str(a["href"])[1:] for tag, a in tags if tag == "a" and str(a["href"])[0] == "#"}

    assert len(ids) == len(set(ids))
    assert targets <= set(ids)


def test_nothing_in_the_page_can_run_or_be_fetched(page):
    policy = next(a for tag, a in Read(page).tags if a.get("http-equiv"))

    assert str(policy["content"]).startswith("default-src 'none'")
    assert not re.search(rb"(src|href)=\"(?!#|data:image/svg|https://example.org/review)", page)


def test_strangers_words_stay_words():
    table = Table(
        "t", HOSTILE, (Column(HOSTILE), Column("b"), Column("c")),
        ((HOSTILE, Num(HOSTILE), Link(HOSTILE, "javascript:alert(1)")),), note=HOSTILE,
    )  # fmt: skip
    blocks = (Para(HOSTILE, lead=HOSTILE), Bullets((HOSTILE,)), table)
    report = dataclasses.replace(
        report_of(), title=HOSTILE, authority=HOSTILE, illustrative=HOSTILE,
        sections=(Section("s", HOSTILE, blocks, number="1"),),
    )  # fmt: skip
    page = make_html(report)

    tags = Read(page).tags
    assert not [tag for tag, _ in tags if tag in ("script", "img", "iframe")]
    assert not [a for _, a in tags if any(name.startswith("on") for name in a)]
    assert not [a for _, a in tags if "javascript" in str(a.get("href"))]
    assert "儿童" in page.decode("utf-8")


def test_the_same_results_give_the_same_page(page):
    assert make_html(contents(results_of())) == page
