"""The PDF: what a screen reader meets, what a search finds, and the same bytes each time."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from appraisal.analysis.results import analyse
from appraisal.files.appraisal_file import read_appraisal
from appraisal.files.examples import CRITERIA
from appraisal.report import make_report
from appraisal.report.contents import contents
from appraisal.report.parts import Contents, Section, Subheading, cell_text
from tests.report.sample import results_of
from tests.report.tagged import Tagged, page_texts, read_tags, squeezed
from tests.report.verapdf import failed_checks

ROOT = Path(__file__).parents[2]
EXAMPLE = CRITERIA / "examples" / "birmingham.yaml"
DRAWS = 500


@pytest.fixture(scope="module")
def results():
    return analyse(read_appraisal(EXAMPLE), draws=DRAWS)


@pytest.fixture(scope="module")
def report(results) -> Contents:
    return contents(results)


@pytest.fixture(scope="module")
def pdf(results) -> bytes:
    return make_report(results, to="pdf")


@pytest.fixture(scope="module")
def tagged(pdf) -> Tagged:
    return read_tags(pdf)


@pytest.fixture(scope="module")
def pages(pdf) -> list[str]:
    return [squeezed(text) for text in page_texts(pdf)]


def expected_headings(report: Contents) -> list[tuple[str, str]]:
    def of(section: Section) -> list[tuple[str, str]]:
        number = f"Appendix {section.number}" if section.appendix else section.number
        subheadings = [b for b in section.blocks if isinstance(b, Subheading)]
        return [("H1", number + section.heading), *(("H2", s.number + s.text) for s in subheadings)]

    first, *rest = report.sections
    details = [("H1", "Report details"), ("H1", "Contents")]
    found = [("Title", report.title), *of(first), *details, *(h for s in rest for h in of(s))]
    return [(tag, squeezed(text)) for tag, text in found]


def test_headings_come_in_the_order_and_words_of_the_contents(tagged, report):
    assert tagged.headings == expected_headings(report)


def test_every_table_says_cell_by_cell_what_the_contents_say(tagged, report):
    expected = [
        [[squeezed(column.heading) for column in table.columns]]
        + [[squeezed(cell_text(cell)) for cell in row] for row in table.rows]
        for table in report.tables()
    ]

    found = [[[text for _, text in row] for row in table] for table in tagged.tables]
    assert found == expected


def test_every_table_has_column_headers_and_row_headers(tagged):
    for table in tagged.tables:
        head, *rows = table
        assert {tag for tag, _ in head} == {"TH"}
        assert all([tag for tag, _ in row] == ["TH"] + ["TD"] * (len(row) - 1) for row in rows)


def test_every_chart_has_the_alt_text_of_the_contents(tagged, report):
    expected = [figure.alt for figure in report.figures()]

    assert tagged.alts == [squeezed(alt) for alt in expected]
    assert len(expected) >= 2
    assert all(len(alt) > 40 for alt in expected)


def test_every_word_of_the_contents_is_in_the_pdf(tagged, report):
    for section in report.sections:
        for block in section.blocks:
            text = getattr(block, "text", None)
            if isinstance(text, str):
                assert squeezed(text) in tagged.text, text


def test_the_text_names_the_leader_and_its_overall_value(tagged, results):
    leader = results.by_overall_value()[0]
    name = squeezed(results.appraisal.option(leader).name)

    assert f"Rankedfirst:{name}." in tagged.text
    assert f"{results.scores.overall[leader]:.1f}outof100" in tagged.text


def test_the_illustrative_notice_stands_on_the_first_page_and_in_every_head(tagged, pages, results):
    said = squeezed(results.appraisal.illustrative)

    assert said in tagged.text
    assert said in pages[0]
    assert all("Illustrative:seethenoticeonpage1" in page for page in pages[1:])


def test_the_answer_fits_on_the_first_page(pages):
    assert "Thissupportsthedecision;itisnotthedecision." in pages[0]
    assert "Reportdetails" in pages[1]


def test_the_file_says_its_language_title_and_claims(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root
        with document.open_metadata() as metadata:
            claims = (metadata["pdfuaid:part"], metadata["pdfaid:part"])
            level = metadata["pdfaid:conformance"]
        assert (str(root.Lang), root.MarkInfo.Marked) == ("en-GB", True)
        assert root.ViewerPreferences.DisplayDocTitle
        assert (*claims, level) == ("1", "2", "A")
        assert all(page.get("/Tabs") == "/S" for page in document.pages)
        assert str(document.Root.Outlines.First.Title).endswith("Executive summary")


def test_every_font_is_embedded_and_readable(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        fonts = {
            font.objgen: font
            for page in document.pages
            for font in page.Resources.get("/Font", {}).values()
        }
        assert fonts
        for font in fonts.values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/ToUnicode" in font
            assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys())


def test_body_text_is_12_point_and_no_table_is_under_10(pdf):
    sizes: dict[float, int] = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages[3:]:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    size = float(operands[1])
                    sizes[size] = sizes.get(size, 0) + 1
    assert 12.0 in sizes
    # 9 point is the head and foot of a page; charts hold their own text in forms of their own.
    assert {size for size in sizes if size < 10} <= {9.0}


BLANK: dict[str, Any] = {
    "swings": {}, "performances": [], "gate_results": [], "evidence": [], "costs": {"lines": []},
    "question": "", "authority": "", "date": None,
}  # fmt: skip
FAILED = [{"option": id, "gate": "lawful", "result": "fail"} for id in ("trust", "partner")]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (BLANK, "Norankingyet."),
        ({"swings": {"practice": 100}}, "Norankingyet."),
        ({"gate_results": FAILED}, "Rankedfirst:Carryon,asthingsarenow."),
        ({"performances": []}, "Norankingyet."),
    ],
    ids=["blank", "a swing missing", "all but the baseline fail", "nothing scored"],
)
def test_an_appraisal_in_any_state_gives_an_honest_pdf(changes, said):
    assert said in read_tags(make_report(results_of(**changes))).text


@pytest.mark.verapdf
@pytest.mark.timeout(400)
def test_verapdf_passes_the_worked_example_and_fails_a_file_without_tags(pdf, tmp_path):
    good, bad = tmp_path / "example.pdf", tmp_path / "untagged.pdf"
    good.write_bytes(pdf)
    with pikepdf.open(io.BytesIO(make_report(results_of(), part="exempt"))) as document:
        del document.Root.StructTreeRoot
        document.save(bad)

    found = failed_checks(good, bad)
    assert (found["example.pdf ua1"], found["example.pdf 2a"]) == ({}, {})
    assert found["untagged.pdf ua1"]
    assert found["untagged.pdf 2a"]


def test_the_same_inputs_give_the_same_bytes_in_any_time_zone_and_hash_seed(pdf):
    program = (
        "import sys, hashlib\n"
        "from appraisal.analysis.results import analyse\n"
        "from appraisal.files.appraisal_file import read_appraisal\n"
        "from appraisal.report import make_report\n"
        "results = analyse(read_appraisal(sys.argv[1]), draws=int(sys.argv[2]))\n"
        "sys.stdout.buffer.write(make_report(results))\n"
    )
    environment = {**os.environ, "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "LANG": "C"}
    again = subprocess.run(
        [sys.executable, "-c", program, str(EXAMPLE), str(DRAWS)],
        cwd=ROOT, env=environment, capture_output=True, check=True, timeout=110,
    )  # fmt: skip

    assert again.stdout == pdf
