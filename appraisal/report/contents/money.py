"""Cost against benefit, and the cost sheet."""

from __future__ import annotations

import math

from appraisal.analysis.money import COUNCIL_PAYS, Money, OptionCost
from appraisal.analysis.results import Results
from appraisal.analysis.wording.figures import listed, points
from appraisal.model import SIX_COSTS
from appraisal.report.contents.figures import figure
from appraisal.report.contents.names import (
    in_parts,
    option_name,
    option_names,
    overall,
    plain_name,
    pounds,
    side_by_side,
)
from appraisal.report.parts import Block, Cell, Column, Num, Para, Subheading, Table


def cost_and_benefit(results: Results) -> tuple[Block, ...]:
    """Return cost against benefit and the price of each extra point, where costs are known."""
    heading = Subheading("Cost against benefit")
    money = results.money
    if money is None:
        return (heading, Para("There are no cost lines yet, so no cost is shown for any option."))
    chart = figure(results, "cost_against_benefit")
    sides, frontier = _sides(results, money), _frontier(results, money)
    odds = tuple(Para(sentence) for sentence in results.words.money) if results.words else ()
    return (heading, *chart, *sides, *frontier, *_prices(results, money), *odds)


def _sides(results: Results, money: Money) -> tuple[Block, ...]:
    rows = tuple(_side(results, money.options[id], id) for id in results.by_overall_value())
    table = Table(
        "cost_benefit",
        "Overall value and net present cost",
        (
            Column("Option", 2),
            Column("Overall value", 1, "right"),
            Column("Net present cost, £m", 1.2, "right"),
            Column("Low to high, £m", 1.3, "right"),
            Column("Against baseline, £m", 1.2, "right"),
        ),
        rows,
        note="Low to high: every cost line at its low, then at its high, multiplier.",
    )
    return (table,)


def _side(results: Results, cost: OptionCost | None, id: str) -> tuple[Cell, ...]:
    ends = f"{points(cost.low)} to {points(cost.high)}" if cost else "–"
    against = cost.against_baseline if cost else None
    base = id == results.appraisal.baseline
    return (
        option_name(results, id),
        overall(results.scores.overall[id]),
        pounds(cost.net_present_cost if cost else None),
        ends,
        "–" if base or against is None else Num(_signed(against), against),
    )


def _signed(value: float) -> str:
    text = points(value)
    return text if value < 0 or float(f"{value:.1f}") == 0 else f"+{text}"


def _frontier(results: Results, money: Money) -> tuple[Block, ...]:
    if money.frontier is None:
        if results.appraisal.cost_criterion() is None:
            reason = (
                "No criterion is kept on the cost axis, so costs are shown beside the overall "
                "value and not set against it: pounds that count in a score must not count twice."
            )
        else:
            reason = (
                "Cost is not yet set against benefit, as an option still lacks an overall value "
                "or its costs."
            )
        return (Para(reason),)
    beaten = money.frontier_dominated_by or {}
    beaten_ones = [
        f"{option_names(results, by)} {'is' if len(by) == 1 else 'are'} no dearer than "
        f"{plain_name(results, id)} and at least as good."
        for id, by in beaten.items()
        if by
    ]
    best = f"Not beaten on cost and benefit at once: {option_names(results, money.frontier)}."
    return (Para(" ".join([best, *beaten_ones])),)


def _prices(results: Results, money: Money) -> tuple[Block, ...]:
    if not money.prices:
        return ()
    return (
        Table(
            "prices",
            "What one more point of overall value costs",
            (
                Column("Step", 2.4),
                Column("Extra cost, £m", 1, "right"),
                Column("Extra points", 1, "right"),
                Column("£m a point", 1, "right"),
            ),
            tuple(
                (
                    (
                        f"From {plain_name(results, step.cheaper)} to "
                        f"{plain_name(results, step.dearer)}"
                    ),
                    Num(points(step.extra_cost), step.extra_cost),
                    Num(points(step.extra_value), step.extra_value),
                    Num(points(step.price, 2), step.price),
                )
                for step in money.prices
            ),
        ),
    )


