"""Edits of the evidence, and which addresses may be followed."""

from __future__ import annotations

import pytest

from appraisal.analysis.wording.evidence import source_words
from appraisal.edits.evidence import (
    citations,
    host,
    next_id,
    web_address,
    with_field,
    with_finding,
    with_findings,
    without_finding,
)
from appraisal.errors import InvalidAppraisal
from appraisal.model import Evidence
from tests.pages.conftest import small_appraisal


def test_a_new_finding_takes_the_next_number():
    row = {"finding": "It worked.", "direction": "+", "strength": "weak"}

    after = with_finding(small_appraisal(), row)

    assert after.evidence[-1].document() == {
        "id": "e3", "finding": "It worked.", "direction": "+", "strength": "weak",
    }  # fmt: skip


def test_ids_that_are_not_numbered_are_passed_over():
    named = small_appraisal(evidence=[{"id": "e9", "finding": "A"}, {"id": "ev", "finding": "B"}],
                            performances=[], costs={})  # fmt: skip

    assert next_id(named) == "e10"


@pytest.mark.parametrize("row", [{}, {"finding": "  "}])
def test_a_finding_says_what_was_found(row):
    with pytest.raises(InvalidAppraisal, match="what was found"):
        with_finding(small_appraisal(), row)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "www.example.org",
     "https://", "http://a b.example", "https://[", "//example.org", "https://x.example/\"onclick"],
)  # fmt: skip
def test_only_addresses_of_the_web_are_taken_and_linked(address):
    assert web_address(address) is None
    with pytest.raises(InvalidAppraisal, match="https://"):
        with_field(small_appraisal(), "e1", "address", address)


@pytest.mark.parametrize(
    "address", ["https://example.org/a_(b)", "HTTP://EXAMPLE.ORG", " http://x.y "]
)
def test_an_address_of_the_web_is_linked_under_its_hosts_name(address):
    found = web_address(address)

    assert found == address.strip()
    assert host(found) in ("example.org", "x.y")


def test_an_emptied_field_goes():
    assert with_field(small_appraisal(), "e1", "address", "").evidence[0].address == ""


def test_removing_a_finding_removes_every_mention_of_it():
    after = without_finding(small_appraisal(), "e1")

    assert [found.id for found in after.evidence] == ["e2"]
    assert citations(after) == {}


def test_citations_count_scores_must_haves_and_cost_lines():
    assert citations(small_appraisal()) == {"e1": 2}


def test_findings_that_were_read_replace_their_own_and_are_added():
    read = [Evidence(id="e2", finding="Read anew."), Evidence(id="e7", finding="New.")]

    after = with_findings(small_appraisal(), read)

    assert [(e.id, e.finding) for e in after.evidence] == [
        ("e1", "It helped."), ("e2", "Read anew."), ("e7", "New."),
    ]  # fmt: skip


def test_the_date_stands_beside_the_source_unless_it_says_the_year_itself():
    assert source_words(Evidence(id="e1", finding="x", source="A. B.", date="2018")) == "A. B, 2018"
    assert (
        source_words(Evidence(id="e1", finding="x", source="A, 2018", date="2018-07")) == "A, 2018"
    )
    assert source_words(Evidence(id="e1", finding="x")) == "not given"
