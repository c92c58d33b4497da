"""Net present cost, and cost against benefit."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from appraisal.analysis.scoring import TIE
from appraisal.model import Appraisal, CostLine, Costs

COUNCIL_PAYS = "The council"


@dataclass(frozen=True)
class OptionCost:
    """One option's costs in GBP million, real base-year prices; all but ``by_year`` discounted.

    Attributes
    ----------
    net_present_cost : float
        With optimism bias.
    low, high : float
        The same with every line at its low or high multiplier.
    before_optimism_bias : float
    against_baseline : float or None
        Net present cost less the baseline's: the level of the criterion on the cost axis. None
        where the baseline has no cost lines.
    by_kind, by_funder : dict of str to float
        Parts of the net present cost; they add up to it. No funder named: the council.
    by_year : dict of int to float
        Not discounted, with optimism bias, for every year of the horizon.
    """

    net_present_cost: float
    low: float
    high: float
    before_optimism_bias: float
    against_baseline: float | None
    by_kind: dict[str, float]
    by_funder: dict[str, float]
    by_year: dict[int, float]


@dataclass(frozen=True)
class PricePerPoint:
    """What one extra point of overall value costs, going up the frontier by one step."""

    cheaper: str
    dearer: str
    extra_cost: float
    extra_value: float
    price: float


@dataclass(frozen=True)
class Money:
    """Costs by option and, while a criterion is on the cost axis, cost against benefit.

    Attributes
    ----------
    options : dict of option to OptionCost, or None for an option without cost lines
    frontier : tuple of option ids, cheapest first, or None
        The eligible options that no other beats on overall value and cost at once. None where no
        criterion is on the cost axis (its pounds then count in the overall value, and must not
        count twice) or an eligible option has no overall value or no cost lines.
    frontier_dominated_by : dict of option to the options that are no dearer and at least as good
    prices : one step up the frontier each
    """

    options: dict[str, OptionCost | None]
    frontier: tuple[str, ...] | None
    frontier_dominated_by: dict[str, tuple[str, ...]] | None
    prices: tuple[PricePerPoint, ...]


def discount_factor(costs: Costs, year: int) -> float:
    """Return 1 / (1 + rate) ^ (year - base year); 1 in the base year (HM Treasury, Green Book)."""
    return (1.0 + costs.discount_rate) ** -(year - costs.base_year)


def net_present_cost(
    costs: Costs,
    lines: Iterable[CostLine],
    uplift: Callable[[CostLine], float] = lambda line: 1.0 + line.optimism_bias,
) -> float:
    """Return the discounted sum of the lines over the horizon, GBP million.

    Parameters
    ----------
    costs : Costs
        Base year, rate and horizon.
    lines : CostLine values
    uplift : function of a line
        What its amounts are multiplied by; by default 1 + its optimism bias.
    """
    return math.fsum(
        line.amounts[year] * uplift(line) * discount_factor(costs, year)
        for line in lines
        for year in costs.years()
        if year in line.amounts
    )


def option_costs(appraisal: Appraisal) -> dict[str, OptionCost | None] | None:
    """Return every option's costs, or None where there are no cost lines at all.

    An option without a line has None, not nil: nobody has said that it costs nothing. So has one
    with a line that has no amounts yet: what is not known is not nought.
    """
    costs = appraisal.costs
    if not costs.lines:
        return None
    lines = {o.id: [line for line in costs.lines if line.option == o.id] for o in appraisal.options}
    base = lines[appraisal.baseline]
    baseline = net_present_cost(costs, base) if is_priced(base) else None
    return {
        id: _option_cost(costs, own, baseline) if is_priced(own) else None
        for id, own in lines.items()
    }


def is_priced(lines: Iterable[CostLine]) -> bool:
    """Return whether there are cost lines, and every one of them has an amount."""
    amounts = [line.amounts for line in lines]
    return bool(amounts) and all(amounts)


def _option_cost(costs: Costs, lines: list[CostLine], baseline: float | None) -> OptionCost:
    def bias(line: CostLine) -> float:
        return 1.0 + line.optimism_bias

    total = net_present_cost(costs, lines)
    ends = [
        net_present_cost(
            costs, lines, lambda line: bias(line) * (1.0 if line.low is None else line.low)
        ),
        net_present_cost(
            costs, lines, lambda line: bias(line) * (1.0 if line.high is None else line.high)
        ),
    ]
    return OptionCost(
        net_present_cost=total,
        low=min(*ends, total),
        high=max(*ends, total),
        before_optimism_bias=net_present_cost(costs, lines, lambda line: 1.0),
        against_baseline=None if baseline is None else total - baseline,
        by_kind=_parts(costs, lines, lambda line: line.kind),
        by_funder=_parts(costs, lines, lambda line: line.funded_by or COUNCIL_PAYS),
        by_year={
            year: math.fsum(line.amounts.get(year, 0.0) * bias(line) for line in lines)
            for year in costs.years()
        },
    )


def _parts(
    costs: Costs, lines: list[CostLine], name: Callable[[CostLine], str]
) -> dict[str, float]:
    parts: dict[str, list[CostLine]] = {}
    for line in lines:
        parts.setdefault(name(line), []).append(line)
    return {part: net_present_cost(costs, own) for part, own in sorted(parts.items())}


def money(
    appraisal: Appraisal, overall: Mapping[str, float | None], eligible: Mapping[str, bool]
) -> Money | None:
    """Return costs and cost against benefit, or None where there are no cost lines."""
    options = option_costs(appraisal)
    if options is None:
        return None
    values = {id: value for id, value in overall.items() if eligible[id]}
    known = {id: value for id, value in values.items() if value is not None}
    costs = {id: cost.net_present_cost for id in known if (cost := options[id]) is not None}
    if (
        appraisal.cost_criterion() is None
        or not known
        or not len(known) == len(values) == len(costs)
    ):
        return Money(options, None, None, ())
    beaten = _frontier_dominated_by(known, costs)
    frontier = sorted(
        (id for id in known if not beaten[id]), key=lambda id: (costs[id], known[id], id)
    )
    return Money(options, tuple(frontier), beaten, _prices(frontier, known, costs))


def _frontier_dominated_by(
    values: Mapping[str, float], costs: Mapping[str, float]
) -> dict[str, tuple[str, ...]]:
    def beats(one: str, other: str) -> bool:
        no_worse = values[one] >= values[other] - TIE and costs[one] <= costs[other] + TIE
        better = values[one] > values[other] + TIE or costs[one] < costs[other] - TIE
        return no_worse and better

    return {id: tuple(other for other in values if beats(other, id)) for id in values}


def _prices(
    frontier: list[str], values: Mapping[str, float], costs: Mapping[str, float]
) -> tuple[PricePerPoint, ...]:
    steps = []
    for cheaper, dearer in itertools.pairwise(frontier):
        cost, value = costs[dearer] - costs[cheaper], values[dearer] - values[cheaper]
        if value > TIE:
            steps.append(PricePerPoint(cheaper, dearer, cost, value, cost / value))
    return tuple(steps)
