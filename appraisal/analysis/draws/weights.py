"""How the weights are drawn, a block at a time: four models of what is known about them.

- ``elicited``: each swing uniform within 25 % of itself, cut at 100. Where members gave swings of
  their own, a member is drawn first, every one as likely, and the band is the member's.
- ``order``: uniform over all weights that keep the order of the elicited swings. Equal swings put
  no order between their criteria; a swing of nought stays nought.
- ``unknown``: uniform over all weights that sum to 1, whatever was elicited.
- ``fixed``: the elicited weights, in every draw.

Uniform on the simplex is exponentials divided by their sum, never uniforms divided by theirs, which
crowd the middle (Rubinstein, 1982). Ordered weights come from the corners of their region, (1, 0,
0), (1/2, 1/2, 0), (1/3, 1/3, 1/3) ..., mixed by a uniform point of the simplex: exact, with no
rejection and no sorting (Tervonen and Lahdelma, 2007, Implementing stochastic multicriteria
acceptability analysis, European Journal of Operational Research 178).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from appraisal.analysis.draws.streams import Stream

WeightsModel = Literal["elicited", "order", "unknown", "fixed"]
Table = NDArray[np.float64]

BAND = 0.25  # half the width of an elicited swing's band, as a share of the swing
LARGEST_SWING = 100.0


class WeightDraws(ABC):
    """Weights drawn a block at a time, for ``size`` criteria."""

    def __init__(self, size: int) -> None:
        self.size = size

    def block(self, draws: int) -> Table:
        """Return an (n, draws) array: weights up to a factor, which differs from draw to draw."""
        weights = np.empty((self.size, draws))
        self.fill(weights)
        return weights

    @abstractmethod
    def fill(self, out: Table) -> None:
        """Fill such an array."""


class Elicited(WeightDraws):
    """Swings within their bands; ``swings`` is (members or 1, n)."""

    def __init__(self, ids: Sequence[str], swings: Table, seed: int) -> None:
        super().__init__(len(ids))
        self._low = ((1 - BAND) * swings).T.copy()
        self._width = np.minimum((1 + BAND) * swings, LARGEST_SWING).T - self._low
        self._streams = [Stream(seed, "swing", id) for id in ids]
        self._who = Stream(seed, "member")

    def fill(self, out: Table) -> None:
        """Fill one block with swings."""
        for row, stream in zip(out, self._streams, strict=True):
            stream.fill_uniform(row)
        members = self._low.shape[1]
        if members == 1:
            out *= self._width
            out += self._low
            return
        who = (self._who.uniform(out.shape[1]) * members).astype(np.intp)
        out *= np.take(self._width, who, axis=1)
        out += np.take(self._low, who, axis=1)


class Unknown(WeightDraws):
    """Uniform on the simplex."""

    def __init__(self, ids: Sequence[str], seed: int) -> None:
        super().__init__(len(ids))
        self._streams = [Stream(seed, "weight", id) for id in ids]

    def fill(self, out: Table) -> None:
        """Fill one block with exponentials."""
        for row, stream in zip(out, self._streams, strict=True):
            stream.exponential(out=row)


class Ordered(WeightDraws):
    """Uniform over the weights that keep the order of the swings."""

    def __init__(self, ids: Sequence[str], swings: Table, seed: int) -> None:
        super().__init__(len(ids))
        rated = swings.tolist()
        places = sorted(
            (j for j in range(len(ids)) if rated[j] > 0), key=lambda j: (-rated[j], ids[j])
        )
        self._places = places
        self._mix = [Stream(seed, "place", str(k)) for k in range(len(places))]
        self._ties = []
        for swing in sorted({rated[j] for j in places}, reverse=True):
            at = [j for j in places if rated[j] == swing]
            if len(at) > 1:
                self._ties.append((at, [Stream(seed, "lot", ids[j]) for j in at]))

    def fill(self, out: Table) -> None:
        """Fill one block with weights."""
        out[:] = 0.0
        below = np.zeros(out.shape[1])
        for k in reversed(range(len(self._places))):
            # corner k has 1 / (k + 1) in its first k + 1 places: add up from the last place
            row = out[self._places[k]]
            self._mix[k].exponential(out=row)
            row *= 1 / (k + 1)
            row += below
            below = row
        for rows, lots in self._ties:
            # the criteria of equal swings take the places they share in random order
            order = np.argsort([lot.uniform(out.shape[1]) for lot in lots], axis=0)
            out[rows] = np.take_along_axis(out[rows], order, axis=0)


class Fixed(WeightDraws):
    """The same weights in every draw."""

    def __init__(self, swings: Table) -> None:
        super().__init__(len(swings))
        self._weights = swings / swings.sum()

    def fill(self, out: Table) -> None:
        """Fill one block with the weights, once for each draw."""
        out[:] = self._weights[:, None]


def weight_draws(
    model: WeightsModel, ids: Sequence[str], swings: Table, members: Table, seed: int
) -> WeightDraws:
    """Return how weights are drawn.

    Parameters
    ----------
    model : str
    ids : sequence of str
        The benefit criteria, in the order of the columns.
    swings : (n,) array
        The group's agreed swings, none of them missing.
    members : (members, n) array
        Swings of each member who gave them all; only ``elicited`` uses them.
    seed : int
    """
    if model == "elicited":
        return Elicited(ids, members if len(members) else swings[None, :], seed)
    if model == "order":
        return Ordered(ids, swings, seed)
    return Unknown(ids, seed) if model == "unknown" else Fixed(swings)


def always_counted(model: WeightsModel, swings: Table, members: Table) -> NDArray[np.bool_]:
    """Return which criteria have a weight above nought in every draw."""
    if model == "unknown":
        return np.ones(len(swings), dtype=np.bool_)
    table = members if model == "elicited" and len(members) else swings[None, :]
    counted: NDArray[np.bool_] = np.all(table > 0, axis=0)
    return counted
