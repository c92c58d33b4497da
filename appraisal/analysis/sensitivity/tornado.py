"""The tornado: which uncertain input moves the leader's lead the most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from appraisal.analysis.draws.weights import BAND, LARGEST_SWING
from appraisal.analysis.scoring import Scores
from appraisal.analysis.sensitivity.ranked_table import PlainTable
from appraisal.model import Appraisal


@dataclass(frozen=True)
class TornadoBar:
    """What one uncertain input does to the lead, all the others left as they are.

    Attributes
    ----------
    kind : str
        ``score`` or ``swing``.
    option : str or None
        None for a swing.
    criterion : str
    low, high : float
        The ends of its range: value scores, or swings.
    lead_low, lead_high : float
        The leader's lead at each of them; below nought where another option leads.
    """

    kind: Literal["score", "swing"]
    option: str | None
    criterion: str
    low: float
    high: float
    lead_low: float
    lead_high: float

    def width(self) -> float:
        """Return by how many points the lead moves."""
        return abs(self.lead_high - self.lead_low)

    def overturns(self) -> bool:
        """Return whether the leader loses its lead somewhere in the range."""
        return min(self.lead_low, self.lead_high) < 0


@dataclass(frozen=True)
class Tornado:
    """Bars by width, the widest first.

    ``lead`` is the leader's overall value less that of the best of the others.
    """

    leader: str
    lead: float
    bars: tuple[TornadoBar, ...]


def tornado(appraisal: Appraisal, scores: Scores, table: PlainTable) -> Tornado | None:
    """Return the tornado of the leader's lead, or None where no option leads alone.

    A score runs over its own range, a swing over 25 % either way of itself (cut at 100). An input
    that does not move the lead has no bar.
    """
    leader = table.leader()
    if leader is None or len(table.options) < 2:
        return None
    bars = [*_score_bars(scores, table, leader), *_swing_bars(appraisal, table, leader)]
    moved = [bar for bar in bars if bar.width() > 0]
    moved.sort(key=lambda bar: (-bar.width(), bar.kind, bar.option or "", bar.criterion))
    return Tornado(table.options[leader], _lead(table.overall, leader), tuple(moved))


def _lead(overall: np.ndarray[tuple[int], np.dtype[np.float64]], leader: int) -> float:
    return float(overall[leader] - np.delete(overall, leader).max())


def _score_bars(scores: Scores, table: PlainTable, leader: int) -> list[TornadoBar]:
    others = np.delete(np.arange(len(table.options)), leader)
    bars = []
    for i, option in enumerate(table.options):
        rest = [k for k in others if k != i]
        best = float(table.overall[rest].max()) if rest else -np.inf
        for j, criterion in enumerate(table.criteria):
            ends = scores.value_ranges[option][criterion]
            if ends is None or ends[0] == ends[1] or table.weights[j] == 0:
                continue
            moved = [
                float(table.overall[i] + table.weights[j] * (end - table.values[i, j]))
                for end in ends
            ]
            first = float(table.overall[leader])
            leads = [end - best if i == leader else first - max(end, best) for end in moved]
            bars.append(TornadoBar("score", option, criterion, *ends, leads[0], leads[1]))
    return bars


def _swing_bars(appraisal: Appraisal, table: PlainTable, leader: int) -> list[TornadoBar]:
    now = np.array([appraisal.swings[id] for id in table.criteria])
    total, bars = now.sum(), []
    for j, criterion in enumerate(table.criteria):
        low = (1 - BAND) * float(now[j])
        high = max(low, min((1 + BAND) * float(now[j]), LARGEST_SWING))
        leads = []
        for swing in (low, high):
            more = swing - now[j]
            if total + more <= 0:
                break  # no weight would be left anywhere
            leads.append(_lead((table.overall * total + more * table.values[:, j])
                               / (total + more), leader))  # fmt: skip
        if len(leads) == 2:
            bars.append(TornadoBar("swing", None, criterion, low, high, leads[0], leads[1]))
    return bars
