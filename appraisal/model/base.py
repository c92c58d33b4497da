"""What every value of the model shares: frozen, no unknown keys, no number that is not a number."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

MOST_MARKS = 30
# Every way in which programs end a line; Word's own is U+000B.
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\u2028\u2029]")
# XML, and so Word and Excel, and PostgreSQL cannot hold these.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def _tidy(text: str) -> str:
    """Return the text as every record keeps it, so that the same words are the same bytes.

    In Unicode NFC, every line ended in one way, no space at the end of a line, and no empty line at
    either end.
    """
    unseen = _UNSEEN.search(text)
    if unseen:
        code = f"U+{ord(unseen.group()):04X}"
        raise ValueError(f"found the control character {code}, which nobody can see. Remove it")
    _refuse_heaps_of_marks(text)
    lines = unicodedata.normalize("NFC", _LINE_END.sub("\n", text)).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _refuse_heaps_of_marks(text: str) -> None:
    """Refuse a letter under more accents than any language knows, as the Unicode standard advises.

    Unicode's annex 15 gives 30 as the limit. Python sorts such a heap in quadratic time: 300,000
    marks would hold the program up for hours.
    """
    if text.isascii():
        return
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > MOST_MARKS:
            raise ValueError(f"found a letter with more than {MOST_MARKS} accents. Remove them")


def _tidy_text(value: Any) -> Any:
    return _tidy(value) if isinstance(value, str) else value


def _tidy_line(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    line = _tidy(value).strip()
    if "\n" in line:
        raise ValueError("found several lines of text. Right would be one line")
    return line


def _year_as_text(value: Any) -> Any:
    # A year alone looks like a number to YAML and to Excel.
    is_year = isinstance(value, int | float) and not isinstance(value, bool) and value == value // 1
    return str(int(value)) if is_year else value


def _tidy_notes(value: Any) -> Any:
    """Return free notes as every file and record keeps them: NFC, text keys, dates as text."""
    if isinstance(value, str):
        value.encode()  # half of a surrogate pair is no text: a ValueError of Python's own
        return _tidy(value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_tidy_notes(item) for item in value]
    if isinstance(value, dict):
        tidied = {_tidy(str(key)): _tidy_notes(item) for key, item in value.items()}
        if len(tidied) < len(value):
            raise ValueError("two keys in the notes read the same. Name one of them otherwise")
        return tidied
    raise ValueError(f"notes hold text, numbers, lists and mappings, but {value!r} is none of them")


def _not_a_boolean(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("a number was expected, not true or false")
    return value


def _year_from_key(value: Any) -> Any:
    # In JSON, and so in the record, the keys of a mapping are text.
    return int(value) if isinstance(value, str) and re.fullmatch(r"\d{4}", value) else value


def _number_from_key(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"\d{1,3}(\.\d+)?", value):
        return float(value)
    return value


Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
# Tidied before it is measured (validators written last run first), since NFC can lengthen a text.
Text = Annotated[str, StringConstraints(max_length=20_000), BeforeValidator(_tidy_text)]
Words = Annotated[
    str, StringConstraints(min_length=1, max_length=20_000), BeforeValidator(_tidy_text)
]
Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=300, pattern=r"\S"),
    BeforeValidator(_tidy_line),
]
Number = Annotated[
    float,
    BeforeValidator(_not_a_boolean),
    Field(strict=True, allow_inf_nan=False, ge=-1e15, le=1e15),
]
Notes = Annotated[dict[str, Any], BeforeValidator(_tidy_notes)]
Year = Annotated[int, BeforeValidator(_year_from_key), Field(strict=True, ge=1900, le=2200)]
NumberKey = Annotated[Number, BeforeValidator(_number_from_key)]
_DateText = Annotated[
    str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")
]
_YearAlone = Annotated[int, Field(ge=1000, le=9999)]
PartialDate = Annotated[
    _DateText, BeforeValidator(_year_as_text, json_schema_input_type=_DateText | _YearAlone)
]


Cited = Annotated[tuple[Id, ...], Field(max_length=200)]  # ids of evidence


class Value(BaseModel):
    """A frozen value, checked when it is made; an unknown key is a fault."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        populate_by_name=True,
        protected_namespaces=(),
    )

    def document(self) -> dict[str, Any]:
        """Return the value as plain data: lists, dicts, text, numbers; defaults left out."""
        plain = plain_data(self._form)
        assert isinstance(plain, dict)
        return plain

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with some fields replaced, unchecked; see pydantic."""
        copy = super().model_copy(update=update, deep=deep)
        copy.__dict__.pop("_form", None)  # that of the original
        return copy

    @cached_property
    def _form(self) -> dict[str, Any]:
        """The plain data, made once of a value that never changes; not to be changed or let out."""
        form = plain_data(self.model_dump(by_alias=True, exclude_defaults=True))
        assert isinstance(form, dict)
        return form


def plain_data(value: Any) -> Any:
    """Return data as YAML and JSON know it: whole numbers without a point, dates as text.

    Lists and dicts in it are new.
    """
    kind = type(value)
    if kind is str or kind is int or value is None:
        return value
    if kind is dict:
        return {plain_data(key): plain_data(item) for key, item in value.items()}
    if kind is list or kind is tuple:
        return [plain_data(item) for item in value]
    if kind is float and value.is_integer():
        return int(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return value


def _date_from_text(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        raise ValueError("a date was expected, such as 2026-11-21, without a time")
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"{value!r} is not a date. Write it as 2026-11-21") from None
    return value


Date = Annotated[dt.date, BeforeValidator(_date_from_text), Field(strict=True)]
