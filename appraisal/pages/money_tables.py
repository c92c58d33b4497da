"""The money in tables: every figure from the results, rounded for showing only."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd

from appraisal.analysis.money import Money, OptionCost
from appraisal.analysis.results import Results
from appraisal.analysis.wording import points, signed_points
from appraisal.charts.picture import distinct
from appraisal.model import SIX_COSTS

NO_LINES = "no cost lines"
NOTHING = "–"
KINDS = {
    "transition": "Transition: setting it up",
    "transaction": "Transaction: reporting and managing the contract",
    "transmission": "Transmission: keeping and finding staff through the change",
    "transgression": "Transgression: when it fails or overspends",
    "transmutation": "Transmutation: taking it back, and lost know-how",
    "transparency": "Transparency: staying open to the public",
    "running": "Running: what it costs year on year",
    "saving": "Saving: a cost that goes (a minus)",
}
KIND_HELP = {
    "transition": "What it takes to get from here to there: project team, legal work, systems, "
    "property, and the time of key people.",
    "transaction": "What goes on being spent on boards, contract management, data and reports.",
    "transmission": "What it costs to steady the workforce while it moves: consulting staff, "
    "recruitment, retention.",
    "transgression": "What it costs if it does not deliver: overspends, penalties, stepping in.",
    "transmutation": "What it costs to end it or take the service back, and to build expertise "
    "up again.",
    "transparency": "What it takes to keep the line of accountability clear and the public "
    "informed: published performance, requests for information.",
    "running": "What it costs to run from year to year, besides the six.",
    "saving": "Money that will no longer be spent. Write the amounts as a minus.",
}


def totals(results: Results, money: Money) -> pd.DataFrame:
    """Return net present cost by option, before and after optimism bias, and its range, £m."""
    base = results.appraisal.baseline
    rows = []
    for id, name in _names(results).items():
        cost = money.options[id]
        if cost is None:
            rows.append([name, NO_LINES, NO_LINES, NO_LINES, NO_LINES])
            continue
        against = cost.against_baseline
        rows.append(
            [
                name,
                points(cost.before_optimism_bias),
                points(cost.net_present_cost),
                f"{points(cost.low)} to {points(cost.high)}",
                NOTHING if id == base or against is None else signed_points(against),
            ]
        )
    return pd.DataFrame(
        rows,
        columns=[
            "Option", "Before optimism bias", "Net present cost", "Low to high",
            "Against the baseline",
        ],
    )  # fmt: skip


def by_funder(results: Results, money: Money) -> pd.DataFrame:
    """Return net present cost by who pays, £m: a row each, a column for each option."""
    names = sorted({name for cost in _known(money) for name in cost.by_funder})
    rows = [(name, _of("by_funder", name)) for name in names]
    return _by_option(results, money, "Who pays", [*rows, _TOTAL])


def by_kind(results: Results, money: Money) -> pd.DataFrame:
    """Return net present cost by kind, £m: the six costs of a trust first, even where nil."""
    others = [kind for kind in KINDS if kind not in SIX_COSTS]
    rows = [(KINDS[kind].partition(":")[0], _of("by_kind", kind)) for kind in (*SIX_COSTS, *others)]
    return _by_option(results, money, "Kind of cost", [*rows, _TOTAL])


def by_year(results: Results, money: Money) -> pd.DataFrame:
    """Return what is spent in each year, £m at base-year prices, not discounted."""
    rows = [(str(year), _of("by_year", year)) for year in results.appraisal.costs.years()]
    return _by_option(results, money, "Year", rows)


def prices(results: Results, money: Money) -> pd.DataFrame:
    """Return what one more point of overall value costs, a row for each step up the frontier."""
    names = _names(results)
    return pd.DataFrame(
        [
            [
                f"From {names[step.cheaper]} to {names[step.dearer]}",
                points(step.extra_cost),
                points(step.extra_value),
                points(step.price, 2),
            ]
            for step in money.prices
        ],
        columns=["Step", "Extra cost, £m", "Extra points", "£m a point"],
    )


Part = Callable[[OptionCost], float | None]
_TOTAL: tuple[str, Part] = ("Net present cost", lambda cost: cost.net_present_cost)


def _of(parts: str, name: str | int) -> Part:
    return lambda cost: getattr(cost, parts).get(name)


def _known(money: Money) -> list[OptionCost]:
    return [cost for cost in money.options.values() if cost is not None]


def _names(results: Results) -> dict[str, str]:
    options = results.appraisal.options
    return dict(zip((o.id for o in options), distinct([o.name for o in options]), strict=True))


def _by_option(
    results: Results, money: Money, heading: str, rows: Iterable[tuple[str, Part]]
) -> pd.DataFrame:
    names = _names(results)
    found = [[label, *(_said(money.options[id], part) for id in names)] for label, part in rows]
    return pd.DataFrame(found, columns=[heading, *names.values()])


def _said(cost: OptionCost | None, part: Part) -> str:
    if cost is None:
        return NO_LINES
    value = part(cost)
    return NOTHING if value is None else points(value)
