"""How firm the result is and what would change it, as the report says it."""

from __future__ import annotations

import re

import pytest

from appraisal.analysis.results import Results, analyse
from appraisal.model import Appraisal
from appraisal.report.contents import contents
from appraisal.report.parts import Num
from tests.report.sample import document, rows_of, section_words, table_of, text_of

# No two answers are alike, so that each can be known by its figure.
SWINGS = [(100, 10.517), (61.517, 100), (100, 33.517), (100, 47.517), (82.517, 100), (93.517, 100)]
MEMBERS = [
    {"id": f"m{n}", "label": f"Member {n}", "swings": {"practice": practice, "agency": agency}}
    for n, (practice, agency) in enumerate(SWINGS, start=1)
]


@pytest.fixture(scope="module")
def results() -> Results:
    return analyse(Appraisal.from_document(document(members=MEMBERS)), draws=2_000)


@pytest.fixture(scope="module")
def report(results):
    return contents(results)


def test_the_one_page_says_how_firm_with_its_share_and_limits(results, report):
    words = section_words(report, "answer")
    drawn = results.acceptability
    assert drawn is not None

    first = round(drawn.ranks["partner"][0] * 100)
    assert f"It ranks first in {first}% of the draws (firm from 80%, leaning from 50%)." in words
    assert f"How firm: {results.recommendation.firmness}." in words
    assert "so the case for change is made" in words
    weight = re.escape(" counts for ")
    assert re.search(rf"What would change it\. [^.]+{weight}", words)


def test_the_table_of_ranks_gives_the_shares_of_the_draws(results, report):
    drawn = results.acceptability
    assert drawn is not None

    for row, id in zip(table_of(report, "rank_acceptability_1").rows, results.by_overall_value(),
                       strict=True):  # fmt: skip
        values = [cell.value for cell in row if isinstance(cell, Num)]
        assert values == list(drawn.ranks[id])


def test_switching_points_are_the_results_own_and_the_nearest_comes_first(results, report):
    found = results.switching_points
    assert found

    shown = [row[2].value for row in table_of(report, "switching").rows if isinstance(row[2], Num)]
    assert sorted(shown) == sorted(point.at for point in found)
    far = [
        abs(row[2].value - row[1].value)
        for row in table_of(report, "switching").rows
        if isinstance(row[1], Num) and isinstance(row[2], Num)
    ]
    assert far == pytest.approx(sorted(far))


def test_members_are_counted_by_where_they_put_each_option(results, report):
    rows = {row[0]: row[1:] for row in rows_of(table_of(report, "member_ranks"))}
    group = results.group
    assert group is not None

    for option in results.appraisal.options:
        name = (
            f"{option.name} (baseline)" if option.id == results.appraisal.baseline else option.name
        )
        places = [own.rank[option.id] for own in group.by_member.values()]
        assert rows[name] == [str(places.count(place)) for place in (1, 2, 3)]
    assert "With equal weights, as a comparison alone" in section_words(report, "proposal")


@pytest.mark.parametrize("count", [1, 4, 5, 6])
def test_no_answer_of_a_member_stands_in_the_public_report(count):
    results = analyse(Appraisal.from_document(document(members=MEMBERS[:count])), draws=200)
    report = contents(results)

    words = "\n".join(text_of(block) for block in report.blocks())
    for member in results.appraisal.members:
        assert member.label not in words
    for answer in (10.517, 61.517, 33.517, 47.517, 82.517, 93.517):
        assert f"{answer:g}" not in words
    assert any(table.key == "member_ranks" for table in report.tables()) == (count >= 5)


def test_from_eight_members_on_the_spread_of_their_swings_is_shown():
    more = [
        {"id": f"m{n}", "label": f"Member {n}", "swings": {"practice": 100, "agency": 10 * n}}
        for n in range(1, 9)
    ]
    report = contents(analyse(Appraisal.from_document(document(members=more)), draws=64))

    practice, agency = rows_of(table_of(report, "group_swings"))
    assert practice[1:] == ["8", "100", "Mostly close", "100 to 100"]
    assert agency[1:] == ["8", "45", "Apart", "10 to 80"]


def test_the_sentences_are_those_of_the_analysis(results, report):
    words = section_words(report, "proposal")
    assert results.words is not None

    for said in (*results.words.overturn, results.words.tornado, results.words.gap):
        assert said is None or said in words


def test_without_draws_the_report_says_that_it_was_not_computed():
    report = contents(analyse(Appraisal.from_document(document()), draws=0))

    assert "How firm. This has not been computed." in section_words(report, "answer")
    assert "How firm the result is has not been computed." in section_words(report, "proposal")
    assert ["Draws", "None were made for this report"] in rows_of(table_of(report, "record"))
    assert "No draws were made for this report." in section_words(report, "method")
