"""What an appraisal is: frozen values, checked when they are made."""

from appraisal.model.appraisal import FORMAT, Appraisal, Report
from appraisal.model.costs import SIX_COSTS, CostLine, Costs
from appraisal.model.criteria import Criterion, Scale
from appraisal.model.evidence import Evidence
from appraisal.model.judgements import (
    Beta,
    Dissent,
    Member,
    MemberPerformance,
    Normal,
    Performance,
    TradeOff,
)
from appraisal.model.meetings import Attendance, DeclaredInterest, NamedVote, Vote
from appraisal.model.options import MustHave, MustHaveResult, Option

__all__ = [
    "FORMAT",
    "SIX_COSTS",
    "Appraisal",
    "Attendance",
    "Beta",
    "CostLine",
    "Costs",
    "Criterion",
    "DeclaredInterest",
    "Dissent",
    "Evidence",
    "Member",
    "MemberPerformance",
    "MustHave",
    "MustHaveResult",
    "NamedVote",
    "Normal",
    "Option",
    "Performance",
    "Report",
    "Scale",
    "TradeOff",
    "Vote",
]
