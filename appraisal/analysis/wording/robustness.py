"""How firm the result is and what would change it, in sentences that carry their own figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from appraisal.analysis.draws.acceptability import Acceptability
from appraisal.analysis.group import GroupResult
from appraisal.analysis.group_figures import LEAST
from appraisal.analysis.money_odds import MoneyOdds, PriceOdds
from appraisal.analysis.sensitivity.break_even import BreakEven
from appraisal.analysis.sensitivity.overturn import Overturn, ScoreChange
from appraisal.analysis.sensitivity.ranked_table import PlainTable
from appraisal.analysis.sensitivity.switching_points import SwitchingPoint
from appraisal.analysis.sensitivity.tornado import Tornado
from appraisal.analysis.spreads import LEAST_FOR_FIGURES
from appraisal.analysis.wording.break_even import (
    break_even_sentence,
    moved_to,
    nearest_within_range,
)
from appraisal.analysis.wording.figures import level, listed, million, points, share
from appraisal.analysis.wording.switching_points import weight_sentence
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

    @property
    def tied_first(self) -> tuple[str, ...]:
        """The options that lead; nothing while there is no ranking."""
        table = self.table
        if table is None:
            return ()
        ranked = zip(table.options, table.rank, strict=True)
        return tuple(option for option, rank in ranked if rank == 1)

    def criterion(self, id: str) -> str:
        """Return the name of a criterion."""
        return self.appraisal.criterion(id).name

    def level(self, value: float, criterion: str) -> str:
        """Return a level in its unit."""
        return level(value, self.appraisal.criterion(criterion).scale.unit)


def robustness_words(facts: Robustness) -> RobustnessWords:
    """Return the sentences."""
    table = facts.table
    questions = [] if table is None else list(table.criteria)
    groups = [] if table is None else list(dict.fromkeys(table.groups))
    return RobustnessWords(
        gap=_gap(facts),
        criteria={
            c.id: weight_sentence(facts.appraisal, table, facts.switching_points, "criterion", c.id)
            for c in facts.appraisal.benefit_criteria()
            if table is not None and c.id in questions
        },
        groups={
            name: weight_sentence(facts.appraisal, table, facts.switching_points, "group", name)
            for name in facts.appraisal.groups()
            if table is not None and name in groups
        },
        break_even=_break_even(facts),
        overturn=_overturn(facts),
        tornado=_tornado(facts),
        group=_group(facts),
        money=tuple(_price(facts, step) for step in facts.money_odds.prices)
        if facts.money_odds
        else (),
    )


def _gap(facts: Robustness) -> str | None:
    table, drawn = facts.table, facts.acceptability
    leader = table.leader() if table else None
    if table is None or drawn is None or leader is None or not table.second():
        return None
    second = table.second()[0]
    ahead, behind = table.options[leader], table.options[second]
    gap = points(float(table.overall[leader] - table.overall[second]))
    odds = drawn.beats[behind][ahead]
    if odds >= EVEN_ODDS:
        return (
            f"The gap of {gap} points between {facts.name(ahead)} and {facts.name(behind)} is "
            f"smaller than the uncertainty: {facts.name(behind)} does better in {share(odds)} of "
            "the draws."
        )
    return (
        f"{facts.name(ahead)} is {gap} points ahead of {facts.name(behind)} and does better in "
        f"{share(1 - odds)} of the draws."
    )


def _break_even(facts: Robustness) -> tuple[str, ...]:
    return tuple(
        break_even_sentence(facts.appraisal, break_even, facts.tied_first)
        for break_even in nearest_within_range(facts.break_even)
    )


def _overturn(facts: Robustness) -> tuple[str, ...]:
    smallest = facts.overturn
    if smallest is None or facts.table is None or len(facts.table.options) < 2:
        return ()
    if not smallest.single:
        sentences = ["No single score, moved anywhere on its scale, changes who leads."]
    else:
        size = points(abs(smallest.single[0].change))
        each = listed([moved_to(facts.appraisal, b) for b in smallest.single], "or if")
        rivals = listed([facts.name(id) for id in dict.fromkeys(b.rival for b in smallest.single)])
        sentence = (
            f"The smallest change of one score that brings another option level is {size} value "
            f"points: if {each}, {rivals} would draw level with the leader."
        )
        sentences = [sentence]
    pair = smallest.pair
    if pair is not None:
        moves = f"{_move(facts, pair.first)} and {_move(facts, pair.second)}"
        sentences.append(
            f"With two scores together, none need move by more than {points(pair.size)} value "
            f"points: {moves}. {facts.name(pair.rival)} then draws level."
        )
    return tuple(sentences)


def _move(facts: Robustness, change: ScoreChange) -> str:
    return (
        f"{facts.name(change.option)} on {facts.criterion(change.criterion)} from "
        f"{facts.level(change.level_now, change.criterion)} to "
        f"{facts.level(change.level_at, change.criterion)}"
    )


def _tornado(facts: Robustness) -> str | None:
    if facts.tornado is None or not facts.tornado.bars:
        return None
    bar = facts.tornado.bars[0]
    what = facts.criterion(bar.criterion)
    if bar.option is None:
        what = f"the swing of {what}"
    else:
        what = f"the score of {facts.name(bar.option)} on {what}"
    low, high = sorted([bar.lead_low, bar.lead_high])
    end = "so it alone can change the leader" if low < 0 else "so it alone changes no leader"
    return (
        f"What moves the lead of {facts.name(facts.tornado.leader)} the most is {what}: over its "
        f"range the lead runs from {points(low)} to {points(high)} points, {end}."
    )


def _group(facts: Robustness) -> tuple[str, ...]:
    group, table = facts.group, facts.table
    leader = table.leader() if table else None
    if group is None:
        return ()
    sentences = []
    whole = [member for member in group.by_member.values() if member.tied_first]
    if len(whole) < LEAST:
        few = f"Fewer than {LEAST} members rated every swing"
        return (f"{few}, so nothing of how they rank the options is shown.",)
    if table is not None and leader is not None and whole:
        name = table.options[leader]
        first = sum(member.tied_first == (name,) for member in whole)
        sentences.append(
            f"{facts.name(name)} comes first under the weights of {first} of the {len(whole)} "
            "members who rated every swing. Their own scores count where they gave any, the "
            "group's elsewhere."
        )
    if group.agreement is not None:
        sentences.append(f"Kendall's coefficient of concordance is {points(group.agreement, 2)}.")
    if group.divides_most is not None and group.divided_by is not None:
        could = "could" if group.settling_could_change_leader else "would not"
        size = f", by {points(group.divided_by)} points of the lead"
        sentences.append(
            f"What divides the members most is {facts.criterion(group.divides_most)}"
            f"{size if len(whole) >= LEAST_FOR_FIGURES else ''}. Settling it {could} change the "
            "leader."
        )
    return tuple(sentences)


def _price(facts: Robustness, step: PriceOdds) -> str:
    cheaper, dearer = facts.name(step.cheaper), facts.name(step.dearer)
    odds = share(step.buys)
    clause = f"In {odds} of the draws {dearer} both costs more than {cheaper} and does better"
    if step.price is None:
        return f"{clause}."
    low, middle, high = (million(value, 2) for value in step.price)
    return (
        f"{clause}; an extra point then costs {middle} ({low} to {high} in nine of ten such draws)."
    )
