"""Break-even scores: how far a level must move before the leader changes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class BreakEven:
    """The level of one cell at which the leader and a rival are level.

    Attributes
    ----------
    option, criterion : str
        The cell that moves.
    level_now : float
        In the criterion's unit.
    level_at : float
        Where leader and rival have equal overall values; beyond the scale where ``reachable`` is
        False.
    rival : str
        The option that draws level with the leader.
    reachable : bool
        Whether the scale runs that far.
    within_range : bool
        Whether the cell's own stated range runs that far.
    change : float
        Value points from now to there, signed.
    """

    option: str
    criterion: str
    level_now: float
    level_at: float
    rival: str
    reachable: bool
    within_range: bool
    change: float
