"""Cost against benefit under uncertainty: who is on the frontier how often, and at what price."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from appraisal.analysis.draws.acceptability import KeptValues
from appraisal.analysis.draws.cells import from_middle, middle
from appraisal.analysis.draws.percentiles import Percentiles, percentiles
from appraisal.analysis.draws.streams import Stream
from appraisal.analysis.money import Money, discount_factor
from appraisal.analysis.ranges import CellDistribution, Kind
from appraisal.analysis.scoring import TIE
from appraisal.model import Appraisal, CostLine, Costs

Draws = NDArray[np.float64]


@dataclass(frozen=True)
class PriceOdds:
    """One step up the plain frontier, over the draws.

    Attributes
    ----------
    cheaper, dearer : str
    buys : float
        Share of draws in which the dearer option costs more and has the higher overall value, so
        that an extra point has a price.
    better_and_no_dearer, dearer_and_no_better : float
        Shares in which one of the two is the choice at any price. The rest of the draws, if any,
        have the option that is dearer as a rule both cheaper and worse.
    price : (5th percentile, median, 95th percentile) of GBP million per point, or None
        Over the draws in which it buys; None where there are none.
    """

    cheaper: str
    dearer: str
    buys: float
    better_and_no_dearer: float
    dearer_and_no_better: float
    price: Percentiles | None


@dataclass(frozen=True)
class MoneyOdds:
    """Costs and the frontier over the draws.

    Each cost line's multiplier is drawn from a triangular distribution with its mode at 1 where its
    low and high lie on either side of 1, else evenly between them; lines are drawn independently of
    each other and of the scores.

    Attributes
    ----------
    net_present_cost : dict of option to (5th percentile, median, 95th percentile), GBP million
    on_frontier : dict of option to share of draws, or None
        How often no other eligible option beats it on overall value and cost at once. None where no
        criterion is on the cost axis or an eligible option has no cost lines. An option that has
        only a range of overall values counts here, though there is no plain frontier with it.
    prices : one step up the plain frontier each
    """

    net_present_cost: dict[str, Percentiles]
    on_frontier: dict[str, float] | None
    prices: tuple[PriceOdds, ...]


def money_odds(
    appraisal: Appraisal,
    money: Money,
    kept: KeptValues,
    eligible: Mapping[str, bool],
    seed: int,
) -> MoneyOdds:
    """Return costs and the frontier over the kept draws."""
    priced = [id for id, cost in money.options.items() if cost is not None]
    costs = dict(
        zip(priced, _drawn_costs(appraisal, priced, kept.values.shape[1], seed), strict=True)
    )
    shown = {id: percentiles(row) for id, row in costs.items()}
    ids = [id for id in kept.options if eligible[id]]
    if appraisal.cost_criterion() is None or any(id not in costs for id in ids):
        return MoneyOdds(shown, None, ())
    values = dict(zip(kept.options, kept.values, strict=True))
    on = _on_frontier(np.array([values[id] for id in ids]), np.array([costs[id] for id in ids]))
    odds = dict(zip(ids, on.tolist(), strict=True))
    return MoneyOdds(
        shown,
        {id: odds[id] for id in money.options if id in odds},
        tuple(_price(step.cheaper, step.dearer, values, costs) for step in money.prices),
    )


def _drawn_costs(appraisal: Appraisal, priced: list[str], size: int, seed: int) -> Draws:
    """Return an (options, draws) array of net present costs."""
    costs, times = np.zeros((len(priced), size)), dict[tuple[str, ...], int]()
    rows = {id: row for row, id in enumerate(priced)}
    for line in sorted(appraisal.costs.lines, key=_name):
        if line.option not in rows:
            continue
        name = _name(line)
        times[name] = times.get(name, 0) + 1
        amount = _present(appraisal.costs, line)
        row = costs[rows[line.option]]
        if line.low is None or line.high is None or line.low == line.high == 1:
            row += amount
        else:
            stream = Stream(seed, "cost", *name, str(times[name]))
            row += np.float32(amount) * _multipliers(line.low, line.high, stream, size)
    return costs


def _name(line: CostLine) -> tuple[str, ...]:
    # a line has no id: what tells it from the others, in an order that no list decides
    return (line.option, line.kind, line.item, repr(sorted(line.amounts.items())))


def _present(costs: Costs, line: CostLine) -> float:
    amounts = [line.amounts.get(year, 0.0) * discount_factor(costs, year) for year in costs.years()]
    return math.fsum(amounts) * (1.0 + line.optimism_bias)


def _multipliers(low: float, high: float, stream: Stream, size: int) -> NDArray[np.float32]:
    inside = low <= 1 <= high
    kind: Kind = "triangular" if inside and low < high else "uniform"
    drawn = CellDistribution(kind, False, low, high, 1.0 if inside else (low + high) / 2)
    multipliers = np.empty(size, dtype=np.float32)
    from_middle(drawn, stream, multipliers)
    multipliers += np.float32(middle(drawn))
    return multipliers


def _on_frontier(values: Draws, costs: Draws) -> Draws:
    """Return the share of draws in which no other option beats each on value and cost at once."""
    shares = np.empty(len(values))
    for i in range(len(values)):
        no_worse = (values >= values[i] - TIE) & (costs <= costs[i] + TIE)
        better = (values > values[i] + TIE) | (costs < costs[i] - TIE)
        shares[i] = 1 - np.mean((no_worse & better).any(axis=0))
    return shares


def _price(
    cheaper: str, dearer: str, values: Mapping[str, Draws], costs: Mapping[str, Draws]
) -> PriceOdds:
    value, cost = values[dearer] - values[cheaper], costs[dearer] - costs[cheaper]
    buys = (value > TIE) & (cost > TIE)
    return PriceOdds(
        cheaper,
        dearer,
        float(np.mean(buys)),
        float(np.mean((value > TIE) & (cost <= TIE))),
        float(np.mean((value <= TIE) & (cost > TIE))),
        percentiles(cost[buys] / value[buys]) if buys.any() else None,
    )
