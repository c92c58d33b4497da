"""How far rankings agree: Kendall's coefficient of concordance.

Kendall and Babington Smith (1939), The problem of m rankings, Annals of Mathematical Statistics 10;
the correction for ties as in Kendall, Rank Correlation Methods, ch. 6.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from appraisal.analysis.scoring import TIE


def kendalls_w(
    rankings: Sequence[Mapping[str, float | None]], ranked: Mapping[str, bool]
) -> float | None:
    """Return W, 0 (no agreement) to 1 (the same ranking by all), corrected for ties.

    Parameters
    ----------
    rankings : sequence of mapping of option to overall value
        One for each member. One that lacks a value for a ranked option is left out.
    ranked : mapping of option to bool
        Whether the option counts.

    Returns
    -------
    float or None
        None with fewer than two rankings or two options, or where every ranking is one great tie.
    """
    ids = [id for id, counts in ranked.items() if counts]
    whole = [places for one in rankings if (places := mid_ranks([one[id] for id in ids]))]
    n, members = len(ids), len(whole)
    if n < 2 or members < 2:
        return None
    sums = [math.fsum(places[k] for places in whole) for k in range(n)]
    spread = math.fsum((total - members * (n + 1) / 2) ** 2 for total in sums)
    ties = sum(count**3 - count for places in whole for count in Counter(places).values())
    most = members**2 * (n**3 - n) - members * ties
    return 12 * spread / most if most > 0 else None


def mid_ranks(values: Sequence[float | None]) -> list[float] | None:
    """Return ranks, 1 the highest, ties sharing the mean of their ranks; None if one is missing."""
    known = [value for value in values if value is not None]
    if len(known) != len(values):
        return None
    return [
        1 + sum(other > value + TIE for other in known)
        + (sum(abs(other - value) <= TIE for other in known) - 1) / 2
        for value in known
    ]  # fmt: skip