def cost_sheet(results: Results) -> tuple[Block, ...]:
    """Return the cost sheet: basis, parts, who pays and Ray Jones's six costs by option."""
    heading = Subheading("Cost sheet")
    money = results.money
    if money is None:
        return (heading, Para("There are no cost lines yet."))
    dash = "A dash: there is no line."
    kinds = "The six costs of change, running costs and savings"
    return (
        heading,
        Para(_basis(results)),
        *_tables(results, "kinds", kinds, _kinds(money), note=dash),
        Para(
            "The six costs are those that Ray Jones (2016) names for an independent trust: "
            "transition, transaction, transmission, transgression, transmutation and "
            "transparency. Each has its row for every option, so that none is left out unseen."
        ),
        *_tables(results, "funders", "Who pays", _funders(results, money), note=dash),
        *_tables(
            results, "by_year", "Cost by year, not discounted", _years(results, money), total=False
        ),
    )


def _basis(results: Results) -> str:
    costs = results.appraisal.costs
    years = costs.years()
    biases = sorted({line.optimism_bias for line in costs.lines})
    bias = (
        f"Optimism bias of {listed([f'{each * 100:g}%' for each in biases])} is added, line by line"
        if any(biases)
        else "No optimism bias is added to any line"
    )
    return (
        f"Amounts are in pounds million at {costs.base_year} prices, without general inflation. "
        f"They run for {costs.horizon_years} years, {years[0]} to {years[-1]}, and are brought to "
        f"{costs.base_year} at {costs.discount_rate * 100:g}% a year; {costs.base_year} itself is "
        f"not discounted. {bias}. Every line is in the appendix on cost lines."
    )


Row = tuple[str, dict[str, float | None]]


def _tables(
    results: Results, key: str, caption: str, rows: list[Row], *, note: str = "", total: bool = True
) -> tuple[Table, ...]:
    blocks = side_by_side(results.by_overall_value())
    return tuple(
        Table(
            f"{key}_{index + 1}",
            in_parts(f"{caption}, £ million", index, len(blocks)),
            (Column("Cost", 1.6), *(Column(option_name(results, id), 1, "right") for id in ids)),
            tuple((name, *(pounds(by.get(id), "–") for id in ids)) for name, by in rows),
            note=note,
            total=total,
        )
        for index, ids in enumerate(blocks)
    )


def _kinds(money: Money) -> list[Row]:
    def by(kind: str) -> dict[str, float | None]:
        return {id: cost.by_kind.get(kind) if cost else None for id, cost in money.options.items()}

    rows = [(kind.capitalize(), by(kind)) for kind in (*SIX_COSTS, "running", "saving")]
    return [*rows, _before_bias(money), _total(money)]


def _before_bias(money: Money) -> Row:
    return (
        "Net present cost before optimism bias",
        {id: cost.before_optimism_bias if cost else None for id, cost in money.options.items()},
    )


def _total(money: Money, name: str = "Net present cost") -> Row:
    return (name, {id: c.net_present_cost if c else None for id, c in money.options.items()})


def _funders(results: Results, money: Money) -> list[Row]:
    names = sorted({name for cost in money.options.values() if cost for name in cost.by_funder})
    rows: list[Row] = [
        (name, {id: c.by_funder.get(name) if c else None for id, c in money.options.items()})
        for name in names
    ]
    own = [name for name in names if _is_the_council(results, name)]
    after = {
        id: math.fsum(cost.by_funder.get(name, 0.0) for name in own) if cost else None
        for id, cost in money.options.items()
    }
    before = _total(money, "Net present cost, before grants and other funders")
    return [*rows, before, ("Left for the council, after grants and other funders", after)]


def _is_the_council(results: Results, funder: str) -> bool:
    """Return whether a funder is the council itself, however the file writes it."""
    names = {COUNCIL_PAYS, "council", results.appraisal.authority.strip()}
    return funder.strip().casefold() in {name.casefold() for name in names}


def _years(results: Results, money: Money) -> list[Row]:
    return [
        (str(year), {id: c.by_year[year] if c else None for id, c in money.options.items()})
        for year in results.appraisal.costs.years()
    ]
