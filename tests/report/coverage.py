"""Write ``appraisal/report/fonts/coverage.json``: the characters that the bundled fonts can show.

Run it when a font changes: ``python -m tests.report.coverage``. A test holds the file to the fonts.
"""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[2] / "appraisal" / "report" / "fonts"


def covered_ranges() -> list[list[int]]:
    """Return [first, last] code points of every run that some bundled font covers."""
    points: set[int] = set()
    for path in sorted(FONTS.glob("*.ttf")):
        with TTFont(path) as font:
            points |= set(font.getBestCmap())
    ordered = sorted(points)
    breaks = [place + 1 for place, (a, b) in enumerate(pairwise(ordered)) if b > a + 1]
    starts, ends = [0, *breaks], [*breaks, len(ordered)]
    return [[ordered[a], ordered[b - 1]] for a, b in zip(starts, ends, strict=True)]


if __name__ == "__main__":
    (FONTS / "coverage.json").write_text(json.dumps(covered_ranges()) + "\n", encoding="utf-8")
