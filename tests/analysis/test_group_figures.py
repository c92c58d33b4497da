"""Figures of the group: nothing with fewer than five, and no answer as it was given below eight."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from appraisal.analysis.group_figures import group_spread

answers = st.floats(0, 100).map(lambda value: round(value, 3))


@given(st.lists(answers, max_size=4))
def test_of_fewer_than_five_nothing_is_shown(given_answers):
    assert group_spread(given_answers, 0, 100) is None


@given(st.lists(answers, min_size=5, max_size=7))
def test_below_eight_only_a_fifth_of_the_scale_is_said(given_answers):
    spread = group_spread(given_answers, 0, 100)

    assert spread.ends is None
    low, high = spread.middle
    assert (low, high) in [(n * 20.0, n * 20.0 + 20.0) for n in range(5)]
    assert low <= sorted(given_answers)[len(given_answers) // 2] or len(given_answers) % 2 == 0


@given(st.lists(answers, min_size=8, max_size=40))
def test_from_eight_on_the_figures_are_those_of_the_answers(given_answers):
    spread = group_spread(given_answers, 0, 100)

    assert spread.ends == (min(given_answers), max(given_answers))
    assert spread.middle[0] == spread.middle[1]


def test_close_and_apart():
    assert group_spread([10, 20, 20, 20, 90], 0, 100).together == "close"
    assert group_spread([10, 20, 50, 80, 90], 0, 100).together == "apart"
    assert group_spread([100] * 5, 0, 100).middle == (80, 100)
    assert group_spread([3, 3, 3, 3, 3], 3, 3).middle == (3, 3)
