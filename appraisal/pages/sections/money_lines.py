"""The cost lines of one option: what each is for, its kind, its amounts and its range."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from appraisal.analysis.wording.figures import counted, million
from appraisal.edits.accessors import GONE
from appraisal.edits.costs import (
    Key,
    amount,
    from_per_cent,
    in_per_cent,
    keyed_lines,
    line_field,
    per_cent,
    with_line,
    with_line_fields,
    without_line,
)
from appraisal.edits.typed import number_reader, number_text
from appraisal.errors import Fault, InvalidAppraisal
from appraisal.model import Appraisal, CostLine, Option
from appraisal.pages.escaping import plain, short
from appraisal.pages.sections.money_tables import KIND_HELP, KINDS
from appraisal.pages.session import state
from appraisal.pages.widgets import fields, forms, groups
from appraisal.pages.widgets.groups import BoxGroup, Values

KIND = "costs"
_MANY_MILLION = 1_000  # £ million in one year of one line: more than a whole service costs


def option_lines(appraisal: Appraisal, option: Option, frozen: bool) -> None:
    """Show an option's cost lines, each to be opened and changed, and a form for one more."""
    mine = [(key, line) for key, line in keyed_lines(appraisal).items() if line.option == option.id]
    st.markdown(f"**{plain(option.name)}** ({counted(len(mine), 'cost line')})")
    for index, (key, line) in enumerate(mine):
        # The index is only the widgets' name. What is changed is found by the record's own key.
        _line(
            appraisal, _ShownLine(key, line, f"cost:{option.id}:{index}"), option, index + 1, frozen
        )
    part, is_open = forms.fold(f"Add a cost line: {plain(short(option.name, 50))}",
                               f"cost:{option.id}:add")  # fmt: skip
    if is_open:
        with part:
            _add(option, frozen)


@dataclass(frozen=True)
class _ShownLine:
    """A cost line on the page: what names it in the record, itself, and its widgets' name."""

    key: Key
    line: CostLine
    name: str

    def box(self, appraisal: Appraisal, field: str, name: str = "") -> fields.Box:
        """Return one field of the line, for a widget."""
        accessor = line_field(self.key, field)
        return fields.record(appraisal, accessor, f"{self.name}:{name or field}", KIND)


def line_title(line: CostLine) -> str:
    """Return a line's item, its kind and the sum of its amounts, as Markdown."""
    total = million(math.fsum(line.amounts.values()), 2)
    amounts = f"{total} in all" if line.amounts else "no amounts yet"
    return f"{plain(short(line.item, 70))} · {line.kind} · {amounts}"


def _line(
    appraisal: Appraisal, shown: _ShownLine, option: Option, number: int, frozen: bool
) -> None:
    # The sum stands beside what opens, not on it: its words must not change as amounts are typed.
    st.markdown(line_title(shown.line))
    label = f"Change line {number} of {plain(short(option.name, 50))}"
    part, is_open = forms.fold(label, shown.name)
    if not is_open:
        return
    with part:
        _what(appraisal, shown, frozen)
        _amounts(appraisal, shown, frozen)
        _range(appraisal, shown, frozen)
        _who_and_why(appraisal, shown, frozen)
        forms.removal(
            "Remove this cost line",
            f"{shown.name}:remove",
            f"Remove {plain(shown.line.item)}? You can undo this.",
            KIND,
            lambda a: without_line(a, shown.key),
            disabled=frozen,
        )


def _what(appraisal: Appraisal, shown: _ShownLine, frozen: bool) -> None:
    fields.text("What it is for", shown.box(appraisal, "item"), disabled=frozen)
    fields.choice(
        "Kind of cost", list(KINDS), shown.box(appraisal, "kind"), words=KINDS.__getitem__,
        disabled=frozen,
    )  # fmt: skip
    st.caption(KIND_HELP[shown.line.kind])


def _amounts(appraisal: Appraisal, shown: _ShownLine, frozen: bool) -> None:
    line = shown.line
    st.markdown(
        f"**Amounts**, £ million a year, in {appraisal.costs.base_year} prices"
        + (" (a minus, as it is a saving)" if line.kind == "saving" else "")
        + ". A year left empty counts as nothing."
    )
    counted = list(appraisal.costs.years())
    outside = sorted(set(line.amounts) - set(counted))
    years = [*counted, *outside]
    for first in range(0, len(years), 5):
        row = years[first : first + 5]
        boxes = [_amount_box(appraisal, shown, year) for year in row]
        for column, year, box in zip(st.columns(5), row, boxes, strict=False):
            with column:
                fields.number(
                    f"{year}", box, high=0.0 if line.kind == "saving" else None,
                    disabled=frozen, notice=False,
                )  # fmt: skip
        for year, box in zip(row, boxes, strict=True):  # below the row, where there is room
            fields.show_notice(box, number_reader(), of=f"{year}: ", disabled=frozen)
    if outside:
        words = ", ".join(str(year) for year in outside)
        st.warning(f"{words}: outside the years counted, so not part of the net present cost.")


