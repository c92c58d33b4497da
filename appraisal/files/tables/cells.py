"""One cell to the value it stands for, or a fault in words. Nothing is guessed."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from appraisal.files.appraisal_yaml.scalars import plain_value
from appraisal.files.tables.columns import OUTCOMES, TableColumn
from appraisal.files.tables.grid import Cell, DateCell, Strange
from appraisal.model import Appraisal
from appraisal.model.faults import shown

_FORMULA_LIKE = re.compile(r"'+[=+\-@\t]")
_THOUSANDS = re.compile(r"[-+]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_DECIMAL_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+")
_SHAPE = re.compile(r"(normal|beta)\b[\s(:,;]*(\S+?)[\s,;]+(\S+?)\)?", re.IGNORECASE)
_MOST_SHARE = 3  # 300%; above it a share has to be written with its sign
_YES = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
_DIRECTIONS = {"+/-": "±", "+-": "±", "\u2212": "-", "\u2013": "-"}


def value_of(cell: Cell, column: TableColumn, appraisal: Appraisal) -> Any:
    """Return what a filled cell stands for, as the document holds it.

    Raises
    ------
    ValueError
        In words for the user: what was found and what would be right.
    """
    if isinstance(cell, Strange):
        raise ValueError(f"the cell holds {cell.words}.")
    readers = {
        "number": number,
        "year": number,
        "ids": _ids,
        "choice": _word,
        "outcome": _outcome,
        "direction": _direction,
        "yes_no": _yes_no,
        "distribution": _distribution,
    }
    if column.kind == "option":
        return _id_of(cell, {option.id: option.name for option in appraisal.options}, "option")
    if column.kind == "criterion":
        return _id_of(cell, {c.id: c.name for c in appraisal.criteria}, "criterion")
    if column.kind == "must_have":
        return _id_of(
            cell, {must_have.id: must_have.name for must_have in appraisal.gates}, "must-have"
        )
    if column.per_cent:
        return _share(cell)
    return readers.get(column.kind, as_text)(cell)


def as_text(cell: Cell) -> str:
    """Return a cell as text; the ' that guards a formula in our own tables is taken off."""
    if isinstance(cell, DateCell):
        return cell.text
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        return str(int(cell)) if float(cell).is_integer() else repr(cell)
    text = cell if isinstance(cell, str) else ""
    return text[1:] if _FORMULA_LIKE.match(text) else text


def number(cell: Cell) -> float:
    """Return a cell as a number.

    ``32,5`` is 32.5, and ``1,234.5`` is 1234.5; ``1,234`` could be either, and is refused.
    """
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise ValueError(f"found {shown(as_text(cell))}. Right would be a number.")
    if not isinstance(cell, str):
        return float(cell)
    text = as_text(cell).strip().replace("\u2212", "-")
    if _THOUSANDS.fullmatch(text):
        if "." not in text and text.count(",") == 1:
            without = text.replace(",", "")
            raise ValueError(
                f"found {shown(text)}, which could be {without} or {text.replace(',', '.')}. "
                "Write it without the comma, or with a point."
            )
        text = text.replace(",", "")
    elif _DECIMAL_COMMA.fullmatch(text):
        text = text.replace(",", ".")
    value = plain_value(text)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    raise ValueError(
        f"found {shown(text)}. Right would be a number such as 32.5, without its unit."
    )


def _share(cell: Cell) -> float:
    """Return a cell as a share of one: ``80%`` is 0.8, and so is 0.8.

    A page asks for per cent and the file holds shares: 80 without a sign is likely to be 80%, and
    would be eighty times the line.
    """
    text = as_text(cell).strip()
    if text.endswith("%"):
        return float(Decimal(repr(number(text[:-1].strip()))) / 100)
    value = number(cell)
    if abs(value) > _MOST_SHARE:
        raise ValueError(
            f"found {shown(text)}, which would be {value * 100:,.10g}%. Right would be {value:g}% "
            f"or {value / 100:g}."
        )
    return value


def share_text(share: float) -> str:
    """Return a share of one in per cent, exactly as it reads back: 0.29 is ``29%``."""
    return f"{(Decimal(repr(float(share))) * 100).normalize():f}%"


def _word(cell: Cell) -> str:
    return as_text(cell).strip().lower()


def _outcome(cell: Cell) -> str:
    text = _word(cell)
    if text in (OUTCOMES[-1], "unknown"):
        return "unknown"
    if text in OUTCOMES:
        return text
    raise ValueError(f"found {shown(as_text(cell))}. Right would be pass, fail or not yet known.")


def _direction(cell: Cell) -> str:
    text = as_text(cell).strip()
    return _DIRECTIONS.get(text, text)


def _ids(cell: Cell) -> list[str]:
    return [id for id in re.split(r"[\s,;]+", as_text(cell)) if id]


def _yes_no(cell: Cell) -> bool:
    if isinstance(cell, bool):
        return cell
    text = as_text(cell).strip().lower()
    if text in _YES:
        return _YES[text]
    raise ValueError(f"found {shown(text)}. Right would be yes or no.")


def _distribution(cell: Cell) -> Any:
    text = as_text(cell).strip()
    shape = _SHAPE.fullmatch(text)
    if not shape:
        return text.lower()
    return {shape.group(1).lower(): [number(shape.group(2)), number(shape.group(3))]}


def _id_of(cell: Cell, names: dict[str, str], kind: str) -> str:
    """Return the id of what a cell names by its id or by its name."""
    text = as_text(cell).strip()
    if text in names:
        return text
    plain = " ".join(text.casefold().split())
    matches = [id for id, name in names.items() if " ".join(name.casefold().split()) == plain]
    if len(matches) == 1:
        return matches[0]
    known = ", ".join(list(names)[:12]) + (" ..." if len(names) > 12 else "")
    which = "more than one" if matches else "no"
    raise ValueError(
        f"found {shown(text)}, which is the id or name of {which} {kind}. Ids: {known}."
    )
