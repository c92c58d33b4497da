"""An appraisal as YAML that people like to read and to compare.

Keys stand in the order of the file format, one to a line; points, short lists and years stand in
rows; long text is folded at about 100 columns; text that any YAML reader could take for something
else is in quotation marks. What is written reads back as the same appraisal.

PyYAML's dumper is not used for it, for two reasons. It quotes only what it would itself misread:
``yaml.safe_dump({"a": "1e3"})`` gives ``a: 1e3``, which a reader of YAML 1.2 takes for a number.
And whether a row stands on one line is settled node by node before its width is known, so that
representers cannot keep rows that fit on one line apart from those that do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from appraisal.files.appraisal_yaml.text import (
    WIDTH,
    block_lines,
    in_row,
    is_block,
    key_text,
)
from appraisal.model import Appraisal

# In these sections a row that fits on one line is written on one line.
_ROWS = {("gate_results",), ("members", "performances"), ("costs", "lines"), ("dissent",),
         ("interests",), ("votes", "by_name")}  # fmt: skip
_DATES = {("date",), ("evidence", "date"), ("attendance", "date"), ("votes", "date")}
_ALWAYS = ("decision_maker", "status")  # what a reader should not have to look up
_ALWAYS_IN_COSTS = ("base_year", "discount_rate", "horizon_years")

Section = tuple[str, ...]  # the keys above a value, without places in lists


def write_appraisal(appraisal: Appraisal) -> str:
    """Return the appraisal as the text of a YAML file.

    The base year, discount rate and horizon stand in the file whenever there are cost lines, and
    both anchors of a scale whenever it has a unit, so that a reader without this tool can recompute
    every figure.
    """
    lines = list(_mapping(_explicit(appraisal), "", ()))
    return "\n".join(lines) + "\n"


def _explicit(appraisal: Appraisal) -> dict[str, Any]:
    """Return the document with the defaults that matter to a reader written out."""
    document = _sorted_numbers(appraisal.document())
    for key in _ALWAYS:
        document.setdefault(key, getattr(appraisal, key))
    if "lines" in document.get("costs", {}):
        costs = {key: _short(getattr(appraisal.costs, key)) for key in _ALWAYS_IN_COSTS}
        document["costs"] = costs | document["costs"]
    return _ordered(document, Appraisal.model_fields)


def _sorted_numbers(value: Any) -> Any:
    """Return data with each mapping by number (years, value scores) in the order of numbers."""
    if isinstance(value, list):
        return [_sorted_numbers(item) for item in value]
    if not isinstance(value, dict):
        return value
    by_number = value and all(isinstance(key, int | float) for key in value)
    keys = sorted(value) if by_number else value
    return {key: _sorted_numbers(value[key]) for key in keys}


def _short(number: float) -> float:
    return int(number) if number == int(number) else number


def _ordered(mapping: dict[str, Any], fields: Any) -> dict[str, Any]:
    return {key: mapping[key] for key in fields if key in mapping}


def _mapping(mapping: dict[Any, Any], indent: str, section: Section) -> Iterator[str]:
    for index, (key, value) in enumerate(mapping.items()):
        if not section and index and isinstance(value, list | dict):
            yield ""  # air between the sections
        below = (*section, str(key))
        yield from _entry(f"{indent}{key_text(key, indent)}", value, indent, below)


def _entry(start: str, value: Any, indent: str, section: Section) -> Iterator[str]:
    """Yield ``start`` (a key and its colon, or a dash) with a value behind or below it."""
    inner = f"{indent}  "
    if isinstance(value, str) and is_block(value, len(start)):
        header, *lines = block_lines(value, WIDTH - len(inner))
        yield f"{start} {header}"
        yield from (f"{inner}{line}" if line else "" for line in lines)
        return
    row = in_row(value, in_brackets=False, is_date=section in _DATES)
    if not _wants_block(value, section) and len(start) + 1 + len(row) <= WIDTH:
        yield f"{start} {row}"
    elif isinstance(value, dict) and value:
        yield start
        yield from _mapping(value, inner, section)
    elif isinstance(value, list) and value:
        yield start
        yield from _items(value, inner, section)
    else:
        yield f"{start} {row}"


def _wants_block(value: Any, section: Section) -> bool:
    """Return whether a list or mapping is written one line to a part even where a row would do."""
    if not value or not isinstance(value, list | dict):
        return False
    if len(section) == 1 or (section[0] == "notes" and isinstance(value, dict)):
        return True
    parts = value.values() if isinstance(value, dict) else value
    if any(isinstance(part, dict) for part in parts):
        return True
    return isinstance(value, dict) and any(isinstance(part, str) for part in parts)


def _items(items: list[Any], indent: str, section: Section) -> Iterator[str]:
    for item in items:
        if not isinstance(item, dict) or not item:
            yield from _entry(f"{indent}-", item, indent, section)
            continue
        row = f"{indent}- {in_row(item)}"
        if section in _ROWS and len(row) <= WIDTH:
            yield row
        else:
            first, *rest = _mapping(item, f"{indent}  ", section)
            yield f"{indent}- {first.lstrip(' ')}"
            yield from rest
