"""What a recommendation is drawn from, and the limits at which its words change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from appraisal.analysis.baseline import AgainstBaseline
from appraisal.analysis.draws.acceptability import Acceptability
from appraisal.analysis.money import Money
from appraisal.analysis.scoring import Scores
from appraisal.model import Appraisal

CaseForChange = Literal["made", "marginal", "not_made"]
Firmness = Literal["firm", "leaning", "open", "tied"]


@dataclass(frozen=True)
class Thresholds:
    """Shares of draws at which the words change. Settings of this project, printed in reports."""

    case_made: float = 0.90
    case_marginal: float = 0.66
    firm: float = 0.80
    leaning: float = 0.50


@dataclass(frozen=True)
class Findings:
    """Everything a recommendation is drawn from."""

    appraisal: Appraisal
    scores: Scores
    rank: Mapping[str, int | None]
    eligible: Mapping[str, bool]
    tied_first: tuple[str, ...]
    against: Mapping[str, AgainstBaseline]
    money: Money | None
    acceptability: Acceptability | None

    def name(self, option: str) -> str:
        """Return the name of the option with this id."""
        return self.appraisal.option(option).name
