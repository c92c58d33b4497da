"""The published JSON Schema of the appraisal file, made from the model.

Editors complete and check a file with it as it is typed. What it cannot say (whether ids are known,
whether a level lies in its range), ``check`` does.
"""

from __future__ import annotations

import json
from typing import Any

from appraisal.files.schema_words import WORDS
from appraisal.model import Appraisal

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
# pydantic leaves its own words where a number is checked for more than JSON Schema knows.
_BOUNDS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}
_KEYS = {"levels": r"^[0-9]{1,3}(\.[0-9]+)?$", "amounts": "^[0-9]{4}$"}  # keys that are numbers

Schema = dict[str, Any]


def schema_text() -> str:
    """Return the schema as the text of ``criteria/appraisal.schema.json``."""
    return json.dumps(appraisal_schema(), ensure_ascii=False, indent=2) + "\n"


def appraisal_schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of a file of the format ``appraisal/1``.

    A key that is not required may be left empty, which reads as not there.
    """
    schema = _in_standard_words(Appraisal.model_json_schema())
    parts: Schema = schema.pop("$defs")
    for name, part in {"Appraisal": schema, **parts}.items():
        _describe(part, name)
    head = {"$schema": _DRAFT, "title": "Appraisal file", "description": schema["description"]}
    return {**head, **{key: schema[key] for key in schema if key not in head}, "$defs": parts}


def _in_standard_words(value: Any) -> Any:
    if isinstance(value, list):
        return [_in_standard_words(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {_BOUNDS.get(key, key): _in_standard_words(item) for key, item in value.items()}


def _describe(part: Schema, name: str) -> None:
    """Give an object and its keys their descriptions, and let a key that may be absent be empty."""
    part["description"] = _first_paragraph(part.get("description", ""))
    required = part.get("required", [])
    for key, schema in part["properties"].items():
        schema.pop("title", None)
        if "patternProperties" in schema:
            schema["additionalProperties"] = False
        if key in _KEYS:
            schema["propertyNames"] = {"pattern": _KEYS[key]}
        checked = schema if key in required else _or_empty(schema)
        part["properties"][key] = {"description": WORDS[name][key], **checked}


def _first_paragraph(text: str) -> str:
    return " ".join(text.split("\n\n", maxsplit=1)[0].replace("``", "").split())


def _or_empty(schema: Schema) -> Schema:
    default = (
        {"default": schema["default"]} if schema.get("default") not in (None, "", [], {}) else {}
    )
    rest = {key: value for key, value in schema.items() if key != "default"}
    if "anyOf" in rest:
        empty = {"type": "null"}
        return {**default, "anyOf": rest["anyOf"] + [empty] * (empty not in rest["anyOf"])}
    if "$ref" in rest or "enum" in rest or "const" in rest:
        return {**default, "anyOf": [rest, {"type": "null"}]}
    return {**default, **rest, "type": [rest["type"], "null"]}
