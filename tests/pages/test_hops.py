"""How many functions of ours a save goes through, from the widget's callback to the store.

A member's answer is counted in ``tests/web/test_phone_acts.py``, where its room is.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import Any

import pytest

from appraisal.store.locked_record import Turn
from tests.walls import figures


def way_here() -> list[str]:
    """The functions of the product that are under way, the outermost first, without lambdas."""
    return [
        f"{frame.filename.removeprefix(f'{figures.HOUSE}/')}: {frame.name}"
        for frame in traceback.extract_stack()
        if frame.filename.startswith(f"{figures.HOUSE}/") and frame.name != "<lambda>"
    ]


def ways_to(monkeypatch: pytest.MonkeyPatch, place: Any, name: str) -> list[list[str]]:
    """The way by which each call comes to a function, as they come."""
    real: Callable[..., Any] = getattr(place, name)
    ways: list[list[str]] = []

    def noted(*arguments: Any, **more: Any) -> Any:
        ways.append(way_here())
        return real(*arguments, **more)

    monkeypatch.setattr(place, name, noted)
    return ways


def test_a_score_is_saved_in_few_steps(small, monkeypatch):
    small.to("scores")
    ways = ways_to(monkeypatch, Turn, "append")

    small.fill("score:practice:house:level", "42")

    (way,) = ways
    assert way[0] == "pages/widgets/fields.py: _changed"
    assert len(way) <= figures.MOST_TO_SAVE_A_SCORE, way
