"""The one look of every chart, on screen and on paper: colours, type and axes.

The colours are those of the UK Government Analysis Function (Data visualisation: colours in
charts): at least 3:1 on white and between neighbours. Colour is never the only signal: a letter, a
shape, a printed figure or a white gap always says the same.

A chart is drawn on white whatever the page's own theme, so that contrasts hold in dark mode too.
"""

from __future__ import annotations

from typing import Any

import altair as alt
from altair.utils import schemapi

# Altair checks every part as it is made, which takes most of the time of drawing. Here a chart is
# checked once, whole, by the tests.
schemapi.DEBUG_MODE = False

BLUE, TURQUOISE, PINK, ORANGE = "#12436d", "#28a197", "#801650", "#f46a25"
CHARCOAL = "#3d3d3d"  # for a fifth group: not a fifth hue
INK, QUIET, TRACK, PAPER = "#0b0c0c", "#505a5f", "#dfe3e6", "#ffffff"
GREY = "#8a9299"  # what is for information only; 3.2:1 on white
PALE = "#e9edf0"  # ground under what is for information only
SIZE, SMALL = 14, 13  # px of type; at 565 px across a 162 mm column, 11.4 pt and 10.6 pt
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
PRINT_WIDTH = 565  # px

_FIRST = (BLUE, TURQUOISE, PINK, ORANGE, CHARCOAL)


def group_colour(index: int) -> str:
    """Return the colour of the group of this index, counted from 0.

    Four hues and charcoal; from the sixth group on they come round again without the blue, so that
    neighbours always differ by 3:1. The letter of the group tells those of one colour apart.
    """
    return _FIRST[index] if index < len(_FIRST) else _FIRST[1 + (index - len(_FIRST)) % 4]


def ink_on(colour: str) -> str:
    """Return white or near-black, whichever can be read better on this colour."""
    light = luminance(colour)
    return PAPER if 1.05 / (light + 0.05) >= (light + 0.05) / (luminance(INK) + 0.05) else INK


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def shades(count: int) -> tuple[str, ...]:
    """Return so many shades from dark blue to near white, for what is ordered (1st, 2nd ...)."""
    if count == 1:
        return (BLUE,)
    start, end = (0x12, 0x43, 0x6D), (0xDC, 0xE6, 0xEE)
    steps = [step / (count - 1) for step in range(count)]
    return tuple(
        "#" + "".join(f"{round(a + (b - a) * t):02x}" for a, b in zip(start, end, strict=True))
        for t in steps
    )


def theme_config() -> dict[str, Any]:
    """Return the configuration that every chart carries, in Vega-Lite."""
    config: dict[str, Any] = _THEME["config"]
    return config


def _config() -> dict[str, Any]:
    plain = {"labelFont": FONT, "titleFont": FONT, "labelColor": INK, "titleColor": INK}
    return {
        "config": {
            "background": PAPER,
            "font": FONT,
            "lineBreak": "\n",
            "padding": 6,
            "view": {"stroke": None},
            # A screen reader hears the chart's own description and has its table; a hundred marks
            # read one by one, most without a name, would only hide both.
            "mark": {"aria": False},
            "title": {
                "anchor": "start", "align": "left", "color": INK, "font": FONT, "fontSize": 16,
                "fontWeight": "bold", "frame": "bounds", "lineHeight": 21, "offset": 12,
            },
            "axis": {
                **plain, "labelFontSize": SMALL, "titleFontSize": SMALL,
                "titleFontWeight": "normal", "titlePadding": 8, "titleLineHeight": 17,
                "gridColor": TRACK, "domainColor": GREY, "tickColor": GREY, "labelOverlap": True,
            },
            "legend": {
                **plain, "labelFontSize": SMALL, "labelLimit": 330, "orient": "top", "title": None,
                "direction": "vertical", "symbolType": "square", "symbolSize": 180, "offset": 12,
                "rowPadding": 3,
            },
            "text": {"font": FONT, "fontSize": SIZE, "color": INK, "lineBreak": "\n"},
        }
    }  # fmt: skip


_THEME = _config()
alt.theme.register("options_appraisal", enable=True)(_config)  # type: ignore[arg-type]
