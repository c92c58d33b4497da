"""Checks of a set of criteria: size, double counting, independence, telling apart, gaps, clocks.

What can be computed is found here; what only people can say is asked
(:class:`CriteriaQuestion`), and the page keeps their answers. What is looked for is what makes a
good set of criteria: complete, not redundant, no larger than it need be, and each of a worth that
does not hang on the others (Keeney and Raiffa, 1976, Decisions with Multiple Objectives).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from appraisal.analysis.scoring import plain_weights
from appraisal.analysis.wording.figures import listed
from appraisal.model import Appraisal

Kind = Literal[
    "size", "double_counting", "independence", "discrimination", "completeness", "time", "scales"
]
MOST_CRITERIA = 14  # more than people can keep in mind while they weigh; the set that ships has 14
LEAST_WEIGHT = 0.005  # below half a per cent a weight is shown as 0 %

# Means that lead to an end which the set counts as well: the end, and its means.
MEANS_OF = {"practice": ("workforce", "relationships", "focus", "expertise")}
# Pairs whose worth may depend on one another.
DEPENDENT_PAIRS = (("setup_time", "disruption"), ("focus", "partnership"),
                   ("failure", "reversibility"))  # fmt: skip
# The six costs of a trust (Ray Jones, Community Care, 2016), and the criteria they live in.
SIX_COSTS_IN = {
    "transition": ("setup_time", "disruption", "cost"),
    "transaction": ("oversight", "cost"),
    "transmission": ("workforce", "disruption"),
    "transgression": ("failure",),
    "transmutation": ("reversibility", "cost"),
    "transparency": ("accountability",),
}


@dataclass(frozen=True)
class Found:
    """Something to look at: the check it comes from, what was found, and the criteria it names."""

    kind: Kind
    text: str
    criteria: tuple[str, ...] = ()


@dataclass(frozen=True)
class CriteriaQuestion:
    """What only people can answer.

    Attributes
    ----------
    id : str
        Stable, so that an answer finds its question again: ``independence:failure:reversibility``.
    kind : str
        The check it belongs to.
    text : str
        The question, to be answered yes or no.
    sound : str
        The answer, ``yes`` or ``no``, with which the set is sound.
    otherwise : str
        What to do after the other answer.
    """

    id: str
    kind: Kind
    text: str
    sound: Literal["yes", "no"]
    otherwise: str


def warnings(appraisal: Appraisal) -> tuple[Found, ...]:
    """Return everything that can be found without asking anyone, in the order of the checks."""
    return (
        *_size(appraisal),
        *_counted_twice(appraisal),
        *_cannot_tell_apart(appraisal),
        *_incomplete(appraisal),
        *_clocks_missing(appraisal),
        *_scales_without_words(appraisal),
    )


def questions(appraisal: Appraisal) -> tuple[CriteriaQuestion, ...]:
    """Return what has to be asked of people about this set."""
    names = {criterion.id: criterion.name for criterion in appraisal.benefit_criteria()}
    return (*_means_and_ends(names), *_independence(names))


def clocks(appraisal: Appraisal) -> dict[str, tuple[str, ...]]:
    """Return the times of judgement, each with the ids of the criteria judged then, in order."""
    by_time: dict[str, list[str]] = {}
    for criterion in appraisal.criteria:
        if criterion.judged_at.strip():
            by_time.setdefault(criterion.judged_at.strip(), []).append(criterion.id)
    return {when: tuple(ids) for when, ids in by_time.items()}


def six_costs_apply(appraisal: Appraisal) -> bool:
    """Return whether the set grew from the one that ships: it has half the homes of the six."""
    present = {criterion.id for criterion in appraisal.criteria}
    homes = {home for criteria in SIX_COSTS_IN.values() for home in criteria}
    return 2 * len(homes & present) >= len(homes)


def alike(appraisal: Appraisal, criterion: str) -> bool:
    """Return whether every option has the same level, so that this criterion cannot affect rank."""
    cells = [appraisal.performance(option.id, criterion) for option in appraisal.options]
    levels = {None if cell is None else cell.level for cell in cells}
    ranges = {None if cell is None else (cell.low, cell.high, cell.strength) for cell in cells}
    return None not in levels and len(levels) == 1 and len(ranges) == 1


def _size(appraisal: Appraisal) -> Iterator[Found]:
    benefit = appraisal.benefit_criteria()
    if len(benefit) > MOST_CRITERIA:
        yield Found(
            "size",
            f"There are {len(benefit)} criteria to weigh. More than {MOST_CRITERIA} are hard to "
            "keep in mind. Merge some, or leave out those that cannot change the result.",
        )
    weights = plain_weights(appraisal)
    for criterion in benefit:
        if weights is not None and weights[criterion.id] < LEAST_WEIGHT:
            yield Found(
                "size",
                f"{criterion.name} has a weight that rounds to 0%. It could be left out.",
                (criterion.id,),
            )


def _counted_twice(appraisal: Appraisal) -> Iterator[Found]:
    cost = appraisal.cost_criterion()
    for criterion in appraisal.benefit_criteria():
        in_pounds = "£" in (criterion.scale.unit or "")
        if in_pounds and cost is not None:
            yield Found(
                "double_counting",
                f"{criterion.name} counts pounds, and so does {cost.name} on the cost axis. Make "
                "sure that no pound is in both.",
                (criterion.id, cost.id),
            )
        if not criterion.not_counted.strip():
            yield Found(
                "double_counting",
                f"{criterion.name} does not say what it leaves to other criteria.",
                (criterion.id,),
            )
    for one, other in combinations(appraisal.criteria, 2):
        if one.name.casefold().strip() == other.name.casefold().strip():
            yield Found(
                "double_counting", f"Two criteria are called {one.name}.", (one.id, other.id)
            )


def _cannot_tell_apart(appraisal: Appraisal) -> Iterator[Found]:
    for criterion in appraisal.benefit_criteria():
        if alike(appraisal, criterion.id):
            yield Found(
                "discrimination",
                f"On {criterion.name} every option scores alike, so it cannot affect the ranking, "
                "whatever its weight.",
                (criterion.id,),
            )


def _incomplete(appraisal: Appraisal) -> Iterator[Found]:
    if not six_costs_apply(appraisal):
        return
    present = {criterion.id for criterion in appraisal.criteria}
    for cost, homes in SIX_COSTS_IN.items():
        if not present & set(homes):
            yield Found(
                "completeness",
                f"The cost of {cost} (one of the six that Ray Jones named in 2016) has no "
                f"criterion. The set that ships counts it under {_spelt(homes)}.",
            )


def _spelt(ids: tuple[str, ...]) -> str:
    return listed([id.replace("_", " ") for id in ids])


def _clocks_missing(appraisal: Appraisal) -> Iterator[Found]:
    for criterion in appraisal.criteria:
        if not criterion.judged_at.strip():
            yield Found(
                "time", f"{criterion.name} does not say at what time it is judged.", (criterion.id,)
            )


def _scales_without_words(appraisal: Appraisal) -> Iterator[Found]:
    for criterion in appraisal.criteria:
        missing = [end for end in (0.0, 100.0) if not criterion.scale.levels.get(end, "").strip()]
        if criterion.scale.unit is None and missing:
            ends = " and ".join("the worst" if end == 0 else "the best" for end in missing)
            yield Found(
                "scales",
                f"{criterion.name} is judged from 0 to 100, but {ends} is not described. Two "
                "people could not score it alike.",
                (criterion.id,),
            )


def _means_and_ends(names: dict[str, str]) -> Iterator[CriteriaQuestion]:
    for end, means in MEANS_OF.items():
        for one in means:
            if end in names and one in names:
                yield CriteriaQuestion(
                    f"means:{end}:{one}",
                    "double_counting",
                    f"If “{names[end]}” were sure to be the same under every option, would you "
                    f"still care about “{names[one]}”?",
                    "yes",
                    f"“{names[one]}” then counts only as a way to “{names[end]}”. Set its swing "
                    "to 0 on the Weights page.",
                )


def _independence(names: dict[str, str]) -> Iterator[CriteriaQuestion]:
    for one, other in DEPENDENT_PAIRS:
        if one in names and other in names:
            yield CriteriaQuestion(
                f"independence:{one}:{other}",
                "independence",
                f"Does what a step from 25 to 75 on “{names[one]}” is worth to you depend on "
                f"how the option does on “{names[other]}”?",
                "no",
                "A weighted sum cannot show that. Merge the two into one criterion.",
            )
