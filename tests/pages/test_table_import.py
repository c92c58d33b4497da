"""Rows from CSV and Excel files: shown as read, saved when asked for, faults told by row."""

from __future__ import annotations

import pytest

from appraisal.files.tables.reader import template, write_table
from appraisal.model import CostLine, Evidence
from appraisal.pages.sections import evidence_import, money_import
from tests.pages.conftest import small_appraisal
from tests.pages.walk import HOSTILE, markup

CSV = b"id,finding,option,criterion,direction,strength\r\n"
TYPES = {"csv": "text/csv", "xlsx": "application/octet-stream"}


def give(walk, page, data, name="findings.csv"):
    """Open the part that brings rows in, and give it a file."""
    walk.to(page)
    key = "costs" if page == "money" else page
    walk.open(f"{key}:import")
    walk.at.file_uploader[0].set_value((name, data, TYPES[name.rpartition(".")[2]])).run()
    return walk.checked()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_was_read_is_shown_before_anything_is_saved(small, ending):
    data = write_table("evidence", small_appraisal(), ending)

    give(small, "evidence", data, f"evidence.{ending}")

    words = small.words()
    assert "What was read: 2 findings, 0 of them new." in words.replace("**", "")
    assert "Nothing is saved yet" in words
    assert small.kept() == small_appraisal()


def test_findings_are_saved_in_one_event_and_the_box_stands_empty(small):
    give(small, "evidence", CSV + b"e2,It cost less.,trust,,+,weak\r\ne7,New.,,time,0,none\r\n")

    small.press("evidence:keep")

    found = {item.id: item.finding for item in small.kept().evidence}
    assert found == {"e1": "It helped.", "e2": "It cost less.", "e7": "New."}
    assert "✓ 2 findings saved from findings.csv" in small.words()
    assert small.at.file_uploader[0].value is None


def test_every_fault_is_told_by_row_and_nothing_can_be_saved(small):
    give(small, "evidence", CSV + b"e3,Found.,elsewhere,,+,weak\r\ne4,Found.,trust,,up,weak\r\n")

    words = small.words()
    assert "2 faults" in words
    assert "row 2, column option" in words
    assert "row 3, column direction" in words
    assert "evidence:keep" not in [button.key for button in small.at.button]


def test_a_file_that_is_no_table_is_refused_in_plain_words(small):
    give(small, "evidence", b"\x00\x01\x02 not a table")

    assert small.at.main.error
    assert small.kept() == small_appraisal()


def test_an_id_already_here_is_said_to_take_that_place():
    read = [Evidence(id="e1", finding="A"), Evidence(id="e9", finding="B", address="ftp://x")]

    said = evidence_import.said(small_appraisal(), read)

    assert "2 findings, 1 of them new. In place of those here with the same id: e1." in said
    assert "not a link: e9" in said


def test_cost_lines_are_added_or_take_the_place_of_all(small):
    data = write_table("costs", small_appraisal(), "xlsx")
    give(small, "money", data, "costs.xlsx")
    assert "2 lines with the same option, item and kind are here already" in small.words()

    small.box("costs:replace").set_value("Put them in place of all cost lines").run()
    assert "They take the place of the 2 here" in small.words()
    small.press("costs:keep")

    assert small.kept().costs == small_appraisal().costs


def test_new_cost_lines_are_added_to_those_here(small):
    data = b"option,item,kind,2026,2027\r\npartner,Fee,running,1.6,1.6\r\n"
    give(small, "money", data, "costs.csv")

    small.press("costs:keep")

    lines = small.kept().costs.lines
    assert [line.item for line in lines] == ["Programme", "Set-up", "Fee"]
    assert lines[2].amounts == {2026: 1.6, 2027: 1.6}


def test_results_on_must_haves_are_counted_before_they_are_saved_in_one_event(small):
    gates = [must_have.id for must_have in small_appraisal().gates]
    before = {(r.option, r.gate): r.result for r in small.kept().gate_results}
    rows = [b"trust,%s,fail,Not lawful" % must_have.encode() for must_have in gates]
    head = b"option,must_have,result,reason\r\n"
    give(small, "must_haves", head + b"\r\n".join(rows), "results.csv")
    words = small.words().replace("**", "")
    events = len(small.store.events(small.id))

    small.press("must_haves:keep")

    count = len(gates)
    noun = "result" if count == 1 else "results"
    assert f"{count} {noun}: 0 pass, {count} fail, 0 not yet known; {count} with a reason" in words
    after = {(r.option, r.gate): r.result for r in small.kept().gate_results}
    assert after == before | {("trust", must_have): "fail" for must_have in gates}
    assert len(small.store.events(small.id)) == events + 1


def test_scores_are_counted_before_they_are_saved_and_a_blank_one_stays(small):
    before = small.kept().cells()
    rows = b"option,criterion,level,reason\r\ntrust,practice,55,So.\r\nhouse,practice,,\r\n"
    give(small, "scores", rows, "scores.csv")
    words = small.words().replace("**", "")

    small.press("scores:keep")

    assert "1 score: 1 with a level, 0 with a strength, 1 with a reason." in words
    before_that = int(("trust", "practice") in before)
    assert words.count("1 of them take the place of a score that is here.") == before_that
    after = small.kept().cells()
    assert after["trust", "practice"].level == 55
    assert {k: v for k, v in after.items() if k != ("trust", "practice")} == {
        k: v for k, v in before.items() if k != ("trust", "practice")
    }


def test_the_preview_of_a_cost_line_shows_every_amount():
    line = CostLine(option="trust", item="Fee", kind="running", amounts={2026: 1.5, 2027: 0.25})

    row = money_import.preview(small_appraisal(), [line]).values.tolist()[0]

    assert row == [
        "Trust", "Fee\nrunning, the council pays",
        "2026: £1.50 million\n2027: £0.25 million\nin all £1.75 million",
    ]  # fmt: skip


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_empty_template_reads_as_no_rows(small, ending):
    data = template("evidence", small_appraisal(), ending)

    give(small, "evidence", data, f"template.{ending}")

    assert "What was read: 0 findings" in small.words().replace("**", "")
    assert "evidence:keep" not in [button.key for button in small.at.button]


def test_an_agreed_appraisal_can_be_taken_out_and_nothing_brought_in(agreed):
    agreed.to("evidence")
    agreed.open("evidence:import")

    assert len(agreed.at.get("download_button")) == 4
    assert not agreed.at.file_uploader


def test_hostile_words_of_a_file_stay_words(small):
    row = f'e3,"{HOSTILE}",trust,,+,weak\r\n'.encode()
    give(small, "evidence", CSV + row, "a.csv")

    assert "What was read: 1 finding" in small.words().replace("**", "")
    assert markup(small) == []


def test_what_was_read_and_not_saved_is_there_when_one_comes_back(small):
    give(small, "evidence", CSV + b"e7,New.,,time,0,none\r\n")
    small.to("options")

    small.to("evidence")

    assert small.at.file_uploader[0].value is None
    assert "findings.csv was given before, and is not saved yet." in small.words().replace("**", "")
    small.press("evidence:keep")
    assert "e7" in [item.id for item in small.kept().evidence]
    assert "given before" not in small.words()


def test_what_was_read_can_be_left_out(small):
    give(small, "evidence", CSV + b"e7,New.,,time,0,none\r\n")
    small.to("options")
    small.to("evidence")

    small.press("evidence:leave")

    assert "What was read" not in small.words()
    assert "e7" not in [item.id for item in small.kept().evidence]
