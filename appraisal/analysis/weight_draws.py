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

from appraisal.analysis.streams import Stream

WeightsModel = Literal["elicited", "order", "unknown", "fixed"]
Table = NDArray[np.float64]

BAND = 0.25  # half the width of an elicited swing's band, as a share of the swing
LARGEST_SWING = 100.0


class WeightDraws(ABC):
    """Weights drawn a block at a time."""

    @abstractmethod
    def block(self, size: int) -> Table:
        """Return an (n, size) array: weights up to a factor, which differs from draw to draw."""


class Elicited(WeightDraws):
    """Swings within their bands; ``swings`` is (members or 1, n)."""

    def __init__(self, ids: Sequence[str], swings: Table, seed: int) -> None:
        self._low = ((1 - BAND) * swings).T.copy()
        self._width = np.minimum((1 + BAND) * swings, LARGEST_SWING).T - self._low
        self._streams = [Stream(seed, "swing", id) for id in ids]
        self._who = Stream(seed, "member")

    def block(self, size: int) -> Table:
        """Return one block of swings."""
        found = np.empty((len(self._streams), size))
        for row, stream in zip(found, self._streams, strict=True):
            stream.fill_uniform(row)
        members = self._low.shape[1]
        if members == 1:
            found *= self._width
            found += self._low
            return found
        who = (self._who.uniform(size) * members).astype(np.intp)
        found *= np.take(self._width, who, axis=1)
        found += np.take(self._low, who, axis=1)
        return found


class Unknown(WeightDraws):
    """Uniform on the simplex."""

    def __init__(self, ids: Sequence[str], seed: int) -> None:
        self._streams = [Stream(seed, "weight", id) for id in ids]

    def block(self, size: int) -> Table:
        """Return one block of exponentials."""
        found = np.empty((len(self._streams), size))
        for row, stream in zip(found, self._streams, strict=True):
            stream.exponential(out=row)
        return found


class Ordered(WeightDraws):
    """Uniform over the weights that keep the order of the swings."""

    def __init__(self, ids: Sequence[str], swings: Table, seed: int) -> None:
        given = swings.tolist()
        places = sorted(
            (j for j in range(len(ids)) if given[j] > 0), key=lambda j: (-given[j], ids[j])
        )
        self._places = places
        self._size = len(ids)
        self._mix = [Stream(seed, "place", str(k)) for k in range(len(places))]
        self._ties = []
        for swing in sorted({given[j] for j in places}, reverse=True):
            at = [j for j in places if given[j] == swing]
            if len(at) > 1:
                self._ties.append((at, [Stream(seed, "lot", ids[j]) for j in at]))

    def block(self, size: int) -> Table:
        """Return one block of weights."""
        found = np.zeros((self._size, size))
        below = np.zeros(size)
        for k in reversed(range(len(self._places))):
            # corner k has 1 / (k + 1) in its first k + 1 places: add up from the last place
            row = found[self._places[k]]
            self._mix[k].exponential(out=row)
            row *= 1 / (k + 1)
            row += below
            below = row
        for rows, lots in self._ties:
            # the criteria of equal swings take the places they share in random order
            order = np.argsort([lot.uniform(size) for lot in lots], axis=0)
            found[rows] = np.take_along_axis(found[rows], order, axis=0)
        return found


class Fixed(WeightDraws):
    """The same weights in every draw."""

    def __init__(self, swings: Table) -> None:
        self._weights = swings / swings.sum()

    def block(self, size: int) -> Table:
        """Return the weights, once for each draw."""
        return np.repeat(self._weights[:, None], size, axis=1)


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