def _amount_box(appraisal: Appraisal, shown: _ShownLine, year: int) -> fields.Box:
    box = fields.record(appraisal, amount(shown.key, year), f"{shown.name}:{year}", KIND)
    return replace(box, doubt=in_pounds)


def in_pounds(value: float | None) -> str:
    """Return the question whether an amount was given in pounds; nothing where it is small."""
    if value is None or abs(value) <= _MANY_MILLION:
        return ""
    return (
        f"That is {value:,.0f} million pounds: amounts here are in £ million. If it was given in "
        f"pounds, write {number_text(round(value / 1_000_000, 6))}."
    )


def _range(appraisal: Appraisal, shown: _ShownLine, frozen: bool) -> None:
    bias = line_field(shown.key, "optimism_bias")
    fields.number(
        "Optimism bias, %",
        fields.record(appraisal, in_per_cent(bias), f"{shown.name}:bias", KIND),
        low=-100.0,
        high=1000.0,
        disabled=frozen,
    )
    st.caption(
        "Plans tend to cost more than hoped. 20 adds a fifth to every amount. Use what happened "
        "elsewhere where you can."
    )
    st.caption("How far off could it be? 80% and 150% mean from a fifth less to half as much more.")
    group = range_group(shown.key, shown.name)
    for column, end, label in zip(
        st.columns(2), ("low", "high"), ("At the lowest, % of it", "At the highest, % of it"),
        strict=True,
    ):  # fmt: skip
        with column:
            fields.number(
                label, groups.box(group, appraisal, end), low=0.0, placeholder="100",
                disabled=frozen,
            )  # fmt: skip
    groups.show_state(group)


def range_group(key: Key, name: str) -> BoxGroup:
    """Return the two ends of a line's range, in per cent, which are saved together."""

    def read(appraisal: Appraisal) -> Any:
        line = keyed_lines(appraisal).get(key)
        if line is None:
            return GONE
        return {"low": per_cent(line.low), "high": per_cent(line.high)}

    def write(appraisal: Appraisal, values: Values) -> Appraisal:
        if (values["low"] is None) != (values["high"] is None):
            raise InvalidAppraisal([Fault((), "Give both ends of the range, or neither.")])
        if values["low"] is not None and values["low"] > values["high"]:
            low, high = number_text(values["low"]), number_text(values["high"])
            problem = f"The lowest, {low}%, is above the highest, {high}%."
            raise InvalidAppraisal([Fault((), problem)])
        ends = {end: from_per_cent(value) for end, value in values.items()}
        return with_line_fields(appraisal, key, ends)

    return BoxGroup(f"{name}:range", KIND, read, write)


def _who_and_why(appraisal: Appraisal, shown: _ShownLine, frozen: bool) -> None:
    fields.text(
        "Who pays",
        shown.box(appraisal, "funded_by", "funder"),
        placeholder="The council",
        help="The council, unless you name someone else, for example: DfE grant.",
        disabled=frozen,
    )
    if appraisal.evidence:
        findings = {finding.id: finding for finding in appraisal.evidence}
        fields.several(
            "Evidence",
            list(findings),
            shown.box(appraisal, "evidence"),
            words=lambda id: f"{id}: {short(findings[id].finding, 70)}",
            disabled=frozen,
        )


def _add(option: Option, frozen: bool) -> None:
    key = f"cost:{option.id}:new"
    fields.text("What it is for", fields.unsaved(f"{key}:item"), disabled=frozen)
    fields.choice(
        "Kind of cost", list(KINDS), fields.unsaved(f"{key}:kind"), words=KINDS.__getitem__,
        disabled=frozen,
    )  # fmt: skip
    forms.submit(
        "Add this cost line", f"{key}:go", KIND, lambda: _added(option.id, key),
        clears=(f"{key}:item", f"{key}:kind"), disabled=frozen,
    )  # fmt: skip


def _added(option: str, key: str) -> state.Change:
    item, kind = fields.held(f"{key}:item") or "", fields.held(f"{key}:kind")
    return lambda appraisal: with_line(appraisal, option, item, kind)
