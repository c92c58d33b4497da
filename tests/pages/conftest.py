"""Fixtures for pages: the worked example or a small appraisal, open under AppTest."""

from __future__ import annotations

from typing import Any

import pytest

from appraisal.files.appraisal_file import read_appraisal
from appraisal.files.examples import worked_examples
from appraisal.model import Appraisal
from tests.pages.walk import HOSTILE, walking


@pytest.fixture(scope="session")
def birmingham() -> Appraisal:
    return read_appraisal(next(found.path for found in worked_examples()))


@pytest.fixture(autouse=True)
def _quick(quick_seat_codes):
    """Every test here hashes seat codes with little work."""


@pytest.fixture
def example(tmp_path, monkeypatch, birmingham):
    """The worked example, open."""
    with walking(tmp_path / "data", birmingham, monkeypatch) as walk:
        yield walk


@pytest.fixture
def small(tmp_path, monkeypatch):
    """An appraisal of two options and three criteria with a little of everything, open."""
    with walking(tmp_path / "data", small_appraisal(), monkeypatch) as walk:
        yield walk


@pytest.fixture
def agreed(tmp_path, monkeypatch):
    """The small appraisal, agreed and so frozen."""
    with walking(tmp_path / "data", small_appraisal(status="agreed"), monkeypatch) as walk:
        yield walk


@pytest.fixture
def hostile(tmp_path, monkeypatch):
    """The small appraisal with Markdown, HTML and a stranger's picture wherever words stand."""
    with walking(tmp_path / "data", hostile_appraisal(), monkeypatch) as walk:
        yield walk


def small_appraisal(**changes: Any) -> Appraisal:
    """Two options, three criteria (one on the cost axis), a must-have, evidence and costs."""
    document = {
        "format": "appraisal/1",
        "title": "Who should run it?",
        "baseline": "house",
        "options": [
            {"id": "house", "name": "In house", "in_gift_of": ["council"],
             "description": "The council runs it."},
            {"id": "trust", "name": "Trust", "in_gift_of": ["council", "secretary_of_state"],
             "description": "A company runs it."},
            {"id": "partner", "name": "Partner", "description": "Another council runs it.",
             "variant_of": "trust"},
        ],
        "gates": [{"id": "law", "name": "Lawful", "question": "Is it lawful?"}],
        "gate_results": [{"option": "trust", "gate": "law", "result": "fail", "reason": "No."}],
        "criteria": [
            {"id": "practice", "name": "Practice", "group": "Care"},
            {"id": "time", "name": "Time", "group": "Change",
             "scale": {"unit": "months", "worst": 24, "best": 0}},
            {"id": "cost", "name": "Cost", "axis": "cost", "group": "Money",
             "scale": {"unit": "£ million", "worst": 15, "best": -5}},
        ],
        "swings": {"practice": 100, "time": 50},
        "performances": [
            {"option": "trust", "criterion": "practice", "level": 60, "evidence": ["e1"]},
            {"option": "trust", "criterion": "time", "level": 12, "low": 9, "high": 18},
        ],
        "evidence": [
            {"id": "e1", "finding": "It helped.", "option": "trust", "criterion": "practice",
             "direction": "+", "strength": "strong", "source": "A review",
             "address": "https://example.org/review"},
            {"id": "e2", "finding": "It cost more.", "option": "trust"},
        ],
        "costs": {"lines": [
            {"option": "house", "item": "Programme", "kind": "running", "amounts": {2026: 1.0}},
            {"option": "trust", "item": "Set-up", "kind": "transition", "optimism_bias": 0.2,
             "amounts": {2026: 2.0, 2027: 1.0}, "low": 0.8, "high": 1.5, "evidence": ["e1"]},
        ]},
        "members": [{"id": "m1", "label": "Member 1", "swings": {"practice": 100, "time": 20},
                     "performances": [{"option": "trust", "criterion": "time", "level": 10}]}],
    }  # fmt: skip
    return Appraisal.from_document({**document, **changes})


def hostile_appraisal() -> Appraisal:
    """The small appraisal with hostile words in every place that takes words."""
    keep = {"id", "option", "criterion", "gate", "kind", "axis", "result", "direction", "strength",
            "format", "baseline", "variant_of", "evidence", "label", "status"}  # fmt: skip

    def spoilt(value: Any, key: str = "") -> Any:
        if key in keep and not (key == "evidence" and value and isinstance(value[0], dict)):
            return value
        if isinstance(value, dict):
            return {k: spoilt(v, str(k)) for k, v in value.items()}
        if isinstance(value, list):
            return [spoilt(item) for item in value]
        return f"{value} {HOSTILE}" if isinstance(value, str) else value

    return Appraisal.from_document(spoilt(small_appraisal().document()))
