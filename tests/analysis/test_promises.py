"""What members are promised is what the rule of spreads does."""

from __future__ import annotations

import pytest

from appraisal.analysis.spreads import LEAST_FOR_FIGURES, figure_of
from appraisal.analysis.wording.promises import what_is_kept, what_is_shown


@pytest.mark.parametrize("threshold", [3, 5, 7, 8, 12])
def test_the_numbers_of_the_promise_are_those_of_the_rule(threshold):
    words = " ".join(what_is_shown(threshold))

    for count in range(2, 20):
        values = {str(n): float(n) for n in range(count)}
        spread = figure_of(values, threshold, (0, 100)).spread
        assert (spread is None) == (count < threshold)
        if spread is not None:
            assert spread.is_band == (count < LEAST_FOR_FIGURES)
    assert f"fewer than {threshold} people" in words
    assert ("fifth of the scale" in words) == (threshold < LEAST_FOR_FIGURES)
    assert f"rom {max(threshold, LEAST_FOR_FIGURES)} " in words


def test_what_is_kept_says_whether_answers_are_kept_by_number():
    assert "numbers drawn by lot" in what_is_kept(True)[0]
    assert "no file" in what_is_kept(False)[0]
