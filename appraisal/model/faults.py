"""Pydantic's findings, told in plain words with the place, what was found and what is right."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from appraisal.errors import LONGEST_STEP, DocumentPath, Fault

_ID_RULE = (
    "an id starts with a small letter and holds only small letters, digits and _, "
    "40 characters at most"
)
_DISTRIBUTIONS = (
    "triangular, uniform, exact, {normal: [mean, standard deviation]} or {beta: [a, b]}, "
    "with a standard deviation, a and b above 0"
)


MOST_FAULTS = 1_000  # a longer list helps nobody, and a stranger's file may hold 50,000
MOST_HINTS = 100  # finding the nearest key takes a while


def faults_of(error: ValidationError, document: Any, model: type[BaseModel]) -> list[Fault]:
    """Return one fault for each thing pydantic found wrong in a document, not past a limit.

    ``model`` is what the document should be: an unknown key is held against those that it knows.
    """
    faults: dict[DocumentPath, Fault] = {}
    for detail in error.errors(include_url=False)[:MOST_FAULTS]:
        if _is_false_alarm(detail):
            continue
        path = _place(detail, document)
        if path not in faults:
            hinted = model if len(faults) < MOST_HINTS else None
            faults[path] = Fault(path, _problem(detail, path, hinted))
    return list(faults.values())


def _is_false_alarm(detail: ErrorDetails) -> bool:
    """Return whether pydantic calls a list too short because some of its items are faulty."""
    if detail["type"] != "too_short" or not isinstance(detail["input"], list | tuple):
        return False
    return len(detail["input"]) >= int(detail["ctx"]["min_length"])


def _place(detail: ErrorDetails, document: Any) -> DocumentPath:
    """Return the path as far as it exists in the document (pydantic adds names of its own)."""
    path: list[str | int] = []
    part = document
    for step in detail["loc"]:
        if path and path[-1] == "distribution":
            break
        if step == "[key]":
            continue
        known = _child(part, step)
        if known is _MISSING and detail["type"] != "missing":
            break
        path.append(step)
        part = known
    return tuple(path)


_MISSING = object()


def _child(part: Any, step: str | int) -> Any:
    if isinstance(part, dict):
        if step in part:
            return part[step]
        return next((part[key] for key in _numbers(step) if key in part), _MISSING)
    if isinstance(part, list | tuple) and isinstance(step, int) and step < len(part):
        return part[step]
    return _MISSING


def _numbers(step: str | int) -> list[float]:
    """Return the number that pydantic names by its text where it is a key, if it is one."""
    try:
        return [float(step)]
    except ValueError:
        return []


def _problem(detail: ErrorDetails, path: DocumentPath, model: type[BaseModel] | None) -> str:
    kind, value, context = detail["type"], shown(detail["input"]), detail.get("ctx", {})
    if path and path[-1] == "distribution":
        return f"found {value}. Right would be {_DISTRIBUTIONS}."
    if kind == "value_error":
        return f"{str(context['error']).rstrip('.')}."
    if kind == "extra_forbidden":
        return _unknown_key(str(path[-1]), model)
    right = _RIGHT.get(kind)
    if kind == "missing":
        return "this key is required and is not there."
    if kind == "string_pattern_mismatch" and "a-z" in str(context.get("pattern")):
        return f"found {value}, but {_ID_RULE}."
    if kind == "string_pattern_mismatch" and "d{4}" in str(context.get("pattern")):
        return f"found {value}. Right would be a date as well as it is known, {_DATE_RULE}."
    if right:
        return f"found {value}. Right would be {right.format(**context)}."
    return f"found {value}. {detail['msg']}."


_DATE_RULE = "the year first: 2018, 2018-07 or 2018-07-10"
_MAPPING = "keys with their values (key: value)"
_RIGHT = {
    "string_type": "text (in quotation marks if it looks like a number)",
    "string_too_short": "some words",
    "string_too_long": "at most {max_length} characters",
    "string_pattern_mismatch": "some words",  # no other pattern is in the model but "not blank"
    "float_type": "a number such as 32.5, without its unit",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "finite_number": "an ordinary number, not NaN or infinite",
    "greater_than": "a number above {gt:g}",
    "greater_than_equal": "{ge:g} or more",
    "less_than": "a number below {lt:g}",
    "less_than_equal": "{le:g} or less",
    "literal_error": "{expected}",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "too_short": "{min_length} at least",
    "too_long": "{max_length} at most",
    "date_type": "a date such as 2026-11-21",
}


def _unknown_key(key: str, model: type[BaseModel] | None) -> str:
    known = known_keys(model) if model and len(key) <= LONGEST_STEP else ()
    close = get_close_matches(key, known, n=1, cutoff=0.75)
    advice = f"Did you mean {close[0]}?" if close else "Remove it, or put it under notes:."
    return f"the key {shown(key)} is not known here. {advice}"


@cache
def known_keys(model: type[BaseModel]) -> tuple[str, ...]:
    """Return every key that a model and the models inside it know, by name."""
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return tuple(sorted({key for part in parts for key in part.get("properties", {})}))


def shown(value: Any) -> str:
    """Return what was found, short enough for a message."""
    text = repr(value) if isinstance(value, str) else str(value)
    if isinstance(value, dict):
        text = f"a mapping with {len(value)} key{'s' if len(value) != 1 else ''}"
    elif isinstance(value, list | tuple):
        text = f"a list of {len(value)}"
    elif value is None:
        text = "nothing"
    elif value == "":
        text = "an empty text"
    return text if len(text) <= 80 else f"{text[:77]}..."
