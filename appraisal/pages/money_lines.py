"""The cost lines of one option: what each is for, its kind, its amounts and its range."""

from __future__ import annotations

import math
from typing import Any

import streamlit as st

from appraisal.analysis.wording import million
from appraisal.model import Appraisal, CostLine, Option
from appraisal.pages import fields, parts, state
from appraisal.pages.cost_edits import (
    Key,
    from_per_cent,
    keyed_lines,
    per_cent,
    with_amount,
    with_line,
    with_line_field,
    with_line_fields,
    without_line,
)
from appraisal.pages.money_tables import KIND_HELP, KINDS
from appraisal.pages.text import plain, short

KIND = "costs"


def option_lines(appraisal: Appraisal, option: Option, frozen: bool) -> None:
    """Show an option's cost lines, each to be opened and changed, and a form for one more."""
    mine = [(key, line) for key, line in keyed_lines(appraisal).items() if line.option == option.id]
    st.markdown(f"**{plain(option.name)}** ({parts.counted(len(mine), 'cost line')})")
    for place, (key, line) in enumerate(mine):
        # The place is only the widgets' name. What is changed is found by the record's own key.
        _line(appraisal, key, line, f"cost:{option.id}:{place}", frozen)
    part, is_open = parts.fold(f"Add a cost line: {plain(short(option.name, 50))}",
                               f"cost:{option.id}:add")  # fmt: skip
    if is_open:
        with part:
            _add(option, frozen)


def line_title(line: CostLine) -> str:
    """Return a line's item, its kind and the sum of its amounts, as Markdown."""
    total = million(math.fsum(line.amounts.values()), 2)
    amounts = f"{total} in all" if line.amounts else "no amounts yet"
    return f"{plain(short(line.item, 70))} · {line.kind} · {amounts}"


def _line(appraisal: Appraisal, key: Key, line: CostLine, name: str, frozen: bool) -> None:
    part, is_open = parts.fold(line_title(line), name)
    if not is_open:
        return
    with part:
        _what(key, line, name, frozen)
        _amounts(appraisal, key, line, name, frozen)
        _range(key, line, name, frozen)
        _who_and_why(appraisal, key, line, name, frozen)
        parts.removal(
            f"Remove {plain(short(line.item, 40))}",
            f"{name}:remove",
            f"Remove {plain(line.item)}? You can undo this.",
            KIND,
            lambda a: without_line(a, key),
            disabled=frozen,
        )


def _setting(key: Key, field: str) -> fields.Store:
    return lambda appraisal, value: with_line_field(appraisal, key, field, value)


def _what(key: Key, line: CostLine, name: str, frozen: bool) -> None:
    fields.text(
        "What it is for", line.item, _setting(key, "item"), key=f"{name}:item", kind=KIND,
        disabled=frozen,
    )  # fmt: skip
    fields.choice(
        "Kind of cost", list(KINDS), line.kind, _setting(key, "kind"), key=f"{name}:kind",
        kind=KIND, words=KINDS.__getitem__, disabled=frozen,
    )  # fmt: skip
    st.caption(KIND_HELP[line.kind])


def _amounts(appraisal: Appraisal, key: Key, line: CostLine, name: str, frozen: bool) -> None:
    st.markdown(
        f"**Amounts**, £ million a year, in {appraisal.costs.base_year} prices"
        + (" (a minus, as it is a saving)" if line.kind == "saving" else "")
    )
    counted = list(appraisal.costs.years())
    outside = sorted(set(line.amounts) - set(counted))
    years = [*counted, *outside]
    for first in range(0, len(years), 5):
        for column, year in zip(st.columns(5), years[first : first + 5], strict=False):
            with column:
                fields.number(
                    f"{year}",
                    line.amounts.get(year),
                    _amount_setting(key, year),
                    key=f"{name}:{year}",
                    kind=KIND,
                    high=0.0 if line.kind == "saving" else None,
                    disabled=frozen,
                )
    if outside:
        said = ", ".join(str(year) for year in outside)
        st.warning(f"{said}: outside the years counted, so not part of the net present cost.")


def _amount_setting(key: Key, year: int) -> fields.Store:
    return lambda appraisal, amount: with_amount(appraisal, key, year, amount)


def _range(key: Key, line: CostLine, name: str, frozen: bool) -> None:
    fields.number(
        "Optimism bias, %",
        per_cent(line.optimism_bias),
        lambda a, value: with_line_field(a, key, "optimism_bias", from_per_cent(value)),
        key=f"{name}:bias",
        kind=KIND,
        low=-100.0,
        high=1000.0,
        help="Plans tend to cost more than hoped. 20 adds a fifth to every amount. Use what "
        "happened elsewhere where you can.",
        disabled=frozen,
    )
    st.caption("How far off could it be? 80% and 150% mean from a fifth less to half as much more.")
    for column, end, label in zip(
        st.columns(2), ("low", "high"), ("At the lowest, % of it", "At the highest, % of it"),
        strict=True,
    ):  # fmt: skip
        column.number_input(
            label,
            key=state.bound(f"{name}:{end}", per_cent(getattr(line, end))),
            value=None,
            min_value=0.0,
            format="%g",
            placeholder="100",
            on_change=_save_range,
            args=(key, name),
            disabled=frozen,
        )
    low, high = state.value(f"{name}:low"), state.value(f"{name}:high")
    if (low is None) != (high is None):
        st.warning("Not saved yet: give both ends of the range, or neither.")
    fields.show_fault(f"{name}:range")


def _save_range(key: Key, name: str) -> None:
    low, high = state.value(f"{name}:low"), state.value(f"{name}:high")
    if (low is None) == (high is None):
        ends: dict[str, Any] = {"low": from_per_cent(low), "high": from_per_cent(high)}
        fields.keep(f"{name}:range", KIND, lambda a: with_line_fields(a, key, ends))


def _who_and_why(appraisal: Appraisal, key: Key, line: CostLine, name: str, frozen: bool) -> None:
    fields.text(
        "Who pays",
        line.funded_by or "",
        _setting(key, "funded_by"),
        key=f"{name}:funder",
        kind=KIND,
        placeholder="The council",
        help="The council, unless you name someone else, for example: DfE grant.",
        disabled=frozen,
    )
    if appraisal.evidence:
        findings = {found.id: found for found in appraisal.evidence}
        fields.several(
            "Evidence",
            list(findings),
            line.evidence,
            _setting(key, "evidence"),
            key=f"{name}:evidence",
            kind=KIND,
            words=lambda id: f"{id}: {short(findings[id].finding, 70)}",
            disabled=frozen,
        )


def _add(option: Option, frozen: bool) -> None:
    key = f"cost:{option.id}:new"
    with st.form(key, border=False):
        st.text_input("What it is for", key=f"{key}:item", max_chars=300, disabled=frozen)
        st.selectbox(
            "Kind of cost", list(KINDS), format_func=KINDS.__getitem__, index=None,
            placeholder="Choose", key=f"{key}:kind", disabled=frozen,
        )  # fmt: skip
        parts.submit(
            "Add this cost line", f"{key}:go", KIND, lambda: _added(option.id, key),
            clears=(f"{key}:item",), disabled=frozen,
        )  # fmt: skip


def _added(option: str, key: str) -> state.Change:
    item, kind = state.value(f"{key}:item") or "", state.value(f"{key}:kind")
    return lambda appraisal: with_line(appraisal, option, item, kind)
