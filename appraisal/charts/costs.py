"""What each option costs, by kind of cost and by year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from appraisal.analysis.money import OptionCost
from appraisal.analysis.results import Results
from appraisal.analysis.wording.costs import not_costed
from appraisal.analysis.wording.figures import million, points
from appraisal.charts import grid, grid_layers
from appraisal.charts.grid import ChartGrid, GridRow, GridSection
from appraisal.charts.layers import Data
from appraisal.charts.names import option_name, under_name
from appraisal.charts.picture import Picture, PictureColumn, pictured
from appraisal.charts.theme import BLUE, GREY, INK, QUIET, SMALL
from appraisal.model import SIX_COSTS

NOTHING = "nothing entered"
BAR, FIGURE_Y = 14, 27  # px
KINDS = {
    "transition": "Transition: setting up",
    "transaction": "Transaction: contract, boards and reporting",
    "transmission": "Transmission: unsettled staff, harder recruitment",
    "transgression": "Transgression: if it fails or overspends",
    "transmutation": "Transmutation: coming back, and lost expertise",
    "transparency": "Transparency: keeping clear who answers for what",
    "running": "Running costs",
    "saving": "Savings",
}
TOTAL = "total"

Amount = Callable[[OptionCost, str], float | None]


@dataclass(frozen=True)
class _Table:
    """What is shown: rows under headings, and where a row's amount is found."""

    sections: tuple[GridSection, ...]
    amount: Amount

    def rows(self) -> list[GridRow]:
        return [row for section in self.sections for row in section.rows]


@pictured
def cost_by_kind(results: Results) -> Picture | None:
    """Return each option's net present cost by kind, with a row for each of the six costs.

    The six are Ray Jones's (2016); a row stays where nothing is entered, so that none is left out
    unseen. None while there are no cost lines.
    """
    if results.money is None:
        return None
    six = tuple(_row(kind, KINDS[kind]) for kind in SIX_COSTS)
    rest = tuple(_row(kind, KINDS[kind]) for kind in ("running", "saving"))
    whole = (_row(TOTAL, "Net present cost, all kinds together"),)
    table = _Table(
        (
            GridSection("All together, £ million", whole),
            GridSection("The six costs of a change, £ million", six),
            GridSection("Running costs and savings, £ million", rest),
        ),
        _by_kind,
    )
    return _picture(
        results,
        table,
        name="cost_by_kind",
        title=_finding_by_kind(results),
        caption="Net present cost of each option by kind, in £ million: discounted, with optimism "
        "bias. Each bar starts at 0; savings run to the left.",
        what="Net present cost in £ million",
    )


@pictured
def cost_by_year(results: Results) -> Picture | None:
    """Return each option's cost in each year, not discounted; None without cost lines."""
    if results.money is None:
        return None
    years = tuple(_row(str(year), str(year)) for year in results.appraisal.costs.years())
    table = _Table((GridSection("Cost by year, £ million", years),), _by_year)
    return _picture(
        results,
        table,
        name="cost_by_year",
        title=_finding_by_year(results),
        caption=f"Cost of each option by year, in £ million at {results.appraisal.costs.base_year} "
        "prices: with optimism bias, not discounted. Each bar starts at 0.",
        what="Cost in £ million",
    )


def _row(id: str, name: str) -> GridRow:
    return GridRow(id, name, height=FIGURE_Y + 4)


def _by_kind(cost: OptionCost, row: str) -> float | None:
    return cost.net_present_cost if row == TOTAL else cost.by_kind.get(row)


def _by_year(cost: OptionCost, row: str) -> float | None:
    return cost.by_year.get(int(row))


def _costs(results: Results, order: Sequence[str]) -> dict[str, OptionCost | None]:
    assert results.money is not None
    return {option: results.money.options[option] for option in order}


def _finding_by_kind(results: Results) -> str:
    costs = {id: c for id, c in _costs(results, results.by_overall_value()).items() if c}
    dearest = max(costs, key=lambda id: costs[id].net_present_cost)
    cheapest = min(costs, key=lambda id: costs[id].net_present_cost)
    most = max(costs[dearest].by_kind, key=lambda kind: costs[dearest].by_kind[kind])
    whole = million(costs[dearest].net_present_cost)
    part = f"{million(costs[dearest].by_kind[most])} of it {most}"
    dear = f"{option_name(results, dearest)} costs most ({whole}, {part})"
    if dearest == cheapest:
        return f"{option_name(results, dearest)} costs {whole}, {part}"
    least = million(costs[cheapest].net_present_cost)
    return f"{dear}; {option_name(results, cheapest)} costs least ({least})"


