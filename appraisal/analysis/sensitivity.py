"""Switching points: the weight at which the leading option changes, exact and from closed form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class SwitchingPoint:
    """A weight at which the leader changes, the other weights kept in proportion.

    Attributes
    ----------
    of : str
        Criterion id, or the name of a group.
    kind : str
        ``criterion`` or ``group``.
    now, at : float
        The weight now and where the leader changes, 0 to 1.
    leader : str
        The option in the lead before the change (``from`` in the file format).
    to : tuple of str
        The option or options in the lead just beyond it.
    direction : str
        ``up`` where the weight must rise to get there, ``down`` where it must fall.
    """

    of: str
    kind: Literal["criterion", "group"]
    now: float
    at: float
    leader: str
    to: tuple[str, ...]
    direction: Literal["up", "down"]
