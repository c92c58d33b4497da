"""The cost lines: pounds by option, year and kind."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from appraisal.model.base import Cited, Id, Line, Number, Value, Year
from appraisal.model.ranges import multiplier_problems

CostKind = Literal[
    "transition",
    "transaction",
    "transmission",
    "transgression",
    "transmutation",
    "transparency",
    "running",
    "saving",
]
# Ray Jones (2016) names six costs of a trust; the report shows a row for each of them.
SIX_COSTS: tuple[CostKind, ...] = (
    "transition",
    "transaction",
    "transmission",
    "transgression",
    "transmutation",
    "transparency",
)


class CostLine(Value):
    """One line of cost: GBP million by year, in real base-year prices.

    ``optimism_bias`` raises the amounts (0.41 means 41 % more). ``low`` and ``high`` multiply the
    line. A ``saving`` has negative amounts.
    """

    option: Id
    item: Line
    kind: CostKind
    optimism_bias: Annotated[Number, Field(ge=-1, le=10)] = 0.0
    amounts: dict[Year, Number] = Field(default_factory=dict, max_length=100)
    low: Annotated[Number, Field(ge=0)] | None = None
    high: Annotated[Number, Field(ge=0)] | None = None
    funded_by: Line | None = None
    evidence: Cited = ()

    @model_validator(mode="after")
    def _multipliers_are_in_order(self) -> CostLine:
        for problem in multiplier_problems(self.low, self.high):
            raise ValueError(problem)
        return self

    @model_validator(mode="after")
    def _savings_are_negative(self) -> CostLine:
        if self.kind == "saving" and any(amount > 0 for amount in self.amounts.values()):
            raise ValueError("a saving has negative amounts, but a positive one was found")
        return self


class Costs(Value):
    """The cost lines and how they are brought to one figure.

    ``discount_rate`` is real, per year; the base year is year 0 and is not discounted. HM
    Treasury's Green Book (2022) uses 3.5 % for years 0 to 30.
    """

    base_year: Year = 2026
    discount_rate: Annotated[Number, Field(ge=0, le=1)] = 0.035
    horizon_years: Annotated[int, Field(ge=1, le=60)] = 5
    lines: Annotated[tuple[CostLine, ...], Field(max_length=2_000)] = ()

    def years(self) -> range:
        """Return the years that count: base year to base year + horizon - 1."""
        return range(self.base_year, self.base_year + self.horizon_years)
