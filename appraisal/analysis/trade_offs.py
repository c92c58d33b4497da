"""Questions that check the weights: what they imply, said in natural units.

After the equivalent-change and sum-of-swings checks of swing weighting (Goodwin and Wright,
Decision Analysis for Management Judgment; DCLG, Multi-criteria analysis: a manual, 2009).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from appraisal.analysis.scoring import plain_weights
from appraisal.analysis.value_functions import level_of
from appraisal.analysis.wording.figures import level, weight
from appraisal.model import Appraisal, Criterion

# The lighter criterion is moved over the middle half of its scale.
FROM, TO = 25.0, 75.0


@dataclass(frozen=True)
class TradeOffQuestion:
    """One check: what the weights imply, and what to do if the group does not believe it.

    Attributes
    ----------
    id : str
        The same for the same check of the same criteria.
    question : str
        A statement with its figures, to be believed or not.
    if_not : str
        What to change if it is not believed.
    """

    id: str
    question: str
    if_not: str


def trade_off_questions(appraisal: Appraisal) -> tuple[TradeOffQuestion, ...]:
    """Return up to three checks of the weights: two pairs and one sum of swings.

    Empty while a swing is missing, or where fewer than two criteria have weight.
    """
    weights = plain_weights(appraisal)
    if weights is None:
        return ()
    heavy = sorted(
        (c for c in appraisal.benefit_criteria() if weights[c.id] > 0),
        key=lambda c: (-weights[c.id], c.id),
    )
    measured = [c for c in heavy if c.scale.unit is not None]
    pairs = (
        [measured[:2], [heavy[0], *[c for c in measured if c != heavy[0]][-1:]]] if heavy else []
    )
    asked = [_pair(two[0], two[1], weights) for two in pairs if len(two) == 2]
    if not asked and len(heavy) >= 2:
        asked = [_pair(heavy[0], heavy[1], weights)]
    asked += _sum_of_swings(heavy, weights)
    return tuple({question.id: question for question in asked}.values())


def _pair(one: Criterion, other: Criterion, weights: dict[str, float]) -> TradeOffQuestion:
    heavy, light = sorted((one, other), key=lambda c: (-weights[c.id], c.id))
    same = FROM + (TO - FROM) * weights[light.id] / weights[heavy.id]
    question = (
        f"Moving {light.name} from {_place(light, FROM)} to {_place(light, TO)} is worth the same "
        f"as moving {heavy.name} from {_place(heavy, FROM)} to {_place(heavy, same)}."
    )
    if_not = (
        f"If the change in {light.name} is worth more, raise its swing; if it is worth less, "
        f"lower it."
    )
    return TradeOffQuestion(f"pair_{_short(light)}_{_short(heavy)}", question, if_not)


def _sum_of_swings(heavy: list[Criterion], weights: dict[str, float]) -> list[TradeOffQuestion]:
    if len(heavy) < 3:
        return []
    first, rest = heavy[0], heavy[1:]
    two = min(combinations(rest, 2), key=lambda pair: _distance(pair, first, weights))
    together = sum(weights[c.id] for c in two)
    verb = "more than" if together > weights[first.id] else "less than"
    if abs(together - weights[first.id]) < 1e-9:
        verb = "the same as"
    question = (
        f"Going from worst to best on both {two[0].name} and {two[1].name} is worth {verb} going "
        f"from worst to best on {first.name} alone "
        f"({weight(together, 1)} against {weight(weights[first.id], 1)} of the total weight)."
    )
    if_not = "If it is the other way round, change the swing that looks wrong."
    name = "_".join(_short(c, 10) for c in (*two, first))
    return [TradeOffQuestion(f"sum_{name}", question, if_not)]


def _distance(
    pair: Iterable[Criterion], first: Criterion, weights: dict[str, float]
) -> tuple[float, str]:
    names = [c.id for c in pair]
    gap = abs(sum(weights[id] for id in names) - weights[first.id])
    return (round(gap, 9), " ".join(sorted(names)))


def _place(criterion: Criterion, score: float) -> str:
    """Return a place on the scale: in its unit, or as points out of 100 where it is judged."""
    if criterion.scale.unit is None:
        return f"{score:.0f} points"
    return level(level_of(criterion.scale, score), criterion.scale.unit)


def _short(criterion: Criterion, length: int = 15) -> str:
    return criterion.id[:length].strip("_")
