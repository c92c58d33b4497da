"""Write ``appraisal/report/fonts/coverage.json``: the characters that the bundled fonts can show.

Run it when a font changes: ``python -m tests.report.coverage``. A test holds the file to the fonts.
"""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[2] / "appraisal" / "report" / "fonts"


def coverage() -> dict[str, list[list[int]]]:
    """Return [first, last] code points of every run covered, in text and in charts.

    In a chart a text of mixed scripts is set in one font with single signs from others, and signs
    that join cannot be shown: so it is without Arabic there, whose letters join.
    """
    everything = sorted(FONTS.glob("*.ttf"))
    in_charts = [path for path in everything if "Arabic" not in path.name]
    return {"text": _ranges(everything), "charts": _ranges(in_charts)}


def _ranges(paths: list[Path]) -> list[list[int]]:
    points: set[int] = set()
    for path in paths:
        with TTFont(path) as font:
            points |= set(font.getBestCmap())
    ordered = sorted(points)
    breaks = [place + 1 for place, (a, b) in enumerate(pairwise(ordered)) if b > a + 1]
    starts, ends = [0, *breaks], [*breaks, len(ordered)]
    return [[ordered[a], ordered[b - 1]] for a, b in zip(starts, ends, strict=True)]


if __name__ == "__main__":
    (FONTS / "coverage.json").write_text(json.dumps(coverage()) + "\n", encoding="utf-8")
