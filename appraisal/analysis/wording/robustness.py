"""How firm the result is and what would change it, in sentences that carry their own figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from appraisal.analysis.draws.acceptability import Acceptability
from appraisal.analysis.group import GroupResult
from appraisal.analysis.money_odds import MoneyOdds, PriceOdds
from appraisal.analysis.sensitivity.break_even import BreakEven
from appraisal.analysis.sensitivity.overturn import Overturn, ScoreChange
from appraisal.analysis.sensitivity.ranked_table import PlainTable
from appraisal.analysis.sensitivity.switching_points import SwitchingPoint
from appraisal.analysis.sensitivity.tornado import Tornado
from appraisal.analysis.wording.figures import level, listed, million, points, share
from appraisal.analysis.wording.weights import weight_sentence
from appraisal.model import Appraisal

# Two options are called level within the uncertainty while each does better in a third of the draws
# at least: the odds are then under two to one.
EVEN_ODDS = 1 / 3

FIRMNESS = {
    "firm": "Firm",
    "leaning": "Leaning",
    "open": "Open: the gap is smaller than the uncertainty",
    "tied": "Tied",
    None: "Not known yet",
}


@dataclass(frozen=True)
class RobustnessWords:
    """Sentences, plain text, each with its figures.

    Attributes
    ----------
    gap : str or None
        The lead held against the uncertainty; None without draws, a leader or a second.
    criteria, groups : dict of criterion id or group name to a sentence on its weight
    break_even : tuple of str
        The leader's and rivals' scores that would bring a rival level within their own ranges,
        nearest first.
    overturn : tuple of str
        The smallest single change and the smallest pair of changes.
    tornado : str or None
        Which input moves the lead the most.
    group : tuple of str
    money : tuple of str
    """

    gap: str | None
    criteria: dict[str, str]
    groups: dict[str, str]
    break_even: tuple[str, ...]
    overturn: tuple[str, ...]
    tornado: str | None
    group: tuple[str, ...]
    money: tuple[str, ...]


@dataclass(frozen=True)
class Robustness:
    """What the sentences are about."""

    appraisal: Appraisal
    table: PlainTable | None
    switching_points: Sequence[SwitchingPoint]
    break_even: Sequence[BreakEven]
    overturn: Overturn | None
    tornado: Tornado | None
    acceptability: Acceptability | None
    group: GroupResult | None
    money_odds: MoneyOdds | None

    def name(self, option: str) -> str:
        """Return the name of an option."""
        return self.appraisal.option(option).name

    def criterion(self, id: str) -> str:
        """Return the name of a criterion."""
        return self.appraisal.criterion(id).name

    def level(self, value: float, criterion: str) -> str:
        """Return a level in its unit."""
        return level(value, self.appraisal.criterion(criterion).scale.unit)


def robustness_words(found: Robustness) -> RobustnessWords:
    """Return the sentences."""
    table = found.table
    questions = [] if table is None else list(table.criteria)
    groups = [] if table is None else list(dict.fromkeys(table.groups))
    return RobustnessWords(
        gap=_gap(found),
        criteria={
            c.id: weight_sentence(found.appraisal, table, found.switching_points, "criterion", c.id)
            for c in found.appraisal.benefit_criteria()
            if table is not None and c.id in questions
        },
        groups={
            name: weight_sentence(found.appraisal, table, found.switching_points, "group", name)
            for name in found.appraisal.groups()
            if table is not None and name in groups
        },
        break_even=_break_even(found),
        overturn=_overturn(found),
        tornado=_tornado(found),
        group=_group(found),
        money=tuple(_price(found, step) for step in found.money_odds.prices)
        if found.money_odds
        else (),
    )


def _gap(found: Robustness) -> str | None:
    table, drawn = found.table, found.acceptability
    leader = table.leader() if table else None
    if table is None or drawn is None or leader is None or not table.second():
        return None
    second = table.second()[0]
    ahead, behind = table.options[leader], table.options[second]
    gap = points(float(table.overall[leader] - table.overall[second]))
    odds = drawn.beats[behind][ahead]
    if odds >= EVEN_ODDS:
        return (
            f"The gap of {gap} points between {found.name(ahead)} and {found.name(behind)} is "
            f"smaller than the uncertainty: {found.name(behind)} does better in {share(odds)} of "
            "the draws."
        )
    return (
        f"{found.name(ahead)} is {gap} points ahead of {found.name(behind)} and does better in "
        f"{share(1 - odds)} of the draws."
    )


def _break_even(found: Robustness) -> tuple[str, ...]:
    near = sorted((b for b in found.break_even if b.within_range), key=lambda b: abs(b.change))
    return tuple(_even(found, b) for b in near)


def _even(found: Robustness, b: BreakEven) -> str:
    who = "it" if b.rival == b.option else found.name(b.rival)
    return f"If {_were(found, b)}, {who} would draw level with the leader."


def _were(found: Robustness, b: BreakEven) -> str:
    return (
        f"{found.name(b.option)} were at {found.level(b.level_at, b.criterion)} on "
        f"{found.criterion(b.criterion)} (now {found.level(b.level_now, b.criterion)})"
    )


def _overturn(found: Robustness) -> tuple[str, ...]:
    smallest = found.overturn
    if smallest is None or found.table is None or len(found.table.options) < 2:
        return ()
    if not smallest.single:
        said = ["No single score, moved anywhere on its scale, changes who leads."]
    else:
        size = points(abs(smallest.single[0].change))
        each = listed([_were(found, b) for b in smallest.single], "or if")
        rivals = listed([found.name(id) for id in dict.fromkeys(b.rival for b in smallest.single)])
        sentence = (
            f"The smallest change of one score that brings another option level is {size} value "
            f"points: if {each}, {rivals} would draw level with the leader."
        )
        said = [sentence]
    pair = smallest.pair
    if pair is not None:
        moves = f"{_move(found, pair.first)} and {_move(found, pair.second)}"
        said.append(
            f"With two scores together, none need move by more than {points(pair.size)} value "
            f"points: {moves}. {found.name(pair.rival)} then draws level."
        )
    return tuple(said)


def _move(found: Robustness, change: ScoreChange) -> str:
    return (
        f"{found.name(change.option)} on {found.criterion(change.criterion)} from "
        f"{found.level(change.level_now, change.criterion)} to "
        f"{found.level(change.level_at, change.criterion)}"
    )


def _tornado(found: Robustness) -> str | None:
    if found.tornado is None or not found.tornado.bars:
        return None
    bar = found.tornado.bars[0]
    what = found.criterion(bar.criterion)
    if bar.option is None:
        what = f"the swing of {what}"
    else:
        what = f"the score of {found.name(bar.option)} on {what}"
    low, high = sorted([bar.lead_low, bar.lead_high])
    end = "so it alone can change the leader" if low < 0 else "so it alone changes no leader"
    return (
        f"What moves the lead of {found.name(found.tornado.leader)} the most is {what}: over its "
        f"range the lead runs from {points(low)} to {points(high)} points, {end}."
    )


def _group(found: Robustness) -> tuple[str, ...]:
    group, table = found.group, found.table
    leader = table.leader() if table else None
    if group is None:
        return ()
    said = []
    whole = [member for member in group.by_member.values() if member.tied_first]
    if table is not None and leader is not None and whole:
        name = table.options[leader]
        first = sum(member.tied_first == (name,) for member in whole)
        said.append(
            f"{found.name(name)} comes first for {first} of the {len(whole)} members who gave a "
            "full judgement."
        )
    if group.agreement is not None:
        said.append(f"Kendall's coefficient of concordance is {points(group.agreement, 2)}.")
    if group.divides_most is not None and group.divided_by is not None:
        could = "could" if group.settling_could_change_leader else "would not"
        said.append(
            f"What divides the members most is {found.criterion(group.divides_most)}, by "
            f"{points(group.divided_by)} points of the lead. Settling it {could} change the leader."
        )
    return tuple(said)


def _price(found: Robustness, step: PriceOdds) -> str:
    cheaper, dearer = found.name(step.cheaper), found.name(step.dearer)
    odds = share(step.buys)
    said = f"In {odds} of the draws {dearer} both costs more than {cheaper} and does better"
    if step.price is None:
        return f"{said}."
    low, middle, high = (million(value, 2) for value in step.price)
    return (
        f"{said}; an extra point then costs {middle} ({low} to {high} in nine of ten such draws)."
    )
