"""Cost against benefit: what more overall value costs."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from appraisal.analysis.money import Money, OptionCost
from appraisal.analysis.results import Results
from appraisal.analysis.wording.costs import not_costed
from appraisal.analysis.wording.figures import listed, million, points, share
from appraisal.charts.cost_plane import (
    BELOW,
    PLOT_HEIGHT,
    PLOT_WIDTH,
    ROW,
    dots_layer,
    frontier_line,
    key_words,
    numbers_layer,
    prices_layer,
)
from appraisal.charts.layers import Axis, Data, assembled, axis
from appraisal.charts.names import option_name, option_names
from appraisal.charts.picture import FOR_INFORMATION, Picture, PictureColumn, pictured, title_lines
from appraisal.charts.text import room, wrapped
from appraisal.charts.theme import BLUE, GREY, INK, PALE, PAPER, SMALL


@dataclass(frozen=True)
class Point:
    """An option with a cost and an overall value."""

    option: str
    cost: float
    value: float


@pictured
def cost_against_benefit(results: Results) -> Picture | None:
    """Return every option by net present cost and overall value, with the frontier.

    None while there are no cost lines, no option has both figures, or no criterion is on the cost
    axis: its pounds then count in the overall value and must not count twice.
    """
    money = results.money
    if money is None or results.appraisal.cost_criterion() is None:
        return None
    plotted = _points(results, money)
    if not plotted:
        return None
    title = _finding(results, money)
    alt = _alt(results, money, plotted, title)
    return Picture(
        name="cost_against_benefit",
        spec=_chart(results, money, plotted, title, alt),
        title=title,
        alt=alt,
        columns=_columns(results, money),
        caption="Net present cost against overall value. Up is better, left is cheaper. The line "
        "joins the frontier (filled circles): no other option is both better and cheaper than one "
        "on it. Open squares are beaten; grey diamonds fail a must-have and are "
        "for information.",
        note=_note(results, money, plotted),
    )


def _points(results: Results, money: Money) -> list[Point]:
    overall = results.scores.overall
    return [
        Point(option, cost.net_present_cost, value)
        for option in results.by_overall_value()
        if (cost := money.options[option]) is not None and (value := overall[option]) is not None
    ]


def _finding(results: Results, money: Money) -> str:
    frontier = money.frontier
    if frontier is None or len(_points(results, money)) < 2:
        return "Cost cannot be held against benefit yet: some option lacks a score or a cost"
    if len(frontier) == 1:
        return f"{option_name(results, frontier[0])} is both the best and the cheapest"
    if not money.prices:
        return f"{option_names(results, frontier)} cost the same and are worth the same"
    step = money.prices[-1]
    return (
        f"Going from {option_name(results, step.cheaper)} to {option_name(results, step.dearer)} "
        f"buys {points(step.extra_value)} points for {million(step.extra_cost)}, "
        f"{price_said(step.price)} a point"
    )


def price_said(price: float) -> str:
    """Return a price given in £ million: in millions, or in pounds to three figures below that."""
    return million(price, 2) if abs(price) >= 1 else f"£{float(f'{price * 1e6:.3g}'):,.0f}"


def _chart(
    results: Results, money: Money, plotted: list[Point], title: str, alt: str
) -> dict[str, Any]:
    across = axis(["Net present cost, £ million"], *_ends([p.cost for p in plotted], 1.0))
    up = axis(["Overall value, points"], *_ends([p.value for p in plotted], 4.0))
    on = [point for point in plotted if point.option in (money.frontier or ())]
    line: Data = [{"x": point.cost, "y": point.value} for point in sorted(on, key=_by_cost)]
    key = _key(results, money, plotted, up)
    datasets: dict[str, Data] = {
        "dots": [_dot(results, money, index, point) for index, point in enumerate(plotted)],
        "numbers": _numbers(results, money, plotted, across, up),
        "line": line if len(line) > 1 else [],
        "prices": _prices(money, plotted, across, up),
        **key,
    }
    layers = [
        frontier_line(across, up, BELOW + ROW * len(plotted)),
        dots_layer(),
        numbers_layer("numbers"),
        prices_layer(),
        key_words("names", True),
        key_words("figures", False),
    ]
    height = PLOT_HEIGHT + BELOW + ROW * len(plotted)
    return assembled(layers, datasets, title=title_lines(title), description=alt, height=height)


def _by_cost(point: Point) -> float:
    return point.cost


def _ends(values: list[float], least: float) -> tuple[float, float]:
    """Return round ends of an axis a little beyond the values."""
    low, high = min(values), max(values)
    room = max((high - low) * 0.15, least)
    step = next((s for s in (1, 2, 5, 10, 20, 50, 100) if (high - low + 2 * room) / s <= 8), 500)
    return math.floor((low - room) / step) * step, math.ceil((high + room) / step) * step


def _style(results: Results, money: Money, option: str) -> dict[str, str]:
    """Return shape and colours: filled circle on the frontier, open square off it, grey diamond."""
    if not results.eligible[option]:
        return {"shape": "diamond", "fill": PALE, "edge": GREY, "ink": INK}
    if option in (money.frontier or ()):
        return {"shape": "circle", "fill": BLUE, "edge": BLUE, "ink": PAPER}
    return {"shape": "square", "fill": PAPER, "edge": BLUE, "ink": INK}


def _dot(results: Results, money: Money, index: int, point: Point) -> dict[str, Any]:
    style = _style(results, money, point.option)
    label = f"{index + 1}: {_said(results, point)}"
    return {"x": point.cost, "y": point.value, "said": label, **style}


def _said(results: Results, point: Point) -> str:
    note = "" if results.eligible[point.option] else f" ({FOR_INFORMATION})"
    return (
        f"{option_name(results, point.option)}{note}: overall value {points(point.value)}, "
        f"net present cost {million(point.cost)}"
    )


def _numbers(results: Results, money: Money, plotted: list[Point], across: Axis, up: Axis) -> Data:
    """Return the numbers on the points; points that all but coincide share one text."""
    texts: list[tuple[Point, list[str]]] = []
    for number, point in enumerate(plotted, start=1):
        for other, numbers in texts:
            if _apart(point, other, across, up) < 16:
                numbers.append(str(number))
                break
        else:
            texts.append((point, [str(number)]))
    return [
        {
            "x": point.cost,
            "y": point.value + (0 if len(numbers) == 1 else 22 / PLOT_HEIGHT * (up[2] - up[1])),
            "text": ", ".join(numbers),
            "ink": _style(results, money, point.option)["ink"] if len(numbers) == 1 else INK,
        }
        for point, numbers in texts
    ]


def _apart(one: Point, other: Point, across: Axis, up: Axis) -> float:
    """Return how far two points lie apart in px on a phone."""
    return math.hypot(
        (one.cost - other.cost) / (across[2] - across[1]) * PLOT_WIDTH,
        (one.value - other.value) / (up[2] - up[1]) * PLOT_HEIGHT,
    )


def _prices(money: Money, plotted: list[Point], across: Axis, up: Axis) -> Data:
    """Return the price of a point at the middle of each step that is long enough to be labelled."""
    where = {point.option: point for point in plotted}
    steps = []
    for step in money.prices:
        one, two = where[step.cheaper], where[step.dearer]
        if _apart(one, two, across, up) >= 60:
            steps.append(
                {
                    "x": (one.cost + two.cost) / 2,
                    "y": (one.value + two.value) / 2,
                    "text": f"{price_said(step.price)} a point",
                }
            )
    return steps


def _key(results: Results, money: Money, plotted: list[Point], up: Axis) -> dict[str, Data]:
    """Return what stands under the plot: each option's number, name and figures."""
    names, figures = [], []
    for index, point in enumerate(plotted):
        top = BELOW + ROW * index
        name = results.appraisal.option(point.option).name
        line = wrapped(f"{index + 1}: {name}", room() - 4, SMALL, bold=True, most=1)[0]
        value_and_cost = f"{points(point.value)} points, {million(point.cost)}"
        names.append({"y": _under(top + 10, up), "text": line})
        text = f"{value_and_cost} · {_standing(results, money, point.option)}"
        figures.append({"y": _under(top + 27, up), "text": text})
    return {"names": names, "figures": figures}


