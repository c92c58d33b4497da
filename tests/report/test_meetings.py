"""Attendance, interests and votes in the report."""

from __future__ import annotations

import pytest

from appraisal.errors import InvalidAppraisal
from appraisal.report.parts import Para, Subheading
from tests.report.sample import report_of, rows_of, table_of


def test_attendance_interests_and_votes_are_printed_where_there_are_any():
    report = report_of(
        attendance=[{"date": "2026-12-01", "present": ["Cllr Poe", "Cllr Roe"], "quorum": 3}],
        interests=[{"by": "Cllr Poe", "kind": "pecuniary", "about": "agency",
                    "text": "A contract.", "outcome": "dispensation"}],
        votes=[
            {"words": "That the trust be set up.", "date": "2026-12-01", "votes_for": 1,
             "votes_against": 1, "abstained": 0,
             "by_name": [{"name": "Cllr Poe", "vote": "for"},
                         {"name": "Cllr Roe", "vote": "against"}]},
            {"words": "That it begin in May.", "date": "2026-12-01", "votes_for": 4,
             "votes_against": 1, "abstained": 1},
        ],
    )  # fmt: skip

    assert rows_of(table_of(report, "interests")) == [
        ["Cllr Poe", "Disclosable pecuniary interest", "Steady workforce", "A contract.",
         "Took part under a dispensation"],
    ]  # fmt: skip
    assert rows_of(table_of(report, "votes")) == [
        ["That the trust be set up.", "1", "1", "0",
         "Equal votes. Cllr Poe: for; Cllr Roe: against."],
        ["That it begin in May.", "4", "1", "1", "Carried."],
    ]  # fmt: skip
    said = "Present: Cllr Poe; Cllr Roe. 2 members named as present. The quorum is 3: not met."
    assert any(
        said in block.text
        for block in report.blocks()
        if isinstance(block, Para)
    )  # fmt: skip


def test_where_none_is_recorded_nothing_is_said():
    headings = [b.text for b in report_of().blocks() if isinstance(b, Subheading)]

    assert not [heading for heading in headings if "attendance" in heading]


def test_names_that_do_not_add_up_to_the_counts_are_refused():
    with pytest.raises(InvalidAppraisal, match="do not add up"):
        report_of(
            votes=[
                {"words": "This.", "date": "2026-12-01", "votes_for": 2, "votes_against": 0,
                 "abstained": 0, "by_name": [{"name": "Cllr Poe", "vote": "for"}]},
            ],
        )  # fmt: skip
