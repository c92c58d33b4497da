"""Money: what each option costs, who pays, and cost against benefit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from appraisal.analysis.money import Money, OptionCost
from appraisal.analysis.results import Results
from appraisal.analysis.wording.costs import not_costed
from appraisal.charts import cost_against_benefit
from appraisal.edits.accessors import Accessor
from appraisal.edits.costs import from_per_cent, per_cent, with_setting
from appraisal.edits.criteria import outdated_copies
from appraisal.model import Appraisal
from appraisal.pages.escaping import names_said, plain
from appraisal.pages.sections import money_import, money_tables
from appraisal.pages.sections.money_lines import option_lines
from appraisal.pages.session import state
from appraisal.pages.widgets import display, fields, forms, frame
from appraisal.pages.widgets.table_import import panel

KIND = "costs"
TOTAL = "Total"
BY_OPTION: dict[str, Callable[[Money, OptionCost], pd.DataFrame]] = {
    "Kind of cost": money_tables.by_kind,
    "Who pays": money_tables.by_funder,
    "Year by year": money_tables.by_year,
}
NOTES = {
    TOTAL: "£ million, discounted. Before bias: without optimism bias. Low to high: every line at "
    "its lowest, then at its highest.",
    "Kind of cost": "£ million, discounted, with optimism bias. The first six are the costs of a "
    "trust that Ray Jones named in 2016; a dash means that no line of that kind was written down.",
    "Who pays": "£ million, discounted, with optimism bias.",
    "Year by year": "£ million at base-year prices, with optimism bias, not discounted.",
}


def page() -> None:
    """Show the settings, every option's cost lines, and what they come to."""
    current = frame.begin("money")
    appraisal, frozen = current.appraisal, current.frozen
    st.markdown(
        "Write down what each option costs, year by year. Future pounds count for a little less "
        "than today's; together they make one figure for each option, its **net present cost**."
    )
    results = state.results(current)
    _settings(appraisal, frozen)
    st.subheader("Cost lines", anchor=False)
    for option in appraisal.options:
        option_lines(appraisal, option, frozen)
    panel(appraisal, money_import.ROWS, frozen)
    # Below what is typed, so that no figure that grows pushes a box down.
    if results.money is not None:
        _figures(results, results.money)
    frame.end("money")


def _figures(results: Results, money: Money) -> None:
    st.subheader("What they come to", anchor=False)
    view = fields.views("What to show", [TOTAL, *BY_OPTION], fields.view("money:show", TOTAL))
    if view == TOTAL:
        display.table(money_tables.totals(results, money))
    else:
        _by_option(results, money, view)
    st.caption(f"{NOTES[view]} Rounded, so parts may not add up to the last digit.")
    _say_what_is_missing(results, money)
    _against_benefit(results, money)


def _say_what_is_missing(results: Results, money: Money) -> None:
    missing: dict[str, list[str]] = {}
    for option in results.appraisal.options:
        if money.options[option.id] is None:
            missing.setdefault(not_costed(results.appraisal, option.id), []).append(option.name)
    for words, names in missing.items():
        st.caption(
            f"{words[0].upper()}{words[1:]}: {names_said(names)}. That is not the same as costing "
            "nothing."
        )


def _by_option(results: Results, money: Money, view: str) -> None:
    options = results.appraisal.options
    for index, column in forms.side_by_side(len(options)):
        with column:
            st.markdown(f"**{plain(options[index].name)}**")
            cost = money.options[options[index].id]
            if cost is None:
                words = not_costed(results.appraisal, options[index].id)
                st.markdown(f"{words[0].upper()}{words[1:]}.")
            else:
                display.table(BY_OPTION[view](money, cost))


def _against_benefit(results: Results, money: Money) -> None:
    appraisal = results.appraisal
    st.subheader("Cost against benefit", anchor=False)
    if appraisal.cost_criterion() is None:
        st.markdown(
            "No criterion is on the cost axis, so cost is not set against benefit here: pounds "
            "that count in the overall value must not count twice. You can change this on the "
            "Criteria page."
        )
        if outdated_copies(appraisal, money.options):
            st.warning(
                "Cost counts in the overall value, with levels copied from the cost lines. The "
                "lines have changed since. Copy them again on the Criteria page."
            )
        return
    display.picture(results, cost_against_benefit, "money")
    if money.frontier is None:
        st.caption("An option still lacks an overall value or its costs, so no price is shown yet.")
    if money.prices:
        st.markdown("**What one more point of overall value costs**")
        display.table(money_tables.prices(results, money))
        st.caption(
            "Each step goes from one option to the next dearer one that is also better. Whether "
            "a point is worth that much is for members to judge."
        )


def _settings(appraisal: Appraisal, frozen: bool) -> None:
    costs = appraisal.costs
    rate, years = per_cent(costs.discount_rate), costs.years()
    label = "How costs are brought to one figure"
    st.caption(
        f"Prices of {costs.base_year}; years {years[0]} to {years[-1]}; {rate:g}% a year off later "
        "years."
    )
    part, is_open = forms.fold(label, "money:settings")
    if not is_open:
        return
    with part:
        _number(appraisal, "Base year", "base_year", 1900, 2200, frozen,
                "Year 0: its prices are used throughout, and it is not discounted.")  # fmt: skip
        _number(appraisal, "How many years count", "horizon_years", 1, 60, frozen,
                "Long enough for set-up, running and a possible way back.")  # fmt: skip
        fields.number(
            "Discount rate, % a year, above inflation",
            fields.record(
                appraisal,
                Accessor(
                    lambda a: per_cent(a.costs.discount_rate),
                    lambda a, value: with_setting(a, "discount_rate", from_per_cent(value)),
                ),
                "money:discount_rate",
                KIND,
            ),
            low=0.0,
            high=100.0,
            disabled=frozen,
        )
        st.caption(
            "HM Treasury's Green Book (2022) uses 3.5% for the first 30 years. A newer edition "
            "came out in 2026: ask the chief finance officer which rate is in force. The rate is "
            "printed in the report."
        )


def _number(
    appraisal: Appraisal, label: str, name: str, low: int, high: int, frozen: bool, help: str
) -> None:
    def write(appraisal: Appraisal, value: Any) -> Appraisal:
        whole = int(value) if value is not None and float(value).is_integer() else value
        return with_setting(appraisal, name, whole)

    accessor = Accessor(lambda a: getattr(a.costs, name), write)
    fields.number(
        label, fields.record(appraisal, accessor, f"money:{name}", KIND), low=low, high=high,
        help=help, disabled=frozen,
    )  # fmt: skip


if __name__ == "__main__":
    page()
