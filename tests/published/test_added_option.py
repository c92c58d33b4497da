"""Adding an option must not change the order of the others: fixed anchors against local scales.

S. Bigaret, R. Hodgett, P. Meyer, T. Mironova, A.-L. Olteanu, Supporting the multi-criteria
decision aiding process: R and the MCDA package, EURO Journal on Decision Processes 5 (2017)
169-194: thirteen cars, and a fourteenth added later. There each column is divided by its greatest
value, so the fourteenth swaps the first two. It is told here as what this tool must not do.
"""

from __future__ import annotations

from typing import Any

from appraisal.analysis.results import analyse
from appraisal.model import Appraisal
from tests.analysis.making import made

CARS: dict[str, tuple[float, ...]] = {
    "a01": (18342, 30.7, 37.2, 2.33, 3.0),
    "a02": (15335, 30.2, 41.6, 2.0, 2.5),
    "a03": (16973, 29.0, 34.9, 2.66, 2.5),
    "a04": (15460, 30.4, 35.8, 1.66, 1.5),
    "a05": (15131, 29.7, 35.6, 1.66, 1.75),
    "a06": (13841, 30.8, 36.5, 1.33, 2.0),
    "a07": (18971, 28.0, 35.6, 2.33, 2.0),
    "a08": (18319, 28.9, 35.3, 1.66, 2.0),
    "a09": (19800, 29.4, 34.7, 2.0, 1.75),
    "a11": (17537, 28.3, 34.8, 2.33, 2.75),
    "a12": (15980, 29.6, 35.3, 2.33, 2.75),
    "a13": (17219, 30.2, 36.9, 1.66, 1.25),
    "a14": (21334, 28.9, 36.7, 2.0, 2.25),
}
ADDED: dict[str, tuple[float, ...]] = {"a10": (16966, 30.0, 37.7, 2.33, 3.25)}
WEIGHTS = (-1, -2, -1, 0.5, 0.5)
ANCHORS = {"g1": (25000, 10000), "g2": (35, 25), "g3": (45, 30), "g4": (0, 4), "g5": (0, 4)}


def cars(rows: dict[str, tuple[float, ...]]) -> Appraisal:
    scales: dict[str, dict[str, Any]] = {
        id: {"unit": "units", "worst": worst, "best": best} for id, (worst, best) in ANCHORS.items()
    }
    swings = {id: 50 * abs(weight) for id, weight in zip(ANCHORS, WEIGHTS, strict=True)}
    levels = {id: dict(zip(ANCHORS, row, strict=True)) for id, row in rows.items()}
    return made(levels, swings, scales=scales)


def first_three_on_local_scales(rows: dict[str, tuple[float, ...]]) -> list[str]:
    top = [max(column) for column in zip(*rows.values(), strict=True)]
    value = {
        id: sum(w * x / t for w, x, t in zip(WEIGHTS, row, top, strict=True))
        for id, row in rows.items()
    }
    return sorted(value, key=lambda id: -value[id])[:3]


def test_on_local_scales_the_added_car_swaps_the_first_two():
    assert first_three_on_local_scales(CARS) == ["a11", "a03", "a12"]
    assert first_three_on_local_scales(CARS | ADDED) == ["a03", "a11", "a12"]


def test_with_fixed_anchors_no_other_cars_figures_move_by_a_bit():
    before = analyse(cars(CARS), draws=0)
    after = analyse(cars(CARS | ADDED), draws=0)

    for id in CARS:
        assert after.scores.overall[id] == before.scores.overall[id]
        assert after.scores.value_scores[id] == before.scores.value_scores[id]
    kept = [id for id in after.by_overall_value() if id in CARS]
    assert kept == list(before.by_overall_value())
