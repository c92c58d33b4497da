"""The public part holds nothing exempt; the exempt appendix holds exactly that."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from appraisal.report.contents import contents
from appraisal.report.contents.redaction import for_the_public
from tests.report.sample import document, report_of, results_of, table_of, words_of

SECRET = {
    "id": "e_price_5m", "finding": "SECRETFINDING", "source": "SECRETSOURCE",
    "address": "https://secret.example/SECRETADDRESS", "date": "2017-03", "option": "trust",
    "criterion": "agency", "direction": "-", "strength": "strong", "interest": "SECRETINTEREST",
    "exempt": True,
}  # fmt: skip
HIDDEN = ("SECRET", "e_price_5m", "2017-03", "secret.example", "land_deal", "Land deal")


def with_secrets() -> dict[str, Any]:
    found = document()
    found["evidence"].append(SECRET)
    found["performances"][0]["evidence"] = ["e1", "e_price_5m"]
    found["gate_results"][0]["evidence"] = ["e_price_5m"]
    found["costs"]["lines"][0]["evidence"] = ["e_price_5m"]
    found["report"] = {
        "sections": {"legal": "SECRETADVICE", "risk": "Open risks.", "land_deal": "SECRETDEAL"},
        "exempt": ["legal", "land_deal", "procurement"],
    }
    found["notes"] = {"drafting": "SECRETNOTE"}
    return found


def test_no_exempt_word_id_date_or_address_reaches_the_public_part():
    report = report_of(**with_secrets())
    everything = json.dumps(dataclasses.asdict(report), default=str)

    assert [word for word in HIDDEN if word in everything] == []


def test_the_public_part_is_made_from_an_appraisal_without_exempt_words():
    public = for_the_public(results_of(**with_secrets()))

    assert [word for word in HIDDEN if word in json.dumps(public.appraisal.document())] == []


def test_redaction_changes_no_figure():
    results = results_of(**with_secrets())
    public = for_the_public(results)

    assert public.scores == results.scores
    assert public.appraisal.swings == results.appraisal.swings
    assert [p.level for p in public.appraisal.performances] == [
        p.level for p in results.appraisal.performances
    ]


def test_an_exempt_finding_keeps_its_place_in_the_public_log():
    rows = table_of(report_of(**with_secrets()), "evidence").rows

    assert rows[1] == (
        "exempt_1", "Exempt from publication: see the exempt appendix.", "Exempt", "Exempt",
        "Exempt",
    )  # fmt: skip


def test_a_name_of_an_exempt_finding_is_never_one_that_is_taken():
    found = with_secrets()
    found["evidence"].insert(0, {"id": "exempt_1", "finding": "An open finding."})
    rows = table_of(report_of(**found), "evidence").rows

    assert [row[0] for row in rows] == ["exempt_1", "e1", "exempt_2"]


def test_the_public_part_says_that_something_is_left_out_and_who_must_say_why():
    words = words_of(report_of(**with_secrets()))

    assert "Some information is exempt and is in a separate exempt appendix." in words
    assert "TO BE COMPLETED BY the Monitoring Officer: the paragraph of Schedule 12A" in words
    assert "This part is exempt from publication." in words


def test_the_exempt_appendix_holds_what_the_public_part_leaves_out():
    report = contents(results_of(**with_secrets()), part="exempt")
    words = words_of(report)

    for word in ("SECRETFINDING", "SECRETSOURCE", "SECRETADDRESS", "SECRETINTEREST",
                 "SECRETADVICE", "SECRETDEAL", "e_price_5m"):  # fmt: skip
        assert word in words
    assert "Open risks." not in words
    assert "SECRETNOTE" not in words
    assert report.marking == "Not for publication"


def test_an_exempt_part_that_nobody_has_written_still_waits_for_its_officer():
    report = report_of(report={"sections": {}, "exempt": ["procurement"]})

    assert "TO BE COMPLETED BY the Head of Procurement" in words_of(report)
    assert "This part is exempt" not in words_of(report)


def test_an_appraisal_with_nothing_exempt_says_so():
    assert "Nothing is marked as exempt." in words_of(report_of())
    words = words_of(report_of("exempt"))
    assert "No part of the report is marked as exempt." in words
    assert "No evidence is marked as exempt." in words