def _finding_by_year(results: Results) -> str:
    costs = _costs(results, results.by_overall_value())
    cells = [(c.by_year[y], id, y) for id, c in costs.items() if c for y in c.by_year]
    amount, option, year = max(cells, key=lambda cell: (cell[0], -cell[2]))
    return f"The dearest year of any option is {year}: {million(amount)} for " + option_name(
        results, option
    )


def _picture(
    results: Results, table: _Table, *, name: str, title: str, caption: str, what: str
) -> Picture:
    order = results.by_overall_value()
    description = _alt(results, order, table, title, what)
    return Picture(
        name=name,
        spec=_chart(results, order, table, title, description),
        title=title,
        alt=description,
        columns=_columns(results, order, table),
        caption=caption,
    )


def amount_said(amount: float) -> str:
    """Return an amount in £ million for a cell: one decimal place, two where it is small."""
    return points(amount, 1 if amount == 0 or abs(amount) >= 0.1 else 2)


def _cell(table: _Table, cost: OptionCost | None, row: str) -> float | None:
    return None if cost is None else table.amount(cost, row)


def _told(results: Results, option: str, amount: float | None) -> str:
    if amount is not None:
        return amount_said(amount)
    known = _costs(results, (option,))[option] is not None
    return NOTHING if known else not_costed(results.appraisal, option)


def _chart(
    results: Results, order: tuple[str, ...], table: _Table, title: str, description: str
) -> dict[str, Any]:
    costs = _costs(results, order)
    drawn = ChartGrid(
        tuple(
            grid.GridColumn(id, results.appraisal.option(id).name, under_name(results, id))
            for id in order
        ),
        table.sections,
    )
    low, high = _reach(table, costs)
    data: dict[str, Data] = {"bars": [], "grey": [], "zeros": [], "figures": [], "blanks": []}
    for column, option in enumerate(order):
        for row in table.rows():
            amount = _cell(table, costs[option], row.id)
            top = drawn.tops[row.id]
            text = _told(results, option, amount)
            figures = data["figures" if amount is not None else "blanks"]
            lines = [text] if amount is not None else text.split(" ", 1)
            for step, line in enumerate(lines):
                y = top + FIGURE_Y - 14 * (len(lines) - 1 - step)
                figures.append({"x": drawn.at(column), "y": y, "text": line})
            if amount is None:
                continue
            label = f"{option_name(results, option)}, {row.name}: {million(amount)}"
            spot = {"y": top, "y2": top + BAR, "said": label}
            zero, end = (drawn.at(column, (v - low) / (high - low)) for v in (0.0, amount))
            data["bars" if results.eligible[option] else "grey"].append(
                {"x": min(zero, end), "x2": max(zero, end), **spot}
            )
            data["zeros"].append({"x": zero - 0.004, "x2": zero + 0.004, **spot})
    frame = drawn.frame
    layers = [
        grid_layers.box_layer(frame, "bars", BLUE),
        grid_layers.box_layer(frame, "grey", GREY),
        grid_layers.box_layer(frame, "zeros", INK),
        grid_layers.text_layer(frame, "figures", "center", 0, SMALL, True, INK),
        grid_layers.text_layer(frame, "blanks", "center", 0, 12, False, QUIET),
    ]
    return drawn.drawn(layers, data, title=title, description=description)


def _reach(table: _Table, costs: dict[str, OptionCost | None]) -> tuple[float, float]:
    """Return the ends that every bar is drawn between: 0 always lies within them."""
    amounts = [_cell(table, cost, row.id) for cost in costs.values() for row in table.rows()]
    known = [amount for amount in amounts if amount is not None]
    low, high = min([0.0, *known]), max([0.0, *known])
    return (low, high) if high > low else (0.0, 1.0)


def _alt(results: Results, order: tuple[str, ...], table: _Table, title: str, what: str) -> str:
    costs = _costs(results, order)
    clauses = []
    for option in order:
        cost = costs[option]
        if cost is None:
            clauses.append(
                f"{option_name(results, option)}: {not_costed(results.appraisal, option)}"
            )
            continue
        cells = [
            f"{row.id} {amount_said(amount)}"
            for row in table.rows()
            if (amount := table.amount(cost, row.id)) is not None
        ]
        clauses.append(f"{option_name(results, option)}: {', '.join(cells)}")
    return f"{title}. {what}: {'; '.join(clauses)}."


def _columns(results: Results, order: tuple[str, ...], table: _Table) -> tuple[PictureColumn, ...]:
    costs = _costs(results, order)
    heading = "Year" if table.amount is _by_year else "Kind of cost"
    return (
        PictureColumn(heading, [row.name for row in table.rows()]),
        *(
            PictureColumn(
                f"{results.appraisal.option(option).name} (£ million)",
                [_cell(table, costs[option], row.id) for row in table.rows()],
                said=[
                    _told(results, option, _cell(table, costs[option], row.id))
                    for row in table.rows()
                ],
            )
            for option in order
        ),
    )
