"""The group: each member's own result, how far they agree, and what divides them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MemberResult:
    """One member's result under their own swings and, where given, their own levels."""

    overall: dict[str, float | None]
    rank: dict[str, int | None]


@dataclass(frozen=True)
class Spread:
    """Members' answers to one question: how many, lowest, median, highest."""

    count: int
    low: float
    median: float
    high: float


@dataclass(frozen=True)
class GroupResult:
    """The members side by side.

    Attributes
    ----------
    by_member : dict of member id to MemberResult
    swing_spread : dict of criterion to Spread
    level_spread : dict of (option, criterion) to Spread, in the criterion's unit
    agreement : float or None
        Kendall's coefficient of concordance W on the members' rankings, 0 to 1, corrected for
        ties; None with fewer than two full rankings.
    divides_most : str or None
        The criterion whose weight the members differ on most, in weighted value points of the lead.
    settling_could_change_leader : bool or None
        Whether some member's weight for that criterion, taken for all, would change the leader.
    """

    by_member: dict[str, MemberResult]
    swing_spread: dict[str, Spread]
    level_spread: dict[tuple[str, str], Spread]
    agreement: float | None
    divides_most: str | None
    settling_could_change_leader: bool | None
