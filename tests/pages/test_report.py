"""The Report page: what people write, the one-page answer, and the files to take away."""

from __future__ import annotations

import json

import pytest

from appraisal import report
from appraisal.analysis.results import analyse
from appraisal.edits.report import unwritten, with_exempt, with_section
from appraisal.errors import ReportFailed
from appraisal.pages.sections.report_files import file_stem, results_text, size_words
from appraisal.pages.sections.report_preview import narrow
from appraisal.report.contents.narrative import NARRATIVES
from appraisal.report.parts import Column, Num, Table
from tests.pages.conftest import small_appraisal
from tests.pages.walk import markup


def test_every_part_but_the_reason_for_exemption_is_to_be_written_at_first():
    missing = [part.key for parts in unwritten(small_appraisal()).values() for part in parts]

    assert sorted(missing) == sorted(p.key for p in NARRATIVES if p.key != "exempt_reason")


def test_a_written_part_is_no_longer_missing_and_an_exempt_one_asks_for_its_reason():
    after = with_exempt(with_section(small_appraisal(), "legal", "Advice."), "legal", True)

    missing = [part.key for parts in unwritten(after).values() for part in parts]

    assert "legal" not in missing
    assert "exempt_reason" in missing


def test_an_emptied_part_goes_and_the_others_stay():
    both = with_section(with_section(small_appraisal(), "legal", "A"), "risk", "B")

    assert with_section(both, "legal", " ").report.sections == {"risk": "B"}


def test_exempt_can_be_taken_back_and_is_never_listed_twice():
    twice = with_exempt(with_exempt(small_appraisal(), "legal", True), "legal", True)

    assert twice.report.exempt == ("legal",)
    assert with_exempt(twice, "legal", False).report.exempt == ()


def test_a_file_is_named_after_the_title_date_and_part():
    dated = small_appraisal(title="Children's care: who?", date="2026-11-21")

    assert file_stem(dated, "public") == "childrens-care-who-2026-11-21"
    assert file_stem(dated, "exempt") == "childrens-care-who-2026-11-21-exempt"
    assert file_stem(small_appraisal(title="漢字"), "public") == "options-appraisal"
    assert file_stem(small_appraisal(title="longer " * 20), "public") == "-".join(["longer"] * 8)


def test_the_results_file_holds_every_figure_and_no_nan():
    found = json.loads(results_text(analyse(small_appraisal(), draws=0)))

    assert found["format"] == "appraisal-results/1"
    assert found["net_present_cost"]["house"] == 1.0


@pytest.mark.parametrize(("size", "said"), [(415_900, "416 kB"), (2_340_000, "2.3 MB")])
def test_a_size_is_said_as_people_say_it(size, said):
    assert size_words(size) == said


def test_a_wide_table_stands_in_two_columns_with_every_cell_under_its_heading():
    columns = tuple(Column(name) for name in ("Option", "Rank", "Value", "Cost"))
    wide = Table("t", "Caption", columns, (("Trust", "1", Num("56.8", 56.81), "9.1"),))

    assert narrow(wide).values.tolist() == [["Trust", "Rank: 1\nValue: 56.8\nCost: 9.1"]]


def test_a_narrow_table_is_left_as_it_is():
    table = Table("t", "Caption", (Column("A"), Column("B")), (("1", "2"),))

    assert narrow(table).values.tolist() == [["1", "2"]]


def test_what_is_written_is_saved_and_ticked(small):
    small.to("report")
    small.open("report:legal")

    small.fill("report:legal:text", "The council may.\n\n- and must")

    assert small.kept().report.sections == {"legal": "The council may.\n\n- and must"}
    assert "✓ Written" in small.words()
    assert any(fold.label == "Legal implications" for fold in small.at.expander)


def test_the_head_is_written_in_one_place(small):
    small.to("report")
    small.open("report:head")

    small.fill("report:wards:text", "All")

    assert small.kept().report.sections == {"wards": "All"}


def test_the_answer_on_the_page_is_that_of_the_report(example):
    example.to("report")

    words = example.words()
    assert "Ranked first: Partner council's management team." in words
    assert "This supports the decision; it is not the decision." in words


def test_an_exempt_part_is_left_out_of_the_public_answer_and_offered_as_an_appendix(small):
    small.to("report")
    small.open("report:legal")
    small.fill("report:legal:text", "Secret advice.")
    small.box("report:legal:exempt").set_value(True).run()
    small.checked()

    small.box("report:part").set_value("exempt").run()
    small.checked()

    assert small.kept().report.exempt == ("legal",)
    assert "exempt from publication" in small.words()
    assert "This file holds the exempt parts too" in small.words()


def keys(walk):
    return [found.key for found in [*walk.at.button, *walk.at.get("download_button")]]


def test_the_pdf_is_made_once_and_offered_then_asked_for_anew_after_a_change(small, monkeypatch):
    made = []

    def make(results, to, part, seconds):
        made.append((results.inputs_sha256, to, part))
        return b"%PDF-1.7 made"

    monkeypatch.setattr(report, "make_report", make)
    small.to("report")

    small.press("report:make:pdf")
    small.run()
    assert len(made) == 1
    assert "report:download:pdf" in keys(small)

    small.open("report:legal")
    small.fill("report:legal:text", "New words.")
    assert "report:make:pdf" in keys(small)
    small.press("report:make:pdf")
    assert len(made) == 2


def test_a_real_pdf_is_made_from_the_page(example):
    example.to("report")

    example.press("report:make:pdf")

    label = next(b.label for b in example.at.get("download_button") if "PDF" in b.label)
    assert "kB" in label


def test_a_report_that_cannot_be_made_says_so_in_plain_words(small, monkeypatch):
    def fail(*_, **__):
        raise ReportFailed("Making it took longer than 60 seconds.")

    monkeypatch.setattr(report, "make_report", fail)
    small.to("report")

    small.press("report:make:pdf")

    assert "The report could not be made. Making it took longer" in small.words()
    small.run()
    assert "report:make:pdf" in keys(small)


def test_an_agreed_appraisal_can_be_taken_away_and_not_changed(agreed):
    agreed.to("report")
    agreed.open("report:legal")
    agreed.open("report:head")

    at = agreed.at.main
    assert all(box.disabled for box in [*at.text_input, *at.text_area, *at.checkbox])
    assert not agreed.at.button(key="report:make:pdf").disabled


def test_hostile_words_stay_words(hostile):
    hostile.to("report")
    hostile.open("report:legal")
    hostile.open("report:holds")

    assert markup(hostile) == []
