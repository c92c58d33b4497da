"""The written file is one that people like to read."""

from __future__ import annotations

import pytest

from appraisal.files.appraisal_file import read_appraisal, write_appraisal
from appraisal.files.appraisal_yaml.text import in_row
from appraisal.files.examples import CRITERIA
from appraisal.model import Appraisal

LONG = "The council keeps running the service and pays for a planned programme of improvement " * 2

APPRAISAL = Appraisal.from_document(
    {
        "format": "appraisal/1",
        "title": "Who should run it?",
        "question": f"{LONG}\n\nAnd why?",
        "date": "2026-11-21",
        "baseline": "here",
        "options": [
            {"id": "here", "name": "No", "in_gift_of": ["council", "secretary_of_state"]},
            {"id": "there", "name": "Trust: new", "summary": "One.\nTwo."},
        ],
        "criteria": [
            {
                "id": "agency",
                "name": "Agency staff",
                "scale": {
                    "unit": "% agency",
                    "worst": 60,
                    "best": 0,
                    "shape": "points",
                    "points": [[60, 0], [30, 50], [0, 100]],
                    "levels": {100: "None", 0: "Six in ten"},
                },
            },
            {"id": "worth", "name": "Worth", "scale": {"unit": "points", "best": 100, "worst": 0}},
        ],
        "swings": {"worth": 100, "agency": 62.5},
        "performances": [
            {
                "option": "here",
                "criterion": "agency",
                "level": 32,
                "distribution": {"normal": [32, 4]},
                "reason": " ",
                "evidence": ["e1"],
            }
        ],
        "evidence": [{"id": "e1", "finding": LONG, "date": "2018", "direction": "-"}],
        "costs": {
            "lines": [
                {
                    "option": "here",
                    "item": "Pay",
                    "kind": "running",
                    "amounts": {2027: 2, 2026: 1.5},
                }
            ]
        },
        "dissent": [{"by": "Member 3", "about": "worth", "text": "Too high."}],
        "notes": {"no": [1e-7, None, True]},
    }
)

WRITTEN = """\
format: appraisal/1
title: Who should run it?
question: >-
  The council keeps running the service and pays for a planned programme of improvement The council
  keeps running the service and pays for a planned programme of improvement


  And why?
decision_maker: Cabinet
date: 2026-11-21
status: draft
baseline: here

options:
  - id: here
    name: "No"
    in_gift_of: [council, secretary_of_state]
  - id: there
    name: "Trust: new"
    summary: |-
      One.
      Two.

criteria:
  - id: agency
    name: Agency staff
    scale:
      unit: "% agency"
      worst: 60
      best: 0
      shape: points
      points: [[60, 0], [30, 50], [0, 100]]
      levels:
        0: Six in ten
        100: None
  - id: worth
    name: Worth
    scale:
      unit: points
      worst: 0
      best: 100

swings:
  worth: 100
  agency: 62.5

performances:
  - option: here
    criterion: agency
    level: 32
    distribution: {normal: [32, 4]}
    evidence: [e1]

evidence:
  - id: e1
    finding: >-
      The council keeps running the service and pays for a planned programme of improvement The
      council keeps running the service and pays for a planned programme of improvement
    date: "2018"
    direction: "-"

costs:
  base_year: 2026
  discount_rate: 0.035
  horizon_years: 5
  lines:
    - {option: here, item: Pay, kind: running, amounts: {2026: 1.5, 2027: 2}}

dissent:
  - {by: Member 3, about: worth, text: Too high.}

notes:
  "no": [1.0e-07, null, true]
"""


def test_the_file_reads_as_people_would_write_it() -> None:
    assert write_appraisal(APPRAISAL) == WRITTEN


@pytest.mark.parametrize("path", sorted(CRITERIA.rglob("*.yaml")), ids=lambda path: path.stem)
def test_no_line_of_a_shipped_file_written_anew_is_long_that_could_be_broken(path: object) -> None:
    lines = write_appraisal(read_appraisal(str(path))).splitlines()

    assert [line for line in lines if len(line) > 100 and len(line.split()) > 2] == []
    assert not [line for line in lines if line != line.rstrip()]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain words", "plain words"),
        ("£3 million (net)", "£3 million (net)"),
        ("a: b", '"a: b"'),
        ("http://example.org", "http://example.org"),
        ('the "trust"', 'the "trust"'),
        ('"the trust"', "'\"the trust\"'"),
        ("\\\\server\\share", "'\\\\server\\share'"),
        ("a\u202eb", '"a\\u202Eb"'),
        ("a\u200bb", '"a\\u200Bb"'),
        ("", '""'),
        ("2026-11-21", '"2026-11-21"'),
        ("Ŵyth", "Ŵyth"),
        ("a, b", '"a, b"'),
    ],
)
def test_text_is_quoted_only_where_it_must_be(text: str, written: str) -> None:
    assert in_row(text) == written
