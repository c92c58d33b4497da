"""How long a round takes the slowest reader."""

from __future__ import annotations

import pytest

from appraisal.analysis.wording.round_time import round_time, words_of_round_time
from appraisal.files.appraisal_file import read_appraisal
from appraisal.files.examples import worked_examples
from appraisal.model.workshop import questions_of, sheets_of


@pytest.fixture(scope="module")
def example():
    return read_appraisal(worked_examples()[0].path)


def test_each_score_of_the_worked_example_takes_the_slowest_under_a_quarter_of_an_hour(example):
    time = round_time(example, questions_of(example, cells="all"))

    assert (time.pages, time.answers) == (14, 52)
    assert 10 * 60 < time.seconds < 15 * 60


def test_swings_are_asked_on_a_page_each_after_the_first_choice(example):
    asked = questions_of(example, swings=True)

    assert [kind for kind, _ in sheets_of(asked)] == ["first"] + ["swing"] * 13
    assert round_time(example, asked).answers == 14
    assert [kind for kind, _ in sheets_of(asked[:1])] == ["swing"]


def test_more_questions_take_longer(example):
    cells = questions_of(example, cells="all")
    times = [round_time(example, cells[:n]).seconds for n in range(len(cells) + 1)]

    assert times == sorted(times)
    assert times[0] == 0


def test_the_sentence_says_by_what_it_was_reckoned(example):
    words = words_of_round_time(round_time(example, questions_of(example, cells="all")))

    assert words.startswith("14 pages and about ")
    assert "minutes for the slowest, at 119 words a minute and 10 seconds to decide" in words