def _under(px: float, up: Axis) -> float:
    """Return the value whose place is so many px under the plot."""
    return up[1] - px / PLOT_HEIGHT * (up[2] - up[1])


def _standing(results: Results, money: Money, option: str) -> str:
    if not results.eligible[option]:
        return "fails a must-have"
    if money.frontier is None:
        return "frontier not known yet"
    return "on the frontier" if option in money.frontier else "beaten by another"


def _note(results: Results, money: Money, plotted: list[Point]) -> str:
    drawn = {point.option for point in plotted}
    left = [id for id in results.by_overall_value() if id not in drawn]
    if not left:
        return ""
    reasons = []
    for id in left:
        why = not_costed(results.appraisal, id) if money.options[id] is None else "not scored"
        reasons.append(f"{option_name(results, id)} ({why})")
    return f"Not drawn: {listed(reasons)}."


def _alt(results: Results, money: Money, plotted: list[Point], title: str) -> str:
    clauses = "; ".join(_said(results, point) for point in plotted)
    if money.frontier is None:
        return f"{title}. {clauses}."
    return f"{title}. {clauses}. On the frontier: {option_names(results, money.frontier)}."


def _columns(results: Results, money: Money) -> tuple[PictureColumn, ...]:
    order = results.by_overall_value()
    costs = {option: money.options[option] for option in order}
    overall = [results.scores.overall[option] for option in order]
    standings = [_on_frontier(results, money, option) for option in order]
    prices = [_step_price(money, option) for option in order]

    def amounts(heading: str, of: Callable[[OptionCost], float]) -> PictureColumn:
        values = [None if cost is None else of(cost) for cost in costs.values()]
        texts = [
            not_costed(results.appraisal, option) if amount is None else points(amount)
            for option, amount in zip(order, values, strict=True)
        ]
        return PictureColumn(f"{heading} (£ million)", values, said=texts)

    return (
        PictureColumn("Option", [results.appraisal.option(option).name for option in order]),
        PictureColumn("Overall value (points)", overall, points),
        amounts("Net present cost", lambda cost: cost.net_present_cost),
        amounts("Lowest cost", lambda cost: cost.low),
        amounts("Highest cost", lambda cost: cost.high),
        PictureColumn("On the frontier", standings),
        *_odds_columns(results, order),
        PictureColumn("Price of each extra point", prices),
    )


def _odds_columns(results: Results, order: tuple[str, ...]) -> list[PictureColumn]:
    odds = results.money_odds
    if odds is None or odds.on_frontier is None:
        return []
    shares = [odds.on_frontier.get(option) for option in order]
    return [PictureColumn("On the frontier in so many draws", shares, share, FOR_INFORMATION)]


def _on_frontier(results: Results, money: Money, option: str) -> str:
    if not results.eligible[option]:
        return FOR_INFORMATION
    if money.frontier is None or money.frontier_dominated_by is None:
        return "not known yet"
    if option in money.frontier:
        return "yes"
    return f"no: beaten by {option_names(results, money.frontier_dominated_by[option])}"


def _step_price(money: Money, option: str) -> str:
    return next((price_said(s.price) for s in money.prices if s.dearer == option), "–")
