"""The criteria, each with a scale between two fixed anchors."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import (
    Field,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)

from appraisal.model.base import Id, Line, Number, NumberKey, Text, Value

ValueScore = Annotated[NumberKey, Field(ge=0, le=100)]
Point = tuple[Number, Number]

JUDGED_WORST, JUDGED_BEST = 0.0, 100.0
MOST_SHOWN = 8  # points of a value function in a message


class Scale(Value):
    """The scale of a criterion: fixed anchors and the value function between them.

    ``worst`` is worth 0 and ``best`` 100; ``worst`` above ``best`` means lower is better. The
    anchors are fixed, never the best and worst of the options present, so that adding or hiding
    an option moves no other option's value score.
    """

    unit: Line | None = None
    worst: Number = JUDGED_WORST
    best: Number = JUDGED_BEST
    shape: Literal["linear", "points"] = "linear"
    points: Annotated[tuple[Point, ...], Field(max_length=100)] = ()
    outside: Literal["clip", "extend"] = "clip"
    levels: dict[ValueScore, Text] = Field(default_factory=dict, max_length=101)

    @model_validator(mode="after")
    def _a_unit_has_both_anchors(self) -> Scale:
        missing = [end for end in ("worst", "best") if end not in self.model_fields_set]
        if self.unit is not None and missing:
            raise ValueError(
                f"a scale in a unit needs both ends, but {' and '.join(missing)} "
                f"{'is' if len(missing) == 1 else 'are'} not given. Nothing is assumed"
            )
        return self

    @model_serializer(mode="wrap")
    def _with_both_anchors(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Keep both anchors of a unit in every document, also where they are 0 or 100."""
        document: dict[str, Any] = handler(self)
        if self.unit is not None:
            document |= {"worst": self.worst, "best": self.best}
        return {key: document[key] for key in type(self).model_fields if key in document}

    @model_validator(mode="after")
    def _anchors_differ(self) -> Scale:
        if self.worst == self.best:
            raise ValueError(
                f"worst and best are both {self.worst:g}, so no option could differ. "
                "Give two different levels"
            )
        return self

    @model_validator(mode="after")
    def _judged_scales_run_from_0_to_100(self) -> Scale:
        if self.unit is None and (self.worst, self.best) != (JUDGED_WORST, JUDGED_BEST):
            raise ValueError(
                f"a scale without a unit is judged from 0 (worst) to 100 (best), but worst is "
                f"{self.worst:g} and best is {self.best:g}. Name the unit, or leave both out"
            )
        return self

    @model_validator(mode="after")
    def _points_run_strictly_from_worst_to_best(self) -> Scale:
        if self.shape == "linear":
            if self.points:
                raise ValueError("points are given but the shape is linear. Say shape: points")
            return self
        if len(self.points) < 2:
            raise ValueError(
                f"shape points needs at least two [level, value score] pairs, "
                f"but {len(self.points)} found"
            )
        self._check_points()
        return self

    def _check_points(self) -> None:
        rising = self.best > self.worst
        levels = [level for level, _ in self.points]
        scores = [score for _, score in self.points]
        one_way = all((b > a) == rising and a != b for a, b in pairwise(levels))
        if not one_way or not all(b > a for a, b in pairwise(scores)):
            raise ValueError(
                "points must run strictly from worst to best, each level and each value score "
                f"beyond the one before, but found {_pairs(self.points)}"
            )
        ends: tuple[Point, Point] = (self.worst, 0.0), (self.best, 100.0)
        if (self.points[0], self.points[-1]) != ends:
            raise ValueError(
                f"the first point must be [{self.worst:g}, 0] and the last [{self.best:g}, 100], "
                f"but found {_pairs(self.points)}"
            )

    def lower_is_better(self) -> bool:
        """Return whether a lower level is worth more."""
        return self.worst > self.best

    def corners(self) -> tuple[Point, ...]:
        """Return the [level, value score] pairs that the value function runs through."""
        return self.points or ((self.worst, 0.0), (self.best, 100.0))


class Criterion(Value):
    """One thing that matters, with the scale it is judged on."""

    id: Id
    name: Line
    group: Line = "Other"
    question: Text = ""
    scale: Scale = Field(default_factory=Scale)
    axis: Literal["benefit", "cost"] = "benefit"
    not_counted: Text = ""
    judged_at: Text = ""


def _pairs(points: tuple[Point, ...]) -> str:
    some = [f"[{level:g}, {score:g}]" for level, score in points[:MOST_SHOWN]]
    return ", ".join([*some, "..."] if len(points) > MOST_SHOWN else some)
