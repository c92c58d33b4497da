"""What is drawn has the law it should, and each stream is its own."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from appraisal.analysis.draws.cells import CellDraw, cell_draw
from appraisal.analysis.draws.streams import SHORT_WORDS, Stream
from appraisal.analysis.draws.weights import Elicited, Fixed, Ordered, Unknown
from appraisal.model import Performance, Scale

N = 100_000


def drawn(cell: dict[str, object], scale: Scale | None = None) -> NDArray[np.float64]:
    given = Performance.model_validate({"option": "o", "criterion": "c"} | cell)
    how = cell_draw(scale or Scale(), given)
    assert isinstance(how, CellDraw)
    found = np.empty(N, dtype=np.float32)
    how.block(Stream(7, "cell", "o", "c"), found)
    return found.astype(np.float64) + how.base


def largest_gap(found: NDArray[np.float64], share_below: NDArray[np.float64]) -> float:
    """Return the Kolmogorov-Smirnov distance; under 0.005 in 99 runs of 100 at N = 100,000."""
    return float(np.abs(np.arange(1, len(found) + 1) / len(found) - share_below).max())


@pytest.mark.parametrize(("low", "mode", "high"), [(20, 50, 80), (10, 80, 90), (30, 30, 70),
                                                   (0, 100, 100)])  # fmt: skip
def test_triangular_cells_have_the_triangular_law(low: float, mode: float, high: float):
    found = np.sort(drawn({"level": mode, "low": low, "high": high}))

    rising = (found - low) ** 2 / ((high - low) * max(mode - low, 1e-9))
    falling = 1 - (high - found) ** 2 / ((high - low) * max(high - mode, 1e-9))
    assert found[0] >= low - 1e-4
    assert found[-1] <= high + 1e-4
    assert largest_gap(found, np.where(found < mode, rising, falling)) < 0.006


def test_uniform_cells_have_the_uniform_law():
    found = np.sort(drawn({"level": 40, "low": 20, "high": 80, "distribution": "uniform"}))

    assert largest_gap(found, (found - 20) / 60) < 0.006


def test_a_cell_without_evidence_is_drawn_over_the_whole_scale():
    found = np.sort(drawn({"strength": "none"}, Scale(unit="months", worst=36, best=6)))

    assert largest_gap(found, found / 100) < 0.006


def test_normal_cells_are_in_the_unit_and_are_cut_at_the_ends_of_the_scale():
    scale = Scale(unit="% agency", worst=60, best=0)
    found = drawn({"level": 6, "distribution": {"normal": [6, 6]}}, scale)

    assert found.max() == 100
    assert (found == 100).mean() == pytest.approx(0.1587, abs=0.005)  # below nought: one sd
    assert np.median(found) == pytest.approx(90, abs=0.2)


def test_normal_cells_run_on_where_the_scale_extends():
    scale = Scale(unit="% agency", worst=60, best=0, outside="extend")
    found = drawn({"level": 6, "distribution": {"normal": [6, 6]}}, scale)

    assert found.max() > 110
    assert found.mean() == pytest.approx(90, abs=0.2)
    assert found.std() == pytest.approx(10, abs=0.2)


def test_beta_cells_have_the_mean_and_variance_of_the_beta():
    found = drawn({"level": 30, "low": 20, "high": 70, "distribution": {"beta": [2, 3]}})

    assert found.mean() == pytest.approx(20 + 50 * 2 / 5, abs=0.15)
    assert found.var() == pytest.approx(50**2 * 6 / (25 * 6), rel=0.02)


def test_levels_go_through_a_piecewise_value_function():
    points = ((60, 0), (30, 50), (0, 100))
    bent = ((60, 0), (30, 80), (0, 100))
    straight = Scale(unit="%", worst=60, best=0, shape="points", points=points)
    curved = Scale(unit="%", worst=60, best=0, shape="points", points=bent)
    cell: dict[str, object] = {"level": 30, "low": 0, "high": 60, "distribution": "uniform"}

    assert np.median(drawn(cell, straight)) == pytest.approx(50, abs=0.6)
    assert np.median(drawn(cell, curved)) == pytest.approx(80, abs=0.6)
    assert (drawn(cell, curved) < 80).mean() == pytest.approx(0.5, abs=0.006)


def test_a_range_that_cannot_move_the_score_is_not_drawn():
    beyond = Performance(option="o", criterion="c", level=70, low=65, high=90)

    assert cell_draw(Scale(unit="%", worst=60, best=0), beyond) == 0.0


def test_a_small_change_of_range_makes_small_changes_of_every_draw():
    one = drawn({"level": 50, "low": 40, "high": 60})
    other = drawn({"level": 50.1, "low": 40, "high": 60})

    assert np.abs(one - other).max() <= 0.1 + 1e-4


def test_streams_of_different_names_are_unrelated_and_of_the_same_name_the_same():
    names = [("cell", "a", "b"), ("cell", "b", "a"), ("swing", "a")]
    rows = np.array([Stream(1, *name).uniform(N) for name in names])

    assert np.abs(np.corrcoef(rows) - np.eye(3)).max() < 0.015
    assert (Stream(1, "swing", "a").uniform(N) == rows[2]).all()
    assert (Stream(2, "swing", "a").uniform(N) != rows[2]).mean() > 0.99


def test_two_numbers_from_one_word_are_uniform_and_unrelated():
    one, other = (half / SHORT_WORDS for half in Stream(3, "x").two_short_words(N))

    assert abs(np.corrcoef(one, other)[0, 1]) < 0.015
    for half in (np.sort(one), np.sort(other)):
        assert largest_gap(half, half + 0.5) < 0.006


def test_unknown_weights_are_uniform_on_the_simplex():
    weights = Unknown(["a", "b", "c"], seed=1).block(N)
    weights /= weights.sum(axis=0)

    # one weight of three has the law 1 - (1 - w)^2
    found = np.sort(weights[0])
    assert largest_gap(found, 1 - (1 - found) ** 2) < 0.006


def test_ordered_weights_have_the_law_of_sorted_uniform_weights():
    ids = ["a", "b", "c", "d"]
    weights = Ordered(ids, np.array([20.0, 100, 60, 40]), seed=1).block(N)
    weights /= weights.sum(axis=0)
    twin = -np.sort(-np.random.default_rng(5).dirichlet(np.ones(4), N), axis=1).T

    for place, row in enumerate([1, 2, 3, 0]):
        one, other = np.sort(weights[row]), np.sort(twin[place])
        assert np.abs(one - other).mean() < 0.003
        assert weights[row].var() == pytest.approx(twin[place].var(), rel=0.03)


def test_equal_swings_put_no_order_between_their_criteria():
    weights = Ordered(["a", "b", "c"], np.array([100.0, 50, 50]), seed=1).block(N)

    assert (weights[0] >= np.maximum(weights[1], weights[2])).all()
    assert (weights[1] > weights[2]).mean() == pytest.approx(0.5, abs=0.01)


def test_a_swing_of_nought_keeps_no_weight_in_order():
    weights = Ordered(["a", "b", "c"], np.array([100.0, 0, 50]), seed=1).block(N)

    assert (weights[1] == 0).all()


def test_elicited_swings_stay_within_a_quarter_and_are_cut_at_100():
    swings = Elicited(["a", "b", "c"], np.array([[100.0, 40, 0]]), seed=1).block(N)

    assert (swings[0].min(), swings[0].max()) == (pytest.approx(75, abs=0.01),
                                                  pytest.approx(100, abs=0.01))  # fmt: skip
    assert (swings[1].min(), swings[1].max()) == (pytest.approx(30, abs=0.01),
                                                  pytest.approx(50, abs=0.01))  # fmt: skip
    assert (swings[2] == 0).all()


def test_each_member_is_drawn_as_often_as_the_others():
    swings = Elicited(["a", "b"], np.array([[100.0, 10], [10, 100], [50, 100]]), seed=1).block(N)

    assert (swings[1] < 20).mean() == pytest.approx(1 / 3, abs=0.01)
    assert (swings[0] < 20).mean() == pytest.approx(1 / 3, abs=0.01)


def test_fixed_weights_are_the_elicited_ones():
    weights = Fixed(np.array([75.0, 25])).block(3)

    assert weights.tolist() == [[0.75] * 3, [0.25] * 3]
