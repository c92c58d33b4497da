"""The money in tables: every figure from the results, rounded for showing only."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from appraisal.analysis.money import Money, OptionCost
from appraisal.analysis.results import Results
from appraisal.analysis.wording.costs import not_costed
from appraisal.analysis.wording.figures import points, signed_points
from appraisal.charts.picture import distinct
from appraisal.model import SIX_COSTS

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
    """Return net present cost by option, £m, before and after optimism bias, with its range."""
    base = results.appraisal.baseline
    rows = []
    for id, name in _names(results).items():
        cost = money.options[id]
        if cost is None:
            rows.append([name, *[not_costed(results.appraisal, id)] * 3])
            continue
        against = cost.against_baseline
        rows.append(
            [
                name,
                points(cost.before_optimism_bias),
                f"{points(cost.net_present_cost)} ({points(cost.low)} to {points(cost.high)})",
                NOTHING if id == base or against is None else signed_points(against),
            ]
        )
    headings = ["Option", "Before bias", "Net present cost (low to high)", "Against baseline"]
    return pd.DataFrame(rows, columns=headings)


def by_kind(_: Money, cost: OptionCost) -> pd.DataFrame:
    """Return an option's net present cost by kind, £m: the six costs first, even where nil."""
    others = [kind for kind in KINDS if kind not in SIX_COSTS]
    rows = [(KINDS[kind].partition(":")[0], cost.by_kind.get(kind)) for kind in
            (*SIX_COSTS, *others)]  # fmt: skip
    return _listed("Kind of cost", [*rows, _total(cost)])


def by_funder(money: Money, cost: OptionCost) -> pd.DataFrame:
    """Return an option's net present cost by who pays, £m, a row for everyone who pays anything."""
    names = sorted({name for known in money.options.values() if known for name in known.by_funder})
    return _listed("Who pays", [*((name, cost.by_funder.get(name)) for name in names),
                                _total(cost)])  # fmt: skip


def by_year(_: Money, cost: OptionCost) -> pd.DataFrame:
    """Return what an option spends in each year, £m at base-year prices, not discounted."""
    return _listed("Year", [(str(year), amount) for year, amount in cost.by_year.items()])


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


def _total(cost: OptionCost) -> tuple[str, float]:
    return ("Net present cost", cost.net_present_cost)


def _names(results: Results) -> dict[str, str]:
    options = results.appraisal.options
    return dict(zip((o.id for o in options), distinct([o.name for o in options]), strict=True))


def _listed(heading: str, rows: Iterable[tuple[str, float | None]]) -> pd.DataFrame:
    cells = [[label, NOTHING if value is None else points(value)] for label, value in rows]
    return pd.DataFrame(cells, columns=[heading, "£m"])
