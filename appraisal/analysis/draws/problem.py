"""What is drawn: the appraisal as arrays, in an order of its own.

Options that may lead come first, each part sorted by id, and criteria are sorted by id, so that the
order in which people list them changes no figure in any bit. Arrays in the tight loops hold the
draws last, (options, draws) and (criteria, draws): each cell owns its stream, so the draws of one
cell lie side by side.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from appraisal.analysis.draws.cells import CellDraw, cell_draw
from appraisal.analysis.draws.streams import Stream
from appraisal.analysis.draws.weights import WeightDraws, WeightsModel, weight_draws
from appraisal.model import Appraisal, Member

Table = NDArray[np.float64]


@dataclass(frozen=True)
class Uncertain:
    """One uncertain cell: row and column, and how it is drawn."""

    option: int
    criterion: int
    draw: CellDraw


@dataclass(frozen=True)
class DrawProblem:
    """The appraisal as arrays.

    Attributes
    ----------
    options : tuple of str
        Those that may lead first.
    leading : int
        How many may lead.
    criteria : tuple of str
    exact : (m, n) array
        Value scores of the cells that are certain; of the others, the part that is not drawn.
    uncertain : tuple of Uncertain
    swings : (n,) array
    members : (members, n) array
    weights_model : str
    seed : int
    """

    options: tuple[str, ...]
    leading: int
    criteria: tuple[str, ...]
    exact: Table
    uncertain: tuple[Uncertain, ...]
    swings: Table
    members: Table
    weights_model: WeightsModel
    seed: int

    def weights(self) -> WeightDraws:
        """Return the weights from their start."""
        return weight_draws(self.weights_model, self.criteria, self.swings, self.members, self.seed)

    def streams(self) -> list[Stream]:
        """Return the streams of the uncertain cells from their start."""
        return [
            Stream(self.seed, "cell", self.options[cell.option], self.criteria[cell.criterion])
            for cell in self.uncertain
        ]


def draw_problem(
    appraisal: Appraisal,
    eligible: dict[str, bool],
    weights_model: WeightsModel = "elicited",
    seed: int = 1,
) -> DrawProblem | None:
    """Return the appraisal as arrays, or None where it cannot be drawn.

    That is while a swing is missing (but not where weights are ``unknown``, which rest on none), no
    option is eligible, or an eligible option lacks a cell. A cell without a level is no obstacle
    where its strength is ``none``: it is drawn over its range. An option that is not eligible and
    lacks a cell is left out.
    """
    criteria = sorted(appraisal.benefit_criteria(), key=lambda criterion: criterion.id)
    ids = tuple(criterion.id for criterion in criteria)
    swings = np.ones(len(ids)) if weights_model == "unknown" else _swings(appraisal.swings, ids)
    cells = appraisal.cells()
    whole = {option.id: all((option.id, id) in cells for id in ids) for option in appraisal.options}
    leading = sorted(id for id in whole if eligible[id])
    if swings is None or not leading or not all(whole[id] for id in leading):
        return None
    options = (*leading, *sorted(id for id in whole if whole[id] and not eligible[id]))
    exact = np.zeros((len(options), len(ids)))
    uncertain = []
    for i, option in enumerate(options):
        for j, criterion in enumerate(criteria):
            draw = cell_draw(criterion.scale, cells[option, criterion.id])
            exact[i, j] = draw.base if isinstance(draw, CellDraw) else draw
            if isinstance(draw, CellDraw):
                uncertain.append(Uncertain(i, j, draw))
    return DrawProblem(
        options, len(leading), ids, exact, tuple(uncertain), swings,
        _members(appraisal.members, ids), weights_model, seed,
    )  # fmt: skip


def _swings(swings: dict[str, float], ids: tuple[str, ...]) -> Table | None:
    if any(id not in swings for id in ids) or not any(swings[id] for id in ids):
        return None
    return np.array([swings[id] for id in ids], dtype=np.float64)


def _members(members: tuple[Member, ...], ids: tuple[str, ...]) -> Table:
    """Return the swings of each member who gave them all, by member id."""
    rows = [_swings(member.swings, ids) for member in sorted(members, key=lambda m: m.id)]
    known = [row for row in rows if row is not None]
    return np.array(known) if known else np.empty((0, len(ids)))
