"""Value functions: from a level in the criterion's own unit to a value score of 0 to 100, and back.

Linear between the fixed anchors, or piecewise linear through given points, as in the partial value
functions of multi-attribute value theory (Keeney and Raiffa, 1976; R package ``smaa``).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from appraisal.model.criteria import Scale


def value_score(scale: Scale, level: float) -> float:
    """Return the value score of a level: 0 at ``worst``, 100 at ``best``.

    Outside the anchors it is clipped to 0 or 100, or, where the scale says ``extend``, continued
    along the nearest stretch of the value function.
    """
    corners = scale.corners()
    sign = -1.0 if scale.lower_is_better() else 1.0
    signed = sign * level
    if signed <= sign * corners[0][0] and scale.outside == "clip":
        return 0.0
    if signed >= sign * corners[-1][0] and scale.outside == "clip":
        return 100.0
    last = len(corners) - 2
    step = next((k for k in range(last) if signed <= sign * corners[k + 1][0]), last)
    (x0, y0), (x1, y1) = corners[step], corners[step + 1]
    score = y0 + (level - x0) / (x1 - x0) * (y1 - y0)
    inside = sign * x0 <= signed <= sign * x1
    # Rounding must not lift a score over the corner that the next stretch starts from.
    return min(max(score, y0), y1) if inside else score


def level_of(scale: Scale, score: float) -> float:
    """Return the level with this value score: the inverse of :func:`value_score`.

    Scores outside 0 to 100 are continued along the nearest stretch, whatever ``outside`` says, so
    that a caller can tell how far beyond the scale a break-even lies.
    """
    corners = scale.corners()
    last = len(corners) - 2
    step = next((k for k in range(last) if score <= corners[k + 1][1]), last) if last else 0
    (x0, y0), (x1, y1) = corners[step], corners[step + 1]
    if score == y1:
        return x1
    return x0 + (score - y0) / (y1 - y0) * (x1 - x0)


def value_scores(scale: Scale, levels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the value scores of an array of levels, of any shape."""
    corners = np.asarray(scale.corners(), dtype=np.float64)
    if scale.lower_is_better():
        corners = corners * np.array([-1.0, 1.0])
        levels = -levels
    scores = np.interp(levels, corners[:, 0], corners[:, 1])
    if scale.outside == "extend":
        for end, near, beyond in (
            (corners[0], corners[1], levels < corners[0, 0]),
            (corners[-1], corners[-2], levels > corners[-1, 0]),
        ):
            slope = (end[1] - near[1]) / (end[0] - near[0])
            scores = np.where(beyond, end[1] + (levels - end[0]) * slope, scores)
    return np.asarray(scores, dtype=np.float64)


def is_clipped(scale: Scale, level: float) -> bool:
    """Return whether the level lies beyond an anchor and its value score is cut there."""
    low, high = sorted((scale.worst, scale.best))
    return scale.outside == "clip" and not low <= level <= high
