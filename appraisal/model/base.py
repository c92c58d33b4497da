"""What every value of the model shares: frozen, no unknown keys, no number that is not a number."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)


def _tidy(text: str) -> str:
    """Return the text in Unicode NFC, so that the same word is the same bytes in every record."""
    return unicodedata.normalize("NFC", text)


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
Text = Annotated[str, StringConstraints(max_length=20_000), AfterValidator(_tidy)]
Line = Annotated[
    str, StringConstraints(min_length=1, max_length=300, pattern=r"\S"), AfterValidator(_tidy)
]
Number = Annotated[
    float,
    BeforeValidator(_not_a_boolean),
    Field(strict=True, allow_inf_nan=False, ge=-1e15, le=1e15),
]
Notes = Annotated[dict[str, Any], BeforeValidator(_tidy_notes)]
Year = Annotated[int, BeforeValidator(_year_from_key), Field(strict=True, ge=1900, le=2200)]
NumberKey = Annotated[Number, BeforeValidator(_number_from_key)]
PartialDate = Annotated[
    str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")
]


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
        plain = _plain(self.model_dump(by_alias=True, exclude_defaults=True))
        assert isinstance(plain, dict)
        return plain


def _plain(value: Any) -> Any:
    """Return data as YAML and JSON know it: whole numbers without a point, dates as text."""
    if isinstance(value, dict):
        return {_plain(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return value
