"""Pure edits of the cost lines and of how they are brought to one figure.

A line has no id of its own. It is named as the record names it: option, item, kind, and its turn
among lines that share all three.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from appraisal.edits.accessors import GONE, Accessor
from appraisal.errors import Fault, InvalidAppraisal
from appraisal.model import Appraisal, CostLine
from appraisal.record.entries import row_keys

Row = dict[str, Any]
Key = tuple[str, ...]


def keyed_lines(appraisal: Appraisal) -> dict[Key, CostLine]:
    """Return the cost lines by what names them, in their order."""
    return row_keys(appraisal, "costs.lines")


def with_setting(appraisal: Appraisal, name: str, value: Any) -> Appraisal:
    """Return the appraisal with base year, rate or horizon set."""
    if value is None:
        raise _refused("Give a number; it cannot be left empty.")
    return appraisal.changed(costs={**appraisal.document().get("costs", {}), name: value})


def with_line(appraisal: Appraisal, option: str, item: str, kind: str | None) -> Appraisal:
    """Return the appraisal with a new cost line, without amounts yet.

    Raises
    ------
    InvalidAppraisal
        If it does not say what it is for, or its kind.
    """
    if not item.strip():
        raise _refused("Say what the cost is for.")
    if not kind:
        raise _refused("Choose the kind of cost.")
    row = {"option": option, "item": item.strip(), "kind": kind}
    return _with_lines(appraisal, [*_rows(appraisal), row])


def line_field(key: Key, field: str) -> Accessor:
    """Return the place of one field of a line."""

    def read(appraisal: Appraisal) -> Any:
        line = keyed_lines(appraisal).get(key)
        return GONE if line is None else getattr(line, field)

    return Accessor(read, lambda appraisal, value: with_line_field(appraisal, key, field, value))


def amount(key: Key, year: int) -> Accessor:
    """Return the place of the amount of one year."""

    def read(appraisal: Appraisal) -> Any:
        line = keyed_lines(appraisal).get(key)
        return GONE if line is None else line.amounts.get(year)

    return Accessor(read, lambda appraisal, value: with_amount(appraisal, key, year, value))


def in_per_cent(accessor: Accessor) -> Accessor:
    """Return a place that holds a share as a place that holds per cent."""

    def read(appraisal: Appraisal) -> Any:
        share = accessor.read(appraisal)
        return share if share is GONE else per_cent(share)

    return Accessor(read, lambda appraisal, value: accessor.write(appraisal, from_per_cent(value)))


def with_line_field(appraisal: Appraisal, key: Key, field: str, value: Any) -> Appraisal:
    """Return the appraisal with one field of a line set; empty takes it away."""
    return with_line_fields(appraisal, key, {field: value})


def with_line_fields(appraisal: Appraisal, key: Key, fields: Row) -> Appraisal:
    """Return the appraisal with these fields of a line set; empty ones are taken away.

    Raises
    ------
    InvalidAppraisal
        If somebody removed or renamed the line meanwhile, or the line breaks a rule.
    """
    rows, index = _rows(appraisal), _place(appraisal, key)
    row = dict(rows[index])
    for field, value in fields.items():
        if value in (None, "", [], (), {}):
            row.pop(field, None)
        else:
            row[field] = value
    rows[index] = row
    return _with_lines(appraisal, rows)


def with_amount(appraisal: Appraisal, key: Key, year: int, amount: float | None) -> Appraisal:
    """Return the appraisal with the amount of one year set; None takes it away."""
    rows, index = _rows(appraisal), _place(appraisal, key)
    amounts = {int(known): value for known, value in rows[index].get("amounts", {}).items()}
    amounts.pop(year, None)
    if amount is not None:
        amounts[year] = amount
    return with_line_field(appraisal, key, "amounts", dict(sorted(amounts.items())))


def without_line(appraisal: Appraisal, key: Key) -> Appraisal:
    """Return the appraisal without a cost line."""
    rows, index = _rows(appraisal), _place(appraisal, key)
    return _with_lines(appraisal, rows[:index] + rows[index + 1 :])


def with_read_lines(
    appraisal: Appraisal, read: Iterable[CostLine], *, replace: bool = False
) -> Appraisal:
    """Return the appraisal with cost lines read from a table added, or in place of all others."""
    rows = [] if replace else _rows(appraisal)
    return _with_lines(appraisal, [*rows, *(line.document() for line in read)])


def per_cent(share: float | None) -> float | None:
    """Return a share in per cent as people write it: 0.29 is 29, not 28.999999999999996."""
    return None if share is None else round(share * 100, 9)


def from_per_cent(value: float | None) -> float | None:
    """Return per cent as a share; None stays None."""
    return None if value is None else round(value / 100, 11)


def _rows(appraisal: Appraisal) -> list[Row]:
    rows: list[Row] = list(appraisal.document().get("costs", {}).get("lines", []))
    return rows


def _place(appraisal: Appraisal, key: Key) -> int:
    known = list(keyed_lines(appraisal))
    if key not in known:
        raise _refused(
            f"The cost line {key[1]!r} is no longer there under that name. Look at the lines as "
            "they are now, then make your change once more."
        )
    return known.index(key)


def _with_lines(appraisal: Appraisal, rows: list[Row]) -> Appraisal:
    return appraisal.changed(costs={**appraisal.document().get("costs", {}), "lines": rows})


def _refused(problem: str) -> InvalidAppraisal:
    return InvalidAppraisal([Fault(("costs",), problem)])
