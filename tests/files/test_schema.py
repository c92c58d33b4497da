"""The published JSON Schema says what the model says."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from appraisal.files.appraisal_file import write_appraisal
from appraisal.files.appraisal_yaml.guarded import read_yaml
from appraisal.files.examples import CRITERIA
from appraisal.files.schema import appraisal_schema, schema_text
from appraisal.files.schema_words import WORDS
from appraisal.model import Appraisal
from appraisal.settings import Settings
from tests.strategies import appraisals

PUBLISHED = CRITERIA / "appraisal.schema.json"
SHIPPED = sorted(CRITERIA.rglob("*.yaml"))
SCHEMA = Draft202012Validator(appraisal_schema())


def _as_an_editor_reads(data: bytes) -> Any:
    """Return plain data whose keys are all text, as in JSON."""
    return json.loads(json.dumps(read_yaml(data, "a file", Settings()).value))


def test_the_schema_in_the_repository_is_the_one_the_model_makes() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text()


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(appraisal_schema())


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_file_that_ships_passes_the_schema(path: Path) -> None:
    assert list(SCHEMA.iter_errors(_as_an_editor_reads(path.read_bytes()))) == []


@settings(max_examples=50)
@given(appraisals())
def test_every_appraisal_written_to_a_file_passes_the_schema(appraisal: Appraisal) -> None:
    written = _as_an_editor_reads(write_appraisal(appraisal).encode())

    assert [error.message for error in SCHEMA.iter_errors(written)] == []


def test_every_key_has_its_words_and_every_word_its_key() -> None:
    schema = appraisal_schema()
    parts = {"Appraisal": schema, **schema["$defs"]}

    assert {name: set(part["properties"]) for name, part in parts.items()} == {
        name: set(words) for name, words in WORDS.items()
    }


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("titel",), "A slip"),
        (("title",), None),
        (("date",), 2026),
        (("options",), []),
        (("criteria", 0, "scale", "shape"), "bent"),
        (("swings",), {"practice": 101}),
        (("swings",), {"Practice": 50}),
        (("performances", 0, "level"), "32 %"),
        (("costs", "horizon_years"), 0),
        (("costs", "lines", 0, "amounts"), {"26": 1.5}),
        (("evidence", 0, "strength"), "quite strong"),
    ],
    ids=str,
)
def test_an_editor_underlines_a_slip(place: tuple[str | int, ...], value: object) -> None:
    sound = _as_an_editor_reads((CRITERIA / "examples" / "birmingham.yaml").read_bytes())
    slip = copy.deepcopy(sound)
    here = slip
    for step in place[:-1]:
        here = here[step]
    here[place[-1]] = value

    assert list(SCHEMA.iter_errors(sound)) == []
    assert list(SCHEMA.iter_errors(slip)) != []
